"""Found articles as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from cli.render.search_csv import COLUMNS, search_csv
from services.indexer.queries import AlsoIn, MarkedText, SearchHit


def a_hit(**fields: object) -> SearchHit:
    given: dict[str, object] = {
        "article_id": "a1",
        "headline": MarkedText("No need, “never”", ((0, 2),)),
        "snippet": MarkedText('He said "no", twice'),
        "score": 1.5,
        "published_at": "2025-11-02",
        "published_latest": None,
        "outlet": "The Example",
        "section": None,
        "language": "en",
        "url": "https://example.org/a1",
        "also_in": (AlsoIn("a2", None, None, None, False), AlsoIn("a3", None, None, None, False)),
    }
    return SearchHit(**{**given, **fields})  # type: ignore[arg-type]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_each_article_is_a_row_below_the_titles():
    assert rows(search_csv([a_hit()])) == [
        list(COLUMNS),
        [
            "a1",
            "No need, “never”",
            "2025-11-02",
            "",
            "The Example",
            "",
            "en",
            "https://example.org/a1",
            'He said "no", twice',
            "a2; a3",
        ],
    ]


def test_a_headline_is_no_formula():
    [_, row] = rows(search_csv([a_hit(headline=MarkedText('=HYPERLINK("http://evil.example")'))]))
    assert row[1] == '\'=HYPERLINK("http://evil.example")'
