"""Practice stages inside the test's own process, where nothing is to be killed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from practice_stages import QUICK, create_app
from redis_servers import RedisServer

from shared.settings import DeliverySettings, KeepSettings, RedisSettings, ServiceSettings
from shared.streams.handler import Handler
from shared.streams.service import Service, build_service
from shared.streams.topology import CLEANER, EXTRACTOR, INDEXER, Stage

ON_THE_WAY = (CLEANER.name, EXTRACTOR.name, INDEXER.name)


def practice_settings(
    server: RedisServer, *, redis: RedisSettings | None = None, keep: KeepSettings | None = None, **delivery: Any
) -> ServiceSettings:
    """``redis`` is another way to the server than its socket."""
    return ServiceSettings(
        redis=redis or server.settings,
        keep=keep or KeepSettings(),
        delivery=DeliverySettings.model_validate(QUICK | delivery),
    )


@asynccontextmanager
async def running_stages(server: RedisServer, *names: str, **delivery: Any) -> AsyncIterator[list[Service]]:
    """The named practice stages, or those that an article passes on its way into the index."""
    database = server.folder / "index.sqlite"
    settings = practice_settings(server, **delivery)
    async with _started([create_app(name, Path(database), settings) for name in names or ON_THE_WAY]) as apps:
        yield apps


@asynccontextmanager
async def running_stage(
    server: RedisServer, stage: Stage, handler: Handler[Any, Any], **delivery: Any
) -> AsyncIterator[Service]:
    """One stage with the test's own handler."""
    app = build_service(stage, handler, practice_settings(server, **delivery), version="practice")
    async with _started([app]):
        yield app


@asynccontextmanager
async def _started(apps: list[Service]) -> AsyncIterator[list[Service]]:
    started: list[Service] = []
    try:
        for app in apps:
            await app.start()
            started.append(app)
        yield apps
    finally:
        for app in started:
            await app.stop()
