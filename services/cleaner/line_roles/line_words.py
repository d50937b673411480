"""The first and last words of a line, as the line model knows them: 'sign', 'sign up', '~inbox'."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from services.cleaner.reading.page import Line

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FIRST = 10
_LONG = 14
_LAST = 4
_SHORT_LINE = 80
_KEPT = 16_384
MOST = 28
"""Known words and pairs of one line that count."""


def line_words(text: str) -> set[str]:
    """Words, pairs of neighbours, ``^`` and ``$`` for beginning and end, ``~`` before the last words of a long line.

    Numbers are all ``0``: what a line says does not hang on which number it says it of.
    """
    tokens = ["0" if token.isdigit() else token for token in _TOKEN.findall(text[:160].casefold())]
    chain = ["^", *tokens[:_FIRST]]
    if len(tokens) > _LONG:
        chain.append("…")
    elif len(tokens) <= _FIRST:
        chain.append("$")
    found = set(chain[1:])
    found.update([f"{first} {second}" for first, second in itertools.pairwise(chain)])
    if len(tokens) > _LONG:
        last = _TOKEN.findall(text[-60:].casefold())[-_LAST:]
        found.update(["~0" if token.isdigit() else f"~{token}" for token in last], ("~$",))
    return found


def known_words(
    lines: Sequence[Line], numbers_of: Callable[[str], tuple[int, ...]]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The numbers of each line's words that a vocabulary has, line after line, and how many each line has.

    ``numbers_of`` is the vocabulary's, from `numbering`.
    """
    found = [numbers_of(line.text) for line in lines]
    counts = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
    return np.fromiter(itertools.chain.from_iterable(found), dtype=np.int64, count=int(counts.sum())), counts


def numbering(vocabulary: Mapping[str, int]) -> Callable[[str], tuple[int, ...]]:
    """A function from a line's text to the numbers of its words that the vocabulary has.

    It keeps what it found for short lines, which the pages of a web site share. A line without any known word has the
    number 0, so that none is empty.
    """

    def numbers_of(text: str) -> tuple[int, ...]:
        known = [number for word in line_words(text) if (number := vocabulary.get(word)) is not None] or [0]
        return tuple(known if len(known) <= MOST else sorted(known)[:MOST])

    kept = lru_cache(maxsize=_KEPT)(numbers_of)
    return lambda text: kept(text) if len(text) <= _SHORT_LINE else numbers_of(text)
