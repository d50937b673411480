"""`copydesk demo`: a private pipeline takes sample articles all the way, and shows what came out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.consoles import page, say, talk
from cli.failures import ExitCode, Failure
from cli.options import RUN

if TYPE_CHECKING:
    from rich.status import Status

    from cli.outcomes import Outcomes
    from cli.submitted_fields import Submission
    from shared.settings import RedisSettings

_SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_QUERY = "putin budapest"
# Far more than the slowest laptop needs to load the language model: when nothing arrives for so long, nothing will.
_PATIENCE_S = 180.0


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The articles to take; the first is shown. Default: seeds/.")
    ] = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the page as a picture.")] = None,
) -> None:
    """Start everything, publish the sample articles, and show what came out for the first one.

    Nothing is left running; the index stays, so that you can ask it.
    """
    import time

    from cli.interrupts import run_interruptibly
    from cli.submissions import find_files

    if folder is None and not _SEEDS.is_dir():
        raise Failure(
            "there is no seeds/ folder beside the package: run the demo in a checkout, or name a folder of articles",
            ExitCode.USAGE,
        )
    began = time.monotonic()
    submissions = _read(find_files([folder or _SEEDS]))
    outcomes = run_interruptibly(_through_the_pipeline(submissions))
    _show(outcomes, time.monotonic() - began, svg)


def _read(files: list[Path]) -> list[Submission]:
    from cli.submissions import read_submissions
    from cli.submitted_fields import Unreadable

    submissions = []
    for file in files:
        for one in read_submissions(file):
            if isinstance(one, Unreadable):
                raise Failure(f"{one.origin}: {one.reason}")
            submissions.append(one)
    return submissions


async def _through_the_pipeline(submissions: list[Submission]) -> Outcomes:
    from pydantic import SecretStr

    from cli.home_lock import holder_of
    from cli.pipeline import running_pipeline
    from shared.settings import HomeSettings, RedisSettings

    home = HomeSettings()
    with talk().status("Starting Redis, cleaner, extractor and indexer…") as status:
        holder = holder_of(home.home.resolve())
        if holder is not None and holder.command == "up":
            say(f"`copydesk up` (process {holder.pid}) runs already: publishing to it.")
            return await _publish(submissions, RedisSettings(), status)
        async with running_pipeline(home, "demo") as pipeline:
            own = RedisSettings(url=SecretStr(pipeline.redis_url))
            outcomes = await pipeline.supervisor.until(_publish(submissions, own, status))
            status.update("Stopping…")
        return outcomes


async def _publish(submissions: list[Submission], redis: RedisSettings, status: Status) -> Outcomes:
    import asyncio

    from cli.operating import connected
    from cli.publishing import Hearers, publish_and_wait
    from shared.settings import HomeSettings

    arrived = 0

    def on_end(_: Any) -> None:
        nonlocal arrived
        arrived += 1
        status.update(f"{arrived} of {len(submissions)} articles have come through…")

    hearers = Hearers(on_end=on_end)
    status.update(f"Publishing {len(submissions)} articles; the language model is being loaded…")
    work = connected(lambda connection: publish_and_wait(connection, submissions, hearers), redis)
    try:
        return await asyncio.wait_for(work, _PATIENCE_S)
    except TimeoutError:
        logs = HomeSettings().home / "logs"
        raise Failure(
            f"only {arrived} of {len(submissions)} articles came through in {_PATIENCE_S:.0f} s: see {logs}"
        ) from None


def _show(outcomes: Outcomes, took_s: float, svg: Path | None) -> None:
    from cli.opened_index import opened_index
    from cli.outcomes import submission_order
    from cli.render.demo import demo_page
    from services.indexer.queries import get_article, search

    first = min(outcomes.ends, key=lambda end: submission_order(end.published.entry_id))
    if not first.is_indexed:
        raise Failure(f"the first article did not reach the index: {outcomes.summary()}")
    with opened_index() as index:
        stored = get_article(index, first.published.article_id)
        results = search(index, _QUERY, limit=3)
    assert stored is not None  # it was announced
    console = page(record=svg is not None)
    console.print(demo_page(stored, results, outcomes, took_s, _command(), console.width))
    if svg is not None:
        from cli.render.picture import TERMINAL

        console.save_svg(str(svg), title="copydesk demo", code_format=TERMINAL)


def _command() -> str:
    """How this command was called, for the commands that are suggested to work as they are printed."""
    import os
    import shutil
    import sys

    called = Path(sys.argv[0])
    found = shutil.which("copydesk")
    name = "copydesk" if found and Path(found).resolve() == called.resolve() else os.path.relpath(called)
    home = os.environ.get("COPYDESK_HOME")
    return f"{name} --home {home}" if home else name


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=RUN, epilog="Example: copydesk demo")(demo)
