"""Numbers the words of a page, so that what is asked of every word is asked once of each different one."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Counts: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
_LONGER_WORD = 4
"""Characters of the words by which lines are known to be about the same."""


@dataclass(frozen=True)
class PageWords:
    """The words of all lines, one after the other."""

    by_line: Sequence[list[str]]
    """Without case. Lines that are the same share their list, which nobody may change."""
    distinct: list[str]
    """The page's different words, in the order in which they first come."""
    numbers: Counts
    """Of each word, its place in ``distinct``."""
    counts: Counts
    """How many words each line has."""
    copies: Counts
    """How many lines there are with the words of each line, itself counted."""

    @cached_property
    def lines(self) -> Counts:
        """The line of each word."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def first(self) -> Counts:
        """Where each line's words begin."""
        return np.cumsum(self.counts) - self.counts

    @cached_property
    def places(self) -> Counts:
        """The place of each word in its line."""
        return np.arange(len(self.numbers)) - self.first[self.lines]

    @cached_property
    def once(self) -> tuple[Counts, Counts]:
        """Each line's different words, in the order of the lines: the line and the word's place in ``distinct``."""
        pairs = np.sort(self.lines * len(self.distinct) + self.numbers)
        pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs
        lines, numbers = np.divmod(pairs, max(1, len(self.distinct)))
        return lines, numbers

    @cached_property
    def longer(self) -> tuple[Counts, Counts]:
        """Of `once`, the words of four characters or more."""
        lines, numbers = self.once
        longer = self.lengths[numbers] >= _LONGER_WORD
        return lines[longer], numbers[longer]

    @cached_property
    def lengths(self) -> Counts:
        """How many characters each of the different words has."""
        return np.fromiter(map(len, self.distinct), dtype=np.int64, count=len(self.distinct))

    def among(self, wanted: Collection[str]) -> Flags:
        """Whether each of the different words is one of those."""
        return np.fromiter(map(wanted.__contains__, self.distinct), dtype=np.bool_, count=len(self.distinct))

    def counted(self, flags: Flags) -> Counts:
        """How many of each line's words are marked; one flag per word."""
        return np.bincount(self.lines[flags], minlength=len(self.counts))

    def of_kinds(self, kinds: Mapping[str, int]) -> KindWords:
        """The words that are of any of those kinds; ``kinds`` gives each word the sum of its kinds, as bits."""
        known = np.fromiter(map(kinds.get, self.distinct, itertools.repeat(0)), np.int64, len(self.distinct))
        found = known[self.numbers]
        at = np.flatnonzero(found)
        return KindWords(found[at], self.lines[at], self.places[at], len(self.counts))


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of a page that are of certain kinds: few of its words, of which several things are asked."""

    kinds: Counts
    lines: Counts
    places: Counts
    count: int
    """How many lines the page has."""

    def on_lines(self, kind: int, first: int = 0, end: int | None = None) -> Flags:
        """Whether each line has a word of the kind, among its words from ``first`` on and before ``end``."""
        wanted = (self.kinds & kind > 0) & (self.places >= first)
        if end is not None:
            wanted &= self.places < end
        flags = np.zeros(self.count, dtype=np.bool_)
        flags[self.lines[wanted]] = True
        return flags


def numbered(words: Sequence[list[str]]) -> PageWords:
    """The words of a page, given line by line."""
    places: dict[str, int] = {}
    # Each word is given the place of the first that is the same, which saves counting the different ones all along.
    same = list(map(places.setdefault, itertools.chain.from_iterable(words), itertools.count()))
    number_at = np.zeros(len(same), dtype=np.int64)
    number_at[list(places.values())] = np.arange(len(places))
    times = Counter(lines := list(map(tuple, words)))
    return PageWords(
        by_line=words,
        distinct=list(places),
        numbers=number_at[same],
        counts=np.fromiter(map(len, words), dtype=np.int64, count=len(words)),
        copies=np.fromiter(map(times.__getitem__, lines), dtype=np.int64, count=len(lines)),
    )
