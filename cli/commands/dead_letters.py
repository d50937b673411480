"""`copydesk dead-letters`: what the stages gave up on, why, and putting it back when the reason is gone."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from cli.consoles import json_line, page, say, write_json
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
StageOption = Annotated[str | None, typer.Option("--stage", help="Only those of cleaner, extractor or indexer.")]
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
    wanted = _filter(stage, cause, article, older_than, younger_than)
    if counted:
        _count(wanted, as_json)
        return
    letters = with_connection(lambda connection: _matching(connection, wanted))
    if as_json:
        for dead in letters:
            write_json(_record(dead))
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
    dead = with_connection(lambda connection: _one(connection, dead_id))
    if payload:
        import sys

        sys.stdout.buffer.write(dead.payload)
    elif as_json:
        write_json(_record(dead))
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

    wanted = _chosen(ids, _filter(stage, cause, article, older_than, younger_than), every)
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

    wanted = _chosen(ids, _filter(stage, cause, article, older_than, younger_than), every)
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
    wanted = _filter(stage, cause, article, older_than, younger_than)

    with _written(file) as out:

        async def write_all(connection: Connection) -> int:
            letters = await _matching(connection, wanted)
            for letter in letters:
                out.write(json_line(_record(await _one(connection, letter.dead_id))))
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
        letters = [await _one(connection, one) for one in ids] if ids else await _matching(connection, wanted)
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


def _chosen(ids: list[str] | None, wanted: DeadFilter, every: bool) -> DeadFilter:
    """The filter, if it is meant: nothing is replayed or discarded because an option was forgotten."""
    chooses = any(value is not None for value in asdict(wanted).values())
    if ids and (chooses or every):
        raise Failure("name DEAD_IDs or choose by options, not both", ExitCode.USAGE)
    if not ids and not chooses and not every:
        raise Failure("name DEAD_IDs, choose by options, or pass --all", ExitCode.USAGE)
    return wanted


def _filter(
    stage: str | None, cause: CauseOption | None, article: str | None, older: str | None, younger: str | None
) -> DeadFilter:
    from shared.streams.dead_letters import DeadFilter
    from shared.streams.topology import STAGES

    stages = [one.name for one in STAGES]
    if stage is not None and stage not in stages:
        raise Failure(f"there is no stage {stage!r}: {', '.join(stages)}", ExitCode.USAGE)
    return DeadFilter(
        stage=stage,
        cause=cause.value if cause else None,
        article_id=article,
        older_than=age_of(older) if older else None,
        younger_than=age_of(younger) if younger else None,
    )


def age_of(text: str) -> timedelta:
    """A length of time: ``90s``, ``15min``, ``2h``, ``7d``. Raises Failure for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(s|min|m|h|d|w)", text.strip())
    if not found:
        raise Failure(f"{text!r} is no age: write 90s, 15min, 2h or 7d", ExitCode.USAGE)
    unit = {"s": "seconds", "min": "minutes", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}[found[2]]
    return timedelta(**{unit: float(found[1])})


async def _matching(connection: Connection, wanted: DeadFilter) -> list[Dead]:
    from shared.streams.dead_letters import list_dead

    return [dead async for dead in list_dead(connection, wanted)]


async def _one(connection: Connection, dead_id: str) -> Dead:
    from redis.exceptions import ResponseError

    from shared.streams.dead_letters import get_dead

    try:
        dead = await get_dead(connection, dead_id)
    except ResponseError:
        raise Failure(f"{dead_id!r} is no dead letter's id: such as 1762070400000-0", ExitCode.USAGE) from None
    if dead is None:
        raise Failure(f"there is no dead letter {dead_id}: replayed or discarded already?")
    return dead


def _record(dead: Dead) -> dict[str, Any]:
    return {
        "dead_id": dead.dead_id,
        "correlation_id": dead.correlation_id,
        "submission": dead.submission,
        "original_bytes": dead.original_bytes,
        **dead.letter.model_dump(mode="json"),
        "advice": dead.advice,
    } | ({"original": dict(map(_field, *zip(*dead.original.items(), strict=True)))} if dead.original else {})


def _field(name: bytes, value: bytes) -> tuple[str, str]:
    """As text; what is not UTF-8 as base64, under a name that says so."""
    try:
        return name.decode(), value.decode()
    except UnicodeDecodeError:
        return f"{name.decode('utf-8', 'backslashreplace')}.base64", base64.b64encode(value).decode()


def register(app: typer.Typer) -> None:
    app.add_typer(dead_letters, name="dead-letters", rich_help_panel=OPERATE)
