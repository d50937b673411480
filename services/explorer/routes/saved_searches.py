"""Queries that are kept, and what they found; adding and removing them is the command line's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request, Response

from services.explorer.answers.saved_searches import MatchesAnswer, SavedSearchesAnswer
from services.explorer.cursors import read_cursor, write_cursor
from services.explorer.explorer import Explorer, Here
from services.explorer.parameters import FeedParameters, MatchParameters, NoParameters, SearchNamePath
from services.explorer.problems import NOT_FOUND, Problem
from services.indexer.queries import (
    Index,
    Match,
    NoSuchSearch,
    SavedSearch,
    atom_feed,
    matches,
    saved_search,
    saved_searches,
)

router = APIRouter(prefix="/api", tags=["Saved searches"])

_ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class MatchPlace:
    """Where a page of matches ended: at the one with this number."""

    number: int


@router.get("/saved-searches", operation_id="savedSearches", summary="What is looked for")
async def all_saved_searches(here: Here, _: Annotated[NoParameters, Query()]) -> SavedSearchesAnswer:
    """The saved searches by name. Each is asked of every article as it is indexed."""
    return SavedSearchesAnswer.model_validate({"searches": await here.index.ask(saved_searches)})


@router.get(
    "/saved-searches/{name:path}/matches", operation_id="savedSearchMatches", summary="What a saved search found"
)
async def found_articles(name: SearchNamePath, here: Here, asked: Annotated[MatchParameters, Query()]) -> MatchesAnswer:
    """The articles that it found when they came, the latest first."""
    name = unquote(name)
    question = asked.asked() | {"name": name}
    place = read_cursor(asked.cursor, MatchPlace, question)
    _, found = await _found(here, name, asked.limit + 1, place.number if place else None)
    page, has_more = found[: asked.limit], len(found) > asked.limit
    following = write_cursor(MatchPlace(page[-1].number), question) if has_more else None
    return MatchesAnswer.model_validate({"matches": page, "next": following})


@router.get(
    "/saved-searches/{name:path}/feed.atom",
    operation_id="savedSearchFeed",
    summary="What a saved search found, as a feed",
    response_class=Response,
    responses={200: {"description": "An Atom feed (RFC 4287).", "content": {_ATOM: {"schema": {"type": "string"}}}}},
)
async def feed(
    request: Request, name: SearchNamePath, here: Here, asked: Annotated[FeedParameters, Query()]
) -> Response:
    """For feed readers. An article without an address of its own is linked to where it is here."""
    name = unquote(name)
    base = str(request.base_url).rstrip("/")
    search, found = await _found(here, name, asked.limit, None)
    document = atom_feed(
        search,
        found,
        address=f"{base}/api/saved-searches/{quote(name, safe='')}/feed.atom",
        address_of=lambda match: match.url or f"{base}/api/articles/{quote(match.article_id, safe='')}",
    )
    return Response(document, media_type=_ATOM)


async def _found(here: Explorer, name: str, limit: int, before: int | None) -> tuple[SavedSearch, tuple[Match, ...]]:
    def look(index: Index) -> tuple[SavedSearch, tuple[Match, ...]]:
        with index.snapshot():
            return saved_search(index, name), matches(index, name, limit=limit, before=before)

    try:
        return await here.index.ask(look)
    except NoSuchSearch:
        raise Problem(NOT_FOUND, f"there is no saved search {name!r}") from None
