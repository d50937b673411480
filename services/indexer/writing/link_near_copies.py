"""Links articles that were just written to those whose text they repeat, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping

from services.indexer.writing.gathered_numbers import both, gather
from services.indexer.writing.near_copies import SKETCH_SIZE, phrases_of, shared_part, sketch_of

# A phrase that more articles share says nothing of copying: it is asked only for the newest of them.
_ARTICLES_OF_A_PHRASE = 60
# Two of sixteen by chance are rare; copies share most.
_FEWEST_SHARED = 2
_MOST_COMPARED = 10
_NO_PHRASE = -1
_SHARING = " UNION ALL ".join(
    f"SELECT article FROM (SELECT article FROM {table} WHERE phrase = ?{place}"
    f" ORDER BY article DESC LIMIT {_ARTICLES_OF_A_PHRASE})"
    for place in range(1, SKETCH_SIZE + 1)
    for table in both("phrases")
)


def link_near_copies(connection: sqlite3.Connection, written: Mapping[int, frozenset[int]], least_share: float) -> None:
    """Link the articles `written`: their row numbers, with the phrases of their bodies.

    `least_share` is what a copy must share with its original (0 to 1). The earliest of all copies of a text, by their
    time, is the original of the others.
    """
    for table in ("sketches", "near_copies"):
        rows = json.dumps(list(written))
        connection.execute(f"DELETE FROM {table} WHERE article IN (SELECT value FROM json_each(?))", (rows,))
    phrases = _Phrases(connection, written)
    sketches = {row: sketch_of(found) for row, found in written.items()}
    connection.executemany(
        "INSERT INTO sketches (article, phrases) VALUES (?, ?)",
        [(row, json.dumps(sketch)) for row, sketch in sketches.items() if sketch],
    )
    gather(connection, "phrases", [(phrase, row) for row, sketch in sketches.items() for phrase in sketch])
    for row, sketch in sketches.items():
        _let_go(connection, row, phrases, least_share)
        shares = [(shared_part(phrases[row], phrases[found]), found) for found in _candidates(connection, row, sketch)]
        # The earliest of those that share the same; the others may belong to families that were not seen to be one.
        alike = sorted(((share, -found) for share, found in shares if share >= least_share), reverse=True)
        for share, found in alike[:1]:
            _link(connection, row, -found, share)
        for share, found in alike[1:]:
            _join(connection, (row, -found), share, phrases, least_share)


class _Phrases(dict[int, frozenset[int]]):
    """The phrases of articles by row number: of those at hand, and of others once they are asked for."""

    def __init__(self, connection: sqlite3.Connection, written: Mapping[int, frozenset[int]]) -> None:
        super().__init__(written)
        self._connection = connection

    def __missing__(self, row: int) -> frozenset[int]:
        body = self._connection.execute("SELECT body FROM article_texts WHERE article = ?", (row,)).fetchone()[0]
        self[row] = phrases_of(body)
        return self[row]


def _candidates(connection: sqlite3.Connection, row: int, sketch: tuple[int, ...]) -> list[int]:
    wanted = sketch + (_NO_PHRASE,) * (SKETCH_SIZE - len(sketch))
    shared = Counter(found for (found,) in connection.execute(_SHARING, wanted))
    del shared[row]
    return [found for found, times in shared.most_common(_MOST_COMPARED) if times >= _FEWEST_SHARED]


def _link(connection: sqlite3.Connection, row: int, other: int, share: float) -> None:
    known = dict(connection.execute("SELECT article, original FROM near_copies WHERE article IN (?, ?)", (row, other)))
    original = known.get(other, other)
    # Linked already: by the other one of the same batch, or as the original, whose copies stay linked to it.
    if row in known or original == row:
        return
    times = dict(connection.execute("SELECT id, sort_time FROM articles WHERE id IN (?, ?)", (row, original)))
    if (times[row], row) > (times[original], original):
        connection.execute("INSERT INTO near_copies VALUES (?, ?, ?)", (row, original, share))
        return
    connection.execute("UPDATE near_copies SET original = ? WHERE original = ?", (row, original))
    connection.execute("INSERT INTO near_copies VALUES (?, ?, ?)", (original, row, share))


def _join(
    connection: sqlite3.Connection, pair: tuple[int, int], share: float, phrases: _Phrases, least_share: float
) -> None:
    """Make one family of those of two copies, when their originals are copies too: else a round-up would join all."""
    known = dict(connection.execute("SELECT article, original FROM near_copies WHERE article IN (?, ?)", pair))
    originals = {known.get(row, row) for row in pair}
    if len(originals) == 1 or shared_part(*(phrases[row] for row in originals)) < least_share:
        return
    times = connection.execute("SELECT sort_time, id FROM articles WHERE id IN (?, ?)", tuple(originals))
    (_, earlier), (_, later) = sorted(times)
    connection.execute("UPDATE near_copies SET original = ? WHERE original = ?", (earlier, later))
    connection.execute("INSERT INTO near_copies VALUES (?, ?, ?)", (later, earlier, share))


def _let_go(connection: sqlite3.Connection, original: int, phrases: _Phrases, least_share: float) -> None:
    """Part a revised original from those that are no copies of it any more; they stay together."""
    rows = connection.execute(
        "SELECT article FROM near_copies JOIN articles ON articles.id = article WHERE original = ?"
        " ORDER BY sort_time, articles.id",
        (original,),
    )
    parted = [row for (row,) in rows if shared_part(phrases[original], phrases[row]) < least_share]
    connection.executemany("DELETE FROM near_copies WHERE article = ?", [(row,) for row in parted])
    for row in parted[1:]:
        share = shared_part(phrases[parted[0]], phrases[row])
        if share >= least_share:
            connection.execute("INSERT INTO near_copies VALUES (?, ?, ?)", (row, parted[0], share))
