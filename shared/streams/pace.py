"""How many messages to take at once: few while they are large, so that memory does not depend on what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.streams.entries import Entry

_FIRST_COUNT = 8


class Pace:
    """How many entries the next read asks for.

    Redis gives a number of entries, however large they are, so the size of the last ones is what there is to go by. It
    starts low, doubles when there was as much as was asked for, and falls at once when an entry was large.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self.count = min(most, _FIRST_COUNT)
        self._most = most
        self._most_bytes = most_bytes

    def saw(self, sizes: Sequence[int]) -> None:
        """Learn from what was read, each entry's bytes."""
        if not sizes:
            return
        wanted = self.count * 2 if len(sizes) >= self.count else self.count
        self.count = max(1, min(wanted, self._most, self._most_bytes // max(1, *sizes)))


def portions(entries: Sequence[Entry], most_bytes: int) -> Iterator[Sequence[Entry]]:
    """The entries in order, in parts of at most so many bytes of messages; one that is larger is alone."""
    if sum(len(entry.payload) for entry in entries) <= most_bytes:
        if entries:
            yield entries
        return
    first, size = 0, 0
    for place, entry in enumerate(entries):
        own = len(entry.payload)
        if place > first and size + own > most_bytes:
            yield entries[first:place]
            first, size = place, 0
        size += own
    yield entries[first:]
