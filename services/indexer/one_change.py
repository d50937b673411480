"""Opens the index for one change by a person: made wholly or not at all, while indexers go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from services.indexer.connections import IndexUnavailable, connect_for_writing, not_writable, transaction
from services.indexer.migrations import migrate


@contextmanager
def one_change(path: Path, busy_timeout: timedelta, *, may_make_it: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection within a transaction that no indexer's comes into.

    Raises IndexUnavailable when there is no index at `path` and none may be made, and IndexNotWritable when it cannot
    be written.
    """
    if not may_make_it and not path.is_file():
        raise IndexUnavailable(f"there is no index at {path}: publish an article first, with the indexer running")
    try:
        connection = connect_for_writing(path, "full", busy_timeout)
        try:
            migrate(connection)
            with transaction(connection):
                yield connection
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise not_writable(path, error) from error
