"""Keeps numbers by which texts find each other, within the caller's transaction.

They come in no order, so each new one changes another page of a large table, and each changed page is written to disk.
New ones are therefore gathered in a small table, and moved to the large one, in its order, when there are many. What
is asked for is in one of the two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Literal

Numbers = Literal["phrases", "wordings"]

# Of some 5,000 articles: fewer would rewrite the large table more often, more would make the small one large.
_MOST_GATHERED = {"phrases": 80_000, "wordings": 25_000}


def gather(connection: sqlite3.Connection, numbers: Numbers, rows: Iterable[tuple[int, int]]) -> None:
    """Add pairs of a number and the row of what has it."""
    recent = f"recent_{numbers}"
    connection.executemany(f"INSERT INTO {recent} VALUES (?, ?)", sorted(rows))
    (gathered,) = connection.execute(f"SELECT count(*) FROM {recent}").fetchone()
    if gathered > _MOST_GATHERED[numbers]:
        connection.execute(f"INSERT INTO {numbers} SELECT * FROM {recent}")
        connection.execute(f"DELETE FROM {recent}")


def both(numbers: Numbers) -> tuple[str, str]:
    """The tables to ask."""
    return f"recent_{numbers}", numbers
