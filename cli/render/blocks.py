"""What the cleaner took from the page's text around the story, and why: nothing disappears unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from cli.render.block_kinds import kind_of
from cli.render.layout import NAME, QUIET, columns, counted, heading, indented, shortened
from shared.schemas.articles import Block, ReadableArticle

# From here on the reason has room beside the words; in a narrower terminal it stands below them.
_WIDE = 110

# Of what is kept as a field, what a masthead does not show.
_SHOWN_BELOW = frozenset({"biography", "teaser", "timestamp"})


def taken_out(article: ReadableArticle, width: int = 80) -> Iterator[RenderableType]:
    """One table of what is neither in the story nor in the masthead."""
    others = [block for block in _around(article) if block.role in _SHOWN_BELOW or kind_of(block.role) == "out"]
    yield heading("Taken out of the story, and why", _share(article))
    yield indented(_table(article.source_text, others, width) if others else Text("nothing", style=QUIET))


def set_apart(article: ReadableArticle, width: int = 80) -> Iterator[RenderableType]:
    """Two tables: blocks that became fields of the article, and blocks that were removed."""
    kept = [block for block in _around(article) if kind_of(block.role) == "field"]
    removed = [block for block in _around(article) if kind_of(block.role) == "out"]
    if kept:
        yield heading("Kept apart from the story", "as fields of their own")
        yield indented(_table(article.source_text, kept, width))
    yield heading("Removed, and why", _share(article))
    yield indented(_table(article.source_text, removed, width) if removed else Text("nothing", style=QUIET))


def _around(article: ReadableArticle) -> list[Block]:
    return [block for block in article.blocks if kind_of(block.role) != "story" and block.role != "blank"]


def _share(article: ReadableArticle) -> str:
    story = sum(block.end - block.start for block in article.blocks if kind_of(block.role) == "story")
    total = len(article.source_text)
    return f"{story / max(1, total):.0%} of {counted(total, 'character')} are the story"


def _table(source: str, blocks: Iterable[Block], width: int) -> Table:
    is_wide = width >= _WIDE
    table = columns(None, 5, 6) if is_wide else columns(None, 1)
    # The words keep to one line: the indent, the role and (beside them) the reason leave this much of it.
    longest = (width - 27) * 5 // 11 - 2 if is_wide else width - 24
    for role, reason, words in _merged(source, blocks):
        name, line, why = Text(role.replace("_", " "), style=NAME), shortened(words, longest), Text(reason, style=QUIET)
        if is_wide:
            table.add_row(name, line, why)
        else:
            table.add_row(name, Text(f"{line}\n").append_text(why))
    return table


def _merged(source: str, blocks: Iterable[Block]) -> list[tuple[str, str, str]]:
    """Neighbours with one role and one kind of reason as one, so that a menu of thirty entries takes one line."""
    merged: list[tuple[str, str, str]] = []
    for block in blocks:
        words = source[block.start : block.end].strip()
        kind = block.reason.partition(":")[0]
        if merged and merged[-1][0] == block.role and merged[-1][1].partition(":")[0] == kind:
            merged[-1] = (block.role, kind, f"{merged[-1][2]} / {words}")
        else:
            merged.append((block.role, block.reason, words))
    return merged
