"""Finds the rows of a query's articles once, for all that is told of them: how many, the best, what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.indexer.index_reader import Index
from services.indexer.searching.query_sql import CompiledQuery, matching

# Counting and ranking stop here, so that a word of every second article takes no longer in a large index.
MOST_FOUND = 10_000
# A match in the headline says more about what an article is about than one in the body: headline, standfirst, body,
# captions, in the order of article_search's columns.
_WEIGHTS = (8.0, 4.0, 1.0, 1.5)
_BM25 = f"bm25(article_search, {', '.join(map(str, _WEIGHTS))})"


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Row numbers in `articles`, the latest indexed first, with the text's score where the query has words.

    There are `MOST_FOUND` at most, the latest; `is_all` tells whether that is all there are.
    """

    rows: Sequence[int]
    scores: Sequence[float]
    is_all: bool


def found_rows(index: Index, compiled: CompiledQuery, newest: int | None = None, *, ranked: bool = True) -> FoundRows:
    """What the query finds among the articles up to row `newest` (all when None); asked again, it is remembered.

    Without `ranked` all scores are 0, for where nobody asks for the best.
    """
    upto = newest if newest is not None else _newest_row(index)
    scored = ranked and compiled.match is not None
    return index.remembered((compiled, upto, scored), lambda: _look(index, compiled, upto, scored))


def latest_rows(index: Index, compiled: CompiledQuery, most: int) -> Sequence[int]:
    """The row numbers of the `most` latest articles that match, without looking further or ranking them."""
    upto = _newest_row(index)
    for scored in (True, False):
        known = index.recalled((compiled, upto, scored))
        if isinstance(known, FoundRows):
            return known.rows[:most]
    found = matching(compiled)
    # Both kinds of tables give their rows in this order by themselves, so the search stops at the limit.
    rows = index.rows(
        f"SELECT {found.row} FROM {found.tables} WHERE {found.condition} ORDER BY {found.row} DESC LIMIT {most}",
        found.parameters,
    )
    return [row[0] for row in rows]


def _newest_row(index: Index) -> int:
    row = index.row("SELECT max(id) FROM articles")
    return (row[0] if row else None) or 0


def _look(index: Index, compiled: CompiledQuery, upto: int, scored: bool) -> FoundRows:
    found = matching(compiled)
    score = f"-{_BM25}" if scored else "0.0"
    rows = index.rows(
        f"SELECT {found.row}, {score} FROM {found.tables} WHERE {found.condition} AND {found.row} <= ?"
        f" ORDER BY {found.row} DESC LIMIT {MOST_FOUND + 1}",
        (*found.parameters, upto),
    )
    first = rows[:MOST_FOUND]
    return FoundRows([row[0] for row in first], [row[1] for row in first], len(rows) <= MOST_FOUND)
