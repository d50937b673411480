"""What a log line looks like, and where it goes."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from shared.logs import configure_logs, lines_together
from shared.settings import LogSettings


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


def lines_of(captured: pytest.CaptureFixture[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_a_line_is_json_off_a_terminal_and_names_its_service(capfdbinary: pytest.CaptureFixture[bytes]):
    configure_logs(LogSettings(), service="cleaner")
    structlog.get_logger().info("message_done", article_id="ü1", duration_ms=1.5)
    (line,) = lines_of(capfdbinary)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "message_done", "service": "cleaner", "level": "info", "article_id": "ü1", "duration_ms": 1.5,
    }  # fmt: skip


def test_lines_below_the_level_are_not_written(capfdbinary: pytest.CaptureFixture[bytes]):
    configure_logs(LogSettings(level="warning"), service="cleaner")
    structlog.get_logger().info("message_done")
    structlog.get_logger().warning("message_retried")
    assert [line["event"] for line in lines_of(capfdbinary)] == ["message_retried"]


def test_a_batch_of_lines_comes_out_complete_and_in_order(capfdbinary: pytest.CaptureFixture[bytes]):
    configure_logs(LogSettings(format="json"), service="cleaner")
    log = structlog.get_logger()
    with lines_together(log) as lines:
        lines.info("first")
        assert capfdbinary.readouterr().out == b""
        lines.error("second")
    log.info("third")
    assert [line["event"] for line in lines_of(capfdbinary)] == ["first", "second", "third"]


def test_an_exception_is_written_with_its_traceback(capfdbinary: pytest.CaptureFixture[bytes]):
    configure_logs(LogSettings(), service="cleaner")
    try:
        raise RuntimeError("oh")
    except RuntimeError:
        structlog.get_logger().error("start_failed", exc_info=True)
    (line,) = lines_of(capfdbinary)
    assert line["exception"].endswith("RuntimeError: oh")


def test_what_libraries_log_and_warn_of_becomes_a_line_too(capfdbinary: pytest.CaptureFixture[bytes]):
    configure_logs(LogSettings(), service="cleaner")
    logging.getLogger("some.library").warning("it is %s", "late")
    logging.getLogger("some.library").info("not interesting")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    first, second = lines_of(capfdbinary)
    assert (first["event"], first["library"], first["detail"]) == ("library_said", "some.library", "it is late")
    assert "DeprecationWarning: old" in second["detail"]


def test_a_person_gets_a_readable_line(capfd: pytest.CaptureFixture[str]):
    configure_logs(LogSettings(format="console"), service="cleaner")
    structlog.get_logger().info("message_done", article_id="a1")
    assert "message_done" in capfd.readouterr().out
