"""Tells who and what is mentioned more than before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.indexer.index_reader import Index


@dataclass(frozen=True, slots=True)
class Rising:
    """`articles` of the last days mention it, where `expected` would have been usual."""

    name: str
    type: str
    articles: int
    expected: float


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
        "SELECT name, type, now, earlier * ?4 AS expected FROM (SELECT entity,"
        " count(*) FILTER (WHERE published_day >= ?2) AS now, count(*) FILTER (WHERE published_day < ?2) AS earlier"
        " FROM articles CROSS JOIN article_entities ON article = id WHERE published_day BETWEEN ?1 AND ?3"
        " GROUP BY entity HAVING now > 1) CROSS JOIN entities ON id = entity WHERE type = coalesce(?5, type)",
        (str(start - timedelta(days=before)), str(start), str(last), scale, entity_type),
    )
    found = [Rising(row["name"], row["type"], row["now"], round(row["expected"], 2)) for row in rows]
    found = [one for one in found if one.articles > one.expected]
    found.sort(key=lambda one: ((one.expected - one.articles) / (one.expected + 1) ** 0.5, one.name))
    return tuple(found[:limit])
