"""Which dead letters a command means, and how one is written as JSON."""

from __future__ import annotations

import base64
import re
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from cli.failures import ExitCode, Failure

if TYPE_CHECKING:
    from shared.schemas.dead_letter import Cause
    from shared.streams.connection import Connection
    from shared.streams.dead_letters import Dead, DeadFilter


def filter_of(
    stage: str | None, cause: str | None, article: str | None, older: str | None, younger: str | None
) -> DeadFilter:
    """The letters that the options describe. Raises Failure for a stage that does not exist and for what is no age."""
    from shared.streams.dead_letters import DeadFilter
    from shared.streams.topology import STAGES

    stages = [one.name for one in STAGES]
    if stage is not None and stage not in stages:
        raise Failure(f"there is no stage {stage!r}: {', '.join(stages)}", ExitCode.USAGE)
    return DeadFilter(
        stage=stage,
        cause=cast("Cause | None", cause),  # one of the option's choices
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


def meant(ids: list[str] | None, wanted: DeadFilter, every: bool) -> DeadFilter:
    """The filter, if it is meant: nothing is replayed or discarded because an option was forgotten."""
    chooses = any(value is not None for value in asdict(wanted).values())
    if ids and (chooses or every):
        raise Failure("name DEAD_IDs or choose by options, not both", ExitCode.USAGE)
    if not ids and not chooses and not every:
        raise Failure("name DEAD_IDs, choose by options, or pass --all", ExitCode.USAGE)
    return wanted


async def matching(connection: Connection, wanted: DeadFilter) -> list[Dead]:
    """The letters, the oldest first, without their messages."""
    from shared.streams.dead_letters import list_dead

    return [dead async for dead in list_dead(connection, wanted)]


async def one_letter(connection: Connection, dead_id: str) -> Dead:
    """The letter with its message. Raises Failure when there is none."""
    from redis.exceptions import ResponseError

    from shared.streams.dead_letters import get_dead

    try:
        dead = await get_dead(connection, dead_id)
    except ResponseError:
        raise Failure(f"{dead_id!r} is no dead letter's id: such as 1762070400000-0", ExitCode.USAGE) from None
    if dead is None:
        raise Failure(f"there is no dead letter {dead_id}: replayed or discarded already?")
    return dead


def record_of(dead: Dead) -> dict[str, Any]:
    """What `--json` and `export` write."""
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
