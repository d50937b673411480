"""What questions to the index found: articles, quotations, names."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import DATE, NAME, QUIET, columns, counted, heading, indented, joined, marked
from cli.render.quotations import said
from services.indexer.queries import (
    AlsoIn,
    Facets,
    FoundQuote,
    QuoteResults,
    SearchHit,
    SearchResults,
)

_NOTHING = Text("Nothing found.", style=QUIET)


def search_results(results: SearchResults, offset: int = 0) -> RenderableType:
    if not results.hits:
        return _nothing(results.total, offset)
    return Group(*(hit(one, offset + number) for number, one in enumerate(results.hits, 1)), _found(results, offset))


def hit(found: SearchHit, number: int) -> RenderableType:
    """A hit: headline, where and when, the place in the text, and the identifier to ask further with."""
    headline = marked(found.headline.text or "(no headline)", found.headline.marks, NAME)
    until = f" or {found.published_latest}" if found.published_latest else ""
    day = f"{found.published_at[:10]}{until}" if found.published_at else None
    about = joined([found.outlet, day and Text(day, style=DATE), found.section, Text(found.article_id, style=QUIET)])
    snippet = marked(found.snippet.text, found.snippet.marks)
    table = columns(None, 1)
    table.add_row(Text(f"{number}.", style=QUIET), headline)
    table.add_row("", about)
    table.add_row("", snippet)
    if found.also_in:
        others = ", ".join(dict.fromkeys(one.outlet or one.article_id for one in found.also_in))
        table.add_row("", Text(f"also in {others}", style=QUIET))
    return Group(table, "")


def other_copies(copies: Sequence[AlsoIn]) -> RenderableType:
    """Near-copies of an article, the one that was first marked."""
    table = columns(None, 1)
    for one in copies:
        day = one.published_at[:10] if one.published_at else ""
        first = Text(" (the first)", style=QUIET) if one.is_original else ""
        table.add_row(
            Text(day, style=DATE), joined([one.headline, one.outlet, one.article_id]).append_text(Text.assemble(first))
        )
    return Group(heading("Also in", counted(len(copies), "near-copy", "near-copies")), indented(table))


def facet_table(facets: Facets) -> RenderableType:
    """For each kind what is found most, written as the filter to add to the query."""
    table = columns(None, 1)
    for kind, counts in facets.counts.items():
        if counts:
            words = [Text.assemble(one.filter, (f" {one.articles:,}", QUIET)) for one in counts]
            table.add_row(Text(kind, style=QUIET), Text("  ").join(words))
    sample = " of the latest" if facets.is_sample else ""
    return Group(heading("Narrow it down", f"counted over {facets.counted:,}{sample}"), indented(table))


def quote_results(results: QuoteResults, offset: int = 0) -> RenderableType:
    if not results.quotes:
        return _nothing(results.total, offset)
    return Group(*(_quote(one) for one in results.quotes), _shown(len(results.quotes), results.total, "quotation"))


def _quote(found: FoundQuote) -> RenderableType:
    line = Text.assemble((found.speaker or "(speaker not known)", NAME if found.speaker else QUIET))
    for part in (found.cue, found.addressee, found.occasion):
        if part:
            line.append(f" {part}")
    if found.date:
        line.append(f"  {found.date}", style=DATE)
    words = said(found.text.text, found.type)
    shift = len(words.plain) - len(found.text.text)  # an opening mark may have been put before the words
    for start, end in found.text.marks:
        words.stylize("bold yellow", start + (shift > 0), end + (shift > 0))
    where = joined([found.headline, found.outlet, found.published_at and found.published_at[:10], found.article_id])
    where.stylize(QUIET)
    others = [indented(Text(also_quoted_in(found), style=QUIET))] if found.also_in else []
    return Group(line, indented(words), indented(where), *others, "")


def also_quoted_in(found: FoundQuote) -> str:
    """Such as ``also in 3 articles: The Daily Example, Reuters``."""
    outlets = ", ".join(dict.fromkeys(one.outlet or one.article_id for one in found.also_in))
    return f"also in {counted(len(found.also_in), 'article')}: {outlets}"


def _nothing(total: int, offset: int) -> Text:
    return Text(f"Nothing after the first {offset:,} of {total:,}.", style=QUIET) if total else _NOTHING


def _found(results: SearchResults, offset: int) -> Text:
    total = f"more than {results.total:,} articles" if results.more_than_total else counted(results.total, "article")
    more = f", {offset + 1}–{offset + len(results.hits)} shown" if results.total > len(results.hits) else ""
    return Text(f"{total} found{more}", style=QUIET)


def _shown(shown: int, total: int, thing: str) -> Text:
    more = f", {shown} shown" if total > shown else ""
    return Text(f"{counted(total, thing)} found{more}", style=QUIET)
