"""The work on one batch: read each entry, hand the messages to the handler, settle each by its own outcome."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from shared.identity import article_id_of
from shared.schemas.articles import ArticleSubmitted
from shared.schemas.message import Message
from shared.schemas.upcasts import Unreadable, read_message
from shared.streams.entries import Entry
from shared.streams.handler import Delivered, Handler
from shared.streams.settlement import MOST_FIELDS, Settlement, Terms, dead, known_article_id, settle


def work_off(entries: Sequence[Entry], handler: Handler[Any, Any], terms: Terms) -> list[Settlement]:
    """A settlement for each entry, in order. What the handler raises never gets out."""
    now = datetime.now(UTC)
    settlements: list[Settlement | None] = []
    readable: list[tuple[Entry, Delivered[Any]]] = []
    places: list[int] = []
    for place, entry in enumerate(entries):
        try:
            message = _read(entry, terms)
        except Unreadable as error:
            settlements.append(dead(entry, "invalid", str(error), terms, now=now, error=error))
            continue
        delivered = Delivered(message, entry.correlation_id, entry.submission, entry.attempt, entry.arrival)
        readable.append((known_article_id(entry, message), delivered))
        places.append(place)
        settlements.append(None)
    outcomes = handle_each([delivered for _, delivered in readable], handler)
    for place, (entry, delivered), outcome in zip(places, readable, outcomes, strict=True):
        if isinstance(outcome, Exception):
            entry = _with_derived_id(entry, delivered.message)
        settlements[place] = settle(entry, outcome, terms, now=now, chance=random.random())
    return [settlement for settlement in settlements if settlement is not None]


def handle_each(
    deliveries: Sequence[Delivered[Any]], handler: Handler[Any, Any]
) -> list[tuple[Message, ...] | Exception]:
    """One outcome per delivery. If the handler raises for all of them together, each is handled again alone."""
    if not deliveries:
        return []
    try:
        outcomes = list(handler(deliveries))
        if len(outcomes) != len(deliveries):
            raise RuntimeError(f"the handler gave {len(outcomes)} outcomes for {len(deliveries)} messages")
    except Exception as error:  # noqa: BLE001  whatever it is, it becomes these messages' outcome
        if len(deliveries) == 1:
            return [error]
        return [handle_each([one], handler)[0] for one in deliveries]
    return [_checked(outcome) for outcome in outcomes]


def _with_derived_id(entry: Entry, message: Message) -> Entry:
    """So that a submission that fails can be found by the id that it would have had."""
    if entry.article_id is None and isinstance(message, ArticleSubmitted):
        return entry._replace(article_id=article_id_of(message))
    return entry


def _checked(outcome: object) -> tuple[Message, ...] | Exception:
    if isinstance(outcome, Message):
        return (outcome,)
    if isinstance(outcome, Exception):
        return outcome
    if isinstance(outcome, tuple):
        if not outcome:  # it would let an article vanish
            return TypeError("the handler gave no message: Skip says that there is nothing to pass on, and why")
        wrong = [one for one in outcome if not isinstance(one, Message)]
        if not wrong:
            return outcome
        outcome = wrong[0]
    return TypeError(f"the handler gave {type(outcome).__name__}, neither a message nor an exception")


def _read(entry: Entry, terms: Terms) -> Message:
    if len(entry.fields) > MOST_FIELDS:
        raise Unreadable(f"{len(entry.fields)} fields in one entry; at most {MOST_FIELDS} are read")
    return read_message(terms.stage.source.message, entry.payload, reader=terms.stage.name, declared=entry.version)
