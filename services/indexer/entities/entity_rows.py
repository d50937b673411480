"""Rows of ``entities`` by what people call them, and all names of one entity; for the writer's connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from services.indexer.entities.entity_ids import parse_public_id, public_id
from services.indexer.entities.name_variants import sound_of, written_form
from services.indexer.entities.names import Name, name_key

# The name that an entity is known by: a person's choice, else the most frequent one that is not only another's alias.
RANK = (
    "preferred DESC,"
    " type <> 'PERSON' AND EXISTS (SELECT 1 FROM entity_links WHERE one = entities.id AND rule = 'alias'),"
    " article_count DESC, length(key) DESC, key"
)


class NoSuchEntity(LookupError):
    """No entity is meant, or more than one; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    name: Name
    written: str


def find_group(connection: sqlite3.Connection, text: str) -> int:
    """The number of the entity with this identifier, or with this name if no other has it. Raises NoSuchEntity."""
    if name := parse_public_id(text):
        found = connection.execute(
            "SELECT coalesce(known, id) FROM entities WHERE key = ? AND type = ?", name
        ).fetchone()
        if found is None:
            raise NoSuchEntity(f"there is no entity {text}: `copydesk entities NAME` shows the identifiers")
        return int(found[0])
    groups: dict[int, str] = {}
    for group, key, entity_type in connection.execute(
        "SELECT coalesce(known, id), key, type FROM entities WHERE id IN"
        " (SELECT id FROM entities WHERE key = ?1 UNION ALL SELECT homonym FROM homonyms"
        " JOIN entities ON id = base WHERE key = ?1) ORDER BY article_count DESC, type, key",
        (name_key(text),),
    ):
        groups.setdefault(group, public_id(Name(key, entity_type)))
    if not groups:
        raise NoSuchEntity(f"there is no entity called {text!r}: `copydesk entities {text}` shows what comes close")
    if len(groups) > 1:
        raise NoSuchEntity(f"{text!r} may be {', '.join(groups.values())}: give one of these identifiers")
    return next(iter(groups))


def members_of(connection: sqlite3.Connection, group: int) -> list[Row]:
    """All names of an entity."""
    rows = connection.execute(
        "SELECT id, key, type, name FROM entities WHERE known = ?1 OR id = ?1 ORDER BY id", (group,)
    )
    return [Row(row, Name(key, entity_type), written) for row, key, entity_type, written in rows]


def canonical_row(connection: sqlite3.Connection, rows: Collection[int]) -> int:
    """Of one entity's names, the one that it is known by."""
    found = connection.execute(
        f"SELECT id FROM entities WHERE id IN (SELECT value FROM json_each(?)) ORDER BY {RANK} LIMIT 1",
        (json.dumps(list(rows)),),
    )
    return int(found.fetchone()[0])


def ensure_row(connection: sqlite3.Connection, name: Name, written: str) -> Row:
    """The row of a name, made when no article has it yet."""
    found = connection.execute("SELECT id, name FROM entities WHERE key = ? AND type = ?", name).fetchone()
    if found is None:
        made = connection.execute(
            "INSERT INTO entities (type, name, key, form, sound) VALUES (?, ?, ?, ?, ?)",
            (name.type, " ".join(written.split()), name.key, written_form(name), sound_of(name)),
        )
        connection.execute("INSERT INTO entity_search (rowid, key) VALUES (?, ?)", (made.lastrowid, name.key))
        found = (made.lastrowid, written)
    return Row(found[0], name, found[1])
