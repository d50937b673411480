"""`copydesk status`: per stage what waits, what is in work, how fast it goes, and what was given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.consoles import page, write_json
from cli.operating import with_connection
from cli.options import OPERATE, Json

if TYPE_CHECKING:
    from shared.streams.connection import Connection
    from shared.streams.inspect import PipelineStatus


def status(
    measure: Annotated[float, typer.Option(metavar="SECONDS", min=0, help="How long to measure the rates.")] = 1.0,
    watch: Annotated[bool, typer.Option("--watch", help="Show it anew until Ctrl-C.")] = False,
    as_json: Json = False,
) -> None:
    """Show how the pipeline is doing."""
    with_connection(lambda connection: _status(connection, timedelta(seconds=measure), watch, as_json))


async def _status(connection: Connection, measure: timedelta, watch: bool, as_json: bool) -> None:
    from cli.render.pipeline_status import pipeline_status
    from shared.streams.inspect import inspect

    console = page()
    if as_json:
        while True:
            write_json(_record(await inspect(connection, measure=measure)))
            if not watch:
                return
    if not watch:
        console.print(pipeline_status(await inspect(connection, measure=measure)))
        return
    from rich.live import Live

    with Live(console=console) as live:
        while True:
            live.update(pipeline_status(await inspect(connection, measure=max(measure, timedelta(seconds=1)))))


def _record(status: PipelineStatus) -> dict[str, Any]:
    from dataclasses import asdict

    record = asdict(status)
    for stage, fields in zip(status.stages, record["stages"], strict=True):
        fields["replicas"] = stage.replicas
    record["promise"]["sentence"] = status.promise.sentence
    return record


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk status --watch")(status)
