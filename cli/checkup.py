"""Looks whether all is there that Copydesk needs on this machine, and says what to do where something is not."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from cli.embedded_redis import find_redis_server
from cli.failures import Failure
from cli.home_lock import holder_of
from shared.settings import HomeSettings, RedisSettings

# Below this SQLite and Redis soon cannot write.
_LITTLE_SPACE_BYTES = 500_000_000


@dataclass(frozen=True)
class Finding:
    """What one look found."""

    subject: str
    state: Literal["good", "note", "bad"]
    detail: str


def examine() -> list[Finding]:
    """Everything, in the order in which it is needed."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (_python, _settings, _redis, _model, _home, _index)
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    state: Literal["good", "bad"] = "good" if sys.version_info >= (3, 11) else "bad"
    yield Finding("Python", state, f"{platform.python_version()} ({sys.executable})")


def _settings() -> Iterator[Finding]:
    from services.cleaner.settings import CleanerSettings
    from services.extractor.settings import ExtractorSettings
    from services.indexer.settings import IndexerSettings

    given = sorted(name for name in os.environ if name.startswith("COPYDESK_"))
    try:
        CleanerSettings()
        ExtractorSettings()
        IndexerSettings()
    except ValidationError as error:
        yield Finding("settings", "bad", str(error))
    else:
        yield Finding("settings", "good", ", ".join(given) or "the defaults")


def _redis() -> Iterator[Finding]:
    try:
        server = find_redis_server()
    except Failure as failure:
        state: Literal["note", "bad"] = "note" if "COPYDESK_REDIS_URL" in os.environ else "bad"
        yield Finding("Redis program", state, str(failure))
    else:
        yield Finding("Redis program", "good", f"{'.'.join(map(str, server.version))} ({server.path})")
    yield asyncio.run(_pipeline())


async def _pipeline() -> Finding:
    from shared.streams.connection import Unreachable, address_shown, open_connection
    from shared.streams.inspect import inspect

    settings = RedisSettings()
    try:
        async with open_connection(settings) as connection:
            status = await inspect(connection, measure=timedelta(0))
    except Unreachable as error:
        if "COPYDESK_REDIS_URL" in os.environ:
            return Finding("pipeline", "bad", str(error))
        return Finding("pipeline", "note", "not running; `copydesk up` starts it")
    replicas = ", ".join(f"{stage.replicas} {stage.stage}" for stage in status.stages)
    idle = [stage.stage for stage in status.stages if not stage.replicas]
    state: Literal["note", "good"] = "note" if idle else "good"
    return Finding("pipeline", state, f"running at {address_shown(settings)}: {replicas}. {status.promise.sentence}")


def _model() -> Iterator[Finding]:
    from services.extractor.language_model import NoLanguageModel, load_language_model
    from services.extractor.settings import ExtractorSettings

    try:
        model = load_language_model(ExtractorSettings().language_model)
    except NoLanguageModel as error:
        yield Finding("language model", "bad", str(error))
    else:
        yield Finding("language model", "good", f"{model.name} {model.version}")


def _home() -> Iterator[Finding]:
    home = HomeSettings().home.resolve()
    existing = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(existing, os.W_OK):
        yield Finding("home", "bad", f"{existing} is not writable: choose another with --home or COPYDESK_HOME")
        return
    free = shutil.disk_usage(existing).free
    holder = holder_of(home)
    held = f", in use by `copydesk {holder.command}` (process {holder.pid})" if holder else ""
    state: Literal["note", "good"] = "note" if free < _LITTLE_SPACE_BYTES else "good"
    yield Finding("home", state, f"{home}{held}; {free / 1e9:,.1f} GB free")


def _index() -> Iterator[Finding]:
    from services.indexer.queries import IndexUnavailable, open_index, stats
    from services.indexer.settings import IndexerSettings
    from services.indexer.upkeep.check import check

    path = Path(IndexerSettings().index_path)
    if not path.exists():
        yield Finding("index", "note", f"none yet at {path}; the indexer makes it")
        return
    try:
        with open_index(path) as index:
            found, state = stats(index), check(index)
    except IndexUnavailable as error:
        yield Finding("index", "bad", str(error))
    else:
        for problem in state.problems:
            yield Finding("index", "bad", problem)
        if not state.problems:
            yield Finding("index", "good", f"{found.articles:,} articles in {path}, sound")
