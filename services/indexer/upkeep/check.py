"""Looks whether an index is sound, and what it lies on."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass

from services.indexer.index_reader import Index

# Tables that must have as many rows as each other: what is there, and what can be found.
_MUST_AGREE = (
    ("articles", "article_texts"),
    ("article_texts", "article_search_docsize"),
    ("quotes", "quote_search_docsize"),
    ("entities", "entity_search_docsize"),
)
_LITTLE_SPACE = 500_000_000


@dataclass(frozen=True, slots=True)
class IndexCheck:
    """`problems` is empty when all is well; each says what to do. Sizes are in bytes."""

    problems: tuple[str, ...]
    sqlite_version: str
    journal_mode: str
    file_bytes: int
    unused_bytes: int
    free_disk_bytes: int


def check(index: Index, *, thorough: bool = False) -> IndexCheck:
    """Reads the whole file: seconds per gigabyte; `thorough` also compares every index with its table."""
    pragma = "integrity_check" if thorough else "quick_check"
    damages = [row[0] for row in index.rows(f"PRAGMA {pragma}(10)") if row[0] != "ok"]
    problems = [f"the file is damaged ({one}): restore a backup or rebuild it from an export" for one in damages]
    if not damages:
        problems += _disagreements(index)
    free = shutil.disk_usage(index.path.parent).free
    if free < _LITTLE_SPACE:
        problems.append(f"only {free // 1_000_000} MB are free on the disk of {index.path}: make room")
    journal = index.row("PRAGMA journal_mode")
    return IndexCheck(
        tuple(problems),
        sqlite3.sqlite_version,
        str(journal[0]) if journal else "",
        index.path.stat().st_size,
        _number(index, "PRAGMA freelist_count") * _number(index, "PRAGMA page_size"),
        free,
    )


def _disagreements(index: Index) -> list[str]:
    found = []
    with index.snapshot():
        for one, other in _MUST_AGREE:
            first, second = (_number(index, f"SELECT count(*) FROM {table}") for table in (one, other))
            if first != second:
                found.append(f"{one} has {first} rows but {other} {second}: rebuild the index from an export")
        loose = index.rows("PRAGMA foreign_key_check")
    if loose:
        found.append(f"{len(loose)} rows of {loose[0][0]} belong to nothing: rebuild the index from an export")
    return found


def _number(index: Index, sql: str) -> int:
    row = index.row(sql)
    return int(row[0]) if row else 0
