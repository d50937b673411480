"""Who and what the articles speak of."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Query

from services.explorer.answers.entities import CompanionsAnswer, EntitiesAnswer, EntityAnswer, RisingAnswer, StatsAnswer
from services.explorer.explorer import Here
from services.explorer.parameters import (
    CompanionParameters,
    EntityPageParameters,
    EntityParameters,
    EntityPath,
    NoParameters,
    RisingParameters,
)
from services.explorer.problems import BAD_PARAMETER, NOT_FOUND, ParameterError, Problem, about_errors
from services.indexer.queries import NoSuchEntity, entity_counts, known_entity, mentioned_with, rising, stats

router = APIRouter(prefix="/api", tags=["Entities"])


@router.get("/entities", operation_id="entities", summary="Whom and what articles mention most")
async def entities(here: Here, asked: Annotated[EntityParameters, Query()]) -> EntitiesAnswer:
    """People, organisations, places and other names, by the number of articles that mention them."""
    found = await here.index.ask(
        lambda index: entity_counts(index, name=asked.name, entity_type=asked.type, query=asked.q, limit=asked.limit)
    )
    return EntitiesAnswer.model_validate({"entities": found})


@router.get("/entities/{entity_id:path}", operation_id="entity", summary="One entity over all articles")
async def entity(entity_id: EntityPath, here: Here, asked: Annotated[EntityPageParameters, Query()]) -> EntityAnswer:
    """Its names and why they are its, what articles say it is, and where it was mentioned last."""
    try:
        found = await here.index.ask(lambda index: known_entity(index, unquote(entity_id), limit=asked.limit))
    except NoSuchEntity as error:
        raise Problem(NOT_FOUND, str(error)) from None
    return EntityAnswer.model_validate(found)


@router.get("/mentioned-with", operation_id="mentionedWith", summary="Who is mentioned with whom")
async def companions(here: Here, asked: Annotated[CompanionParameters, Query()]) -> CompanionsAnswer:
    """Who and what else the articles mention that mention this name."""
    found = await here.index.ask(
        lambda index: mentioned_with(index, asked.name, query=asked.q, entity_type=asked.type, limit=asked.limit)
    )
    return CompanionsAnswer.model_validate({"entities": found})


@router.get("/rising", operation_id="rising", summary="Who is mentioned more than before")
async def rising_entities(here: Here, asked: Annotated[RisingParameters, Query()]) -> RisingAnswer:
    """Who and what the last days' articles mention more than was usual before, what stands out most first."""
    try:
        found = await here.index.ask(
            lambda index: rising(
                index,
                day=asked.day,
                days=asked.days,
                before=asked.before,
                entity_type=asked.type,
                limit=asked.limit,
            )
        )
    except (ValueError, OverflowError):
        message = f"{asked.day!r} is not a day, or too early to have days before it"
        raise about_errors(BAD_PARAMETER, [ParameterError(where="day", message=message)]) from None
    return RisingAnswer.model_validate({"entities": found})


@router.get("/stats", operation_id="stats", summary="What the index holds")
async def index_stats(here: Here, _: Annotated[NoParameters, Query()]) -> StatsAnswer:
    """Counts over the whole index."""
    return StatsAnswer.model_validate(await here.index.ask(stats))
