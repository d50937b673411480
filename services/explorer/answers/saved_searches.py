"""What is answered about saved searches."""

from __future__ import annotations

from pydantic import Field

from services.explorer.answers.answer import NEXT, Answer


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
