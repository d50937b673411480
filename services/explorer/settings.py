"""The explorer's settings, from COPYDESK_EXPLORER_... in the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.settings import HealthSettings, HomeSettings, LogSettings, PublishSettings, RedisSettings

_SHORTEST_KEY = 16


def embedded_index_path() -> Path:
    return HomeSettings().index_path


def _listed(value: Any) -> Any:
    """A comma-separated list, as people write it in an environment."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _named_keys(value: Any) -> Any:
    """``wire:secret,desk:other-secret``: who may submit, and by which key."""
    if not isinstance(value, str):
        return value
    keys = {}
    for part in _listed(value):
        name, colon, key = part.partition(":")
        if not colon or not name.strip():
            raise ValueError("write name:key, and a comma between several: the name is what the log shows")
        keys[name.strip()] = key.strip()
    return keys


def _long_enough(keys: dict[str, SecretStr]) -> dict[str, SecretStr]:
    for name, key in keys.items():
        if len(key.get_secret_value()) < _SHORTEST_KEY:
            raise ValueError(f"the key of {name!r} has fewer than {_SHORTEST_KEY} characters")
    return keys


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
NamedKeys = Annotated[dict[str, SecretStr], NoDecode, BeforeValidator(_named_keys), AfterValidator(_long_enough)]


class ExplorerSettings(BaseSettings):
    """Where the API is, who may do what, and how much."""

    model_config = SettingsConfigDict(
        env_prefix="COPYDESK_EXPLORER_",
        env_nested_delimiter="__",
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        hide_input_in_errors=True,  # they may hold keys
    )

    redis: RedisSettings = Field(default_factory=RedisSettings)
    logs: LogSettings = Field(default_factory=LogSettings)
    publishing: PublishSettings = Field(default_factory=PublishSettings)
    health: HealthSettings = Field(default_factory=HealthSettings)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8400, ge=0, le=65535, description="Port to listen on; 0: any free one, which the log names.")
    allowed_hosts: Listed = Field(
        ("localhost", "127.0.0.1", "[::1]"),
        description="Names, without port, by which the API may be addressed, a comma between them; * for any. "
        "Keeps web pages from reading it under a name of their own.",
    )
    allowed_origins: Listed = Field(
        (), description="Web pages of these origins, such as https://desk.example, may use the API; * for any."
    )
    index_path: Path = Field(
        default_factory=embedded_index_path,
        validation_alias=AliasChoices("COPYDESK_EXPLORER_INDEX_PATH", "COPYDESK_INDEXER_INDEX_PATH"),
        description="The SQLite index, read only; the indexer's when absent.",
    )
    api_keys: NamedKeys = Field(
        default_factory=dict,
        description="Who may submit articles: name:key, a comma between several, keys of 16 characters and more. "
        "Nobody when absent.",
    )
    reading_needs_key: bool = Field(False, description="Whether everything, not only submitting, needs a key.")
    readers: PositiveInt = Field(4, description="Questions to the index that are answered at the same time.")
    most_waiting: PositiveInt = Field(64, description="Questions that wait for their turn; more are refused (503).")
    question_limit: timedelta = Field(timedelta(seconds=5), description="A question that takes longer is broken off.")
    submission_limit: timedelta = Field(
        timedelta(seconds=10), description="How long to wait for Redis to confirm a submitted article."
    )
    most_submission_bytes: PositiveInt = Field(8_000_000, description="A larger submission is refused (413).")
    submissions_per_minute: PositiveInt = Field(600, description="For each key; more are refused (429).")
    most_event_clients: PositiveInt = Field(100, description="Listeners to the event stream; more are refused (503).")
    heartbeat: timedelta = Field(timedelta(seconds=15), description="A silent event stream gives a sign so often.")
    shutdown_grace: timedelta = Field(timedelta(seconds=5), description="How long requests may take when it stops.")
