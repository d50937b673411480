"""The indexer's settings, from COPYDESK_INDEXER_... in the environment."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field, PositiveInt
from pydantic_settings import SettingsConfigDict

from services.indexer.connections import Durability
from shared.settings import DeliverySettings, HomeSettings, ServiceSettings


def embedded_index_path() -> Path:
    return HomeSettings().index_path


class IndexerSettings(ServiceSettings):
    """Where the index is and how it is written."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_INDEXER_")

    index_path: Path = Field(
        default_factory=embedded_index_path, description="The SQLite index; in COPYDESK_HOME when absent."
    )
    durability: Durability = Field(
        "full", description="full: on disk before a message is acknowledged; normal: a power cut may lose the last."
    )
    busy_timeout: timedelta = Field(
        timedelta(seconds=10), description="Wait for another indexer's transaction; then the batch is retried."
    )
    revisions_kept: PositiveInt = Field(
        20, description="An article's latest revisions whose full text is kept; older ones keep their record only."
    )
    near_copy_share: float | None = Field(
        0.5,
        gt=0,
        le=1,
        description="An article is linked to an earlier one when so much of the shorter's text is in the other; "
        "null: copies are not looked for.",
    )
    # Only a file that cannot be written fails here, and it fails for all alike: wait some two hours for an operator.
    delivery: DeliverySettings = DeliverySettings(batch_size=128, max_attempts=120)
