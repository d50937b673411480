"""The messages' JSON Schemas, for publishers and readers in any language; `json/` holds the exported files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleIndexed, ArticleSubmitted
from shared.schemas.dead_letter import DeadLetter
from shared.schemas.matches import ArticleMatched, MatchNotified
from shared.schemas.message import Message

MESSAGES: tuple[type[Message], ...] = (
    ArticleSubmitted, ArticleCleaned, ArticleExtracted, ArticleIndexed, ArticleMatched, MatchNotified, DeadLetter,
)  # fmt: skip
EXPORTED = Path(__file__).with_name("json")


def json_schemas() -> dict[str, dict[str, Any]]:
    """File name, such as ``ArticleCleaned.v1.json``, to JSON Schema (draft 2020-12) of every message."""
    return {f"{message.__name__}.v{schema_version(message)}.json": json_schema(message) for message in MESSAGES}


def json_schema(message: type[Message]) -> dict[str, Any]:
    schema = message.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_version(message: type[Message]) -> int:
    """The version that this release writes."""
    version: int = message.model_fields["schema_version"].default
    return version
