"""How many messages are taken at once, by how large the last ones were."""

from __future__ import annotations

import pytest

from shared.streams.entries import Entry, open_entry
from shared.streams.pace import Pace, portions


def counts_after(*batches: list[int]) -> list[int]:
    """What is asked for at first and after each batch, given its entries' bytes; of at most 64 and 1000 bytes."""
    pace = Pace(64, 1000)
    counts = [pace.count]
    for sizes in batches:
        pace.saw(sizes)
        counts.append(pace.count)
    return counts


@pytest.mark.parametrize(
    ("batches", "counts"),
    [
        ([[1] * 8, [1] * 16, [1] * 32, [1] * 64], [8, 16, 32, 64, 64]),
        ([[1], [1] * 3, []], [8, 8, 8, 8]),
        ([[1] * 8, [100] * 16, [1] * 10, [1] * 20], [8, 16, 10, 20, 40]),
        ([[1, 1, 600]], [8, 1]),
        ([[5000], [1], [1, 1]], [8, 1, 2, 4]),
        ([[0] * 8], [8, 16]),
    ],
    ids=["small ones", "few ones", "large ones and small again", "one large one", "larger than the bound", "empty"],
)
def test_the_count_follows_the_sizes(batches: list[list[int]], counts: list[int]):
    assert counts_after(*batches) == counts


def entries_of(*sizes: int) -> list[Entry]:
    return [open_entry("s", f"1-{number}".encode(), {b"data": b"x" * size}) for number, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sizes", "parts"),
    [
        ((), []),
        ((1, 2, 3), [(1, 2, 3)]),
        ((4, 6, 1), [(4, 6), (1,)]),
        ((4, 99, 4, 4), [(4,), (99,), (4, 4)]),
        ((99, 99), [(99,), (99,)]),
    ],
)
def test_a_batch_is_handled_in_portions_of_ten_bytes(sizes: tuple[int, ...], parts: list[tuple[int, ...]]):
    found = [tuple(len(entry.payload) for entry in part) for part in portions(entries_of(*sizes), 10)]
    assert found == parts
