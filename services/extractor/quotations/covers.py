"""Which places of a text lie within any of many ranges, asked often."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Covers:
    """Ranges of characters, end exclusive, each with the number of its owner. Built once and asked often."""

    def __init__(self, ranges: Iterable[tuple[int, int, int]]) -> None:
        self._starts: list[int] = []
        # Of all ranges up to each: the furthest end with its owner, and the furthest end of any other owner.
        self._furthest: list[tuple[int, int, int]] = []
        end, owner, other_end = -1, -1, -1
        for start, stop, number in sorted(ranges):
            if number == owner:
                end = max(end, stop)
            elif stop > end:
                end, owner, other_end = stop, number, end
            else:
                other_end = max(other_end, stop)
            self._starts.append(start)
            self._furthest.append((end, owner, other_end))

    def hold(self, at: int, but: int | None = None) -> bool:
        """Whether a range holds the place; ``but`` names an owner whose ranges do not count."""
        before = bisect_right(self._starts, at) - 1
        if before < 0:
            return False
        end, owner, other_end = self._furthest[before]
        return at < (other_end if owner == but else end)
