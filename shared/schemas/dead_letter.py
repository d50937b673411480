"""What is known of a message that a stage gave up on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from shared.schemas.message import IsoTime, Message

Cause = Literal["invalid", "rejected", "attempts_exhausted", "deliveries_exhausted"]
"""invalid: does not fit the schema. rejected: the stage says it can never work. attempts_exhausted: failed every try.
deliveries_exhausted: never came back from the process that took it, so it may be what killed it."""


class DeadLetter(Message):
    """On ``articles.dead``, beside the original fields of the message, byte for byte."""

    schema_version: Literal[1] = 1
    service: str
    service_version: str
    stream: str
    entry_id: str
    correlation_id: str
    article_id: str | None = Field(None, description="Where the message got far enough to have one.")
    cause: Cause
    reason: str = Field(description="What happened, for a person.")
    error_type: str | None = None
    place: str | None = Field(None, description="File, line and function that raised.")
    attempts: int
    dead_at: IsoTime
