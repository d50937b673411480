"""The cleaner's settings."""

from __future__ import annotations

from pydantic import Field, PositiveInt
from pydantic_settings import SettingsConfigDict

from services.cleaner.limits import CleanLimits
from shared.settings import ServiceSettings


class CleanerSettings(ServiceSettings):
    """What the environment may change, such as COPYDESK_CLEANER_MAX_CONTENT_BYTES."""

    model_config = SettingsConfigDict(
        env_prefix="COPYDESK_CLEANER_", env_nested_delimiter="__", frozen=True, extra="ignore"
    )

    max_content_bytes: PositiveInt = Field(4_000_000, description="Larger articles (UTF-8 bytes) are rejected.")

    @property
    def limits(self) -> CleanLimits:
        return CleanLimits(max_content_bytes=self.max_content_bytes)
