"""From the fields that someone wrote to an article that may be published, or to a sentence saying why it may not."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from shared.schemas.articles import ArticleSubmitted


@dataclass(frozen=True)
class Submission:
    """An article to publish and where it was read."""

    article: ArticleSubmitted
    origin: str
    note: str | None = None
    """What the publisher should know of the reading, such as a guessed encoding."""


@dataclass(frozen=True)
class Unreadable:
    """A place where an article was expected and none could be read."""

    origin: str
    reason: str


@dataclass(frozen=True)
class Given:
    """What the command line says of every article."""

    always: dict[str, Any] = field(default_factory=dict)
    """Replaces what an article says of itself."""
    otherwise: dict[str, Any] = field(default_factory=dict)
    """Fills in what an article leaves out."""
    ignore_unknown: bool = False
    """Drop fields that an article does not have; otherwise they are errors, for they may be typing mistakes."""


def submission_of(fields: object, origin: str, given: Given, note: str | None = None) -> Submission | Unreadable:
    """The article with these fields."""
    if not isinstance(fields, dict):
        return Unreadable(origin, f"an article is a JSON object, not {short(fields)}")
    fields = given.otherwise | fields | given.always
    known = list(ArticleSubmitted.model_fields)
    unknown = [name for name in fields if name not in known]
    if unknown and not given.ignore_unknown:
        return Unreadable(origin, _about_unknown(unknown, known))
    try:
        return Submission(ArticleSubmitted.model_validate(fields), origin, note)
    except ValidationError as error:
        return Unreadable(origin, sentences(error))


def _about_unknown(unknown: list[str], known: list[str]) -> str:
    hints = []
    for name in unknown:
        near = difflib.get_close_matches(name, known, 1)
        hints.append(f"{short(name)} (did you mean {near[0]!r}?)" if near else short(name))
    plural = "s" if len(unknown) > 1 else ""
    return f"unknown field{plural} {', '.join(hints)}: put your own under 'metadata', or pass --ignore-unknown"


def sentences(error: ValidationError) -> str:
    """What is wrong with the fields of an article, for a person."""
    return "; ".join(_sentence(dict(problem)) for problem in error.errors())


def _sentence(problem: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "missing":
        return f"{name!r} is missing"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{name!r}: {message[:1].lower()}{message[1:]}"


def short(value: object) -> str:
    """The value as Python writes it, cut to 40 characters."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
