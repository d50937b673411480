"""Finding articles and what people said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from services.explorer.answers.found import Facets, QuotesAnswer, SearchAnswer
from services.explorer.bad_dates import bad_dates_named
from services.explorer.cursors import read_cursor, write_cursor
from services.explorer.explorer import Here
from services.explorer.parameters import FacetParameters, QuoteParameters, SearchParameters
from services.explorer.problems import BAD_CURSOR, Problem
from services.indexer.queries import Facets as FoundFacets
from services.indexer.queries import (
    Index,
    QuotePage,
    QuotePlace,
    SearchPage,
    SearchPlace,
    WantedQuotes,
    facets,
    quote_page,
    search_page,
)

router = APIRouter(prefix="/api", tags=["Search"])

# By relevance each page is ranked anew, with all before it.
_DEEPEST = 1000


@router.get("/search", operation_id="search", summary="Find articles")
async def search(here: Here, asked: Annotated[SearchParameters, Query()]) -> SearchAnswer:
    """Articles that match, page by page. What is indexed meanwhile moves nothing on the pages that follow."""
    place = read_cursor(asked.cursor, SearchPlace, asked.asked())
    if place is not None and not (0 <= place.before <= _DEEPEST - asked.limit):
        raise Problem(BAD_CURSOR, f"by relevance, {_DEEPEST} articles are shown; sort by time to see all of them")

    def look(index: Index) -> tuple[SearchPage, FoundFacets | None]:
        with index.snapshot():
            page = search_page(index, asked.q, limit=asked.limit, sort=asked.sort, after=place)
            return page, facets(index, asked.q) if asked.facets else None

    page, counted = await here.index.ask(look)
    following = page.following
    if following is not None and following.before + asked.limit > _DEEPEST:
        following = None
    return SearchAnswer.model_validate(
        {
            "query": page.results.query,
            "total": page.results.total,
            "more_than_total": page.results.more_than_total,
            "hits": page.results.hits,
            "next": write_cursor(following, asked.asked()) if following else None,
            "facets": counted,
        }
    )


@router.get("/facets", operation_id="facets", summary="Count by what the found articles differ")
async def facet_counts(here: Here, asked: Annotated[FacetParameters, Query()]) -> Facets:
    """The most frequent persons, organisations, places, outlets, sections, languages and days."""
    return Facets.model_validate(await here.index.ask(lambda index: facets(index, asked.q, limit=asked.limit)))


@router.get("/quotes", operation_id="quotes", summary="Find what people said")
async def quotes(here: Here, asked: Annotated[QuoteParameters, Query()]) -> QuotesAnswer:
    """Quotations, those of the newest articles first."""
    place = read_cursor(asked.cursor, QuotePlace, asked.asked())
    wanted = WantedQuotes(
        speaker=asked.speaker,
        said=asked.said,
        query=asked.q,
        quote_type=asked.type,
        to=asked.to,
        about=asked.about,
        after=asked.after,
        before=asked.before,
        kind=asked.kind,
    )

    def look(index: Index) -> QuotePage:
        with index.snapshot():
            return quote_page(index, wanted, limit=asked.limit, after=place)

    with bad_dates_named():
        page = await here.index.ask(look)
    following = write_cursor(page.following, asked.asked()) if page.following else None
    return QuotesAnswer.model_validate({"total": page.results.total, "quotes": page.results.quotes, "next": following})
