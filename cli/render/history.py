"""An article's revisions."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import QUIET, listing
from services.indexer.queries import StoredRevision


def history_table(history: Sequence[StoredRevision]) -> RenderableType:
    """The oldest first."""
    table = listing("indexed", "change", "revision", "headline")
    for one in history:
        gone = "" if one.has_text else " (text no longer kept)"
        table.add_row(
            one.indexed_at[:19].replace("T", " "),
            one.change,
            Text(one.revision, style=QUIET),
            Text.assemble(one.headline or "", (gone, QUIET)),
        )
    return table
