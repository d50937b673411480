"""Cutting a batch's settlements into calls that Redis takes at once without holding up everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shared.streams.settlement import Settlement

# A script of 8 MB runs for some milliseconds, and stays far below the 1 GB that Redis takes from one client.
MOST_BYTES = 8_000_000


def settlement_calls(
    settlements: Sequence[Settlement], most_bytes: int = MOST_BYTES
) -> Iterator[tuple[list[Settlement], list[Any]]]:
    """Pieces of the batch, in order, each with its arguments for ``settle.lua``; a piece has at least one entry."""
    piece: list[Settlement] = []
    arguments: list[Any] = []
    size = 0
    for settlement in settlements:
        own = sum(map(len, settlement.fields))
        if piece and size + own > most_bytes:
            yield piece, arguments
            piece, arguments, size = [], [], 0
        wait = 0 if settlement.wait is None else int(settlement.wait.total_seconds() * 1000)
        piece.append(settlement)
        arguments += (settlement.entry.entry_id, settlement.outcome, wait, len(settlement.fields))
        arguments += settlement.fields
        size += own
    if piece:
        yield piece, arguments
