"""Counts what the found articles have in common."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass
from sqlite3 import Row

from services.indexer.entities.entity_names import ShownEntity, shown_entities
from services.indexer.index_reader import Index
from services.indexer.searching.found_rows import latest_rows
from services.indexer.searching.query_language import All, parse_query
from services.indexer.searching.query_sql import compile_query

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
    rows = latest_rows(index, compile_query(query), MOST_COUNTED)
    return index.rows(
        "SELECT articles.id AS id, outlet, section, language, published_day FROM json_each(?)"
        " CROSS JOIN articles ON articles.id = value",
        (json.dumps(rows),),
    )


def _entity_counts(index: Index, articles: list[int], limit: int) -> dict[str, list[tuple[ShownEntity, int]]]:
    counts = _articles_of_entities(index, articles).most_common(_ENTITIES_LOOKED_AT)
    types = {
        row["id"]: row["type"]
        for row in index.rows(
            "SELECT entities.id, entities.type FROM json_each(?) CROSS JOIN entities ON entities.id = value",
            (json.dumps([owner for owner, _ in counts]),),
        )
    }
    # Names are looked up for those alone that can be among the first.
    first = {
        kind: _first([(owner, count) for owner, count in counts if types[owner] in wanted], limit)
        for kind, wanted in _TYPES.items()
    }
    shown = shown_entities(index, [owner for found in first.values() for owner, _ in found])
    return {
        kind: sorted(((shown[owner], count) for owner, count in found), key=lambda one: (-one[1], one[0].name))
        for kind, found in first.items()
    }


def _articles_of_entities(index: Index, articles: list[int]) -> Counter[int]:
    """In how many of the articles each entity is, by any of its names.

    Counted here and not by SQL: it is some ten thousand pairs, and joining each with its entity took thrice as long.
    """
    lists = [
        row[0].split(",")
        for row in index.rows(
            "SELECT (SELECT group_concat(entity) FROM article_entities WHERE article = value) AS names"
            " FROM json_each(?) WHERE names IS NOT NULL",
            (json.dumps(articles),),
        )
    ]
    different = set(itertools.chain.from_iterable(lists))
    owners = {
        str(row): str(owner)
        for row, owner in index.rows(
            "SELECT entities.id, known FROM json_each(?) CROSS JOIN entities ON entities.id = value"
            " WHERE known <> entities.id",
            (f"[{','.join(different)}]",),
        )
    }
    # Only where an entity has another name, an article may have two names of one.
    counts = Counter(
        itertools.chain.from_iterable(
            names if owners.keys().isdisjoint(names) else {owners.get(name, name) for name in names} for names in lists
        )
    )
    return Counter({int(owner): count for owner, count in counts.items()})


def _first(counts: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """The first `limit` of what is sorted by its count, and those that come up to the last of them."""
    return [pair for pair in counts if pair[1] >= counts[min(limit, len(counts)) - 1][1]]


def _label_names(index: Index, numbers: list[int]) -> dict[int, str]:
    rows = index.rows(
        "SELECT id, name FROM labels WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    )
    return {row["id"]: row["name"] for row in rows}


def _filter(kind: str, value: str) -> str:
    plain = value.replace('"', " ")
    return f'{kind}:"{plain}"' if not plain.isalnum() and kind not in ("on", "lang") else f"{kind}:{plain}"
