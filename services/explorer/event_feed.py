"""The events of newly indexed articles for any number of listeners: one reader of the stream, a short memory."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from shared import metrics
from shared.streams.connection import Unreachable
from shared.streams.follow import Followed, follow, newest_entry, oldest_entry, page_after
from shared.streams.lasting_connection import LastingConnection
from shared.streams.topology import INDEXED

# Listeners that are further behind than this read on in Redis, at their own pace.
_REMEMBERED = 1000
_MOST_AT_ONCE = 100
_PAUSE_S = 1.0

Order = tuple[int, int]


class EventFeed:
    """Run it as a task; listeners pull from it, so that a slow one costs nothing and holds nobody up."""

    def __init__(self, streams: LastingConnection) -> None:
        self._streams = streams
        self._memory: deque[Followed] = deque(maxlen=_REMEMBERED)
        self._begins_after: str | None = None
        """What came after this entry is in the memory; None until the stream has been read for the first time."""
        self._stopping = False
        self._news = asyncio.Event()
        self.listeners = 0

    async def run(self) -> None:
        """Read what is indexed, for ever; waits while Redis is away."""
        while not self._stopping:
            try:
                async with self._streams.use() as connection:
                    if self._begins_after is None:
                        self._begins_after = await newest_entry(connection, INDEXED) or "0-0"
                        self._wake()
                    async for page in follow(connection, INDEXED, self._newest()):
                        self._remember(page)
            except Unreachable:
                await asyncio.sleep(_PAUSE_S)

    def stop(self) -> None:
        """End all listening."""
        self._stopping = True
        self._wake()

    @property
    def newest(self) -> str | None:
        """The newest event's id; None while nothing is known of the stream."""
        return None if self._begins_after is None else self._newest()

    async def listen(self, after: str | None, heartbeat: timedelta) -> AsyncIterator[Sequence[Followed]]:
        """Events behind the entry `after`, or from now on; an empty page when there were none for so long.

        Ends when the feed is stopped. Raises Unreachable when Redis is away and the events are only there.
        """
        self.listeners += 1
        metrics.EVENT_CLIENTS.set(self.listeners)
        try:
            async for page in self._pages(after, heartbeat):
                yield page
        finally:
            self.listeners -= 1
            metrics.EVENT_CLIENTS.set(self.listeners)

    async def _pages(self, after: str | None, heartbeat: timedelta) -> AsyncIterator[Sequence[Followed]]:
        while self._begins_after is None and not self._stopping:
            await self._wait(heartbeat)
            if self._begins_after is None:
                yield ()
        position = after if after is not None else self._newest()
        while not self._stopping:
            page = await self._page(position)
            if not page:
                await self._wait(heartbeat)
                page = await self._page(position)
            if page:
                position = page[-1].entry_id
            yield page

    async def has_lost(self, after: str) -> bool:
        """Whether events behind `after` may be gone: the stream keeps a bounded number. Raises Unreachable."""
        async with self._streams.use() as connection:
            oldest = await oldest_entry(connection, INDEXED)
        return oldest is not None and _order(after) < _order(oldest) and after != "0-0"

    async def _page(self, after: str) -> Sequence[Followed]:
        if self._begins_after is not None and _order(after) >= _order(self._begins_after):
            behind = [one for one in self._memory if _order(one.entry_id) > _order(after)]
            return behind[:_MOST_AT_ONCE]
        async with self._streams.use() as connection:
            return await page_after(connection, INDEXED, after, _MOST_AT_ONCE)

    def _remember(self, page: Sequence[Followed]) -> None:
        for one in page:
            if len(self._memory) == _REMEMBERED:
                self._begins_after = self._memory[0].entry_id
            self._memory.append(one)
        self._wake()

    def _newest(self) -> str:
        return self._memory[-1].entry_id if self._memory else self._begins_after or "0-0"

    def _wake(self) -> None:
        # Those who wait hold this event; those who come later wait for the next one.
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def _wait(self, longest: timedelta) -> None:
        news = self._news
        if self._stopping:
            return
        try:
            async with asyncio.timeout(longest.total_seconds()):
                await news.wait()
        except TimeoutError:
            return


def _order(entry_id: str) -> Order:
    milliseconds, _, sequence = entry_id.partition("-")
    return int(milliseconds), int(sequence or 0)
