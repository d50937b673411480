"""Settings that every service has. The defaults run the embedded mode; production overrides them by environment."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

# A unix socket's path has at most 107 bytes on Linux and 103 on macOS (sun_path in sys/un.h).
_LONGEST_SOCKET_PATH = 103


class HomeSettings(BaseSettings):
    """Where the embedded mode keeps its files."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_", frozen=True, extra="ignore")

    home: Path = Field(Path(".copydesk"), description="Folder for the embedded Redis, the index and the logs.")

    @property
    def index_path(self) -> Path:
        return self.home.resolve() / "index.sqlite"

    @property
    def redis_folder(self) -> Path:
        return self.home.resolve() / "redis"

    @property
    def socket_path(self) -> Path:
        """The embedded Redis' unix socket: in the home, or in the temporary folder where that path is too long."""
        path = self.home.resolve() / "redis.sock"
        if len(bytes(path)) <= _LONGEST_SOCKET_PATH:
            return path
        digest = hashlib.blake2b(bytes(path), digest_size=8).hexdigest()
        return Path(tempfile.gettempdir()) / f"copydesk-{digest}.sock"


def embedded_redis_url() -> SecretStr:
    return SecretStr(f"unix://{HomeSettings().socket_path}")


class RedisSettings(BaseSettings):
    """Where the streams are."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_REDIS_", frozen=True, extra="ignore")

    url: SecretStr = Field(
        default_factory=embedded_redis_url,
        description="redis://, rediss:// or unix:// address, with user and password if needed; "
        "the embedded Redis of COPYDESK_HOME when absent.",
    )
    prefix: str = Field("", description="Put before every key; on Redis Cluster it must hold a hash tag: {copydesk}.")


class PublishSettings(BaseSettings):
    """How publishers treat the pipeline."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_PUBLISH_", frozen=True, extra="ignore")

    at_once: PositiveInt = Field(1000, description="Most articles sent before waiting for their confirmation.")
    max_backlog: PositiveInt = Field(100_000, description="Articles waiting to be cleaned above which to wait.")


class DeliverySettings(BaseModel):
    """How a stage reads, retries and gives up. Set per stage, such as COPYDESK_EXTRACTOR_DELIVERY__BATCH_SIZE."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_size: PositiveInt = Field(64, description="Messages read and handled together.")
    batch_bytes: PositiveInt = Field(
        8_000_000, description="Bytes of messages handled together; fewer are read at once while they are large."
    )
    max_attempts: PositiveInt = Field(5, description="Failed tries after which a message goes to the dead letters.")
    max_deliveries: PositiveInt = Field(
        4, description="Deliveries without any outcome (the process died) after which it goes to the dead letters."
    )
    first_delay: timedelta = Field(timedelta(seconds=0.5), description="Wait before the second try; doubles each time.")
    longest_delay: timedelta = Field(timedelta(minutes=1), description="Longest wait between two tries.")
    claim_after: timedelta = Field(
        timedelta(seconds=30), description="A message held this long by a silent replica is taken over by another."
    )
    high_water: PositiveInt = Field(5000, description="Messages waiting at the next stage above which this one pauses.")
    handling_limit: timedelta = Field(
        timedelta(minutes=5),
        description="A batch that takes longer counts as hung: the process ends.",
    )
    shutdown_grace: timedelta = Field(
        timedelta(seconds=20), description="How long a stopping service may take to finish its current batch."
    )


class KeepSettings(BaseSettings):
    """What stays in Redis when it is settled."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_KEEP_", frozen=True, extra="ignore")

    events: PositiveInt = Field(
        100_000, description="Newest entries kept on each stream for outsiders: articles.indexed, .matched, .notified."
    )
    dead_letters: PositiveInt | None = Field(
        None, description="Newest dead letters kept; all when absent. The indexer drops the others and logs how many."
    )


class HealthSettings(BaseModel):
    """Where the service answers /live, /ready and /metrics."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int | None = Field(None, ge=0, le=65535, description="Port to listen on; none when absent.")


class LogSettings(BaseSettings):
    """How a service logs."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_LOG_", frozen=True, extra="ignore")

    level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is written.")
    format: Literal["auto", "json", "console"] = Field("auto", description="auto: console on a terminal, else JSON.")


class ServiceSettings(BaseSettings):
    """The settings that every service has; a service's own class sets the prefix and adds its fields."""

    model_config = SettingsConfigDict(
        env_nested_delimiter="__",
        # A service's own defaults hold for what is not set, though something beside it is. They must be a default that
        # is an object, and not a factory: pydantic-settings looks at no factory's.
        nested_model_default_partial_update=True,
        frozen=True,
        extra="ignore",
    )

    redis: RedisSettings = Field(default_factory=RedisSettings)
    logs: LogSettings = Field(default_factory=LogSettings)
    delivery: DeliverySettings = DeliverySettings()
    keep: KeepSettings = Field(default_factory=KeepSettings)
    health: HealthSettings = Field(default_factory=HealthSettings)
