"""Numbers the words of a page, so that what is asked of every word is asked once of each different one."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Counts: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class PageWords:
    """The words of all lines, one after the other."""

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
    def lengths(self) -> Counts:
        """How many characters each of the different words has."""
        return np.fromiter(map(len, self.distinct), dtype=np.int64, count=len(self.distinct))

    def among(self, wanted: Collection[str]) -> Flags:
        """Whether each of the different words is one of those."""
        return np.fromiter(map(wanted.__contains__, self.distinct), dtype=np.bool_, count=len(self.distinct))

    def counted(self, flags: Flags) -> Counts:
        """How many of each line's words are marked; one flag per word."""
        return np.bincount(self.lines[flags], minlength=len(self.counts))

    def with_any(self, wanted: Collection[str], places: slice | None = None) -> Flags:
        """Whether each line has one of those words, at any place or at those from one up to another."""
        found = self.among(wanted)
        if not found.any():
            return np.zeros(len(self.counts), dtype=np.bool_)
        found = found[self.numbers]
        if places is not None:
            found &= (self.places >= places.start) & (self.places < places.stop)
        return self.counted(found) > 0

    def begin_with(self, wanted: Collection[str]) -> Flags:
        """Whether each line's first word is one of those."""
        return self.with_any(wanted, slice(0, 1))


def numbered(words: Sequence[list[str]]) -> PageWords:
    """The words of a page, given line by line."""
    places: dict[str, int] = {}
    # Each word is given the place of the first that is the same, which saves counting the different ones all along.
    same = list(map(places.setdefault, itertools.chain.from_iterable(words), itertools.count()))
    number_at = np.zeros(len(same), dtype=np.int64)
    number_at[list(places.values())] = np.arange(len(places))
    times = Counter(lines := list(map(tuple, words)))
    return PageWords(
        distinct=list(places),
        numbers=number_at[same],
        counts=np.fromiter(map(len, words), dtype=np.int64, count=len(words)),
        copies=np.fromiter(map(times.__getitem__, lines), dtype=np.int64, count=len(lines)),
    )
