"""Tells where else an article's text appeared."""

from __future__ import annotations

from dataclasses import dataclass

from services.indexer.index_reader import Index


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """A near-copy; `is_original` for the earliest of them all."""

    article_id: str
    headline: str | None
    outlet: str | None
    published_at: str | None
    is_original: bool


def also_in(index: Index, article: int) -> tuple[AlsoIn, ...]:
    """The other near-copies of the article with this row number, the earliest first."""
    rows = index.rows(
        "WITH family (original) AS (SELECT coalesce((SELECT original FROM near_copies WHERE article = ?1), ?1)),"
        " copies (id) AS (SELECT original FROM family UNION"
        " SELECT article FROM near_copies WHERE original = (SELECT original FROM family))"
        " SELECT article_id, headline, labels.name AS outlet, published_at, articles.id = original AS is_original"
        " FROM copies CROSS JOIN articles USING (id) CROSS JOIN family LEFT JOIN labels ON labels.id = articles.outlet"
        " WHERE articles.id <> ?1 ORDER BY is_original DESC, sort_time, articles.id LIMIT 50",
        (article,),
    )
    return tuple(
        AlsoIn(row["article_id"], row["headline"], row["outlet"], row["published_at"], bool(row["is_original"]))
        for row in rows
    )
