"""Logging: structured, one line per fact; JSON unless a person is watching."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, BinaryIO

import orjson
import structlog

from shared.settings import LogSettings

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure_logs(settings: LogSettings, **bound: str) -> None:
    """Log to standard output in the settings' format; ``bound`` (such as ``service``) stands in every line.

    Also routes what libraries log through the standard library, from warnings up.
    """
    is_console = settings.format == "console" or (settings.format == "auto" and sys.stdout.isatty())
    steps: list[Any] = [
        _with_bound(bound),
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    factory: Any
    if is_console:
        steps.append(structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty()))
        factory = structlog.PrintLoggerFactory(sys.stdout)
    else:
        steps += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_json)]
        lines = JsonLines(sys.stdout.buffer)

        def factory(*_: Any) -> JsonLines:
            return lines

    structlog.configure(
        processors=steps,
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[settings.level]),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[_ThroughStructlog()], level=logging.WARNING, force=True)
    logging.captureWarnings(True)


def warn(event: str, **facts: str) -> None:
    """For a service's own facts that no message's outcome tells."""
    structlog.get_logger().warning(event, **facts)


class JsonLines:
    """Where JSON lines are written: each at once, or a batch's lines together."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._held: list[bytes] | None = None

    def msg(self, line: bytes) -> None:
        if self._held is not None:
            self._held.append(line)
        else:
            self._file.write(line + b"\n")
            self._file.flush()

    debug = info = warning = warn = error = critical = exception = fatal = log = failure = err = msg

    @contextmanager
    def held(self) -> Iterator[None]:
        """Write the lines of this block with one call to the system when it ends."""
        self._held = []
        try:
            yield
        finally:
            lines, self._held = self._held, None
            if lines:
                self._file.write(b"\n".join(lines) + b"\n")
                self._file.flush()


@contextmanager
def lines_together(log: Any) -> Iterator[Any]:
    """A logger for one batch's lines, which are written when the block ends."""
    bound = log.bind()
    lines = getattr(bound, "_logger", None)
    if isinstance(lines, JsonLines):
        with lines.held():
            yield bound
    else:
        yield bound


class _ThroughStructlog(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library_said", library=record.name, detail=record.getMessage(), exc_info=record.exc_info)


def _with_bound(bound: dict[str, str]) -> Any:
    def add(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        fields.update(bound)
        return fields

    return add


def _json(fields: Any, **_: Any) -> bytes:
    return orjson.dumps(fields, default=str)
