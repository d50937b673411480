"""Reads what is shown of each article that a search found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.indexer.index_reader import Index
from services.indexer.searching.also_in import AlsoIn, also_in
from services.indexer.searching.marked_text import (
    MARK_END,
    MARK_START,
    SNIPPET_GAP,
    MarkedText,
    beginning,
    parse_marked,
)

_SNIPPET_WORDS = 32
_BEGINNING_CHARACTERS = 200
# Columns of article_search in which a passage is looked for, the most telling first.
_PASSAGES = {2: "body", 1: "standfirst", 3: "captions"}


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


def read_hits(index: Index, page: Sequence[tuple[int, float]], match: str | None) -> Iterator[SearchHit]:
    """The articles with these row numbers and scores, in order; `match` is highlighted in them."""
    rows = json.dumps([row for row, _ in page])
    heads = index.rows(
        "SELECT articles.id, article_id, articles.headline, published_at, published_latest, language, url,"
        " outlets.name AS outlet, sections.name AS section, substr(body, 1, 500) AS body, standfirst, captions,"
        " EXISTS (SELECT 1 FROM near_copies WHERE near_copies.article = articles.id)"
        " OR EXISTS (SELECT 1 FROM near_copies WHERE original = articles.id) AS has_copies"
        " FROM articles JOIN article_texts ON article = articles.id"
        " LEFT JOIN labels AS outlets ON outlets.id = outlet LEFT JOIN labels AS sections ON sections.id = section"
        " WHERE articles.id IN (SELECT value FROM json_each(?))",
        (rows,),
    )
    by_row = {head["id"]: head for head in heads}
    for row, score in page:
        head = by_row[row]
        headline, passage = MarkedText(head["headline"] or ""), MarkedText("")
        if match is not None:
            columns = [column for column, name in _PASSAGES.items() if head[name]]
            headline, passage = _highlighted(index, row, match, columns)
        yield SearchHit(
            head["article_id"],
            headline,
            passage if passage.marks else beginning(head["body"], _BEGINNING_CHARACTERS),
            round(score, 4),
            head["published_at"],
            head["published_latest"],
            head["outlet"],
            head["section"],
            head["language"],
            head["url"],
            also_in(index, row) if head["has_copies"] else (),
        )


def _highlighted(index: Index, row: int, match: str, columns: Sequence[int]) -> tuple[MarkedText, MarkedText]:
    """The headline, and the passage that shows best why the article matches: of the first column that does."""
    passages = "".join(f", snippet(article_search, {column}, ?1, ?2, ?3, {_SNIPPET_WORDS})" for column in columns)
    found = index.row(
        f"SELECT highlight(article_search, 0, ?1, ?2) {passages} FROM article_search"
        " WHERE article_search MATCH ?4 AND rowid = ?5",
        (MARK_START, MARK_END, SNIPPET_GAP, match, row),
    )
    if found is None:
        return MarkedText(""), MarkedText("")
    headline, *rest = map(parse_marked, found)
    return headline, next((passage for passage in rest if passage.marks), MarkedText(""))
