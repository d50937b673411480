"""The first and last words of a line, as the line model knows them: 'sign', 'sign up', '~inbox'."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from services.cleaner.page import Line

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FIRST = 10
_LONG = 14
_LAST = 4
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
    lines: Sequence[Line], vocabulary: Mapping[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The numbers of each line's words that the vocabulary has, line after line, and how many each line has.

    A line without any has the number 0, so that none is empty.
    """
    numbers: list[int] = []
    counts: list[int] = []
    for line in lines:
        known = [vocabulary[word] for word in line_words(line.text) if word in vocabulary] or [0]
        if len(known) > MOST:
            known = sorted(known)[:MOST]
        numbers += known
        counts.append(len(known))
    return np.array(numbers, dtype=np.int64), np.array(counts, dtype=np.int64)
