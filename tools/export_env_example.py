"""Prints .env.example: every setting with its description and default, read off the settings classes.

make env-example, or: python tools/export_env_example.py > .env.example
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from services.cleaner.settings import CleanerSettings
from services.explorer.settings import ExplorerSettings
from services.extractor.settings import ExtractorSettings
from services.indexer.settings import IndexerSettings
from services.notifier.settings import NotifierSettings
from shared.settings import HomeSettings, KeepSettings, LogSettings, PublishSettings, RedisSettings, ServiceSettings

WIDTH = 100

HEAD = """\
# Every setting, with its default. Copy this file to .env and take the # off what you change.
# `docker compose` reads .env by itself. The copydesk command reads the environment only: set -a; . ./.env; set +a
# Times are ISO 8601 durations: PT30S, PT5M.

## docker compose only

# Redis' users. The defaults are the same word for all and no secret; letters, digits and . _ ~ - only.
#COPYDESK_PUBLISHER_PASSWORD=development-only
#COPYDESK_OPERATOR_PASSWORD=development-only
#COPYDESK_CLEANER_PASSWORD=development-only
#COPYDESK_EXTRACTOR_PASSWORD=development-only
#COPYDESK_INDEXER_PASSWORD=development-only
#COPYDESK_EXPLORER_PASSWORD=development-only
#COPYDESK_NOTIFIER_PASSWORD=development-only

# Port of this machine, on 127.0.0.1, where publishers reach Redis.
#COPYDESK_REDIS_PORT=6380

# Port of this machine, on 127.0.0.1, where the HTTP API is.
#COPYDESK_HTTP_PORT=8400
"""

SHARED = (
    ("Redis", RedisSettings),
    ("Logs", LogSettings),
    ("Publishing", PublishSettings),
    ("What stays in Redis", KeepSettings),
    ("Without docker compose", HomeSettings),
)
SERVICES = (
    ("The cleaner", CleanerSettings),
    ("The extractor", ExtractorSettings),
    ("The indexer", IndexerSettings),
    ("The notifier", NotifierSettings),
)


def env_example() -> str:
    parts = [HEAD]
    parts += [f"## {title}\n\n{_section(settings, ())}" for title, settings in SHARED]
    for title, settings in SERVICES:
        own = [name for name in settings.model_fields if name not in ServiceSettings.model_fields]
        parts.append(f"## {title}\n\n" + _section(settings, [*own, "delivery", "health"]))
    own = [name for name in ExplorerSettings.model_fields if name not in ("redis", "logs", "publishing", "health")]
    parts.append("## The explorer\n\n" + _section(ExplorerSettings, [*own, "health"]))
    return "\n".join(parts)


def _section(settings: type[BaseSettings], names: Iterable[str]) -> str:
    prefix = settings.model_config.get("env_prefix", "")
    lines = _lines(settings, prefix, names or settings.model_fields)
    return "\n".join(lines)


def _lines(model: type[BaseModel], prefix: str, names: Iterable[str], values: BaseModel | None = None) -> Iterator[str]:
    for name in names:
        field = model.model_fields[name]
        value = getattr(values, name) if values is not None else field.default
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            nested = field.annotation
            yield from _lines(nested, f"{prefix}{name.upper()}__", nested.model_fields, _made(field))
            continue
        yield from textwrap.wrap(field.description or "", WIDTH, initial_indent="# ", subsequent_indent="# ")
        yield f"#{prefix}{name.upper()}={_shown(value)}\n"


def _made(field: FieldInfo) -> Any:
    """The defaults of a nested model, which may differ from service to service."""
    return field.get_default(call_default_factory=True)


def _shown(value: Any) -> str:
    if value is None or value is PydanticUndefined:
        return ""  # the latter follows from another setting
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        return f"PT{seconds / 60:g}M" if seconds >= 60 and seconds % 60 == 0 else f"PT{seconds:g}S"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value)


if __name__ == "__main__":
    print(env_example(), end="")
