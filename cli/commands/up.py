"""`copydesk up`: the whole pipeline on this machine, until Ctrl-C."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli.api_lines import api_address, without_api
from cli.consoles import say
from cli.options import RUN

if TYPE_CHECKING:
    from cli.kept_alive import Died


def up(
    extractors: Annotated[int, typer.Option(min=1, max=64, help="How many extractors to run side by side.")] = 1,
    explorer: Annotated[bool, typer.Option("--explorer/--no-explorer", help="Whether to offer the HTTP API.")] = True,
    http_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Where it is on this machine: 8400; 0 for any free port.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Write the services' JSON log lines as they are.")] = False,
) -> None:
    """Run the pipeline: Redis, cleaner, extractor, indexer, notifier and the HTTP API. Ctrl-C ends them in good order.

    Where COPYDESK_REDIS_URL names a Redis, that one is used and none is started.
    """
    from cli.interrupts import run_interruptibly

    also = ["notifier", *(["explorer"] if explorer else [])]
    settings = {"COPYDESK_EXPLORER_PORT": str(http_port)} if http_port is not None else {}
    try:
        run_interruptibly(_run(extractors, also, settings, raw=raw))
    except KeyboardInterrupt:
        say("Stopped.")


async def _run(extractors: int, also: list[str], settings: dict[str, str], *, raw: bool) -> None:
    import os

    from cli.operating import connected
    from cli.pipeline import Watchers, running_pipeline
    from shared.settings import HomeSettings

    home = HomeSettings()
    redis_url = os.environ.get("COPYDESK_REDIS_URL") or None
    if redis_url:
        await connected(lambda connection: connection.client.ping())
    view = _View(raw=raw)
    watchers = Watchers(view.on_line, view.on_death)
    async with running_pipeline(
        home, "up", redis_url=redis_url, extractors=extractors, also=also, settings=settings, watchers=watchers
    ) as pipeline:
        where = "the Redis of COPYDESK_REDIS_URL" if redis_url else f"its Redis at {pipeline.redis_url}"
        say(f"Copydesk runs with {where}; the index is {home.index_path}.")
        say("Publish from another terminal: copydesk publish FILE. Ctrl-C stops.")
        await pipeline.supervisor.until(view.keep_counting())


class _View:
    """The logs of all processes as one."""

    def __init__(self, *, raw: bool) -> None:
        from cli.render.log_lines import Throttle

        self._raw = raw
        self._throttle = Throttle(coloured=sys.stdout.isatty())

    def on_line(self, name: str, line: str) -> None:
        import time

        for text in [line] if self._raw else self._throttle.lines(name, line, time.time()):
            print(text, flush=True)
        if name == "explorer" and (address := api_address(line)) is not None:
            say(f"The HTTP API is at {address}, its reference at {address}/docs.")

    def on_death(self, died: Died) -> None:
        how = f"was killed by signal {-died.status}" if died.status < 0 else f"ended with status {died.status}"
        after = died.starts_again_in_s
        say(f"The {died.name} {how}" + (f": it starts again in {after:g} s" if after is not None else ""))
        if died.name == "explorer" and after is None:
            say(without_api(died.last_lines))

    async def keep_counting(self) -> None:
        """Print what the throttle has held back when its second is over, for ever."""
        import asyncio
        import time

        while True:
            await asyncio.sleep(1)
            for text in self._throttle.held_back(time.time()):
                print(text, flush=True)


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=RUN, epilog="Example: copydesk up --extractors 2")(up)
