"""The four facts of an article's way through the pipeline, one class per stream."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from shared.schemas.message import ArticleId, Confidence, IsoTime, LanguageCode, Message, Part, Span

ContentType = Literal["auto", "text/plain", "text/html"]


class ArticleSubmitted(Message):
    """A scrape as it came, on ``articles.ingest``; written by anyone, so only ``content`` is required."""

    schema_version: Literal[1] = 1
    content: str = Field(description="The scraped text or HTML, furniture and all.")
    content_type: ContentType = Field("auto", description="What `content` is; `auto` looks at it.")
    article_id: ArticleId | None = Field(None, description="The publisher's identifier; derived when absent.")
    url: str | None = Field(None, max_length=4096, description="Where the article was found.")
    source: str | None = Field(None, max_length=256, description="The outlet or feed, as the publisher calls it.")
    title: str | None = Field(None, max_length=1024, description="The headline, if the publisher knows it.")
    published_at: IsoTime | None = Field(None, description="Day or instant of publication, ISO 8601.")
    fetched_at: IsoTime | None = Field(None, description="When the scrape was made, ISO 8601.")
    language: LanguageCode | None = Field(None, description="BCP 47 tag; identified when absent.")
    metadata: dict[str, str] = Field(default_factory=dict, max_length=64, description="Kept as it is, and shown.")


KnownBy = Literal["given", "page", "text", "inferred"]
"""given: by the publisher; page: in the page's own metadata; text: stated in the text; inferred: concluded from it."""


class Known(Part):
    """A fact about the article and how it is known."""

    known_by: KnownBy
    evidence: str | None = Field(None, description="The words or the metadata field that it rests on.")


class PublicationTime(Known):
    value: IsoTime
    latest: IsoTime | None = Field(None, description="Set when the day is only known to lie between value and latest.")


class Outlet(Known):
    name: str


class Truncated(Known):
    """The text is not the whole story: the publisher keeps the rest behind a wall, or the scrape breaks off."""

    kind: Literal["paywall", "registration", "cut"]
    """paywall: the rest is for subscribers; registration: for those who sign in; cut: it only breaks off."""


class Author(Part):
    name: str
    role: str | None = None
    biography: str | None = None


class Caption(Part):
    text: str
    credit: str | None = None


class RelatedStory(Part):
    """Another story that the page advertises."""

    headline: str | None = None
    text: str | None = None


Role = Literal[
    "headline", "repeated_headline", "section", "kicker", "dateline", "byline", "author_role", "biography",
    "reading_time", "timestamp", "standfirst", "body", "subheading", "list", "pull_quote", "caption", "credit",
    "teaser", "promotion", "newsletter", "cookie_notice", "share", "navigation", "comments", "legal", "correction",
    "blank", "other",
]  # fmt: skip


class Block(Span):
    """A stretch of ``source_text`` and what it is on the page."""

    role: Role
    reason: str = Field(description="Why it got this role, for a person.")
    confidence: Confidence = 1.0


class BodySegment(Span):
    """``body[start:end]`` is ``source_text[source_start:source_end]``, cleaned; between segments stand joints."""

    source_start: Annotated[int, Field(ge=0)]
    source_end: Annotated[int, Field(ge=0)]


class Producer(Part):
    """The model or rule set that made a result."""

    name: str
    version: str


class ReadableArticle(Message):
    """What is known of an article once it is readable; the common part of the cleaned and the extracted article."""

    article_id: ArticleId
    revision: str = Field(description="Fingerprint of what was submitted; a changed article has another one.")
    submission: str | None = Field(
        None, description="Ingest entry (ms-seq) it began as; orders an article's revisions."
    )
    url: str | None = None
    source: str | None = None
    fetched_at: IsoTime | None = None
    metadata: dict[str, str] = Field(default_factory=dict)
    content_type: Literal["text/plain", "text/html"] = "text/plain"

    headline: str | None = None
    section: str | None = None
    standfirst: str | None = None
    authors: tuple[Author, ...] = ()
    outlet: Outlet | None = None
    published_at: PublicationTime | None = None
    updated_at: PublicationTime | None = None
    language: LanguageCode | None = None
    truncated: Truncated | None = Field(None, description="Set when the text is not the whole story.")
    reading_minutes: Annotated[int, Field(ge=0)] | None = None
    dateline: str | None = Field(None, description="Place of the dateline, such as KYIV.")
    agency: str | None = Field(None, description="The wire agency, such as Reuters.")
    captions: tuple[Caption, ...] = ()
    related: tuple[RelatedStory, ...] = ()
    corrections: tuple[str, ...] = ()

    body: str = Field(description="Paragraphs joined by a blank line.")
    source_text: str = Field(description="What block offsets refer to.")
    blocks: tuple[Block, ...] = Field(description="A partition of source_text: no gap, no overlap, in order.")
    body_segments: tuple[BodySegment, ...] = ()
    notes: tuple[str, ...] = Field((), description="What a reader should know, such as 'not English'.")
    cleaned_by: tuple[Producer, ...] = ()


class ArticleCleaned(ReadableArticle):
    """Readable text, ready for language work; on ``articles.cleaned``."""

    schema_version: Literal[1] = 1


