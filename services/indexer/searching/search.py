"""Finds articles by words and filters, the best first."""

from __future__ import annotations

import heapq
import json
import math
from dataclasses import dataclass
from typing import Literal

from services.indexer.index_reader import Index
from services.indexer.searching.found_rows import FoundRows, found_rows
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import CompiledQuery, compile_query, matching
from services.indexer.searching.search_hits import SearchHit, read_hits

Sort = Literal["relevance", "newest", "oldest"]

# The best by text that are ranked again by age.
_RANKED_AGAIN = 300
# So many known rows are sorted faster than they are found again.
_SORTED_BY_ROW = 2000
# A story of today gets this much more than an old one, half of it after so many days.
_FRESHNESS = 0.3
_HALF_LIFE_DAYS = 14.0


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` counts near-copies too; it is exact unless `more_than_total`: then the latest so many were ranked."""

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
        newest = _newest(index)
        by_relevance = compiled.match is not None and sort == "relevance"
        found = found_rows(index, compiled, newest.row, ranked=by_relevance)
        if by_relevance:
            page = _by_relevance(index, found, limit, offset, newest)
        else:
            page = [(row, 0.0) for row, _ in _by_time(index, compiled, found, limit, offset, sort)]
        return _results(index, query, compiled, found, page)


def search_page(
    index: Index, query: str, *, limit: int = 20, sort: Sort = "relevance", after: SearchPlace | None = None
) -> SearchPage:
    """As `search`, the results that follow the place `after`, of the same query and sort. Raises QueryError."""
    compiled = compile_query(parse_query(query))
    with index.snapshot():
        if compiled.match is not None and sort == "relevance":
            start = after or _newest(index)
            found = found_rows(index, compiled, start.row)
            page = _by_relevance(index, found, limit + 1, start.before, start)
            following: SearchPlace | None = SearchPlace(start.row, start.time, start.before + limit)
        else:
            found = found_rows(index, compiled, ranked=False)
            timed = _by_time(index, compiled, found, limit + 1, 0, sort, after)
            page = [(row, 0.0) for row, _ in timed]
            following = SearchPlace(*timed[:limit][-1]) if timed else None
        results = _results(index, query, compiled, found, page[:limit])
    return SearchPage(results, following if len(page) > limit else None)


def _results(
    index: Index, query: str, compiled: CompiledQuery, found: FoundRows, page: list[tuple[int, float]]
) -> SearchResults:
    hits = tuple(read_hits(index, page, compiled.match))
    return SearchResults(query, len(found.rows), not found.is_all, hits)


def _newest(index: Index) -> SearchPlace:
    row = index.row("SELECT (SELECT max(id) FROM articles) AS row, (SELECT max(sort_time) FROM articles) AS time")
    return SearchPlace(row["row"] or 0, row["time"] or 0) if row else SearchPlace(0, 0)


def _by_relevance(
    index: Index, found: FoundRows, limit: int, offset: int, newest: SearchPlace
) -> list[tuple[int, float]]:
    """The page's row numbers and scores: by text, the best of those again with their age.

    Of near-copies only the best one is there.
    """
    most = max(2 * (offset + limit), _RANKED_AGAIN)
    by_text = heapq.nlargest(most, zip(found.scores, found.rows, strict=True))
    heads = {
        row: (time, original)
        for row, time, original in index.rows(
            "SELECT articles.id, sort_time, coalesce(original, articles.id) FROM json_each(?)"
            " CROSS JOIN articles ON articles.id = value LEFT JOIN near_copies ON near_copies.article = articles.id",
            (json.dumps([row for _, row in by_text]),),
        )
    }
    best = [(row, score * freshness(newest.time - heads[row][0])) for score, row in by_text[:_RANKED_AGAIN]]
    best.sort(key=lambda hit: hit[1], reverse=True)
    rest = [(row, score) for score, row in by_text[_RANKED_AGAIN:]]
    families: dict[int, tuple[int, float]] = {}
    for row, score in best + rest:
        families.setdefault(heads[row][1], (row, score))
    return list(families.values())[offset : offset + limit]


def freshness(age_seconds: float) -> float:
    """What a text score is multiplied by for an article that is so much older than the newest one: 1.3 down to 1."""
    half_lives = max(age_seconds, 0) / 86_400 / _HALF_LIFE_DAYS
    return 1 + _FRESHNESS * math.exp2(-min(half_lives, 100))


def _by_time(
    index: Index,
    compiled: CompiledQuery,
    known: FoundRows,
    limit: int,
    offset: int,
    sort: Sort,
    after: SearchPlace | None = None,
) -> list[tuple[int, int]]:
    """Row numbers and times, the newest first unless the oldest are asked for."""
    order, behind = ("ASC", ">") if sort == "oldest" else ("DESC", "<")
    further = f" AND (articles.sort_time, articles.id) {behind} (?, ?)" if after else ""
    tables, condition, parameters = _among(compiled, known)
    rows = index.rows(
        f"SELECT articles.id, articles.sort_time FROM {tables} WHERE {condition}{further}"
        f" ORDER BY articles.sort_time {order}, articles.id {order} LIMIT ? OFFSET ?",
        (*parameters, *((after.time, after.row) if after else ()), limit, offset),
    )
    return [(row[0], row[1]) for row in rows]


def _among(compiled: CompiledQuery, known: FoundRows) -> tuple[str, str, tuple[str, ...]]:
    """Tables and condition that give the query's articles: those that are `known` already, where they are few."""
    if known.is_all and len(known.rows) <= _SORTED_BY_ROW:
        return "json_each(?) CROSS JOIN articles ON articles.id = value", "1", (json.dumps(known.rows),)
    found = matching(compiled)
    join = "" if "articles" in found.tables.split() else " CROSS JOIN articles ON articles.id = article_search.rowid"
    return f"{found.tables}{join}", found.condition, found.parameters
