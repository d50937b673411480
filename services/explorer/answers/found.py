"""What a search and its relatives answer."""

from __future__ import annotations

from pydantic import Field

from services.explorer.answers.answer import NEXT, Answer


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
