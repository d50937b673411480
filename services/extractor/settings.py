"""The extractor's settings."""

from __future__ import annotations

from pydantic import Field, PositiveInt
from pydantic_settings import SettingsConfigDict

from shared.settings import ServiceSettings


class ExtractorSettings(ServiceSettings):
    """What the environment may change, such as COPYDESK_EXTRACTOR_LANGUAGE_MODEL."""

    model_config = SettingsConfigDict(
        env_prefix="COPYDESK_EXTRACTOR_", env_nested_delimiter="__", frozen=True, extra="ignore"
    )

    language_model: str | None = Field(
        None, description="Installed English spaCy pipeline, or the path of one; the best that is there when absent."
    )
    other_language_models: dict[str, str] = Field(
        default_factory=dict,
        description='Pipelines for articles in other languages, as JSON: {"de": "de_core_news_md"}; they find names.',
    )
    parse_batch_size: PositiveInt = Field(32, description="Texts that the pipeline reads together.")
    max_body_characters: PositiveInt = Field(
        500_000, description="Of a longer body only the paragraphs up to here are extracted from, and a note says so."
    )
