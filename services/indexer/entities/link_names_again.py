"""Derives the entities over all articles anew: for an index of an earlier release, and to check what was kept."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from services.indexer.connections import transaction
from services.indexer.entities.count_names import Tally
from services.indexer.entities.link_names import link_names, regroup_decided
from services.indexer.entities.name_variants import sound_of, written_form
from services.indexer.entities.names import Name

_AT_A_TIME = 500


def link_where_never_done(connection: sqlite3.Connection) -> None:
    """Derive everything, if the index was written before there were known entities."""
    if _is_done(connection):
        return
    with transaction(connection):
        if not _is_done(connection):  # another process may have been faster
            link_names_again(connection, datetime.now(UTC).isoformat(timespec="seconds"))


def link_names_again(connection: sqlite3.Connection, now: str) -> None:
    """Derive everything from all articles of the index and from the decisions, within the caller's transaction."""
    for table in ("entity_links", "alias_counts", "entity_traits"):
        connection.execute(f"DELETE FROM {table}")
    rows = connection.execute("SELECT key, type, id FROM entities").fetchall()
    connection.executemany(
        "UPDATE entities SET article_count = 0, core = NULL, known = NULL, form = ?, sound = ? WHERE id = ?",
        [
            (written_form(Name(key, entity_type)), sound_of(Name(key, entity_type)), row)
            for key, entity_type, row in rows
        ],
    )
    articles = [row for (row,) in connection.execute("SELECT id FROM articles ORDER BY id")]
    for place in range(0, len(articles), _AT_A_TIME):
        link_names(connection, articles[place : place + _AT_A_TIME], (), Tally(), now)
    decided = {row for link in connection.execute("SELECT one, other FROM entity_pairs") for row in link}
    regroup_decided(connection, decided, now)


def _is_done(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM entities WHERE article_count > 0) OR NOT EXISTS (SELECT 1 FROM article_entities)"
    )
    return bool(found.fetchone()[0])
