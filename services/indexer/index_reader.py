"""The index as its readers see it: an open file that cannot be written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from services.indexer.connections import IndexUnavailable, connect_for_reading
from services.indexer.migrations import migrations, schema_version

# SQLite's own steps between two looks at the clock: a fraction of a millisecond.
_STEPS_BETWEEN_LOOKS = 10_000

Value = TypeVar("Value")


class TookTooLong(Exception):
    """A question was broken off at its time limit; see `Index.within`."""


class Index:
    """An open index. Close it, or use it in a ``with`` block; one thread at a time."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._deadline: float | None = None
        self._memory: tuple[int, Hashable, object] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """For what the writer asks too; it cannot write."""
        return self._connection

    def rows(self, sql: str, parameters: Sequence[str | int | float | None] = ()) -> list[sqlite3.Row]:
        """Raises IndexUnavailable when the file cannot be read or is damaged, and TookTooLong as `within` says."""
        if self._is_late():
            raise TookTooLong
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise TookTooLong from error
            raise IndexUnavailable(f"the index at {self.path} cannot be read: {error}") from error

    def row(self, sql: str, parameters: Sequence[str | int | float | None] = ()) -> sqlite3.Row | None:
        """The first row, if there is one. Raises as `rows`."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it all reads see the same state, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.rows("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    @contextmanager
    def within(self, limit: timedelta) -> Iterator[None]:
        """Reads inside it end with TookTooLong once it has taken so long, whatever they ask for."""
        self._deadline = time.monotonic() + limit.total_seconds()
        self._connection.set_progress_handler(self._is_late, _STEPS_BETWEEN_LOOKS)
        try:
            yield
        except sqlite3.OperationalError as error:  # of someone who reads by the connection itself
            if error.sqlite_errorname == "SQLITE_INTERRUPT":
                raise TookTooLong from error
            raise
        finally:
            self._deadline = None
            self._connection.set_progress_handler(None, 0)

    def remembered(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gave for the `key` the last time, if nothing was written since; `make` only reads."""
        with self.snapshot():
            version = self._data_version()
            if self._memory is not None and self._memory[:2] == (version, key):
                return self._memory[2]  # type: ignore[return-value]
            made = make()
            self._memory = version, key, made
            return made

    def recalled(self, key: Hashable) -> object:
        """What is remembered for the `key`, or None. Only the last is kept: a question and what is asked after it."""
        if self._memory is not None and self._memory[:2] == (self._data_version(), key):
            return self._memory[2]
        return None

    def _data_version(self) -> int:
        row = self.row("PRAGMA data_version")
        return int(row[0]) if row else 0

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() > self._deadline

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_index(path: Path) -> Index:
    """Open the index at `path` for reading; writers are not held up.

    Raises IndexUnavailable when there is none, or when another release's schema is in it.
    """
    connection = connect_for_reading(path)
    newest = migrations()[-1].version
    found = schema_version(connection)
    if found != newest:
        connection.close()
        if found == 0:
            raise IndexUnavailable(f"the file at {path} is no Copydesk index")
        advice = "start this release's indexer once" if found < newest else "use the release that wrote it"
        raise IndexUnavailable(f"the index at {path} has schema version {found}, this release reads {newest}: {advice}")
    return Index(path, connection)
