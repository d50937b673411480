"""What happened when, merged over articles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from services.explorer.answers.timeline import TimelineAnswer
from services.explorer.bad_dates import bad_dates_named
from services.explorer.cursors import read_cursor, write_cursor
from services.explorer.explorer import Here
from services.explorer.parameters import TimelineParameters
from services.explorer.problems import BAD_CURSOR, Problem
from services.indexer.queries import Index, MergedTimeline, merged_timeline
from services.indexer.queries import timeline as events

router = APIRouter(prefix="/api", tags=["Timeline"])

_MOST_OF_ONE_DAY = 10_000


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """Where a page ended: behind so many entries with this first and last day."""

    first_day: str
    last_day: str
    shown: int


@router.get("/timeline", operation_id="timeline", summary="What happened when")
async def timeline(here: Here, asked: Annotated[TimelineParameters, Query()]) -> TimelineAnswer:
    """Events in order of time, each with all articles that tell of it.

    What is indexed between two pages moves at most entries of the one day where the first page ended.
    """
    place = read_cursor(asked.cursor, TimelinePlace, asked.asked())
    if place is not None and not 0 < place.shown <= _MOST_OF_ONE_DAY:
        raise Problem(BAD_CURSOR, "this is no cursor of this service")
    shown = place.shown if place else 0

    def look(index: Index) -> MergedTimeline:
        page = partial(
            events,
            index,
            after=asked.after,
            before=asked.before,
            until=asked.until,
            about=asked.about,
            article_id=asked.article_id,
            query=asked.q,
            everything=asked.everything,
            newest_first=asked.newest_first,
            from_days=(place.first_day, place.last_day) if place else None,
        )
        with index.snapshot():
            return merged_timeline(page, limit=asked.limit, offset=shown)

    with bad_dates_named():
        found = await here.index.ask(look)
    following = _following(found, place) if found.has_more else None
    return TimelineAnswer.model_validate(
        {"entries": found.entries, "next": write_cursor(following, asked.asked()) if following else None}
    )


def _following(found: MergedTimeline, place: TimelinePlace | None) -> TimelinePlace | None:
    last = found.entries[-1]
    days = last.first_day, last.last_day
    of_the_day = sum((one.first_day, one.last_day) == days for one in found.entries)
    before = place.shown if place is not None and (place.first_day, place.last_day) == days else 0
    shown = before + of_the_day
    return TimelinePlace(*days, shown) if shown <= _MOST_OF_ONE_DAY else None
