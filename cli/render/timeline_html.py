"""A timeline as one HTML file: an overview to scale, and below it what happened along an axis. Pure.

The file loads nothing and runs nothing, and a policy in its head keeps it so: the words in it come from strangers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby, pairwise

from cli.render.timeline_axis import axis
from cli.render.timeline_dates import plain_date
from cli.render.timeline_remarks import remark_on
from cli.render.timeline_style import STYLE
from services.indexer.queries import EventSource, MergedTimeline, TimelineEntry


def timeline_html(found: MergedTimeline, title: str) -> str:
    """The whole file. `title` says what was asked for."""
    entries = found.entries
    articles = len({source.article_id for entry in entries for source in entry.sources})
    more = "; more were found" if found.has_more else ""
    counts = f"{_counted(len(entries), 'entry', 'entries')} from {_counted(articles, 'article', 'articles')}{more}"
    days = [(day, list(group)) for day, group in groupby(entries, key=lambda entry: entry.date)]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            f"<header><h1>{escape(title)}</h1><p>{counts}</p></header>",
            axis([(one[0].first_day, one[0].last_day, len(one), f"d{n}") for n, (_, one) in enumerate(days)]),
            "<main>" if days else "<main><p>Nothing found.</p>",
            *_days(days),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _days(days: Sequence[tuple[str, list[TimelineEntry]]]) -> Iterator[str]:
    gaps = [_days_between(one[1][0], other[1][0]) for one, other in pairwise(days)]
    for number, (day, entries) in enumerate(days):
        gap = gaps[number - 1] if number else 0
        # A longer time is a longer piece of the axis, but a year is not 365 times a day.
        if gap > 1:
            height_em = 0.8 + 0.3 * math.log2(gap)
            yield f'<div class="gap" style="height:{height_em:.1f}em"><span>{_length(gap)}</span></div>'
        yield f'<section id="d{number}"><h2>{_day(entries[0], day)}</h2>'
        yield from (_entry(entry) for entry in entries)
        yield "</section>"


def _entry(entry: TimelineEntry) -> str:
    kind = "certain" if entry.modality in (None, "asserted") else "uncertain"
    remark = remark_on(entry)
    said = f' <span class="remark">{escape(remark)}</span>' if remark else ""
    who = "".join(f"<li>{escape(name)}</li>" for name in dict.fromkeys(one.name for one in entry.participants))
    first, *others = entry.sources
    sources = f'<p class="source">{_source(first)}</p>'
    if others:
        told = "".join(f"<li>{_source(one)}<q>{escape(_line(one.sentence))}</q></li>" for one in others)
        sources += f"<details><summary>and {_counted(len(others), 'other article', 'other articles')}</summary>"
        sources += f"<ul>{told}</ul></details>"
    people = f'<ul class="who">{who}</ul>' if who else ""
    return f'<article class="{kind}"><p>{escape(_line(entry.sentence))}{said}</p>{people}{sources}</article>'


def _source(source: EventSource) -> str:
    named = escape(source.headline or source.article_id)
    if source.url and source.url.startswith(("https://", "http://")):
        named = f'<a href="{escape(source.url)}" rel="noreferrer noopener">{named}</a>'
    outlet = [escape(source.outlet)] if source.outlet else []
    day = plain_date(source.published_at[:10]) if source.published_at else ""
    return " · ".join([named, *outlet, *([f'<span class="day">{escape(day)}</span>'] if day else [])])


def _day(entry: TimelineEntry, written: str) -> str:
    """The date as it is known, and the weekday of a single day."""
    words = escape(plain_date(written))
    if entry.first_day == entry.last_day:
        return f'<time datetime="{escape(written)}">{words}</time> <small>{_weekday(entry)}</small>'
    return f'<span title="{escape(written)}">{words}</span>'


def _weekday(entry: TimelineEntry) -> str:
    # Not strftime, which asks the locale.
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return names[date.fromisoformat(entry.first_day).weekday()]


def _days_between(one: TimelineEntry, other: TimelineEntry) -> int:
    return abs((date.fromisoformat(other.first_day) - date.fromisoformat(one.first_day)).days)


def _length(days: int) -> str:
    for unit, size in (("year", 365), ("month", 30), ("week", 7)):
        if days >= 2 * size:
            return f"{days // size} {unit}s"
    return f"{days} days"


def _counted(number: int, thing: str, things: str) -> str:
    return f"{number:,} {thing if number == 1 else things}"


def _line(text: str) -> str:
    return " ".join(text.split())
