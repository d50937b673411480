"""The last thing a stopping stage does: settle what it was given but has not handled, and sign off."""

from __future__ import annotations

import time
from typing import Any

import structlog

from shared.streams.delivery import Delivery
from shared.streams.entries import Entry, open_entry
from shared.streams.subscribers import Consumers

log = structlog.get_logger()


async def leave_nothing_pending(delivery: Delivery, consumers: Consumers) -> None:
    """Handle what Redis handed over while the readers stopped, hand back what there is no time for, and leave.

    A stage that is paused, or that runs out of grace, hands everything back: another replica claims it at once.
    """
    deadline = time.monotonic() + delivery.settings.shutdown_grace.total_seconds() / 2
    source, group = delivery.keys.stream(delivery.terms.stage.source), delivery.terms.stage.name
    for consumer in (consumers.reading, consumers.claiming):
        while delivery.running.is_set() and time.monotonic() < deadline:
            held = await _held(delivery, consumer, 1 if consumer == consumers.claiming else delivery.pace.count)
            if not held:
                break
            await delivery.take(held, consumer)
        await delivery.release(consumer)
        await delivery.scripts.run("dismiss", [source], [group, consumer, 0])


async def _held(delivery: Delivery, consumer: str, most: int) -> list[Entry]:
    """What the consumer was given and has not settled. Reading one's own pending entries counts no delivery."""
    stage = delivery.terms.stage
    source = delivery.keys.stream(stage.source)
    answer: Any = await delivery.client.xreadgroup(stage.name, consumer, {source: "0"}, count=most)
    return [
        open_entry(stage.source.name, entry_id, fields)
        for _, entries in answer
        for entry_id, fields in entries
        if fields  # an entry that was deleted meanwhile comes without
    ]
