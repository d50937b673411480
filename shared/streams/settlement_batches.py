"""Cutting a batch's settlements into calls that Redis takes at once without holding up everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shared.streams.settlement import Settlement

# A script of 8 MB or 50,000 arguments runs for some milliseconds; Redis takes far more of both from a client.
MOST_BYTES = 8_000_000
MOST_ARGUMENTS = 50_000


def settlement_calls(
    settlements: Sequence[Settlement], most_bytes: int = MOST_BYTES, most_arguments: int = MOST_ARGUMENTS
) -> Iterator[tuple[list[Settlement], list[Any]]]:
    """Pieces of the batch, in order, each with its arguments for ``settle.lua``; a piece has at least one entry."""
    piece: list[Settlement] = []
    arguments: list[Any] = []
    size = 0
    for settlement in settlements:
        wait = 0 if settlement.wait is None else int(settlement.wait.total_seconds() * 1000)
        own: list[Any] = [settlement.entry.entry_id, settlement.outcome, wait, len(settlement.written)]
        own_size = 0
        for key, fields in settlement.written:
            own += (key, len(fields), *fields)
            own_size += sum(map(len, fields))
        if piece and (size + own_size > most_bytes or len(arguments) + len(own) > most_arguments):
            yield piece, arguments
            piece, arguments, size = [], [], 0
        piece.append(settlement)
        arguments += own
        size += own_size
    if piece:
        yield piece, arguments
