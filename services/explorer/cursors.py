"""Where the next page begins, as an opaque word. Pure.

A cursor holds the place where its page ended and a digest of what was asked, so that it cannot be used for a different
question by mistake. It is no secret: a forged one reads what could be read anyway.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any, TypeVar, get_type_hints

from services.explorer.problems import BAD_CURSOR, Problem

P = TypeVar("P")

_FORMAT = 1
# SQLite's integers.
_LARGEST = 2**63 - 1


def write_cursor(place: Any, asked: Mapping[str, Any]) -> str:
    """The place, a dataclass of numbers and words, as a cursor for the same question."""
    raw = json.dumps([_FORMAT, _digest(asked), *astuple(place)], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, kind: type[P], asked: Mapping[str, Any]) -> P | None:
    """The place; None without a cursor. Raises Problem when it is none, or one of another question."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        version, digest, *values = json.loads(raw)
        wanted = get_type_hints(kind).values()
        if version != _FORMAT or not all(_fits(*pair) for pair in zip(values, wanted, strict=True)):
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise Problem(BAD_CURSOR, "this is no cursor of this service") from None
    if digest != _digest(asked):
        raise Problem(BAD_CURSOR, "the cursor belongs to a question with other parameters")
    return kind(*values)


def _fits(value: object, wanted: type) -> bool:
    """Whether the value is of this very type, and one that SQLite can take."""
    if type(value) is not wanted:
        return False
    if isinstance(value, str):
        value.encode()  # a lone surrogate is a ValueError
    return not isinstance(value, int) or abs(value) <= _LARGEST


def _digest(asked: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(asked, sort_keys=True).encode(), digest_size=6).hexdigest()
