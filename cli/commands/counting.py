"""`copydesk rising` and `stats`: what the index holds, counted."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.consoles import page, write_json
from cli.failures import ExitCode, Failure
from cli.opened_index import opened_index
from cli.options import FIND, Json, Limit

Type = Annotated[str | None, typer.Option("--type", help="Only PERSON, ORG, GPE, LOC, FAC, NORP, ...")]


def rising(
    day: Annotated[str | None, typer.Argument(help="The last day; the newest article's when left out.")] = None,
    days: Annotated[int, typer.Option(min=1, help="How many days to look at.")] = 1,
    before: Annotated[int, typer.Option(min=1, help="How many days before them to compare with.")] = 28,
    type_: Type = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Show who and what is mentioned more than before."""
    from services.indexer.queries import rising as rising_names

    with opened_index() as index:
        try:
            found = rising_names(
                index, day=day, days=days, before=before, entity_type=type_.upper() if type_ else None, limit=limit
            )
        except ValueError as error:
            raise Failure(str(error), ExitCode.USAGE) from None
    if as_json:
        write_json(found)
        return
    from cli.render.counts import rising_table

    page().print(rising_table(found))


def stats(as_json: Json = False) -> None:
    """Show what the index holds."""
    from services.indexer.queries import stats as stats_of

    with opened_index() as index:
        found = stats_of(index)
        path = index.path
    if as_json:
        write_json(found)
        return
    from cli.render.index_stats import index_stats

    page().print(index_stats(found, path))


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=FIND, epilog="Example: copydesk rising --days 7")(rising)
    app.command(rich_help_panel=FIND, epilog="Example: copydesk stats --json")(stats)
