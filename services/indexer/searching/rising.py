"""Tells who and what is mentioned more than before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.indexer.entities.entity_names import GROUP, shown_entities
from services.indexer.index_reader import Index


@dataclass(frozen=True, slots=True)
class Rising:
    """`articles` of the last days mention it, where `expected` would have been usual; `id` is the identifier."""

    name: str
    type: str
    articles: int
    expected: float
    id: str = ""


def rising(
    index: Index,
    *,
    day: str | None = None,
    days: int = 1,
    before: int = 28,
    entity_type: str | None = None,
    limit: int = 20,
) -> tuple[Rising, ...]:
    """Who and what is mentioned more, in the `days` that end with `day`, than in the `before` days before them.

    `day` is the newest article's when absent. The first are those that stand out most from chance (the difference
    over the square root of the expected number). Raises ValueError when `day` is no date.
    """
    newest = index.row("SELECT max(published_day) FROM articles")
    last = date.fromisoformat(day or (newest[0] if newest and newest[0] else "1970-01-01"))
    start = last - timedelta(days=days - 1)
    numbers = index.row(
        "SELECT count(*) FILTER (WHERE published_day >= ?2), count(*) FROM articles"
        " WHERE published_day BETWEEN ?1 AND ?3",
        (str(start - timedelta(days=before)), str(start), str(last)),
    )
    now, in_all = (numbers[0], numbers[1]) if numbers else (0, 0)
    scale = now / (in_all - now) if in_all > now else 0.0
    rows = index.rows(
        f"SELECT {GROUP} AS owner, count(DISTINCT article) FILTER (WHERE published_day >= ?2) AS now,"
        " count(DISTINCT article) FILTER (WHERE published_day < ?2) * ?4 AS expected"
        " FROM articles CROSS JOIN article_entities ON article = articles.id"
        " CROSS JOIN entities ON entities.id = entity AND type = coalesce(?5, type)"
        " WHERE published_day BETWEEN ?1 AND ?3 GROUP BY owner HAVING now > 1",
        (str(start - timedelta(days=before)), str(start), str(last), scale, entity_type),
    )
    shown = shown_entities(index, [row["owner"] for row in rows if row["now"] > row["expected"]])
    found = [
        Rising(one.name, one.type, row["now"], round(row["expected"], 2), one.id)
        for row in rows
        if (one := shown.get(row["owner"]))
    ]
    found = [one for one in found if one.articles > one.expected]
    found.sort(key=lambda one: ((one.expected - one.articles) / (one.expected + 1) ** 0.5, one.name))
    return tuple(found[:limit])
