"""What follows when a newly indexed article is found by a saved search: the match, and the notice of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from shared.schemas.message import ArticleId, IsoTime, Message


class ArticleMatched(Message):
    """A saved search has found an article, on ``articles.matched``; once for each search and article."""

    schema_version: Literal[1] = 1
    match_id: str = Field(description="The same whenever this match is announced again.")
    search: str = Field(description="The saved search's name.")
    query: str = Field(description="What it asks for.")
    article_id: ArticleId
    revision: str
    matched_at: IsoTime
    headline: str | None = None
    url: str | None = None
    outlet: str | None = None
    published_at: IsoTime | None = None
    snippet: str | None = Field(None, description="A passage of the article that the search found.")
    copy_of: ArticleId | None = Field(None, description="The earlier article whose text it repeats.")
    webhook: str | None = Field(None, description="Where the notice of it is sent; nowhere when absent.")


class MatchNotified(Message):
    """A webhook has taken the notice of a match, on ``articles.notified``."""

    schema_version: Literal[1] = 1
    match_id: str
    search: str
    article_id: ArticleId
    notified_at: IsoTime
    status: int = Field(ge=200, le=299, description="What the webhook answered, as an HTTP status.")
