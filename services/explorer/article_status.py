"""Tells where an article is: on the streams, in the index, or nowhere."""

from __future__ import annotations

from services.explorer.answers.articles import Place, State, StatusAnswer
from services.explorer.explorer import Explorer
from services.explorer.problems import NO_INDEX, NOT_FOUND, Problem
from services.indexer.queries import StoredArticle, get_article
from shared.streams.connection import Unreachable
from shared.streams.topology import INGEST
from shared.streams.trace import Trace, trace

# Entries of each stream that are looked at; what waits for longer than that has a backlog that /api/pipeline shows.
_LOOKED_AT = 50_000


async def article_status(explorer: Explorer, article_id: str, submission: str | None) -> StatusAnswer:
    """With `submission`, its entry id, only what became of that. Raises Problem when nothing is known of it."""
    stored = await _stored(explorer, article_id)
    found = await _traced(explorer, article_id, is_needed=stored is None)
    places = tuple(Place.model_validate(place) for place in found.places)
    if submission is not None:
        places = tuple(place for place in places if place.correlation_id == f"{INGEST.name}/{submission}")
    is_there = stored is not None and (submission is None or any(h.submission == submission for h in stored.history))
    if not places and not is_there:
        what = f"submission {submission} of {article_id!r}" if submission else repr(article_id)
        raise Problem(NOT_FOUND, f"neither the streams nor the index know {what}")
    return StatusAnswer(
        article_id=article_id,
        state=_state(places),
        places=places,
        change=stored.change if stored else None,
        indexed_at=stored.indexed_at if stored else None,
        is_complete=found.is_complete,
    )


def _state(places: tuple[Place, ...]) -> State:
    """Where it is on its way, if it still is; else how it ended last."""
    moving: list[State] = [place.state for place in places if place.state not in ("dead", "indexed")]
    if moving:
        return moving[0]
    ended = max(places, key=lambda place: place.since, default=None)
    return ended.state if ended else "indexed"


async def _traced(explorer: Explorer, article_id: str, *, is_needed: bool) -> Trace:
    try:
        async with explorer.streams.use() as connection:
            return await trace(connection, article_id, limit=_LOOKED_AT)
    except Unreachable:
        if is_needed:
            raise
        return Trace((), 0, is_complete=False)


async def _stored(explorer: Explorer, article_id: str) -> StoredArticle | None:
    try:
        return await explorer.index.ask(lambda index: get_article(index, article_id))
    except Problem as problem:
        if problem.kind is NO_INDEX:  # nothing was ever indexed here, but the article may be on its way
            return None
        raise
