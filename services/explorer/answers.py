"""What the API answers: its contract, apart from how the index names things inside."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.schemas.articles import ArticleExtracted

NEXT = "Cursor of the next page; null when this is the last."


class Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class Marked(Answer):
    """Text with the places that match."""

    text: str
    marks: tuple[tuple[int, int], ...] = Field(description="First character of each match, and the one after it.")


class Copy(Answer):
    """The same text elsewhere."""

    article_id: str
    headline: str | None
    outlet: str | None
    published_at: str | None
    is_original: bool = Field(description="Whether it is the earliest of them all.")


class Hit(Answer):
    """An article that was found."""

    article_id: str
    headline: Marked
    snippet: Marked = Field(description="The passage that shows why it was found, else the article's beginning.")
    score: float = Field(description="Higher is better; compares only within one answer. 0 when sorted by time.")
    published_at: str | None = Field(description="ISO 8601; a day where no more is known.")
    published_latest: str | None = Field(description="Where it is only known to lie between published_at and this.")
    outlet: str | None
    section: str | None
    language: str | None
    url: str | None
    also_in: tuple[Copy, ...]


class FacetCount(Answer):
    value: str
    articles: int
    filter: str = Field(description="Add it to the query to see only these.", examples=['person:"Dmitry Peskov"'])


class Facets(Answer):
    """What the found articles have in common."""

    counted: int
    is_sample: bool = Field(description="Whether only the latest 1,000 were counted.")
    counts: dict[str, tuple[FacetCount, ...]] = Field(description="By kind: person org place source section lang on.")


class SearchAnswer(Answer):
    query: str
    total: int = Field(description="Articles that match; at most 10,000 are counted.")
    more_than_total: bool
    hits: tuple[Hit, ...]
    next: str | None = Field(description=NEXT)
    facets: Facets | None = Field(None, description="Only where they were asked for.")


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


class Quote(Answer):
    text: Marked
    type: str
    speaker: str | None
    cue: str | None
    kind: str | None = Field(description="What saying it amounts to, by the cue: claim, denial, promise and so on.")
    addressee: str | None
    occasion: str | None
    date: str | None = Field(description="When it was said, where that is known.")
    start: int = Field(description="Where it stands in the article's body.")
    end: int
    article_id: str
    headline: str | None
    published_at: str | None
    outlet: str | None
    also_in: tuple[Copy, ...] = Field(description="Other articles that quote the same words.")


class QuotesAnswer(Answer):
    total: int
    quotes: tuple[Quote, ...]
    next: str | None = Field(description=NEXT)


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


class Entity(Answer):
    id: str = Field(description="For `person:` and the like in queries; empty where it has none.")
    name: str
    type: str
    articles: int
    mentions: int
    roles: tuple[str, ...] = Field(description="What articles most often say it is.")


class EntitiesAnswer(Answer):
    entities: tuple[Entity, ...]


class EntityName(Answer):
    id: str
    name: str
    articles: int = Field(description="Articles that use it as the main name.")


class EntityRole(Answer):
    role: str
    organisation: str | None
    articles: int
    first_day: str | None
    last_day: str | None


class Reason(Answer):
    """Why two names are one entity's."""

    name: str
    other: str
    rule: str = Field(description="form, role, company, alias, or person: somebody decided so.")
    sign: str = Field(description="What it rests on, in words.")
    articles: tuple[str, ...] = Field(description="Articles that show it.")


class EntityArticle(Answer):
    article_id: str
    headline: str | None
    published_day: str | None
    outlet: str | None


class EntityAnswer(Answer):
    """All that the index knows of an entity over all articles."""

    id: str
    name: str
    type: str
    articles: int
    mentions: int
    first_day: str | None
    last_day: str | None
    names: tuple[EntityName, ...]
    roles: tuple[EntityRole, ...]
    reasons: tuple[Reason, ...]
    told_apart: tuple[str, ...] = Field(description="Ids of others that people said it is not.")
    latest: tuple[EntityArticle, ...] = Field(description="The newest articles that mention it.")


class Companion(Answer):
    id: str
    name: str
    type: str
    articles: int = Field(description="Articles that mention both, among the latest 1,000.")


class CompanionsAnswer(Answer):
    entities: tuple[Companion, ...]


class RisingEntity(Answer):
    id: str
    name: str
    type: str
    articles: int
    expected: float = Field(description="Articles that would have been usual.")


class RisingAnswer(Answer):
    entities: tuple[RisingEntity, ...]


class StatsAnswer(Answer):
    """What the index holds."""

    articles: int
    revisions: int
    entities: int
    mentions: int
    quotes: int
    events: int
    first_day: str | None
    last_day: str | None
    last_indexed_at: str | None
    languages: dict[str, int]
    schema_version: int
    file_bytes: int
    log_bytes: int = Field(description="Of the write-ahead log beside the file.")


class SavedSearch(Answer):
    """A query that is asked of every article as it is indexed."""

    name: str
    query: str
    created_at: str
    error: str | None = Field(description="Why it could not be asked of the latest articles.")
    matches: int = Field(description="Articles that it has found.")
    last_match_at: str | None


class SavedSearchesAnswer(Answer):
    searches: tuple[SavedSearch, ...]


class Match(Answer):
    """An article that a saved search found when it came."""

    match_id: str
    matched_at: str
    article_id: str
    headline: str | None
    outlet: str | None
    published_at: str | None
    url: str | None
    snippet: str = Field(description="Why it was found.")
    copy_of: str | None = Field(description="The earlier article whose text it repeats.")


class MatchesAnswer(Answer):
    matches: tuple[Match, ...]
    next: str | None = Field(description=NEXT)


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


class AcceptedAnswer(Answer):
    """The article is on its way."""

    article_id: str
    correlation_id: str = Field(description="Stands in every log line about this submission.")
    submission: str
    status: str = Field(description="Where to ask what became of it.")
