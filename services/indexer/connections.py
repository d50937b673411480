"""Opens the index file: for the one writer of a process, or for reading."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import quote

Durability = Literal["full", "normal"]

# UPSERT came with 3.24, window functions with 3.25, and FTS5 tables that a trigger fills have worked throughout.
_OLDEST_SQLITE = (3, 31, 0)
# Pages of the write-ahead log after which it is copied into the file: some 64 MB. A batch changes up to 4,000 pages of
# a large index, many of them the same as the batch before: copied after four, they are written a third less often.
_CHECKPOINT_PAGES = 16_000
# A batch's changed pages and the upper levels of the trees. With half of it a large index's batch is written in parts
# and read again; more counts against the service's 150 MB.
_WRITER_CACHE_KB = 32_000
# Readers see the file through memory: a search among 100,000 articles looks at some thousand pages, and copying each
# from the system's cache took a quarter of its time. SQLite maps as much as it was built for, mostly 2 GB.
_MAPPED = 1 << 40
# The writer's own, and one for each form that saved searches have.
_CACHED_STATEMENTS = 512


_MEANINGS = {
    "SQLITE_FULL": "the disk is full; free some space",
    "SQLITE_READONLY": "the file or its folder is read-only; let the indexer write there",
    "SQLITE_BUSY": "another process is writing for too long; see who has the file open",
    "SQLITE_CANTOPEN": "the file cannot be opened or made; check that its folder is there and may be written",
    "SQLITE_IOERR": "the disk or file system fails; check both, and the space left",
    "SQLITE_CORRUPT": "the file is damaged; restore a backup or rebuild the index from an export",
    "SQLITE_NOTADB": "the file is no SQLite database; move it away or set another COPYDESK_INDEXER_INDEX_PATH",
}


class IndexUnavailable(Exception):
    """There is no index to read, or it cannot be opened; the message says what to do."""


class IndexNotWritable(Exception):
    """The index file cannot be written at the moment; the message says why and what to do."""


def connect_for_writing(path: Path, durability: Durability, busy_timeout: timedelta) -> sqlite3.Connection:
    """A connection whose transactions the caller begins and ends; makes the file and its folder when missing.

    Raises sqlite3.OperationalError when the file cannot be opened or made.
    """
    check_sqlite()
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(
        path,
        timeout=busy_timeout.total_seconds(),
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_CACHED_STATEMENTS,
    )
    try:
        _use_wal(connection, time.monotonic() + busy_timeout.total_seconds())
        connection.execute(f"PRAGMA synchronous = {durability.upper()}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection, deadline: float) -> None:
    """Processes that make a file together lock each other out of this step; SQLite's timeout does not cover it."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise
        time.sleep(0.01)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within it is there afterwards, or nothing, if it is left by an exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises IndexUnavailable when there is no index at `path`."""
    check_sqlite()
    if not path.is_file():
        raise IndexUnavailable(f"there is no index at {path}: publish an article first, with the indexer running")
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -32000")
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        raise IndexUnavailable(f"the index at {path} cannot be read: {error}") from error
    connection.row_factory = sqlite3.Row
    return connection


def not_writable(path: Path, error: Exception) -> IndexNotWritable:
    """The error with its meaning for a person."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for start, meaning in _MEANINGS.items():
        if name.startswith(start):
            return IndexNotWritable(f"the index at {path} cannot be written: {meaning} ({error})")
    return IndexNotWritable(f"the index at {path} cannot be written: {error}")


def check_sqlite() -> None:
    """Raises IndexUnavailable when Python's SQLite is too old or was built without full-text search."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        raise IndexUnavailable(f"Python's SQLite is {sqlite3.sqlite_version}; the index needs {oldest} or newer")
    with sqlite3.connect(":memory:") as memory:
        has_fts5 = memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    memory.close()
    if not has_fts5:
        raise IndexUnavailable("Python's SQLite was built without FTS5 (full-text search); use another Python")
