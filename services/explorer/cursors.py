"""Where the next page begins, as an opaque word. Pure.

A cursor holds the place where its page ended and a digest of what was asked, so that it cannot be used for a different
question by mistake. It is no secret: a forged one reads what could be read anyway.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

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
        if version != _FORMAT or any(isinstance(value, int) and abs(value) > _LARGEST for value in values):
            raise ValueError
        place = TypeAdapter(kind).validate_python(kind(*values), strict=True)
    except (binascii.Error, ValueError, TypeError, ValidationError, RecursionError):
        raise Problem(BAD_CURSOR, "this is no cursor of this service") from None
    if digest != _digest(asked):
        raise Problem(BAD_CURSOR, "the cursor belongs to a question with other parameters")
    return place


def _digest(asked: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(asked, sort_keys=True).encode(), digest_size=6).hexdigest()
