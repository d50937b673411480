"""What happened when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from cli.render.layout import DATE, columns, counted, heading, indented, marked
from shared.schemas.articles import ArticleExtracted, Event


def events(article: ArticleExtracted) -> Iterator[RenderableType]:
    """The days in order, and for each the sentences that tell of it, with the words for what happened marked."""
    if not article.events:
        return
    yield heading("What happened when", counted(len(article.events), "dated event"))
    table = columns(None, 1)
    previous = None
    for (date, start, end), told in groupby(sorted(article.events, key=_place), key=_place):
        sentence = article.body[start:end]
        marks = [(event.start - start, event.end - start) for event in told]
        table.add_row(Text("" if date == previous else date, style=DATE), marked(sentence, marks, mark="bold"))
        previous = date
    yield indented(table)


def _place(event: Event) -> tuple[str, int, int]:
    return event.date, event.sentence.start, event.sentence.end
