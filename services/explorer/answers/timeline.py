"""What is answered about what happened when."""

from __future__ import annotations

from pydantic import Field

from services.explorer.answers.answer import NEXT, Answer


class Participant(Answer):
    name: str
    type: str
    part: str


class Source(Answer):
    """An article that tells of the event."""

    article_id: str
    headline: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    sentence: str
    start: int


class TimelineEntry(Answer):
    """One event with all articles that tell of it."""

    date: str
    precision: str
    first_day: str
    last_day: str
    sentence: str
    predicates: tuple[str, ...]
    text: str
    kind: str | None
    modality: str | None
    polarity: str | None
    dated_by: str | None
    participants: tuple[Participant, ...]
    sources: tuple[Source, ...]


class TimelineAnswer(Answer):
    entries: tuple[TimelineEntry, ...]
    next: str | None = Field(description=NEXT)
