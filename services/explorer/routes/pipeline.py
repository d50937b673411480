"""How the pipeline does."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from services.explorer.answers.pipeline import PipelineAnswer
from services.explorer.explorer import Here
from services.explorer.parameters import NoParameters

router = APIRouter(prefix="/api", tags=["Pipeline"])


@router.get("/pipeline", operation_id="pipeline", summary="How the pipeline does")
async def pipeline(here: Here, response: Response, _: Annotated[NoParameters, Query()]) -> PipelineAnswer:
    """Backlog, rate and dead letters of each stage; at most two seconds old."""
    response.headers["Cache-Control"] = "no-store"
    return await here.pipeline.look()
