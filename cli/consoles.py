"""Where a command writes: data to standard output, talk to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # rich takes a while to import, and `--json` does without it
    from rich.console import Console

# Tables of long sentences are hard to read when they are wider; terminals are often much wider.
WIDEST = 120


def page(*, record: bool = False) -> Console:
    """For results that a person reads; with ``record`` they can be saved as a picture."""
    from rich.console import Console

    console = Console(highlight=False, record=record)
    if console.width > WIDEST:
        console.width = WIDEST
    return console


def talk() -> Console:
    """For progress, hints and warnings."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """A plain line of talk, without the cost of importing rich."""
    print(message, file=sys.stderr)


def write_json(value: Any) -> None:
    """One JSON value on a line of its own, at once; dataclasses and messages are written by their fields."""
    sys.stdout.buffer.write(json_line(value))
    sys.stdout.buffer.flush()


def json_line(value: Any) -> bytes:
    import orjson

    return orjson.dumps(value, default=_plain, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    if hasattr(value, "total_seconds"):
        return value.total_seconds()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    raise TypeError(f"{type(value).__name__} has no JSON form")
