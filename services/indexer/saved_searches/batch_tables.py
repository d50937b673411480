"""Lets a query see the articles of one batch only, at a cost that does not grow with the index.

For each table that a query reads, the batch's rows are copied into a temporary table, and the query is asked of that.
Its meaning stays that of the query on the whole index, for it looks at each article for itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

_PREFIX = "batch_"
_RANGES = "batch_ranges"
# Full-text tables hold no text of their own: what they are made from, their columns, and what their rowid is.
_SEARCHED = {
    "article_search": ("article_texts", ("headline", "standfirst", "body", "captions"), "article"),
    "quote_search": ("quotes", ("speaker", "text"), "id"),
}


def of_the_batch(sql: str, tables: Iterable[str], ranged: Iterable[str]) -> str:
    """The statement, asked of the batch's tables. `sql` holds no text of a user: values are parameters.

    `ranged` is what `fill_batch_tables` returned for the batch.
    """
    copied = [table for table in tables if table not in ranged]
    of_copies = re.sub(rf"\b({'|'.join(copied)})\b", rf"{_PREFIX}\1", sql)
    return re.sub(
        rf"\b({'|'.join(_SEARCHED)}) MATCH \?",
        rf"\1 MATCH ? AND \1.rowid BETWEEN (SELECT low FROM {_RANGES} WHERE name = '\1')"
        rf" AND (SELECT high FROM {_RANGES} WHERE name = '\1')",
        of_copies,
    )


def batch_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The tables whose rows belong to one article each, with the columns that refer to another table."""
    rows = connection.execute(
        'SELECT tables.name, keys."from", keys."table" FROM main.sqlite_master AS tables'
        " JOIN pragma_foreign_key_list(tables.name) AS keys WHERE tables.type = 'table' ORDER BY 1, 2"
    ).fetchall()
    belonging = {table for table, column, target in rows if (column, target) == ("article", "articles")}
    found = {
        table: tuple(dict.fromkeys(column for name, column, _ in rows if name == table))
        for table in sorted(belonging | {"articles"})
    }
    return found | dict.fromkeys(_SEARCHED, ())


def fill_batch_tables(
    connection: sqlite3.Connection,
    articles: Sequence[int],
    statements: Iterable[str],
    tables: dict[str, tuple[str, ...]],
) -> frozenset[str]:
    """Put the rows of `articles` (their numbers) where `statements` look for them, in place of the last batch's.

    Returns the full-text tables in which the batch's rows follow each other, as those of new articles do: there the
    index's own table answers as fast, and need not be filled a second time.
    """
    asked = {table for sql in statements for table in tables if re.search(rf"\b{table}\b", sql)} | {"articles"}
    asked |= {_SEARCHED[table][0] for table in asked if table in _SEARCHED}
    numbers = json.dumps(articles)
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {_RANGES} (name TEXT PRIMARY KEY, low INTEGER, high INTEGER)")
    ranged = set()
    for table in sorted(asked - set(_SEARCHED)):
        _make(connection, table, tables[table])
        connection.execute(f"DELETE FROM temp.{_PREFIX}{table}")
        key = "id" if table == "articles" else "article"
        connection.execute(
            f"INSERT INTO temp.{_PREFIX}{table} SELECT * FROM main.{table}"
            f" WHERE {key} IN (SELECT value FROM json_each(?))",
            (numbers,),
        )
    for table in sorted(asked & set(_SEARCHED)):
        if _is_a_range(connection, table):
            ranged.add(table)
        else:
            _fill_searched(connection, table)
    return frozenset(ranged)


def _is_a_range(connection: sqlite3.Connection, table: str) -> bool:
    source, _, key = _SEARCHED[table]
    low, high, count = connection.execute(
        f"SELECT coalesce(min({key}), 1), coalesce(max({key}), 0), count(*) FROM temp.{_PREFIX}{source}"
    ).fetchone()
    connection.execute(f"INSERT OR REPLACE INTO temp.{_RANGES} VALUES (?, ?, ?)", (table, low, high))
    return bool(count == high - low + 1)


def _make(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    if _is_there(connection, table):
        return
    connection.execute(f"CREATE TEMP TABLE {_PREFIX}{table} AS SELECT * FROM main.{table} WHERE 0")
    own = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    for column in dict.fromkeys([*(name for name in ("id", "article") if name in own), *columns]):
        connection.execute(f'CREATE INDEX temp.{_PREFIX}{table}_{column} ON {_PREFIX}{table} ("{column}")')


def _fill_searched(connection: sqlite3.Connection, table: str) -> None:
    source, columns, key = _SEARCHED[table]
    name, listed = f"{_PREFIX}{table}", ", ".join(columns)
    if not _is_there(connection, table):
        (sql,) = connection.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
        made = sql.replace(f"TABLE {table}", f"TABLE temp.{name}").replace(f"'{source}'", f"'{_PREFIX}{source}'")
        connection.execute(made)
    connection.execute(f"INSERT INTO temp.{name} ({name}) VALUES ('delete-all')")
    connection.execute(f"INSERT INTO temp.{name} (rowid, {listed}) SELECT {key}, {listed} FROM temp.{_PREFIX}{source}")


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    return (
        connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (_PREFIX + table,)).fetchone() is not None
    )
