"""Logs of all services in one view that a person can read, however busy they are."""

from __future__ import annotations

import json

from cli.render.log_lines import Throttle, readable_line


def a_line(event: str = "message_done", **fields: object) -> str:
    return json.dumps({"event": event, "level": "info", "service": "cleaner", "article_id": "a1"} | fields)


def test_an_outcome_shows_the_article_and_how_long_it_took():
    line = a_line(stream="articles.ingest", attempt=1, duration_ms=12.5, correlation_id="c", entry_id="1-0")
    assert readable_line("cleaner", line, coloured=False).split() == [
        "cleaner", "message", "done", "a1", "12.5", "ms",
    ]  # fmt: skip


def test_a_failure_shows_its_reason_and_attempt():
    line = a_line("message_retried", level="warning", attempt=2, reason="index unreachable", wait_s=4.0)
    assert readable_line("indexer", line, coloured=False).split("  ")[-1].strip() == (
        'message retried a1 attempt=2 reason="index unreachable" wait_s=4.0'
    )


def test_a_traceback_keeps_its_lines():
    line = a_line("start_failed", level="critical", exception="Traceback:\n  boom")
    assert readable_line("indexer", line, coloured=False).endswith("\nTraceback:\n  boom")


def test_what_is_not_a_log_line_is_shown_as_it_is():
    assert readable_line("redis", "Bad directive in 'x'", coloured=False).endswith("redis        Bad directive in 'x'")


def test_a_busy_second_is_counted_and_not_printed_in_full():
    throttle = Throttle(coloured=False)
    printed = [text for _ in range(100) for text in throttle.lines("cleaner", a_line(), 5.0)]
    assert len(printed) == 20
    assert throttle.held_back(5.9) == []
    assert [text.split() for text in throttle.held_back(6.0)] == [["cleaner", "message", "done", "×", "80", "more"]]
    assert throttle.held_back(6.1) == []


def test_warnings_and_errors_are_never_held_back():
    throttle = Throttle(coloured=False)
    for _ in range(100):
        throttle.lines("cleaner", a_line(), 5.0)
    assert len(throttle.lines("cleaner", a_line("message_dead_lettered", level="error"), 5.0)) == 1
