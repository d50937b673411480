"""Logging: structured, one line per fact; JSON unless a person is watching."""

from __future__ import annotations

import logging
import sys
from typing import Any

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
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if not is_console else _as_it_is,
    ]
    last: list[Any]
    if is_console:
        last = [structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())]
        factory: Any = structlog.PrintLoggerFactory(sys.stdout)
    else:
        last = [structlog.processors.JSONRenderer(serializer=_json)]
        factory = structlog.BytesLoggerFactory(sys.stdout.buffer)
    structlog.contextvars.clear_contextvars()
    structlog.configure(
        processors=[*steps, *last],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[settings.level]),
        logger_factory=factory,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(**bound)
    handler = _ThroughStructlog()
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)


class _ThroughStructlog(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        write = log.error if record.levelno >= logging.ERROR else log.warning
        write("library_said", library=record.name, detail=record.getMessage(), exc_info=record.exc_info)


def _json(fields: Any, **_: Any) -> bytes:
    return orjson.dumps(fields, default=str)


def _as_it_is(_: Any, __: str, fields: Any) -> Any:
    return fields
