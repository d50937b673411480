"""Counts what the found articles have in common."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from sqlite3 import Row

from services.indexer.entities.entity_names import GROUP, ShownEntity, shown_entities
from services.indexer.index_reader import Index
from services.indexer.searching.query_language import All, parse_query
from services.indexer.searching.query_sql import compile_query, matching

# So many found articles are counted, the latest indexed: enough for percentages, and fast however many match.
MOST_COUNTED = 1000
_ENTITIES_LOOKED_AT = 1000
_TYPES = {"person": ("PERSON",), "org": ("ORG",), "place": ("GPE", "LOC", "FAC")}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """`articles` have this value; `filter` finds them when it is added to the query."""

    value: str
    articles: int
    filter: str


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the articles differ; `counted` of them were looked at, the latest if `is_sample`."""

    counted: int
    is_sample: bool
    counts: dict[str, tuple[FacetCount, ...]]


def facets(index: Index, query: str, *, limit: int = 10) -> Facets:
    """The most frequent persons, organisations, places, outlets, sections, languages and days. Raises QueryError."""
    wanted = parse_query(query)
    with index.snapshot():
        return _facets(index, wanted, limit)


def _facets(index: Index, query: All, limit: int) -> Facets:
    found = found_articles(index, query)
    counts: dict[str, list[tuple[str, int]]] = {}
    for kind, column in (("source", "outlet"), ("section", "section")):
        numbers = Counter(row[column] for row in found if row[column] is not None).most_common(limit)
        names = _label_names(index, [number for number, _ in numbers])
        counts[kind] = [(names[number], articles) for number, articles in numbers]
    counts["lang"] = Counter(row["language"] for row in found if row["language"]).most_common()
    counts["on"] = sorted(Counter(row["published_day"] for row in found if row["published_day"]).items(), reverse=True)
    entities = {
        kind: tuple(FacetCount(shown.name, articles, f"{kind}:{shown.id}") for shown, articles in pairs[:limit])
        for kind, pairs in _entity_counts(index, [row["id"] for row in found], limit).items()
    }
    labels = {
        kind: tuple(FacetCount(value, articles, _filter(kind, value)) for value, articles in pairs[:limit])
        for kind, pairs in counts.items()
    }
    return Facets(len(found), len(found) == MOST_COUNTED, entities | labels)


def found_articles(index: Index, query: All) -> list[Row]:
    """Numbers and labels of the latest 1,000 articles that match."""
    found = matching(compile_query(query))
    # Both kinds of tables give their rows in this order by themselves, so the search stops at the limit.
    return index.rows(
        f"SELECT id, outlet, section, language, published_day FROM (SELECT {found.row} AS id FROM {found.tables}"
        f" WHERE {found.condition} ORDER BY {found.row} DESC LIMIT {MOST_COUNTED}) CROSS JOIN articles USING (id)",
        found.parameters,
    )


def _entity_counts(index: Index, articles: list[int], limit: int) -> dict[str, list[tuple[ShownEntity, int]]]:
    rows = index.rows(
        "SELECT owner, articles, type FROM ("
        f"SELECT {GROUP} AS owner, count(DISTINCT article) AS articles FROM json_each(?)"
        " CROSS JOIN article_entities ON article = value CROSS JOIN entities ON entities.id = entity"
        f" GROUP BY owner ORDER BY articles DESC LIMIT {_ENTITIES_LOOKED_AT}"
        ") CROSS JOIN entities ON entities.id = owner ORDER BY articles DESC",
        (json.dumps(articles),),
    )
    # Names are looked up for those alone that can be among the first.
    first = {kind: _first([row for row in rows if row["type"] in types], limit) for kind, types in _TYPES.items()}
    shown = shown_entities(index, [row["owner"] for found in first.values() for row in found])
    return {
        kind: sorted(((shown[row["owner"]], row["articles"]) for row in found), key=lambda one: (-one[1], one[0].name))
        for kind, found in first.items()
    }


def _first(rows: list[Row], limit: int) -> list[Row]:
    """The first `limit` of rows that are sorted by their count, and those that come up to the last of them."""
    return [row for row in rows if row["articles"] >= rows[min(limit, len(rows)) - 1]["articles"]]


def _label_names(index: Index, numbers: list[int]) -> dict[int, str]:
    rows = index.rows(
        "SELECT id, name FROM labels WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    )
    return {row["id"]: row["name"] for row in rows}


def _filter(kind: str, value: str) -> str:
    plain = value.replace('"', " ")
    return f'{kind}:"{plain}"' if not plain.isalnum() and kind not in ("on", "lang") else f"{kind}:{plain}"