EntityType = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"]


class Mention(Span):
    """Where the body speaks of an entity."""

    kind: Literal["name", "nominal", "pronoun"] = "name"


class EntityRole(Span):
    """What the body says an entity is; the offsets are those of the words that say so."""

    text: str = Field(description="The role without the name, such as 'Kremlin spokesperson'.")
    organisation: str | None = None


class Entity(Part):
    """One person, organisation, place or other name of the article, with all its names and mentions."""

    entity_id: str = Field(description="Within this article, such as 'e3'; quotes and events refer to it.")
    name: str = Field(description="The fullest name in the article.")
    type: EntityType
    aliases: tuple[str, ...] = Field((), description="The other forms that the article uses.")
    roles: tuple[EntityRole, ...] = ()
    mentions: tuple[Mention, ...]


CueKind = Literal[
    "neutral", "claim", "denial", "accusation", "criticism", "praise", "promise", "order", "question", "warning",
    "prediction", "admission", "agreement", "proposal", "belief", "finding",
]  # fmt: skip


class Cue(Span):
    """The words that report, such as 'told'."""

    text: str
    kind: CueKind | None = Field(None, description="What saying it so amounts to, by the cue's word alone.")
    negated: bool = Field(False, description="Whether the article says that it was not said.")


class Speaker(Part):
    """Who speaks: the mention's offsets where there is one, and the entity where it is known."""

    start: int | None = None
    end: int | None = None
    name: str = Field(description="The entity's name, or the mention's words where no entity is known.")
    entity: str | None = None
    kind: Literal["person", "organisation", "unnamed", "document", "unknown"] | None = Field(
        None, description="What kind of source; unnamed: people without a name, such as 'a senior official'."
    )


class Addressee(Span):
    """To whom, such as 'TASS' or 'reporters'."""

    text: str
    entity: str | None = None


class Quote(Part):
    """One quotation or reported statement; offsets refer to the body."""

    type: Literal["direct", "indirect", "mixed"]
    parts: tuple[Span, ...] = Field(min_length=1, description="In order; more than one where it is interrupted.")
    text: str = Field(description="The parts, joined by ' … '.")
    cue: Cue | None = None
    speaker: Speaker | None = None
    addressee: Addressee | None = None
    occasion: str | None = Field(None, description="Where or on what occasion, such as 'aboard Air Force One'.")
    date: IsoTime | None = None
    answers: int | None = Field(None, description="Position among the article's quotes of the statement it denies.")
    repeats: int | None = Field(None, description="Position of the quote that said the same words before.")
    disputed: str | None = Field(None, description="The article's own words that it contradicts or is contradicted.")
    in_headline: bool = Field(False, description="Whether the headline quotes its words, or some of them.")


class TimeExpression(Span):
    """A time expression of the body and its TIMEX3 type and value."""

    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    modifier: Literal["START", "MID", "END"] | None = Field(
        None, description="TIMEX3's mod: the part of the value that is meant, as in 'the end of 2024'."
    )


class Participant(Part):
    entity: str
    name: str
    part: Literal["agent", "patient", "recipient", "place", "other"] = "other"


class Event(Span):
    """Something that happened, is planned or is denied; start and end are those of its predicate in the body."""

    predicate: str
    date: str = Field(description="ISO 8601: 2025-10-16, 2025-10, 2025, or an interval 2025-10-23/2025-10-25.")
    precision: Literal["year", "month", "week", "day", "minute"] = "day"
    clause: Span
    sentence: Span
    text: str = Field(description="The clause's words.")
    participants: tuple[Participant, ...] = ()
    kind: Literal["happening", "statement", "state"] = "happening"
    modality: Literal["asserted", "planned", "possible"] = "asserted"
    polarity: Literal["affirmative", "negative"] = "affirmative"
    dated_by: Literal["expression", "inherited", "article"] = Field(
        "expression",
        description="A time expression of its clause; the clause or sentence it belongs to; or the article's own date.",
    )
    source: Speaker | None = Field(None, description="Who says so, where the event stands in a quotation.")


class CountryFocus(Part):
    """A country that the article is about."""

    code: str = Field(description="ISO 3166-1 alpha-2, such as 'UA'.")
    name: str
    share: Confidence = Field(description="Of all mentions of countries, their people and capitals in the body.")


class ArticleExtracted(ReadableArticle):
    """Who said what, when, about whom; on ``articles.extracted``. Offsets are characters of ``body``."""

    schema_version: Literal[1] = 1
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    key_phrases: tuple[str, ...] = ()
    countries: tuple[CountryFocus, ...] = Field((), description="What countries it is about, the most prominent first.")
    extracted_by: tuple[Producer, ...] = Field((), description="Empty when extraction did not apply; notes say why.")


class ArticleIndexed(Message):
    """An article can be found; on ``articles.indexed``, for outside readers. May be repeated after a crash."""

    schema_version: Literal[1] = 1
    article_id: ArticleId
    revision: str
    change: Literal["new", "revised", "reprocessed", "unchanged"]
    indexed_at: IsoTime
    headline: str | None = None
    language: LanguageCode | None = None
