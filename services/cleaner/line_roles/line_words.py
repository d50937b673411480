"""The first and last words of a line, as the line model knows them: 'sign', 'sign up', '~inbox'."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from services.cleaner.reading.page import Line

_TOKEN = re.compile(r"\w+|[^\w\s]")
_FIRST = 10
_LONG = 14
_LAST = 4
_LOOKED_AT, _LOOKED_BACK_AT = 160, 60
"""Characters among which the first words are sought, and the last."""
_GLANCE, _GLANCE_BACK = 100, 36
"""Characters that hold enough words in most long lines, so that the others need not be parted."""
_SHORT_LINE = 80
_KEPT = 16_384
MOST = 28
"""Known words and pairs of one line that count."""


def line_words(text: str) -> set[str]:
    """Words, pairs of neighbours, ``^`` and ``$`` for beginning and end, ``~`` before the last words of a long line.

    Numbers are all ``0``: what a line says does not hang on which number it says it of.
    """
    chain, last = _chain(text)
    return {*chain, *(f"{first} {second}" for first, second in itertools.pairwise(["^", *chain])), *last}


def _chain(text: str) -> tuple[list[str], list[str]]:
    """The first words of a line, then ``$``, or ``…`` where it goes on; and the last words of a long one."""
    tokens = _TOKEN.findall(text[:_GLANCE].casefold())
    if len(tokens) <= _LONG + 1 and len(text) > _GLANCE:  # a word that the glance cut may have been the last
        tokens = _TOKEN.findall(text[:_LOOKED_AT].casefold())
    chain = ["0" if token.isdigit() else token for token in tokens[:_FIRST]]
    if len(tokens) > _LONG:
        chain.append("…")
        last = _TOKEN.findall(text[-_GLANCE_BACK:].casefold())
        if len(last) <= _LAST:
            last = _TOKEN.findall(text[-_LOOKED_BACK_AT:].casefold())
        return chain, ["~0" if token.isdigit() else f"~{token}" for token in last[-_LAST:]] + ["~$"]
    if len(tokens) <= _FIRST:
        chain.append("$")
    return chain, []


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

    entries = _entries(vocabulary)
    first_pairs = entries["^"].pairs if "^" in entries else {}

    def numbers_of(text: str) -> tuple[int, ...]:
        chain, last = _chain(text)
        known: set[int] = set()
        pairs = first_pairs
        for word in chain:
            if pairs and word in pairs:
                known.add(pairs[word])
            if (entry := entries.get(word)) is None:
                pairs = {}
                continue
            number, pairs = entry
            if number:
                known.add(number)
        known.update([vocabulary[word] for word in last if word in vocabulary])
        return tuple(sorted(known)[:MOST]) or (0,)

    kept = lru_cache(maxsize=_KEPT)(numbers_of)
    return lambda text: kept(text) if len(text) <= _SHORT_LINE else numbers_of(text)


class _Entry(NamedTuple):
    """What a vocabulary knows of a word."""

    number: int | None
    pairs: dict[str, int]
    """The numbers of the pairs that it begins, by the second word: most pairs of a line need not be looked for."""


def _entries(vocabulary: Mapping[str, int]) -> dict[str, _Entry]:
    """The vocabulary by single words."""
    pairs: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word, number in vocabulary.items():
        first, space, second = word.partition(" ")
        if space:
            pairs[first][second] = number
    single = {word for word in vocabulary if " " not in word}
    return {word: _Entry(vocabulary.get(word), pairs.get(word, {})) for word in single | pairs.keys()}
