"""A timeline on the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import DATE, QUIET, columns, counted, joined
from cli.render.timeline_remarks import remark_on
from services.indexer.queries import EventSource, MergedTimeline, TimelineEntry

_MOST_SOURCES = 4


def timeline_page(found: MergedTimeline, offset: int = 0) -> RenderableType:
    """Each day once, and below it what happened; where from, unless it is the same article as above."""
    if not found.entries:
        nothing = f"Nothing after the first {offset:,}." if found.total_events and offset else "Nothing found."
        return Text(nothing, style=QUIET)
    table = columns(None, 1)
    shown_date, shown_sources = "", ""
    for entry in found.entries:
        words = Text(" ".join(entry.sentence.split()))
        words.highlight_words(list(entry.predicates), "bold")
        if remark := remark_on(entry):
            words.append(f"  ({remark})", style=QUIET)
        sources = where_from(entry)
        if sources.plain != shown_sources:  # the rows below it are from the same article, until another is named
            words.append("\n").append_text(sources)
        table.add_row(Text("" if entry.date == shown_date else entry.date, style=DATE), words)
        shown_date, shown_sources = entry.date, sources.plain
    more = f"; there are more: --offset {offset + len(found.entries)}" if found.has_more else ""
    count = f"{counted(len(found.entries), 'entry', 'entries')} of {counted(found.total_events, 'event')}{more}"
    return Group(table, "", Text(count, style=QUIET))


def where_from(entry: TimelineEntry) -> Text:
    if len(entry.sources) == 1:
        (source,) = entry.sources
        line = joined([source.headline, source.outlet, source.article_id])
    else:
        names = list(dict.fromkeys(_name(source) for source in entry.sources))
        others = f" and {len(names) - _MOST_SOURCES} more" if len(names) > _MOST_SOURCES else ""
        line = Text(f"{len(entry.sources)} articles: {', '.join(names[:_MOST_SOURCES])}{others}")
    line.stylize(QUIET)
    return line


def _name(source: EventSource) -> str:
    return f"{source.outlet} {source.article_id}" if source.outlet else source.article_id
