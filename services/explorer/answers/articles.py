"""What is answered about one article."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from services.explorer.answers.answer import Answer
from services.explorer.answers.found import Copy
from shared.schemas.articles import ArticleExtracted


class ArticleAnswer(Answer):
    """Everything that is known of an article."""

    article: ArticleExtracted
    change: str
    indexed_at: str
    also_in: tuple[Copy, ...]
    known_entities: dict[str, str] = Field(
        description="For the `entity_id`s of this article, the entities' ids over all articles."
    )


class Revision(Answer):
    revision: str
    submission: str
    change: str
    indexed_at: str
    headline: str | None
    cleaned_by: str
    extracted_by: str
    has_text: bool = Field(description="Whether it can still be read: `?revision=`.")


class HistoryAnswer(Answer):
    """How the article changed, the oldest first."""

    article_id: str
    revisions: tuple[Revision, ...]


State = Literal["queued", "in_work", "waiting", "dead", "indexed"]


class Place(Answer):
    """Where the article is on the streams."""

    state: State
    stage: str
    stream: str
    entry_id: str
    since: datetime
    correlation_id: str
    attempt: int
    next_try: datetime | None
    reason: str | None


class StatusAnswer(Answer):
    """Where an article is on its way to the index."""

    article_id: str
    state: State = Field(description="queued and in_work: soon; waiting: for its next try; dead: given up.")
    places: tuple[Place, ...] = Field(description="All that the streams know of it, the earliest stage first.")
    change: str | None = Field(description="What the index last did with it; null when it is not there.")
    indexed_at: str | None
    is_complete: bool = Field(description="False when a stream was too long to look at all of it.")


class AcceptedAnswer(Answer):
    """The article is on its way."""

    article_id: str
    correlation_id: str = Field(description="Stands in every log line about this submission.")
    submission: str
    status: str = Field(description="Where to ask what became of it.")
