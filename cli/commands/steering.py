"""`copydesk pause`, `resume` and `reprocess`: stopping a stage for a while, and sending articles through it again."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli.consoles import say
from cli.failures import Failure
from cli.opened_index import opened_index
from cli.operating import with_connection
from cli.options import OPERATE, Limit

if TYPE_CHECKING:
    from shared.streams.connection import Connection
    from shared.streams.publish import Resubmission
    from shared.streams.topology import Stage


class StageName(StrEnum):
    cleaner = "cleaner"
    extractor = "extractor"
    indexer = "indexer"
    notifier = "notifier"


StageArgument = Annotated[StageName, typer.Argument(metavar="STAGE", help=", ".join(StageName))]


def pause(
    stage: StageArgument,
    reason: Annotated[str, typer.Option(help="Shown to whoever asks for the status.")] = "",
) -> None:
    """Let a stage finish what it has in hand and take nothing more; its processes stay."""
    from shared.streams.pause import pause as pause_stage

    with_connection(lambda connection: pause_stage(connection, _stage(stage), reason))
    say(f"The {stage.value} is paused; `copydesk resume {stage.value}` lets it go on.")


def resume(stage: StageArgument) -> None:
    """Let a paused stage go on."""
    from shared.streams.pause import resume as resume_stage

    if not with_connection(lambda connection: resume_stage(connection, _stage(stage))):
        raise Failure(f"the {stage.value} was not paused")
    say(f"The {stage.value} goes on.")


def reprocess(
    within: Annotated[str, typer.Option("--in", metavar="QUERY", help="Only articles that this query finds.")] = "",
    not_by: Annotated[
        str | None,
        typer.Option(
            "--not-by", metavar="MAKER", help='Only what this has not made: en_core_web_md, or "NAME VERSION".'
        ),
    ] = None,
    limit: Limit | None = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print which articles are meant.")] = False,
) -> None:
    """Extract articles of the index again, after a change of model or rules; their publishers are not needed.

    An article keeps its place among its revisions: what is newer in the index stays.
    """
    if dry_run:
        meant = 0
        for one in _again(within, not_by, limit):
            print(getattr(one.message, "article_id", ""))
            meant += 1
        say(f"{meant} would be extracted again")
        return
    say(f"{with_connection(lambda connection: _resubmit(connection, within, not_by, limit))} sent to the extractor")


async def _resubmit(connection: Connection, within: str, not_by: str | None, limit: int | None) -> int:
    from shared.streams.publish import resubmit
    from shared.streams.topology import EXTRACTOR

    return len([entry async for entry in resubmit(connection, EXTRACTOR, _again(within, not_by, limit), on_wait=say)])


def _again(within: str, not_by: str | None, limit: int | None) -> Iterator[Resubmission]:
    from itertools import islice

    from services.indexer.upkeep.export_articles import articles_to_extract_again
    from shared.streams.publish import Resubmission

    with opened_index() as index:
        for article, correlation_id, submission in islice(
            articles_to_extract_again(index, query=within, not_by=not_by), limit
        ):
            yield Resubmission(article, correlation_id, submission)


def _stage(name: StageName) -> Stage:
    from shared.streams.topology import STAGES

    return next(stage for stage in STAGES if stage.name == name.value)


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel=OPERATE, epilog='Example: copydesk pause extractor --reason "new model"')(pause)
    app.command(rich_help_panel=OPERATE, epilog="Example: copydesk resume extractor")(resume)
    app.command(
        rich_help_panel=OPERATE, epilog='Example: copydesk reprocess --not-by "en_core_web_md 3.8.0" --dry-run'
    )(reprocess)
