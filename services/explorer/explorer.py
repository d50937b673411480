"""What answering takes: made once per process, closed in the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from services.explorer.api_keys import Allowance, ApiKeys
from services.explorer.event_feed import EventFeed
from services.explorer.index_pool import IndexPool
from services.explorer.pipeline_view import PipelineView
from services.explorer.problems import Problem
from services.explorer.settings import ExplorerSettings
from shared.streams.connection import Unreachable
from shared.streams.lasting_connection import LastingConnection


@dataclass(frozen=True)
class Explorer:
    settings: ExplorerSettings
    index: IndexPool
    streams: LastingConnection
    feed: EventFeed
    pipeline: PipelineView
    keys: ApiKeys
    allowance: Allowance
    following: asyncio.Task[None]

    @property
    def fault(self) -> str | None:
        """Why the process should be restarted, or None."""
        return "events are no longer followed" if self.following.done() else None

    async def is_ready(self) -> bool:
        """Whether there is anything that it can do: read the index, or take the first articles for it."""
        try:
            await self.index.ask(lambda index: index.row("SELECT 1"))
        except Problem:
            try:
                async with self.streams.use() as connection:
                    await connection.client.ping()
            except Unreachable:
                return False
        return True


@asynccontextmanager
async def opened(settings: ExplorerSettings) -> AsyncIterator[Explorer]:
    """Neither the index nor Redis needs to be there; what needs them is refused until they are."""
    streams = LastingConnection(settings.redis)
    index = IndexPool(
        settings.index_path,
        readers=settings.readers,
        most_waiting=settings.most_waiting,
        limit=settings.question_limit,
    )
    feed = EventFeed(streams)
    following = asyncio.create_task(feed.run())
    try:
        yield Explorer(
            settings,
            index,
            streams,
            feed,
            PipelineView(streams),
            ApiKeys(settings.api_keys),
            Allowance(settings.submissions_per_minute, time.monotonic),
            following,
        )
    finally:
        feed.stop()
        following.cancel()
        await asyncio.wait([following])
        await streams.close()
        await asyncio.to_thread(index.close)


def of_request(request: Request) -> Explorer:
    explorer: Explorer = request.app.state.explorer
    return explorer


Here = Annotated[Explorer, Depends(of_request)]
"""For a route's parameters."""
