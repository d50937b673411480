"""How the pipeline does: looked at once for all who ask at the same time."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

from services.explorer.answers.pipeline import PipelineAnswer, Stage
from shared.streams.inspect import PipelineStatus, StageStatus, inspect
from shared.streams.lasting_connection import LastingConnection

_FRESH_S = 2.0
_MEASURED = timedelta(seconds=0.5)


class PipelineView:
    """An answer is at most two seconds old."""

    def __init__(self, streams: LastingConnection) -> None:
        self._streams = streams
        self._looking = asyncio.Lock()
        self._seen: tuple[float, PipelineAnswer] | None = None

    async def look(self) -> PipelineAnswer:
        """Raises Unreachable."""
        async with self._looking:
            if self._seen is None or time.monotonic() - self._seen[0] > _FRESH_S:
                async with self._streams.use() as connection:
                    self._seen = time.monotonic(), _answer(await inspect(connection, measure=_MEASURED))
            return self._seen[1]


def _answer(status: PipelineStatus) -> PipelineAnswer:
    return PipelineAnswer(
        stages=tuple(map(_stage, status.stages)),
        promise=status.promise.sentence,
        redis_version=status.redis_version,
        redis_used_bytes=status.memory.used_bytes if status.memory else None,
        redis_most_bytes=status.memory.most_bytes if status.memory else None,
    )


def _stage(status: StageStatus) -> Stage:
    return Stage(
        stage=status.stage,
        stream=status.stream,
        is_known=status.is_known,
        replicas=status.replicas,
        backlog=status.backlog,
        in_work=status.pending,
        waiting=status.waiting,
        oldest_seconds=status.oldest_age.total_seconds() if status.oldest_age is not None else None,
        rate_per_s=round(status.rate_per_s, 1) if status.rate_per_s is not None else None,
        settled=dict(status.settled),
        dead=status.dead,
        paused=(status.pause.reason or "paused") if status.pause else None,
    )
