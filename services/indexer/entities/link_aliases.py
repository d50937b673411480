"""Links other names, such as acronyms, to what the articles use them for, where that is clear."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field

from services.indexer.entities.group_names import meant_by
from services.indexer.entities.names import Name


@dataclass(slots=True)
class _Alias:
    name: Name
    articles: int
    core: int
    uses: dict[int, int] = field(default_factory=dict)
    owners: dict[int, Name] = field(default_factory=dict)
    core_of: dict[int, int] = field(default_factory=dict)


def link_aliases(
    connection: sqlite3.Connection, touched: Collection[int], moved: Collection[int], now: str
) -> set[int]:
    """Decide anew what aliases mean; returns the names whose links changed.

    `touched`: names whose articles or uses changed; `moved`: names that belong together with others than before.
    """
    wanted = {*touched, *moved, *_aliases_of(connection, moved)}
    rows = (json.dumps(list(wanted)),)
    linked = {
        alias: (other, core)
        for alias, other, core in connection.execute(
            "SELECT one, other, coalesce(core, id) FROM entity_links CROSS JOIN entities ON id = other"
            " WHERE rule = 'alias' AND one IN (SELECT value FROM json_each(?))",
            rows,
        )
    }
    aliases = _aliases(connection, rows)
    changed: set[int] = set()
    for alias in linked.keys() | aliases.keys():
        owner = _owner(aliases[alias]) if alias in aliases else None
        before = linked.get(alias)
        if before is not None and owner is not None and aliases[alias].core_of.get(before[0]) == owner[1]:
            continue
        if before is None and owner is None:
            continue
        connection.execute("DELETE FROM entity_links WHERE one = ? AND rule = 'alias'", (alias,))
        changed.add(alias)
        if before is not None:
            changed.add(before[0])
        if owner is not None:
            changed.add(owner[0])
            connection.execute(
                "INSERT INTO entity_links (one, other, rule, made_at) VALUES (?, ?, 'alias', ?)",
                (alias, owner[0], now),
            )
    return changed


def _owner(alias: _Alias) -> tuple[int, int] | None:
    """The name that the alias is most used for, and its core group; None where it is not clear, or is the same."""
    group = meant_by(alias.name, alias.articles, alias.uses, alias.owners, alias.core_of)
    if group is None or group == alias.core:
        return None
    uses = [(-count, alias.owners[row], row) for row, count in alias.uses.items() if alias.core_of[row] == group]
    return min(uses)[2], group


def _aliases(connection: sqlite3.Connection, wanted: tuple[str]) -> dict[int, _Alias]:
    found: dict[int, _Alias] = {}
    for row, key, entity_type, articles, core, owner, owner_key, owner_type, owner_core, uses in connection.execute(
        "SELECT me.id, me.key, me.type, me.article_count, coalesce(me.core, me.id), owner.id, owner.key, owner.type,"
        " coalesce(owner.core, owner.id), alias_counts.articles FROM alias_counts"
        " CROSS JOIN entities AS me ON me.id = alias CROSS JOIN entities AS owner ON owner.id = entity"
        " WHERE alias IN (SELECT value FROM json_each(?))",
        wanted,
    ):
        alias = found.setdefault(row, _Alias(Name(key, entity_type), articles, core))
        alias.uses[owner] = uses
        alias.owners[owner] = Name(owner_key, owner_type)
        alias.core_of[owner] = owner_core
    return found


def _aliases_of(connection: sqlite3.Connection, names: Collection[int]) -> set[int]:
    if not names:
        return set()
    found = connection.execute(
        "SELECT alias FROM alias_counts WHERE entity IN (SELECT value FROM json_each(?))", (json.dumps(list(names)),)
    )
    return {row for (row,) in found}
