"""What a service gives to the plumbing: one function from delivered messages to results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from shared.schemas.message import Message

In = TypeVar("In", bound=Message)
Out = TypeVar("Out", bound=Message)


@dataclass(frozen=True, slots=True)
class Delivered(Generic[In]):
    """A message and what is known of its way here."""

    message: In
    correlation_id: str
    """The same on every stream, retry and replay."""
    submission: str
    """Entry id (``ms-seq``) of the ingest entry that it began as; the same on every stream, retry and replay."""
    attempt: int
    """1 for the first try."""
    arrival: str | None = None
    """Entry id (``ms-seq``) under which it first came on the stage's stream; the same on every retry and replay there.
    It tells an earlier result from a later one of the same submission. None for what did not come by a stream."""


Outcome: TypeAlias = Out | tuple[Message, ...] | Exception
"""What to pass on: a result, or several, each to that target stream of the stage which carries its class, all or none;
``Skip``; ``Reject``; or any other exception to be retried."""

Handler: TypeAlias = Callable[[Sequence[Delivered[In]]], Sequence[Outcome[Out]]]
"""Gives one outcome per message, in order. It runs in a thread, never twice at the same time in one process.

If it raises instead, the messages are handled again one by one, so that one bad message cannot hold up the others.
Delivery is at least once: a handler must be repeatable.
"""


def one_by_one(handle: Callable[[Delivered[In]], Out | tuple[Message, ...]]) -> Handler[In, Out]:
    """A handler from a function for a single message: what it raises is that message's outcome."""

    def handle_all(deliveries: Sequence[Delivered[In]]) -> list[Outcome[Out]]:
        return [_outcome(handle, delivered) for delivered in deliveries]

    return handle_all


def _outcome(handle: Callable[[Delivered[In]], Out | tuple[Message, ...]], delivered: Delivered[In]) -> Outcome[Out]:
    try:
        return handle(delivered)
    except Exception as error:  # noqa: BLE001  the outcome is read by the plumbing, which alone decides what follows
        return error
