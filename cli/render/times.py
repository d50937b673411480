"""What happened when."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import DATE, columns, counted, heading, indented, marked
from shared.schemas.articles import ArticleExtracted, Event


def events(article: ArticleExtracted) -> Iterator[RenderableType]:
    """The dated events in the order of time, each in its clause with the predicate marked."""
    if not article.events:
        return
    yield heading("What happened when", counted(len(article.events), "dated event"))
    table = columns(None, 1)
    previous = None
    for event in sorted(article.events, key=lambda event: (event.date, event.start)):
        table.add_row(Text("" if event.date == previous else event.date, style=DATE), _clause(article.body, event))
        previous = event.date
    yield indented(table)


def _clause(body: str, event: Event) -> Text:
    words = body[event.clause.start : event.clause.end]
    start = event.start - event.clause.start
    return marked(words, [(start, start + event.end - event.start)], mark="bold")
