"""Finds articles by words and filters, the best first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from services.indexer.index_reader import Index
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import CompiledQuery, compile_query, matching
from services.indexer.searching.search_hits import SearchHit, read_hits

Sort = Literal["relevance", "newest", "oldest"]

# A match in the headline says more about what an article is about than one in the body: headline, standfirst, body,
# captions, in the order of article_search's columns.
_WEIGHTS = (8.0, 4.0, 1.0, 1.5)
_BM25 = f"bm25(article_search, {', '.join(map(str, _WEIGHTS))})"
# Counting stops here: nobody reads so many, and the count would cost more than the search.
_COUNTED_UP_TO = 10_000
# The best by text that are ranked again by age.
_RANKED_AGAIN = 300
# A story of today gets this much more than an old one, half of it after so many days.
_FRESHNESS = 0.3
_HALF_LIFE_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` counts near-copies too; it is exact unless `more_than_total`."""

    query: str
    total: int
    more_than_total: bool
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where a page of results ended; what was indexed since changes nothing in the pages that follow it.

    By time, `row` and `time` are the last article's. By relevance, so many went `before`, and `row` and `time` are the
    newest when the first page was read: later articles are left out, and ages are counted from there.
    """

    row: int
    time: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some results and where to go on; `following` is None when there are no more."""

    results: SearchResults
    following: SearchPlace | None


def search(index: Index, query: str, *, limit: int = 20, offset: int = 0, sort: Sort = "relevance") -> SearchResults:
    """The articles that match `query` (see query_language); every article when it is empty.

    By relevance, near-copies come as one hit. Without words to rank by, relevance means newest. Raises QueryError.
    """
    compiled = compile_query(parse_query(query))
    with index.snapshot():
        if compiled.match is not None and sort == "relevance":
            total, page = _by_relevance(index, compiled, limit, offset, _newest(index))
        else:
            total = _count(index, compiled)
            timed = _by_time(index, compiled, limit, offset, sort)
            page = [(row, 0.0) for row, _ in timed]
        return _results(index, query, compiled, total, page)


def search_page(
    index: Index, query: str, *, limit: int = 20, sort: Sort = "relevance", after: SearchPlace | None = None
) -> SearchPage:
    """As `search`, the results that follow the place `after`, of the same query and sort. Raises QueryError."""
    compiled = compile_query(parse_query(query))
    with index.snapshot():
        if compiled.match is not None and sort == "relevance":
            start = after or _newest(index)
            total, page = _by_relevance(index, compiled, limit + 1, start.before, start)
            following: SearchPlace | None = SearchPlace(start.row, start.time, start.before + limit)
        else:
            total = _count(index, compiled)
            timed = _by_time(index, compiled, limit + 1, 0, sort, after)
            page = [(row, 0.0) for row, _ in timed]
            following = SearchPlace(*timed[:limit][-1]) if timed else None
        results = _results(index, query, compiled, total, page[:limit])
    return SearchPage(results, following if len(page) > limit else None)


def _results(
    index: Index, query: str, compiled: CompiledQuery, total: int, page: list[tuple[int, float]]
) -> SearchResults:
    hits = tuple(read_hits(index, page, compiled.match))
    return SearchResults(query, min(total, _COUNTED_UP_TO), total > _COUNTED_UP_TO, hits)


def _newest(index: Index) -> SearchPlace:
    row = index.row("SELECT (SELECT max(id) FROM articles) AS row, (SELECT max(sort_time) FROM articles) AS time")
    return SearchPlace(row["row"] or 0, row["time"] or 0) if row else SearchPlace(0, 0)


def _count(index: Index, compiled: CompiledQuery) -> int:
    found = matching(compiled)
    counted = f"SELECT 1 FROM {found.tables} WHERE {found.condition} LIMIT {_COUNTED_UP_TO + 1}"
    row = index.row(f"SELECT count(*) FROM ({counted})", found.parameters)
    return int(row[0]) if row else 0


def _by_relevance(
    index: Index, compiled: CompiledQuery, limit: int, offset: int, newest: SearchPlace
) -> tuple[int, list[tuple[int, float]]]:
    """How many match, and the page's row numbers and scores: by text, the best of those again with their age.

    Of near-copies only the best one is there. What is later than `newest` is not.
    """
    found, most = matching(compiled), max(2 * (offset + limit), _RANKED_AGAIN)
    rows = index.rows(
        "SELECT id, score, sort_time, coalesce(original, id) FROM ("
        f"SELECT {found.row} AS id, -{_BM25} AS score FROM {found.tables} WHERE {found.condition}"
        f" AND {found.row} <= ? ORDER BY score DESC, id DESC LIMIT {most}"
        ") CROSS JOIN articles USING (id) LEFT JOIN near_copies ON near_copies.article = id"
        " ORDER BY score DESC, id DESC",
        (*found.parameters, newest.row),
    )
    best = [
        (row, score * freshness(newest.time - time), original) for row, score, time, original in rows[:_RANKED_AGAIN]
    ]
    best.sort(key=lambda hit: hit[1], reverse=True)
    rest = [(row, score, original) for row, score, _, original in rows[_RANKED_AGAIN:]]
    families: dict[int, tuple[int, float]] = {}
    for row, score, original in best + rest:
        families.setdefault(original, (row, score))
    total = len(rows) if len(rows) < most else _count(index, compiled)
    return total, list(families.values())[offset : offset + limit]


def freshness(age_seconds: float) -> float:
    """What a text score is multiplied by for an article that is so much older than the newest one: 1.3 down to 1."""
    half_lives = max(age_seconds, 0) / 86_400 / _HALF_LIFE_DAYS
    return 1 + _FRESHNESS * math.exp2(-min(half_lives, 100))


def _by_time(
    index: Index, compiled: CompiledQuery, limit: int, offset: int, sort: Sort, after: SearchPlace | None = None
) -> list[tuple[int, int]]:
    """Row numbers and times, the newest first unless the oldest are asked for."""
    found = matching(compiled)
    order, behind = ("ASC", ">") if sort == "oldest" else ("DESC", "<")
    join = "" if "articles" in found.tables.split() else " CROSS JOIN articles ON articles.id = article_search.rowid"
    further = f" AND (articles.sort_time, articles.id) {behind} (?, ?)" if after else ""
    rows = index.rows(
        f"SELECT {found.row}, articles.sort_time FROM {found.tables}{join} WHERE {found.condition}{further}"
        f" ORDER BY articles.sort_time {order}, articles.id {order} LIMIT ? OFFSET ?",
        (*found.parameters, *((after.time, after.row) if after else ()), limit, offset),
    )
    return [(row[0], row[1]) for row in rows]
