"""Stopping a stage for a while without stopping its processes: it handles nothing until it is resumed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.streams.connection import Connection
from shared.streams.topology import Stage


@dataclass(frozen=True)
class Pause:
    since: str
    """ISO 8601."""
    reason: str


async def pause(connection: Connection, stage: Stage, reason: str = "") -> None:
    """All replicas finish the batch they are handling and take no other; within a second they know."""
    said = json.dumps({"since": datetime.now(UTC).isoformat(timespec="seconds"), "reason": reason})
    await connection.client.set(connection.keys.paused(stage), said)


async def resume(connection: Connection, stage: Stage) -> bool:
    """False if it was not paused."""
    return bool(await connection.client.delete(connection.keys.paused(stage)))


async def paused(connection: Connection, stage: Stage) -> Pause | None:
    """Since when and why; None if it is not."""
    said = await connection.client.get(connection.keys.paused(stage))
    if said is None:
        return None
    try:
        fields = json.loads(said)
        return Pause(str(fields.get("since", "")), str(fields.get("reason", "")))
    except (ValueError, AttributeError):  # set by hand
        return Pause("", str(said))
