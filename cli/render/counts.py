"""Who and what is written about: most, with whom, and more than before."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import NAME, QUIET, listing
from services.indexer.queries import EntityCount, MentionedTogether, Rising

_NOTHING = Text("Nothing found.", style=QUIET)


def entity_table(found: Sequence[EntityCount]) -> RenderableType:
    if not found:
        return _NOTHING
    table = listing("name", "type", "articles", "mentions", "known as", "id", right=("articles", "mentions"))
    for entity in found:
        table.add_row(
            Text(entity.name, style=NAME),
            Text(entity.type, style=QUIET),
            f"{entity.articles:,}",
            f"{entity.mentions:,}",
            Text("; ".join(map(str, entity.roles[:3]))),
            Text(entity.id, style=QUIET),
        )
    return table


def together_table(found: Sequence[MentionedTogether]) -> RenderableType:
    if not found:
        return _NOTHING
    table = listing("name", "type", "articles", right=("articles",))
    for one in found:
        table.add_row(Text(one.name, style=NAME), Text(one.type, style=QUIET), f"{one.articles:,}")
    return table


def rising_table(found: Sequence[Rising]) -> RenderableType:
    if not found:
        return _NOTHING
    table = listing("name", "type", "articles", "usual", right=("articles", "usual"))
    for one in found:
        table.add_row(
            Text(one.name, style=NAME), Text(one.type, style=QUIET), f"{one.articles:,}", f"{one.expected:.1f}"
        )
    return table
