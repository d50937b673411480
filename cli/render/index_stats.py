"""What the index holds, and which models and rules it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from cli.render.layout import NAME, QUIET, columns
from services.indexer.queries import IndexStats


def index_stats(stats: IndexStats, path: Path) -> RenderableType:
    table = columns(None, 1)
    for name in ("articles", "revisions", "entities", "mentions", "quotes", "events"):
        _row(table, name, f"{getattr(stats, name):,}")
    _row(table, "published", f"{stats.first_day} to {stats.last_day}" if stats.first_day else "on unknown days")
    _row(table, "languages", _counts(stats.languages))
    _row(table, "cleaned by", _counts(stats.cleaned_by))
    _row(table, "extracted by", _counts(stats.extracted_by))
    _row(table, "last change", stats.last_indexed_at or "never")
    _row(table, "file", f"{path} ({stats.file_bytes / 1e6:,.1f} MB, log {stats.log_bytes / 1e6:,.1f} MB)")
    return table


def _row(table: Table, name: str, value: str) -> None:
    table.add_row(Text(name, style=QUIET), Text(value, style=NAME if value[:1].isdigit() else ""))


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'nothing'} {number:,}" for name, number in counts.items()) or "none"
