"""What becomes of a delivery: from a handler's outcome to the one write that settles the entry."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import PurePath
from typing import Literal, NamedTuple, TypeAlias

import orjson

from shared.schemas.dead_letter import Cause, DeadLetter
from shared.schemas.message import Message
from shared.streams.entries import TRACE_PARENT, Entry, message_fields, waiting_fields
from shared.streams.outcomes import Reject, Skip
from shared.streams.retry import RetryPolicy, after_failure
from shared.streams.topology import Stage

OutcomeName: TypeAlias = Literal["done", "skipped", "retried", "dead_lettered"]

ORIGINAL = b"original."
"""Stands before the name of each original field in a dead letter's entry."""
PACKED_ORIGINAL = b"original_fields"
"""Holds all the original fields as JSON where they are too many for one XADD from a script."""

WAITING_KEY, DEAD_KEY, FIRST_TARGET_KEY = 3, 4, 8
"""Places among the keys of ``settle.lua``, counted from 1; the stage's further targets follow the first."""

# Redis' Lua hands at most 8,000 values to one command.
MOST_FIELDS = 1_000
_LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Terms:
    """What a stage's deliveries are settled by."""

    stage: Stage
    version: str
    retry: RetryPolicy

    @cached_property
    def targets(self) -> Mapping[type[Message], int]:
        """Where a message of each class is written, as a place among the keys of ``settle.lua``."""
        return {stream.message: FIRST_TARGET_KEY + place for place, stream in enumerate(self.stage.targets)}


class Written(NamedTuple):
    """An entry that a settlement adds to a stream."""

    key: int
    """The stream, by its place among the keys of ``settle.lua``."""
    fields: list[bytes | str]
    """Names and values in turn, for XADD."""


class Settlement(NamedTuple):
    """How one entry is settled: what is written for it, and what is logged."""

    entry: Entry
    outcome: OutcomeName
    written: tuple[Written, ...]
    """On the next streams, in the waiting room or among the dead letters; nothing for one that is skipped."""
    article_id: str | None
    wait: timedelta | None = None
    cause: Cause | None = None
    reason: str | None = None


def settle(
    entry: Entry, outcome: tuple[Message, ...] | Exception, terms: Terms, *, now: datetime, chance: float
) -> Settlement:
    """The settlement of a handled entry; ``chance`` in [0, 1) spreads the retries."""
    if isinstance(outcome, tuple):
        return _passed_on(entry, outcome, terms, now=now, chance=chance)
    if isinstance(outcome, Skip):
        return Settlement(entry, "skipped", (), entry.article_id, reason=_words(outcome))
    if isinstance(outcome, Reject):
        return dead(entry, "rejected", _words(outcome), terms, now=now, error=outcome)
    return failed(entry, outcome, terms, now=now, chance=chance)


def _passed_on(
    entry: Entry, messages: tuple[Message, ...], terms: Terms, *, now: datetime, chance: float
) -> Settlement:
    article_id = _article_id(messages[0]) or entry.article_id
    targets = terms.targets
    try:
        written = tuple([_written(entry, message, article_id, targets) for message in messages])
    except (ValueError, TypeError) as error:  # text that is not Unicode, such as a lone surrogate; no stream for it
        return failed(entry, error, terms, now=now, chance=chance)
    return Settlement(entry, "done", written, article_id)


def _written(entry: Entry, message: Message, article_id: str | None, targets: Mapping[type[Message], int]) -> Written:
    """Raises TypeError for a message that none of the stage's target streams carries."""
    key = targets.get(type(message))
    if key is None:
        raise TypeError(f"no stream of the stage carries {type(message).__name__}")
    fields = message_fields(
        message,
        correlation_id=entry.correlation_id,
        submission=entry.submission,
        article_id=article_id,
        trace_parent=entry.fields.get(TRACE_PARENT),
    )
    return Written(key, fields)


def failed(entry: Entry, error: Exception, terms: Terms, *, now: datetime, chance: float) -> Settlement:
    """A failure that may pass: another try, or the dead letters when it was the last one."""
    reason = _words(error)
    wait = after_failure(entry.attempt, terms.retry, chance)
    if wait is None:
        said = f"failed {entry.attempt} times; the last time: {type(error).__name__}: {reason}"
        return dead(entry, "attempts_exhausted", said, terms, now=now, error=error)
    written = (Written(WAITING_KEY, waiting_fields(entry, entry.attempt + 1)),)
    said = f"{type(error).__name__}: {reason}"
    return Settlement(entry, "retried", written, entry.article_id, wait=wait, reason=said)


def dead(
    entry: Entry, cause: Cause, reason: str, terms: Terms, *, now: datetime, error: Exception | None = None
) -> Settlement:
    """A dead letter with all that is needed to replay the message or to file a bug."""
    reason = reason[:_LONGEST_REASON].encode("utf-8", "backslashreplace").decode()
    letter = DeadLetter(
        service=terms.stage.name,
        service_version=terms.version,
        stream=entry.stream,
        entry_id=entry.entry_id,
        correlation_id=entry.correlation_id,
        article_id=entry.article_id,
        cause=cause,
        reason=reason,
        error_type=type(error).__name__ if error is not None else None,
        place=_place(error) if error is not None and cause != "invalid" else None,
        attempts=entry.attempt,
        dead_at=now.isoformat(timespec="milliseconds"),
    )
    fields = message_fields(
        letter, correlation_id=entry.correlation_id, submission=entry.submission, article_id=entry.article_id
    )
    if len(entry.fields) > MOST_FIELDS:
        pairs = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in entry.fields.items()]
        fields += (PACKED_ORIGINAL, orjson.dumps(pairs))
    else:
        for name, value in entry.fields.items():
            fields += (ORIGINAL + name, value)
    written = (Written(DEAD_KEY, fields),)
    return Settlement(entry, "dead_lettered", written, entry.article_id, cause=cause, reason=reason)


def known_article_id(entry: Entry, message: Message) -> Entry:
    """The entry with the article id that only its message states."""
    if entry.article_id is not None or (article_id := _article_id(message)) is None:
        return entry
    return entry._replace(article_id=article_id)


def _article_id(message: Message) -> str | None:
    article_id = getattr(message, "article_id", None)
    return article_id if isinstance(article_id, str) else None


def _words(error: Exception) -> str:
    return str(error) or "no reason given"


def _place(error: Exception) -> str | None:
    """Where it was raised: the innermost frame of a service's own code, else the innermost of all."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return None
    own = [frame for frame in frames if "services" in PurePath(frame.filename).parts]
    frame = (own or frames)[-1]
    return f"{'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno} in {frame.name}"
