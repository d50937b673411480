"""Finds articles by words and filters, the best first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from services.indexer.also_in import AlsoIn, also_in
from services.indexer.index_reader import Index
from services.indexer.marked_text import MARK_END, MARK_START, SNIPPET_GAP, MarkedText, beginning, parse_marked
from services.indexer.query_language import parse_query
from services.indexer.query_sql import CompiledQuery, compile_query, matching_tables

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
_SNIPPET_WORDS = 32
_BEGINNING_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found. A higher score is better; it compares only within one search."""

    article_id: str
    headline: MarkedText
    snippet: MarkedText
    score: float
    published_at: str | None
    published_latest: str | None
    outlet: str | None
    section: str | None
    language: str | None
    url: str | None
    also_in: tuple[AlsoIn, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` counts near-copies too; it is exact unless `more_than_total`."""

    query: str
    total: int
    more_than_total: bool
    hits: tuple[SearchHit, ...]


def search(index: Index, query: str, *, limit: int = 20, offset: int = 0, sort: Sort = "relevance") -> SearchResults:
    """The articles that match `query` (see query_language); every article when it is empty.

    By relevance, near-copies come as one hit. Without words to rank by, relevance means newest. Raises QueryError.
    """
    compiled = compile_query(parse_query(query))
    total = _count(index, compiled)
    if compiled.match is not None and sort == "relevance":
        page = _by_relevance(index, compiled, offset + limit)[offset:]
    else:
        page = _by_time(index, compiled, limit, offset, "ASC" if sort == "oldest" else "DESC")
    hits = tuple(_hit(index, row, score, compiled.match) for row, score in page)
    return SearchResults(query, min(total, _COUNTED_UP_TO), total > _COUNTED_UP_TO, hits)


def _count(index: Index, compiled: CompiledQuery) -> int:
    tables, condition, parameters = matching_tables(compiled)
    counted = f"SELECT 1 FROM {tables} WHERE {condition} LIMIT {_COUNTED_UP_TO + 1}"
    found = index.row(f"SELECT count(*) FROM ({counted})", parameters)
    return int(found[0]) if found else 0


def _by_relevance(index: Index, compiled: CompiledQuery, wanted: int) -> list[tuple[int, float]]:
    """Row numbers and scores, the best first: by text, and the best of those again with their age.

    Of near-copies only the best one is there.
    """
    tables, condition, parameters = matching_tables(compiled)
    found = index.rows(
        f"SELECT articles.id, -{_BM25} AS score, articles.sort_time, coalesce(original, articles.id) FROM {tables}"
        f" LEFT JOIN near_copies ON near_copies.article = articles.id WHERE {condition}"
        f" ORDER BY score DESC, articles.id DESC LIMIT {max(2 * wanted, _RANKED_AGAIN)}",
        parameters,
    )
    newest = index.row("SELECT max(sort_time) FROM articles")
    now = newest[0] if newest else 0
    best = [(row, score * freshness(now - time), original) for row, score, time, original in found[:_RANKED_AGAIN]]
    best.sort(key=lambda hit: hit[1], reverse=True)
    rest = [(row, score, original) for row, score, _, original in found[_RANKED_AGAIN:]]
    families: dict[int, tuple[int, float]] = {}
    for row, score, original in best + rest:
        families.setdefault(original, (row, score))
    return list(families.values())[:wanted]


def freshness(age_seconds: float) -> float:
    """What a text score is multiplied by for an article that is so much older than the newest one: 1.3 down to 1."""
    half_lives = max(age_seconds, 0) / 86_400 / _HALF_LIFE_DAYS
    return 1 + _FRESHNESS * math.exp2(-min(half_lives, 100))


def _by_time(index: Index, compiled: CompiledQuery, limit: int, offset: int, order: str) -> list[tuple[int, float]]:
    tables, condition, parameters = matching_tables(compiled)
    found = index.rows(
        f"SELECT articles.id FROM {tables} WHERE {condition}"
        f" ORDER BY articles.sort_time {order}, articles.id {order} LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    return [(row[0], 0.0) for row in found]


def _hit(index: Index, row: int, score: float, match: str | None) -> SearchHit:
    article = index.row(
        "SELECT article_id, articles.headline, published_at, published_latest, language, url, outlets.name AS outlet,"
        " sections.name AS section, substr(body, 1, 500) AS body FROM articles"
        " JOIN article_texts ON article = articles.id"
        " LEFT JOIN labels AS outlets ON outlets.id = outlet LEFT JOIN labels AS sections ON sections.id = section"
        " WHERE articles.id = ?",
        (row,),
    )
    assert article is not None  # it was found in the same file a moment ago, and articles are never removed
    headline, snippet = _highlighted(index, row, match)
    return SearchHit(
        article["article_id"],
        headline if headline.text else MarkedText(article["headline"] or ""),
        snippet if snippet.marks else beginning(article["body"], _BEGINNING_CHARACTERS),
        round(score, 4),
        article["published_at"],
        article["published_latest"],
        article["outlet"],
        article["section"],
        article["language"],
        article["url"],
        also_in(index, row),
    )


def _highlighted(index: Index, row: int, match: str | None) -> tuple[MarkedText, MarkedText]:
    """The headline, and the passage that shows best why the article matches: of the body if it does."""
    if match is None:
        return MarkedText(""), MarkedText("")
    passages = ", ".join(f"snippet(article_search, {column}, ?1, ?2, ?3, {_SNIPPET_WORDS})" for column in (2, 1, 3))
    found = index.row(
        f"SELECT highlight(article_search, 0, ?1, ?2), {passages} FROM article_search"
        " WHERE article_search MATCH ?4 AND rowid = ?5",
        (MARK_START, MARK_END, SNIPPET_GAP, match, row),
    )
    if found is None:
        return MarkedText(""), MarkedText("")
    headline, *rest = map(parse_marked, found)
    return headline, next((passage for passage in rest if passage.marks), MarkedText(""))
