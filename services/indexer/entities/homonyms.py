"""Gives articles to one of two namesakes that a person told apart, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from services.indexer.entities.name_variants import traits_of
from services.indexer.entities.names import name_key

# Where an article's rows name an entity, and by which column the article.
_OF_ARTICLE = (
    ("article_entities", "entity"),
    ("article_aliases", "entity"),
    ("entity_roles", "entity"),
    ("mentions", "entity"),
    ("quotes", "speaker_entity"),
)


@dataclass(frozen=True, slots=True)
class _Homonym:
    row: int
    article_ids: frozenset[str]
    traits: frozenset[str]


def tell_homonyms_apart(connection: sqlite3.Connection, articles: Collection[int]) -> list[tuple[int, int, int]]:
    """Give the articles (row numbers) to the namesakes that they mean; returns what was moved: article, from, to.

    A decision names an article, or it is the only one that fits what the article calls its bearer.
    """
    homonyms: dict[int, list[_Homonym]] = {}
    for base, row, article_ids, traits in connection.execute("SELECT base, homonym, article_ids, traits FROM homonyms"):
        homonyms.setdefault(base, []).append(
            _Homonym(row, frozenset(json.loads(article_ids)), frozenset(json.loads(traits)))
        )
    if not homonyms:
        return []
    found = connection.execute(
        "SELECT article, articles.article_id, entity FROM article_entities JOIN articles ON articles.id = article"
        " WHERE article IN (SELECT value FROM json_each(?)) AND entity IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)), json.dumps(list(homonyms))),
    ).fetchall()
    moved = []
    for article, article_id, base in found:
        meant = _meant(connection, article, article_id, base, homonyms[base])
        if meant is not None:
            move(connection, article, base, meant)
            moved.append((article, base, meant))
    return moved


def move(connection: sqlite3.Connection, article: int, old: int, new: int) -> None:
    """Let all that the article says of one entity be said of another, which it does not name yet."""
    for table, column in _OF_ARTICLE:
        connection.execute(
            f"UPDATE {table} SET {column} = ?3 WHERE article = ?1 AND {column} = ?2", (article, old, new)
        )
    connection.execute(
        "UPDATE event_participants SET entity = ?3 WHERE entity = ?2"
        " AND event IN (SELECT id FROM events WHERE article = ?1)",
        (article, old, new),
    )


def _meant(
    connection: sqlite3.Connection, article: int, article_id: str, base: int, homonyms: list[_Homonym]
) -> int | None:
    by_article = [one.row for one in homonyms if article_id in one.article_ids]
    if by_article:
        return by_article[-1]
    said = traits_in_article(connection, article, base)
    by_traits = [one.row for one in homonyms if one.traits & said]
    return by_traits[0] if len(by_traits) == 1 else None


def traits_in_article(connection: sqlite3.Connection, article: int, entity: int) -> frozenset[str]:
    """What the article says that the bearer of a name is."""
    roles = connection.execute(
        "SELECT role, organisation FROM entity_roles WHERE article = ? AND entity = ?", (article, entity)
    )
    return frozenset(trait for role, organisation in roles for trait in broad_traits(role, organisation))


def broad_traits(role: str, organisation: str | None) -> set[str]:
    """As `traits_of`, and the role's last word: here a person said that two bear the name, and one word may tell."""
    return {*traits_of(role, organisation), *name_key(role).split()[-1:]}
