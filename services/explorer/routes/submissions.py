"""Taking articles in."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from services.explorer.access import Submitter
from services.explorer.answers.articles import AcceptedAnswer
from services.explorer.explorer import Explorer, Here
from services.explorer.problems import NOT_TAKEN, TOO_LARGE, TOO_SLOWLY, WRONG_TYPE, Problem
from services.explorer.submission import read_submission
from shared.http.request_log import LOGGED
from shared.schemas.articles import ArticleSubmitted
from shared.streams.publish import Published, publish

router = APIRouter(prefix="/api", tags=["Submitting"])

_SLOWEST_BODY_S = 60.0

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/ArticleSubmitted"},
                "examples": {
                    "page": {
                        "summary": "A page as it was scraped",
                        "value": {
                            "content": "<h1>Ferry strike ends</h1><p>Crews returned to work on Monday.</p>",
                            "url": "https://harbour.example/ferry-strike",
                            "published_at": "2025-11-03",
                        },
                    }
                },
            }
        },
    }
}


@router.post(
    "/articles",
    operation_id="submitArticle",
    summary="Submit an article",
    status_code=202,
    openapi_extra=_BODY,
)
async def submit(request: Request, response: Response, here: Here, by: Submitter) -> AcceptedAnswer:
    """Put an article on the pipeline's first stream. 202 when Redis has confirmed it: from then on it is not lost.

    The same article sent again is kept once; a changed one under the same id is a new revision.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(WRONG_TYPE, f"an article is sent as application/json, not {kind or 'without a type'}")
    body = await _body(request, here.settings.most_submission_bytes)
    article = await asyncio.to_thread(read_submission, body)
    here.allowance.take(by)
    published = await _published(here, article)
    getattr(request.state, LOGGED, {}).update(
        article_id=published.article_id, correlation_id=published.correlation_id, submitted_by=by
    )
    status = f"/api/articles/{quote(published.article_id, safe='')}/status?submission={published.entry_id}"
    response.headers["Location"] = status
    return AcceptedAnswer(
        article_id=published.article_id,
        correlation_id=published.correlation_id,
        submission=published.entry_id,
        status=status,
    )


async def _body(request: Request, most_bytes: int) -> bytes:
    """The body, but no more of it than is allowed, whatever its length is said to be."""
    problem = Problem(TOO_LARGE, f"an article may have {most_bytes} bytes", headers={"Connection": "close"})
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most_bytes:
        raise problem
    body = bytearray()
    try:
        async with asyncio.timeout(_SLOWEST_BODY_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most_bytes:
                    raise problem
    except TimeoutError:
        detail = f"it was not here within {_SLOWEST_BODY_S:g} s"
        raise Problem(TOO_SLOWLY, detail, headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(TOO_SLOWLY, "the client went before it was here") from None
    return bytes(body)


class _Waits(Exception):
    """Publishing would have to wait."""


async def _published(here: Explorer, article: ArticleSubmitted) -> Published:
    def refuse(why: str) -> None:
        raise _Waits(why)

    seconds = here.settings.submission_limit.total_seconds()
    try:
        async with asyncio.timeout(seconds), here.streams.use() as connection:
            async for published in publish(connection, [article], here.settings.publishing, refuse):
                return published
    except _Waits as why:
        raise Problem(NOT_TAKEN, str(why), headers={"Retry-After": "5"}) from None
    except TimeoutError:
        detail = f"Redis has not confirmed it within {seconds:g} s"
        raise Problem(NOT_TAKEN, detail, headers={"Retry-After": "5"}) from None
    raise AssertionError("what is published is confirmed, or an error is raised")
