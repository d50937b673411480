"""`copydesk watch`: what becomes of articles, as it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.consoles import page, write_json
from cli.operating import with_connection
from cli.options import OPERATE, Json

if TYPE_CHECKING:
    from shared.streams.connection import Connection


def watch(
    from_start: Annotated[bool, typer.Option("--from-start", help="Begin with what Redis still remembers.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="End after this many.")] = None,
    as_json: Json = False,
) -> None:
    """Follow articles into the index or among the dead letters. Ends with Ctrl-C."""
    with_connection(lambda connection: _follow(connection, from_start, limit, as_json))


async def _follow(connection: Connection, from_start: bool, limit: int | None, as_json: bool) -> None:
    from cli.render.watching import happened_line
    from shared.streams.watch import FROM_THE_START, position_now
    from shared.streams.watch import watch as happenings

    console = page()
    since = FROM_THE_START if from_start else await position_now(connection)
    seen = 0
    async for happened in happenings(connection, since):
        if as_json:
            write_json(happened)
        else:
            console.print(happened_line(happened), soft_wrap=True)
        seen += 1
        if seen == limit:
            return


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk watch --json | jq .message.headline")(watch)
