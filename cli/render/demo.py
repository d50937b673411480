"""The demo's page: what came out for one article, and what to try next."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from cli.outcomes import End, Outcomes
from cli.render.article import article_page
from cli.render.found import search_results
from cli.render.layout import BAD, NAME, QUIET, counted, heading, indented
from services.indexer.queries import SearchResults, StoredArticle


def demo_page(
    stored: StoredArticle, results: SearchResults, outcomes: Outcomes, took_s: float, command: str, width: int
) -> RenderableType:
    """``command`` is how the reader calls copydesk."""
    return Group(
        Rule("From a messy scrape …", style=QUIET),
        *_scrape(stored.article.source_text),
        Rule("… to what the desk hands on", style=QUIET),
        "",
        article_page(stored.article, paragraphs=2, width=width),
        heading("Search", results.query),
        "",
        indented(search_results(results)),
        Rule(style=QUIET),
        *_what_happened(outcomes, took_s),
        heading("Try next"),
        *_suggestions(stored.article.article_id, command, width),
    )


def _scrape(source: str) -> Iterator[RenderableType]:
    """The first lines as they came, each on one line."""
    lines = [" ".join(line.split()) for line in source.splitlines() if line.strip()]
    for line in lines[:6]:
        yield Text(line, style=QUIET, no_wrap=True, overflow="ellipsis")
    if len(lines) > 6:
        yield Text(f"… and {counted(len(lines) - 6, 'more line')}", style=f"{QUIET} italic")


def _what_happened(outcomes: Outcomes, took_s: float) -> Iterator[Text]:
    yield Text(
        f"{counted(len(outcomes.ends), 'article')} went through cleaner, extractor and indexer, processes of their own "
        f"around a private Redis, in {took_s:.1f} s, start and stop included: {outcomes.summary()}. "
        "Nothing is left running."
    )
    for end in outcomes.ends:
        if not end.is_indexed:
            yield _dead(end)


def _dead(end: End) -> Text:
    reason = getattr(end.message, "reason", "")
    return Text(f"  {end.published.article_id}: {reason}", style=BAD)


def _suggestions(article_id: str, command: str, width: int) -> Iterator[RenderableType]:
    """Lines that can be pasted into a shell as they are."""
    suggestions = {
        "quotes --speaker peskov": "what one person said",
        "timeline --after 2025-10-20 --before 2025-10-26": "what happened those days",
        f"show {article_id}": "all of the article above",
        "search --help": "how to ask",
        "clean page.html": "clean a page of your own",
        "up": "keep it running, and",
        "publish --wait page.html": "publish to it",
    }
    lines = [(f"{command} {arguments}", f"# {what}") for arguments, what in suggestions.items()]
    longest = max(len(line) for line, _ in lines)
    has_room = 2 + longest + 2 + max(len(what) for _, what in lines) <= width
    for line, what in lines:
        if has_room:
            yield indented(Text.assemble((f"{line:<{longest}}", NAME), ("  " + what, QUIET)))
        else:
            yield indented(Text.assemble((f"{what}\n", QUIET), (line, NAME), no_wrap=True, overflow="ignore"))
