"""Reads what is shown of each article that a search found."""

from __future__ import annotations

import json
import re
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
# Several words in one string of the full-text expression.
_PHRASE = re.compile(r'"[^"]*\s[^"]*"')


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
    highlighted: dict[int, tuple[MarkedText, MarkedText]] = {}
    if match is not None and by_row:
        columns = [column for column, name in _PASSAGES.items() if any(head[name] for head in heads)]
        highlighted = _highlighted(index, list(by_row), match, columns)
    for row, score in page:
        head = by_row[row]
        headline, passage = highlighted.get(row, (MarkedText(head["headline"] or ""), MarkedText("")))
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


def _highlighted(
    index: Index, rows: Sequence[int], match: str, columns: Sequence[int]
) -> dict[int, tuple[MarkedText, MarkedText]]:
    """Of each row the headline, and the passage that shows best why it matches: of the first column that does."""
    passages = "".join(f", snippet(article_search, {column}, ?1, ?2, ?3, {_SNIPPET_WORDS})" for column in columns)
    # Looking a row up opens the lists of all words anew, which for `begin*` are many: running through them once, from
    # the first row to the last, is faster. Not for phrases, whose words are compared in each article that has them.
    chosen = "rowid IN" if _PHRASE.search(match) else "rowid BETWEEN ?5 AND ?6 AND +rowid IN"
    found = index.rows(
        f"SELECT rowid, highlight(article_search, 0, ?1, ?2) {passages} FROM article_search"
        f" WHERE article_search MATCH ?4 AND {chosen} (SELECT value FROM json_each(?7))",
        (MARK_START, MARK_END, SNIPPET_GAP, match, min(rows), max(rows), json.dumps(rows)),
    )
    highlighted = {}
    for row, *texts in found:
        headline, *rest = map(parse_marked, texts)
        highlighted[row] = headline, next((passage for passage in rest if passage.marks), MarkedText(""))
    return highlighted
