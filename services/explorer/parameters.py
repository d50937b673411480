"""What may be asked, with its limits. An unknown parameter is refused: it may be a typing mistake."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.schemas.articles import CueKind, EntityType

MOST_CHARACTERS = 1000
_NAME = StringConstraints(max_length=200)

Query = Annotated[str, Field(max_length=MOST_CHARACTERS)]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, Field(min_length=1, max_length=400)]
Name = Annotated[str, _NAME]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
DayMonthYear = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]

Change = Literal["new", "revised", "reprocessed", "unchanged"]

ArticlePath = Annotated[
    str,
    Path(
        min_length=1,
        max_length=4096,
        description="The article's id, or its URL, percent-encoded. Slashes may stand as they are, but for an id that "
        "ends in `/status` or `/history`.",
        examples=["url-4b1f0c6a9d2e8f7a3c5d"],
    ),
]

EntityPath = Annotated[
    str,
    Path(
        min_length=1,
        max_length=600,
        description="The entity's id; or a name of it, if no other has that.",
        examples=["person/dmitry-peskov"],
    ),
]

SearchNamePath = Annotated[
    str, Path(min_length=1, max_length=1000, description="The saved search's name, percent-encoded.", examples=["gold"])
]

_IN = "Only in articles that this query finds; see /docs#queries."
_CURSOR = "`next` of the page before; the other parameters stay as they were."


class Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def asked(self) -> dict[str, object]:
        """What tells this question from others: all but where its page begins and how long it is."""
        return {"": type(self).__name__, **self.model_dump(mode="json", exclude={"cursor", "limit", "facets"})}


class SearchParameters(Parameters):
    q: Query = Field("", description="Words and filters, see /docs#queries; every article when absent.")
    sort: Literal["relevance", "newest", "oldest"] = Field(
        "relevance", description="Without words to rank by, relevance means newest. By relevance 1,000 are shown."
    )
    limit: Limit = Field(20, description="Articles on a page.")
    cursor: Cursor | None = Field(None, description=_CURSOR)
    facets: bool = Field(False, description="Also count by what the found articles differ.")


class FacetParameters(Parameters):
    q: Query = Field("", description="Words and filters; every article when absent.")
    limit: Limit = Field(10, description="Values of each kind.")


class QuoteParameters(Parameters):
    speaker: Name | None = Field(None, description="Who said it: an entity's id, or words of a name in any order.")
    said: Name | None = Field(None, description="Words that follow each other in the quotation.")
    type: Literal["direct", "indirect", "mixed"] | None = Field(None, description="Which kind only.")
    kind: CueKind | None = Field(None, description="What saying it amounts to, by the reporting word.")
    to: Name | None = Field(None, description="Words of whom it was said to.")
    about: Name | None = Field(None, description="An entity that it mentions: its id, or a name.")
    after: DayMonthYear | None = Field(None, description="Said from this day, month or year on.")
    before: DayMonthYear | None = Field(None, description="Said before this day, month or year.")
    q: Query = Field("", description=_IN)
    limit: Limit = Field(20, description="Quotations on a page.")
    cursor: Cursor | None = Field(None, description=_CURSOR)


class TimelineParameters(Parameters):
    after: DayMonthYear | None = Field(None, description="From this day, month or year on.")
    before: DayMonthYear | None = Field(None, description="Before this day, month or year.")
    until: DayMonthYear | None = Field(None, description="Until this day, month or year, its last day included.")
    about: Annotated[list[Name], Field(max_length=10)] = Field(
        [], description="Who took part; given several times, all of them."
    )
    article_id: Annotated[str, Field(max_length=256)] | None = Field(None, description="Of this article only.")
    q: Query = Field("", description=_IN)
    everything: bool = Field(False, description="Also what has no date but its article's.")
    newest_first: bool = Field(False, description="Go back in time.")
    limit: Limit = Field(50, description="Entries on a page.")
    cursor: Cursor | None = Field(None, description=_CURSOR)


class EntityParameters(Parameters):
    name: Name | None = Field(None, description="An entity's id, or words of a name in any order.")
    type: EntityType | None = Field(None, description="PERSON, ORG, GPE and so on only.")
    q: Query = Field("", description=_IN)
    limit: Limit = Field(20, description="The most frequent.")


class EntityPageParameters(Parameters):
    limit: Limit = Field(10, description="The newest articles that mention it.")


class CompanionParameters(Parameters):
    name: Annotated[str, Field(min_length=1, max_length=200)] = Field(description="With whom or what.")
    type: EntityType | None = Field(None, description="PERSON, ORG, GPE and so on only.")
    q: Query = Field("", description=_IN)
    limit: Limit = Field(20, description="The most frequent.")


class RisingParameters(Parameters):
    day: Day | None = Field(None, description="The last day; the newest article's when absent.")
    days: Annotated[int, Field(ge=1, le=92)] = Field(1, description="How many days, the last one included.")
    before: Annotated[int, Field(ge=1, le=366)] = Field(28, description="How many days before them tell what is usual.")
    type: EntityType | None = Field(None, description="PERSON, ORG, GPE and so on only.")
    limit: Limit = Field(20, description="Those that stand out most.")


class ArticleParameters(Parameters):
    revision: Annotated[str, Field(max_length=64)] | None = Field(None, description="As it was in this revision.")


class StatusParameters(Parameters):
    submission: Annotated[str, Field(pattern=r"^\d{1,15}-\d{1,15}$")] | None = Field(
        None, description="Only what became of this submission of the article."
    )


class NoParameters(Parameters):
    pass


class MatchParameters(Parameters):
    limit: Limit = Field(20, description="Articles on a page.")
    cursor: Cursor | None = Field(None, description=_CURSOR)


class FeedParameters(Parameters):
    limit: Limit = Field(50, description="The latest articles.")


class EventParameters(Parameters):
    q: Query = Field("", description="Only articles that this query finds; see /docs#queries.")
    search: Annotated[str, Field(min_length=1, max_length=100)] | None = Field(
        None, description="Only articles that the saved search of this name finds.", examples=["gold"]
    )
    change: Annotated[list[Change], Field(max_length=4)] = Field(
        ["new", "revised"], description="What happened to the article in the index."
    )
    after: Annotated[str, Field(pattern=r"^\d{1,15}-\d{1,15}$")] | None = Field(
        None, description="Begin behind this event; the header Last-Event-ID goes before. Otherwise: from now on."
    )
