"""One article: all that is known of it, how it changed, and where it is on its way."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Query

from services.explorer.answers.articles import ArticleAnswer, HistoryAnswer, StatusAnswer
from services.explorer.answers.found import Copy
from services.explorer.article_status import article_status
from services.explorer.explorer import Explorer, Here
from services.explorer.parameters import ArticleParameters, ArticlePath, NoParameters, StatusParameters
from services.explorer.problems import NOT_FOUND, Problem
from services.indexer.queries import Index, StoredArticle, get_article, known_ids

router = APIRouter(prefix="/api", tags=["Articles"])


# These two first: their paths are the more special ones.
@router.get(
    "/articles/{article_id:path}/status", operation_id="articleStatus", summary="Where an article is on its way"
)
async def status(article_id: ArticlePath, here: Here, asked: Annotated[StatusParameters, Query()]) -> StatusAnswer:
    """Where an article is on its way to the index, and why it is not there."""
    return await article_status(here, unquote(article_id), asked.submission)


@router.get("/articles/{article_id:path}/history", operation_id="articleHistory", summary="How an article changed")
async def history(article_id: ArticlePath, here: Here, _: Annotated[NoParameters, Query()]) -> HistoryAnswer:
    """Its revisions, the oldest first."""
    stored, _known = await _stored(here, unquote(article_id), None)
    return HistoryAnswer.model_validate({"article_id": stored.article.article_id, "revisions": stored.history})


@router.get("/articles/{article_id:path}", operation_id="article", summary="Read an article")
async def article(article_id: ArticlePath, here: Here, asked: Annotated[ArticleParameters, Query()]) -> ArticleAnswer:
    """Text, blocks, people, quotations, events, and how each is known. Offsets are characters of `body`."""
    stored, known = await _stored(here, unquote(article_id), asked.revision)
    return ArticleAnswer(
        article=stored.article,
        change=stored.change,
        indexed_at=stored.indexed_at,
        also_in=tuple(map(Copy.model_validate, stored.also_in)),
        known_entities=known,
    )


async def _stored(here: Explorer, article_id: str, revision: str | None) -> tuple[StoredArticle, dict[str, str]]:
    """The article, and its entities' ids over all articles."""

    def look(index: Index) -> tuple[StoredArticle, dict[str, str]] | None:
        with index.snapshot():
            stored = get_article(index, article_id, revision=revision)
            return (stored, known_ids(index, stored.article)) if stored is not None else None

    found = await here.index.ask(look)
    if found is None:
        which = f"revision {revision!r} of {article_id!r}" if revision else f"article {article_id!r}"
        raise Problem(NOT_FOUND, f"the index has no {which}")
    return found
