"""Brings an index file to the newest schema, one recorded step at a time."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from services.indexer.connections import IndexUnavailable, transaction
from services.indexer.entities.link_names_again import link_where_never_done

_FOLDER = Path(__file__).parent / "schema"


@dataclass(frozen=True)
class Migration:
    """One file of ``schema/``: ``0002_near_copies.sql`` is version 2."""

    version: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All steps in order; the last one's version is the newest schema version."""
    steps = []
    for path in sorted(_FOLDER.glob("*.sql")):
        number, _, name = path.stem.partition("_")
        steps.append(Migration(int(number), name, path.read_text(encoding="utf-8")))
    return tuple(steps)


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> int:
    """Take the missing steps, each with its record in one transaction; returns the schema version.

    Safe when two processes do it at once. Raises IndexUnavailable when a newer release wrote the file.
    """
    newest = migrations()[-1].version
    for step in migrations()[:upto]:
        if schema_version(connection) >= step.version:
            continue
        with transaction(connection):
            if schema_version(connection) < step.version:  # another process may have been faster
                _take(connection, step)
    if upto is None:
        link_where_never_done(connection)
    version = schema_version(connection)
    if version > newest:
        raise IndexUnavailable(
            f"a newer release wrote this index: its schema version is {version}, this release knows up to {newest}"
        )
    return version


def schema_version(connection: sqlite3.Connection) -> int:
    """0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _take(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations"
        " (version INTEGER PRIMARY KEY, name TEXT NOT NULL, taken_at TEXT NOT NULL)"
    )
    for statement in _statements(step.sql):
        connection.execute(statement)
    taken_at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (step.version, step.name, taken_at))
    connection.execute(f"PRAGMA user_version = {step.version}")


def _statements(sql: str) -> list[str]:
    # executescript() would commit first and so break the transaction.
    statements, pending = [], ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
