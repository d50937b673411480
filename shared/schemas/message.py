"""The base of everything that travels on a stream, and the small types its fields are made of."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Part(BaseModel):
    """A piece of a message. Frozen; unknown fields are ignored, so that newer writers can add some."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(Part):
    """A past-tense fact on one stream.

    A subclass declares ``schema_version: Literal[n] = n``. Adding an optional field keeps the version; anything else
    is a new version with an upcast (``shared.schemas.upcasts``).
    """


class Span(Part):
    """Characters ``start`` up to, not including, ``end`` of a text that the containing field names."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


def iso_time(value: Any) -> Any:
    """Bring a calendar day or an instant into ISO 8601, keeping its precision: a day stays a day.

    Raises ValueError for anything else, with a message that shows both accepted forms.
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value  # pydantic reports the wrong type
    text = value.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text).isoformat()
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
            return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError(f"{value!r} is not a date: write 2025-11-02 or 2025-11-02T14:30:00+02:00")


def article_id(value: str) -> str:
    """Check an article's identifier: 1 to 256 printable characters, no space at either end.

    Raises ValueError otherwise.
    """
    if not 1 <= len(value) <= 256 or not value.isprintable() or value != value.strip():
        raise ValueError(f"{value[:80]!r} is no article_id: 1 to 256 printable characters, no space at either end")
    return value


IsoTime = Annotated[str, BeforeValidator(iso_time)]
"""A day (``2025-11-02``) or an instant (``2025-11-02T14:30:00+00:00``); the precision is part of the value."""

ArticleId = Annotated[str, AfterValidator(article_id)]
"""The publisher's identifier, or one that ``shared.identity`` derives."""

Confidence = Annotated[float, Field(ge=0, le=1)]
"""How sure the stage is, from 0 to 1; comparable only within one ``made_by`` version."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 tag, such as ``en`` or ``pt-BR``."""
