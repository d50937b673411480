"""`copydesk dead-letters`: what the stages gave up on, why, and putting it back when the reason is gone."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from cli.consoles import json_line, page, say, write_json
from cli.dead_letter_choice import filter_of, matching, meant, one_letter, record_of
from cli.failures import ExitCode, Failure
from cli.operating import with_connection
from cli.options import OPERATE, Json

if TYPE_CHECKING:
    from shared.streams.connection import Connection
    from shared.streams.dead_letters import Dead, DeadFilter

dead_letters = typer.Typer(
    help="What the stages gave up on, and why; replay it when the reason is gone.",
    no_args_is_help=True,
    epilog="Example: copydesk dead-letters replay --stage extractor --younger-than 1h --dry-run",
)


class CauseOption(StrEnum):
    invalid = "invalid"
    rejected = "rejected"
    attempts_exhausted = "attempts_exhausted"
    deliveries_exhausted = "deliveries_exhausted"


Ids = Annotated[list[str] | None, typer.Argument(metavar="[DEAD_ID]...", help="These letters; or choose by options.")]
StageOption = Annotated[str | None, typer.Option("--stage", help="Only those of this stage, such as extractor.")]
Cause = Annotated[CauseOption | None, typer.Option("--cause", help="Only those that died of this.")]
Article = Annotated[str | None, typer.Option("--article", metavar="ID", help="Only this article's.")]
Older = Annotated[str | None, typer.Option("--older-than", metavar="AGE", help="Such as 90s, 15min, 2h, 7d.")]
Younger = Annotated[str | None, typer.Option("--younger-than", metavar="AGE", help="Such as 90s, 15min, 2h, 7d.")]
All = Annotated[bool, typer.Option("--all", help="All letters.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say which letters are meant.")]


@dead_letters.command("list", epilog="Example: copydesk dead-letters list --cause invalid")
def list_letters(
    stage: StageOption = None,
    cause: Cause = None,
    article: Article = None,
    older_than: Older = None,
    younger_than: Younger = None,
    counted: Annotated[bool, typer.Option("--count", help="Only count them, by stage and cause.")] = False,
    as_json: Json = False,
) -> None:
    """List dead letters, the oldest first."""
    wanted = filter_of(stage, cause, article, older_than, younger_than)
    if counted:
        _count(wanted, as_json)
        return
    letters = with_connection(lambda connection: matching(connection, wanted))
    if as_json:
        for dead in letters:
            write_json(record_of(dead))
        return
    from cli.render.dead_letters import letters_table

    page().print(letters_table(letters))


def _count(wanted: DeadFilter, as_json: bool) -> None:
    from shared.streams.dead_letters import group_dead

    groups = with_connection(lambda connection: group_dead(connection, wanted))
    if as_json:
        write_json(groups)
        return
    from cli.render.dead_letters import groups_table

    page().print(groups_table(groups))


@dead_letters.command(epilog="Example: copydesk dead-letters show 1762070400000-0 --payload > article.json")
def show(
    dead_id: Annotated[str, typer.Argument(metavar="DEAD_ID")],
    payload: Annotated[bool, typer.Option("--payload", help="Print the original message and nothing else.")] = False,
    as_json: Json = False,
) -> None:
    """Show one dead letter with its original message."""
    dead = with_connection(lambda connection: one_letter(connection, dead_id))
    if payload:
        import sys

        sys.stdout.buffer.write(dead.payload)
    elif as_json:
        write_json(record_of(dead))
    else:
        from cli.render.dead_letters import letter_page

        page().print(letter_page(dead))


@dead_letters.command(epilog="Example: copydesk dead-letters replay --stage indexer --dry-run")
def replay(
    ids: Ids = None,
    stage: StageOption = None,
    cause: Cause = None,
    article: Article = None,
    older_than: Older = None,
    younger_than: Younger = None,
    every: All = False,
    dry_run: DryRun = False,
) -> None:
    """Put messages back where they failed; each keeps its identity and is removed from the dead letters."""

    async def put_back(connection: Connection, dead: Dead) -> bool:
        from shared.streams.dead_letters import replay as replay_one

        try:
            return await replay_one(connection, dead) is not None
        except ValueError as error:
            say(str(error))
            return False

    wanted = meant(ids, filter_of(stage, cause, article, older_than, younger_than), every)
    _apply(ids, wanted, put_back, dry_run, "replayed")


@dead_letters.command(epilog="Example: copydesk dead-letters discard --cause rejected --older-than 7d --dry-run")
def discard(
    ids: Ids = None,
    stage: StageOption = None,
    cause: Cause = None,
    article: Article = None,
    older_than: Older = None,
    younger_than: Younger = None,
    every: All = False,
    dry_run: DryRun = False,
) -> None:
    """Remove dead letters for good."""

    async def remove(connection: Connection, dead: Dead) -> bool:
        from shared.streams.dead_letters import discard as discard_one

        return await discard_one(connection, dead)

    wanted = meant(ids, filter_of(stage, cause, article, older_than, younger_than), every)
    _apply(ids, wanted, remove, dry_run, "discarded")


@dead_letters.command(epilog="Example: copydesk dead-letters export --older-than 7d letters.jsonl")
def export(
    file: Annotated[Path, typer.Argument(help="JSON Lines; - is standard output.")],
    stage: StageOption = None,
    cause: Cause = None,
    article: Article = None,
    older_than: Older = None,
    younger_than: Younger = None,
) -> None:
    """Write dead letters with their original messages to a file, one JSON object a line."""
    wanted = filter_of(stage, cause, article, older_than, younger_than)

    with _written(file) as out:

        async def write_all(connection: Connection) -> int:
            letters = await matching(connection, wanted)
            for letter in letters:
                out.write(json_line(record_of(await one_letter(connection, letter.dead_id))))
            return len(letters)

        exported = with_connection(write_all)
    say(f"{exported} exported")


def _written(file: Path) -> IO[bytes]:
    if file == Path("-"):
        return os.fdopen(os.dup(1), "wb")
    try:
        return file.open("wb")
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}", ExitCode.USAGE) from None


def _apply(
    ids: list[str] | None,
    wanted: DeadFilter,
    act: Callable[[Connection, Dead], Awaitable[bool]],
    dry_run: bool,
    done: str,
) -> None:
    async def apply(connection: Connection) -> tuple[int, int]:
        letters = [await one_letter(connection, one) for one in ids] if ids else await matching(connection, wanted)
        if dry_run:
            for dead in letters:
                print(f"{dead.dead_id} {dead.letter.service} {dead.letter.article_id or '-'} {dead.letter.reason}")
            return len(letters), len(letters)
        acted = 0
        for dead in letters:
            if await act(connection, dead):
                acted += 1
                print(dead.dead_id)
        return acted, len(letters)

    acted, meant = with_connection(apply)
    say(f"{acted} would be {done}" if dry_run else f"{acted} {done}")
    if acted < meant:
        raise Failure(f"{meant - acted} not {done}")


def register(app: typer.Typer) -> None:
    app.add_typer(dead_letters, name="dead-letters", rich_help_panel=OPERATE)
