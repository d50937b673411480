"""`copydesk timeline`: what happened when, over all articles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.consoles import page, say, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit, Offset

if TYPE_CHECKING:
    from services.indexer.queries import MergedTimeline


def timeline(
    entities: Annotated[
        list[str] | None, typer.Argument(metavar="ENTITY", help="People, organisations, places: all took part.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", "--after", metavar="DAY", help="This day, month or year and later.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Until this day, month or year, which is included.")
    ] = None,
    before: Annotated[str | None, typer.Option(metavar="DAY", help="Earlier than this day, month or year.")] = None,
    query: Annotated[str, typer.Option("--query", "--in", help="Only in articles that this query finds.")] = "",
    article: Annotated[str | None, typer.Option(metavar="ARTICLE_ID", help="Only what this one reports.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what only its article dates.")] = False,
    newest_first: Annotated[bool, typer.Option("--newest-first", help="Turn the order round.")] = False,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a table for spreadsheets.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Write a page of its own, with a time axis.")] = False,
    as_ics: Annotated[bool, typer.Option("--ics", help="Write a calendar.")] = False,
    about: Annotated[list[str] | None, typer.Option(hidden=True, help="As ENTITY.")] = None,
) -> None:
    """Show what happened when, over all articles.

    What several articles tell of one event is one entry, with all of them as its sources. What has no date but that of
    its article is left out, unless --all is given. Data goes to standard output:
    copydesk timeline putin --html > x.html
    """
    from functools import partial

    from services.indexer.queries import merged_timeline
    from services.indexer.queries import timeline as timeline_of

    if as_json + as_csv + as_html + as_ics > 1:
        raise Failure("choose one of --json, --csv, --html and --ics", ExitCode.USAGE)
    names = [*(entities or ()), *(about or ())]
    with opened_index() as index, index.snapshot():
        events = partial(
            timeline_of, index, after=first, until=last, before=before, about=names, article_id=article, query=query,
            everything=everything, newest_first=newest_first,
        )  # fmt: skip
        try:
            found = merged_timeline(events, limit=limit, offset=offset)
        except ValueError as error:
            raise Failure(str(error), ExitCode.USAGE) from None
    if as_json:
        write_json(found)
    elif as_csv:
        from cli.render.timeline_csv import timeline_csv

        _write(timeline_csv(found.entries), found)
    elif as_html:
        from cli.render.timeline_html import timeline_html

        _write(timeline_html(found, _title(names, query, first, last or before)), found)
    elif as_ics:
        from datetime import UTC, datetime

        from cli.render.timeline_ics import timeline_ics

        _write(timeline_ics(found.entries, datetime.now(UTC)), found)
    else:
        from cli.render.timeline_page import timeline_page

        page().print(timeline_page(found, offset))


def _write(text: str, found: MergedTimeline) -> None:
    # As bytes: standard output may be in another encoding, and its line ends are not for us to change.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    if found.has_more:
        say(f"the first {len(found.entries):,} are written and there are more: pass --limit or --offset")


def _title(names: list[str], query: str, first: str | None, last: str | None) -> str:
    parts = [", ".join(names), query, f"{first or '…'} to {last or '…'}" if first or last else ""]
    return " · ".join(["Timeline", *(part for part in parts if part)])


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=FIND, epilog="Example: copydesk timeline putin --from 2025-10-20 --to 2025-10-25")(
        timeline
    )
