"""Tells how lines begin and end: with a small letter, a bullet, a quotation mark, a full stop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Flags: TypeAlias = npt.NDArray[np.bool_]

_BULLETS = frozenset("•·▪●◦‣*-–—►▶→✓✔")
_FULL_STOPS = frozenset(".!?。！？؟।")
_CLOSING = "\"'”’»)]"
_END = 4
"""Characters at a line's end: a full stop may stand before closing quotation marks and brackets."""


def beginnings(texts: Sequence[str]) -> Flags:
    """Whether each line begins with a small letter, a digit, a bullet, a quotation mark, a bracket, or like a name."""
    return _flags([_begins_with(text[0]) for text in texts], 6)


def endings(texts: Sequence[str]) -> Flags:
    """Whether each line ends a sentence, and ends with a colon, a quotation mark, what goes on, three dots."""
    return _flags([_ends_in(text[-_END:]) for text in texts], 5)


def _flags(sums: list[int], kinds: int) -> Flags:
    flags: Flags = (np.array(sums, dtype=np.int64)[:, None] >> np.arange(kinds)) & 1 > 0
    return flags


@lru_cache(maxsize=1_024)
def _begins_with(first: str) -> int:
    return _sum(
        first.islower(),
        first.isdigit(),
        first in _BULLETS,
        first in "\"“„«‘'",
        first in "([",
        first.isupper() or not first.isascii(),
    )


@lru_cache(maxsize=8_192)
def _ends_in(end: str) -> int:
    last = end[-1]
    return _sum(
        end.rstrip(_CLOSING)[-1:] in _FULL_STOPS,
        last == ":",
        last in '"”»',
        last in ", ;-–—|",
        end.endswith(("...", "…")),
    )


def _sum(*kinds: bool) -> int:
    return sum(kind << place for place, kind in enumerate(kinds))
