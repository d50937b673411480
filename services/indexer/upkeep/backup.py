"""Copies the index to another file while it is read and written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from services.indexer.connections import IndexUnavailable, connect_for_reading


def backup(index: Path, target: Path, *, replace: bool = False) -> int:
    """Write the index as it is at this moment to `target`, and check the copy; returns its size in bytes.

    Neither readers nor writers wait for it. `target` appears whole or not at all. Raises IndexUnavailable when there is
    no index or the copy is not sound, FileExistsError when `target` is there and not to be replaced, and OSError.
    """
    if target.exists() and not replace:
        raise FileExistsError(f"{target} is there already")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    source = connect_for_reading(index)
    try:
        copy = sqlite3.connect(partial)
        try:
            source.backup(copy)
            # The copy stands alone: a write-ahead log beside it would be part of it.
            copy.execute("PRAGMA journal_mode = DELETE")
            found = copy.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            copy.close()
        if found != "ok":
            raise IndexUnavailable(f"the copy of {index} is not sound ({found}): run a check of the index")
        partial.replace(target)
    except sqlite3.Error as error:
        raise IndexUnavailable(f"the index at {index} cannot be copied to {target}: {error}") from error
    finally:
        source.close()
        partial.unlink(missing_ok=True)
    return target.stat().st_size
