"""Counts: who and what the articles speak of, and what the index holds."""

from __future__ import annotations

from dataclasses import dataclass

from services.indexer.entities.entity_names import GROUP, shown_entities
from services.indexer.index_reader import Index
from services.indexer.searching.filter_sql import named
from services.indexer.searching.query_language import parse_query
from services.indexer.searching.query_sql import articles_matching


@dataclass(frozen=True, slots=True)
class EntityCount:
    """`roles` are the most frequent ones that articles give, at most three; `id` is the public identifier."""

    name: str
    type: str
    articles: int
    mentions: int
    roles: tuple[str, ...]
    id: str = ""


def entity_counts(
    index: Index, *, name: str | None = None, entity_type: str | None = None, query: str = "", limit: int = 20
) -> tuple[EntityCount, ...]:
    """Entities by the number of articles that mention them, the most frequent first.

    `name`: an identifier, or all words of one of its names, in any order. `query`: which articles (see
    query_language). Raises QueryError.
    """
    articles = articles_matching(parse_query(query))
    conditions, parameters = [articles.sql], [*articles.parameters]
    if entity_type is not None:
        conditions.append("entities.type = ?")
        parameters.append(entity_type)
    if name is not None and name.strip():
        wanted = named(name)
        conditions.append(f"entities.id IN ({wanted.sql})")
        parameters += wanted.parameters
    rows = index.rows(
        f"SELECT {GROUP} AS owner, count(DISTINCT article) AS articles, sum(mentions) AS mentions FROM article_entities"
        " JOIN entities ON entities.id = entity JOIN articles ON articles.id = article"
        f" WHERE {' AND '.join(conditions)} GROUP BY owner ORDER BY 2 DESC, 3 DESC, min(entities.name) LIMIT ?",
        (*parameters, limit),
    )
    shown = shown_entities(index, [row["owner"] for row in rows])
    return tuple(
        EntityCount(
            shown[row["owner"]].name,
            shown[row["owner"]].type,
            row["articles"],
            row["mentions"],
            _roles(index, row["owner"]),
            shown[row["owner"]].id,
        )
        for row in rows
    )


def _roles(index: Index, group: int) -> tuple[str, ...]:
    rows = index.rows(
        "SELECT role FROM entities JOIN entity_roles ON entity = entities.id WHERE known = ?1 OR entities.id = ?1"
        " GROUP BY role ORDER BY count(*) DESC, role LIMIT 3",
        (group,),
    )
    return tuple(row["role"] for row in rows)


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What the index holds; `languages` and `extracted_by` give the number of articles for each."""

    articles: int
    revisions: int
    entities: int
    mentions: int
    quotes: int
    events: int
    first_day: str | None
    last_day: str | None
    last_indexed_at: str | None
    languages: dict[str, int]
    cleaned_by: dict[str, int]
    extracted_by: dict[str, int]
    schema_version: int
    file_bytes: int
    log_bytes: int


def stats(index: Index) -> IndexStats:
    """Reads whole tables: fast up to a million articles, not for every request."""
    numbers = index.row(
        "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM revisions) AS revisions,"
        " (SELECT count(DISTINCT coalesce(known, id)) FROM entities WHERE article_count > 0) AS entities,"
        " (SELECT count(*) FROM mentions) AS mentions, (SELECT count(*) FROM quotes) AS quotes,"
        " (SELECT count(*) FROM events) AS events, (SELECT min(published_day) FROM articles) AS first_day,"
        " (SELECT max(published_day) FROM articles) AS last_day, (SELECT max(indexed_at) FROM articles) AS last_indexed"
    )
    version = index.row("PRAGMA user_version")
    assert numbers is not None
    assert version is not None
    log = index.path.with_name(index.path.name + "-wal")
    return IndexStats(
        numbers["articles"],
        numbers["revisions"],
        numbers["entities"],
        numbers["mentions"],
        numbers["quotes"],
        numbers["events"],
        numbers["first_day"],
        numbers["last_day"],
        numbers["last_indexed"],
        _articles_by(index, "language"),
        _articles_by(index, "cleaned_by"),
        _articles_by(index, "extracted_by"),
        int(version[0]),
        index.path.stat().st_size,
        log.stat().st_size if log.exists() else 0,
    )


def _articles_by(index: Index, column: str) -> dict[str, int]:
    rows = index.rows(
        f"SELECT coalesce({column}, '') AS value, count(*) AS articles FROM articles GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return {row["value"]: row["articles"] for row in rows}
