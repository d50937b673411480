"""A service's JSON log lines as a person reads them: time, service, event, and the few fields that matter."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

# Colours by hand: a busy pipeline writes hundreds of lines a second, and rich would take a core for them.
_RESET, _DIM, _RED, _GREEN, _YELLOW, _BLUE = "\033[0m", "\033[2m", "\033[31m", "\033[32m", "\033[33m", "\033[34m"
_LEVEL_COLOURS = {"warning": _YELLOW, "error": _RED, "critical": _RED}
# Known from elsewhere on the line, or only of use to a machine.
_HIDDEN = frozenset(
    {"event", "level", "timestamp", "service", "article_id", "duration_ms", "correlation_id", "entry_id"}
)
_MOST_PER_SECOND = 20


def readable_line(name: str, line: str, *, coloured: bool) -> str:
    """The line of the process called ``name``; what is not JSON is shown as it is."""
    fields = _fields(line)
    if fields is None:
        return f"{' ' * 8} {_painted(f'{name:<12}', _BLUE, coloured)} {line}"
    level = str(fields.get("level", "info"))
    event = str(fields["event"])
    colour = _LEVEL_COLOURS.get(level, _GREEN if event == "message_done" else "")
    about = [str(fields[key]) for key in ("article_id",) if fields.get(key)]
    if "duration_ms" in fields:
        about.append(f"{fields['duration_ms']} ms")
    rest = [f"{key}={_value(value)}" for key, value in fields.items() if _matters(key, value, event)]
    parts = [
        _painted(_clock(fields.get("timestamp")), _DIM, coloured),
        _painted(f"{name:<12}", _BLUE, coloured),
        _painted(event.replace("_", " "), colour, coloured),
        *about,
        _painted(" ".join(rest), _DIM, coloured) if rest else "",
    ]
    text = " ".join(part for part in parts if part)
    return f"{text}\n{fields['exception']}" if fields.get("exception") else text


class Throttle:
    """Lets through what a person can read: of ordinary lines 20 a second and process, of the others a count."""

    def __init__(self, *, coloured: bool) -> None:
        self._coloured = coloured
        self._second = 0
        self._shown: dict[str, int] = {}
        self._held: dict[tuple[str, str], int] = {}

    def lines(self, name: str, line: str, now_s: float) -> list[str]:
        """What to print now that a line came in at ``now_s``."""
        printed = self.held_back(now_s)
        fields = _fields(line)
        if fields is not None and fields.get("level") == "info" and self._shown.get(name, 0) >= _MOST_PER_SECOND:
            key = (name, str(fields["event"]))
            self._held[key] = self._held.get(key, 0) + 1
            return printed
        self._shown[name] = self._shown.get(name, 0) + 1
        return [*printed, readable_line(name, line, coloured=self._coloured)]

    def held_back(self, now_s: float) -> list[str]:
        """The counts of what was not printed, once its second is over."""
        if int(now_s) == self._second:
            return []
        counts = [
            f"{' ' * 8} {_painted(f'{name:<12}', _BLUE, self._coloured)} {event.replace('_', ' ')} × {number:,} more"
            for (name, event), number in self._held.items()
        ]
        self._second, self._shown, self._held = int(now_s), {}, {}
        return counts


def _fields(line: str) -> dict[str, Any] | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) and "event" in fields else None


def _matters(key: str, value: Any, event: str) -> bool:
    if key in _HIDDEN or key == "exception" or value is None:
        return False
    return not (event.startswith("message_") and (key == "stream" or (key == "attempt" and value == 1)))


def _clock(timestamp: Any) -> str:
    try:
        return datetime.fromisoformat(str(timestamp)).astimezone().strftime("%H:%M:%S")
    except ValueError:
        return " " * 8


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if " " in text and isinstance(value, str) else text


def _painted(text: str, colour: str, coloured: bool) -> str:
    return f"{colour}{text}{_RESET}" if coloured and colour else text
