"""Newly indexed articles as they come: server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Annotated

import orjson
from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from services.explorer.answers.found import Hit
from services.explorer.explorer import Explorer, Here
from services.explorer.parameters import EventParameters
from services.explorer.problems import BUSY, NO_INDEX, NO_STREAMS, NOT_FOUND, Problem, problem_details
from services.indexer.queries import Index, NoSuchSearch, SearchHit, match_articles, saved_search
from shared.schemas.articles import ArticleIndexed
from shared.streams.connection import Unreachable
from shared.streams.follow import Followed

router = APIRouter(prefix="/api", tags=["Events"])

_RETRY_MS = 3000
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EXAMPLE = """\
id: 1762167600000-0
event: indexed
data: {"article_id": "url-4b1f0c6a9d2e8f7a3c5d", "change": "new", "indexed_at": "...", "revision": "...", "hit": {...}}

"""


@router.get(
    "/events",
    operation_id="events",
    summary="Follow newly indexed articles",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Events without end: `indexed` with an article, `gap` where some may be missing, `problem`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        }
    },
)
async def events(
    here: Here,
    asked: Annotated[EventParameters, Query()],
    last_event_id: Annotated[
        str | None, Header(pattern=r"^(\d{1,15}-\d{1,15})?$", description="The last event that was seen.")
    ] = None,
) -> Response:
    """Articles as they reach the index, as server-sent events (`EventSource` in a browser).

    Those that `q` finds, and the saved search `search` where it is given, as its query stands when the stream begins.

    A client that comes back with Last-Event-ID gets what it missed. Nothing is sent for articles that do not match,
    but a sign of life, which moves that id on too.
    """
    if here.feed.listeners >= here.settings.most_event_clients:
        raise Problem(BUSY, f"{here.feed.listeners} clients listen already", headers={"Retry-After": "30"})
    queries = [asked.q] if asked.search is None else [asked.q, await _query_of(here, asked.search)]
    await _matching(here, queries, [])  # a query that cannot be read is refused now
    stream = _stream(here, asked, queries, last_event_id or asked.after, here.feed.newest)
    return StreamingResponse(stream, media_type="text/event-stream", headers=_HEADERS)


async def _stream(
    here: Explorer, asked: EventParameters, queries: Sequence[str], after: str | None, newest: str | None
) -> AsyncIterator[bytes]:
    yield f"retry: {_RETRY_MS}\n\n".encode()
    try:
        if after is not None and await here.feed.has_lost(after):
            yield _event("gap", {"after": after, "detail": "events behind this one may be missing: they are not kept"})
        async for page in here.feed.listen(after or newest, here.settings.heartbeat):
            async for event in _events_of(here, asked, queries, page):
                yield event
    except (Problem, Unreachable) as error:
        # The client comes back by itself, with the id of the last event that it has seen.
        problem = error if isinstance(error, Problem) else Problem(NO_STREAMS, str(error))
        yield _event("problem", problem_details(problem, "/api/events"))


async def _events_of(
    here: Explorer, asked: EventParameters, queries: Sequence[str], page: Sequence[Followed]
) -> AsyncIterator[bytes]:
    if not page:
        yield b": still here\n\n"
        return
    indexed = [
        (one.entry_id, one.message)
        for one in page
        if isinstance(one.message, ArticleIndexed) and one.message.change in asked.change
    ]
    hits = await _matching(here, queries, [message.article_id for _, message in indexed])
    last = ""
    for entry_id, message in indexed:
        if (hit := hits.get(message.article_id)) is not None:
            fields = message.model_dump(mode="json", include={"article_id", "revision", "change", "indexed_at"})
            yield _event("indexed", {**fields, "hit": Hit.model_validate(hit).model_dump(mode="json")}, entry_id)
            last = entry_id
    if last != page[-1].entry_id:
        # An event without data tells the client nothing, but it takes down the id.
        yield f"id: {page[-1].entry_id}\n\n".encode()


async def _query_of(here: Explorer, name: str) -> str:
    try:
        return (await here.index.ask(lambda index: saved_search(index, name))).query
    except NoSuchSearch:
        raise Problem(NOT_FOUND, f"there is no saved search {name!r}") from None


async def _matching(here: Explorer, queries: Sequence[str], article_ids: Sequence[str]) -> dict[str, SearchHit]:
    """Which of the articles all queries find; none where there is no index yet. Raises QueryError and Problem."""

    def look(index: Index) -> dict[str, SearchHit]:
        first, *others = (match_articles(index, query, article_ids) for query in queries)
        return {found: hit for found, hit in first.items() if all(found in other for other in others)}

    try:
        return await here.index.ask(look)
    except Problem as problem:
        if problem.kind is NO_INDEX and not article_ids:
            return {}
        raise


def _event(kind: str, data: object, entry_id: str | None = None) -> bytes:
    # JSON has no line breaks outside its strings and escapes those within, so that it is one line.
    head = f"id: {entry_id}\n" if entry_id else ""
    return f"{head}event: {kind}\ndata: ".encode() + orjson.dumps(data) + b"\n\n"
