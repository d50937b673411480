"""What is answered about the pipeline."""

from __future__ import annotations

from pydantic import Field

from services.explorer.answers.answer import Answer


class Stage(Answer):
    stage: str
    stream: str
    is_known: bool = Field(description="Whether it has ever run here.")
    replicas: int
    backlog: int = Field(description="Messages that it has not settled.")
    in_work: int
    waiting: int = Field(description="For their next try.")
    oldest_seconds: float | None = Field(description="Since the oldest of them arrived.")
    rate_per_s: float | None
    settled: dict[str, int] = Field(description="Since the beginning, by outcome.")
    dead: int = Field(description="Its dead letters that lie there now.")
    paused: str | None = Field(description="Why an operator has paused it.")


class PipelineAnswer(Answer):
    stages: tuple[Stage, ...]
    promise: str = Field(description="How safe a confirmed message is.")
    redis_version: str | None
    redis_used_bytes: int | None
    redis_most_bytes: int | None = Field(description="0 where it has no limit.")
