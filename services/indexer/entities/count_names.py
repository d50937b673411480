"""Counts, for each name, the articles that have it, use it as an alias, or say what its bearer is."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeVar

from services.indexer.entities.name_variants import traits_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Tally:
    """What some articles say of names, by row numbers of `entities`."""

    articles: Counter[int] = field(default_factory=Counter)
    aliases: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Of an alias and what it is one of."""
    traits: Counter[tuple[int, str]] = field(default_factory=Counter)

    def since(self, before: Tally) -> Tally:
        """What has changed; what is as often as before is left out."""
        return Tally(
            _difference(self.articles, before.articles),
            _difference(self.aliases, before.aliases),
            _difference(self.traits, before.traits),
        )


def tally(connection: sqlite3.Connection, articles: Collection[int]) -> Tally:
    """What the articles with these row numbers say now."""
    if not articles:
        return Tally()
    rows = (json.dumps(list(articles)),)
    these = "article IN (SELECT value FROM json_each(?))"
    names = connection.execute(f"SELECT entity, count(*) FROM article_entities WHERE {these} GROUP BY entity", rows)
    aliases = connection.execute(
        f"SELECT alias, entity, count(*) FROM article_aliases WHERE {these} GROUP BY alias, entity", rows
    )
    roles = connection.execute(
        "SELECT article, entity, role, organisation FROM entity_roles JOIN entities ON id = entity"
        f" WHERE sound IS NOT NULL AND {these}",
        rows,
    )
    said = {
        (article, entity, trait)
        for article, entity, role, organisation in roles
        for trait in traits_of(role, organisation)
    }
    return Tally(
        Counter(dict(names.fetchall())),
        Counter({(alias, entity): count for alias, entity, count in aliases}),
        Counter((entity, trait) for _, entity, trait in said),
    )


def count(connection: sqlite3.Connection, change: Tally) -> None:
    """Write the change into the tables that hold the counts."""
    connection.executemany(
        "UPDATE entities SET article_count = article_count + ? WHERE id = ?",
        [(number, entity) for entity, number in change.articles.items()],
    )
    _count_pairs(connection, "alias_counts", ("alias", "entity"), change.aliases)
    _count_pairs(connection, "entity_traits", ("entity", "trait"), change.traits)


def _count_pairs(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, str],
    change: Counter[tuple[int, int]] | Counter[tuple[int, str]],
) -> None:
    one, other = columns
    connection.executemany(
        f"INSERT INTO {table} ({one}, {other}, articles) VALUES (?, ?, ?)"
        f" ON CONFLICT ({one}, {other}) DO UPDATE SET articles = articles + excluded.articles",
        [(*key, number) for key, number in change.items()],
    )
    gone = [key for key, number in change.items() if number < 0]
    connection.executemany(f"DELETE FROM {table} WHERE {one} = ? AND {other} = ? AND articles <= 0", gone)


def _difference(now: Counter[Key], before: Counter[Key]) -> Counter[Key]:
    changed = Counter(now)
    changed.subtract(before)
    return Counter({key: number for key, number in changed.items() if number})
