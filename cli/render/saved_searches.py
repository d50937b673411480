"""Saved searches, and what they found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import BAD, DATE, NAME, QUIET, columns, counted, joined, listing
from services.indexer.queries import Match, SavedSearch


def searches_table(searches: Sequence[SavedSearch]) -> RenderableType:
    """One line each: name, query, how much it found, and what is wrong with it."""
    if not searches:
        return Text("There are no saved searches. Keep one with: copydesk saved-searches add NAME QUERY", style=QUIET)
    table = listing("name", "query", "webhook", "matches", "latest", right=["matches"])
    for one in searches:
        query = Text(one.query or "(every article)")
        if one.error:
            query.append(f"\ncannot be asked: {one.error}", style=BAD)
        table.add_row(
            Text(one.name, style=NAME),
            query,
            Text(_host(one.webhook), style=QUIET),
            f"{one.matches:,}",
            Text(_minute(one.last_match_at), style=DATE),
        )
    return table


def search_page(search: SavedSearch) -> RenderableType:
    table = columns(None, 1)
    table.add_row(Text("query", style=QUIET), search.query or "(every article)")
    table.add_row(Text("webhook", style=QUIET), search.webhook or "none")
    table.add_row(Text("since", style=QUIET), Text(_minute(search.created_at), style=DATE))
    latest = f", the latest on {_minute(search.last_match_at)}" if search.last_match_at else ""
    table.add_row(Text("found", style=QUIET), counted(search.matches, "article", "articles") + latest)
    if search.error:
        table.add_row(Text("fault", style=QUIET), Text(f"cannot be asked: {search.error}", style=BAD))
    return Group(Text(search.name, style=NAME), table)


def matches_page(matches: Sequence[Match]) -> RenderableType:
    if not matches:
        return Text("Nothing found yet.", style=QUIET)
    return Group(*map(_match, matches))


def _match(match: Match) -> RenderableType:
    copy = f"repeats {match.copy_of}" if match.copy_of else None
    table = columns(None, 1)
    table.add_row(Text(_minute(match.matched_at), style=DATE), Text(match.headline or "(no headline)", style=NAME))
    table.add_row("", joined([match.outlet, Text(match.article_id, style=QUIET), copy]))
    table.add_row("", match.snippet)
    return Group(table, "")


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else ""


def _host(webhook: str | None) -> str:
    """The address without what may be secret in it."""
    from urllib.parse import urlsplit

    return urlsplit(webhook).hostname or "" if webhook else ""
