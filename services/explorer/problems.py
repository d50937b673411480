"""What can go wrong with a request, as problem details (RFC 9457). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem; `name` is the end of its type's address, where `advice` is written down."""

    name: str
    status: int
    title: str
    advice: str


KEY_NEEDED = ProblemKind("key-needed", 401, "A key is needed", "Send a key in the header X-API-Key.")
SUBMITTING_IS_OFF = ProblemKind(
    "submitting-is-off", 403, "Nobody may submit", "Give the service keys: COPYDESK_EXPLORER_API_KEYS=name:key."
)
NOT_FOUND = ProblemKind("not-found", 404, "There is no such thing", "Look for another spelling, or search.")
NO_SUCH_PATH = ProblemKind("no-such-path", 404, "There is no such path", "The paths are listed at /docs.")
WRONG_METHOD = ProblemKind("wrong-method", 405, "Not by this method", "The header Allow names those that work.")
TOO_SLOWLY = ProblemKind("too-slowly", 408, "The article did not come", "Send it at once, or mend the line.")
TOO_LARGE = ProblemKind("too-large", 413, "The article is too large", "Submit the page without what is embedded in it.")
WRONG_TYPE = ProblemKind("wrong-type", 415, "Not this kind of content", "Send JSON as application/json.")
WRONG_HOST = ProblemKind(
    "wrong-host", 421, "Not under this name", "Add the name to COPYDESK_EXPLORER_ALLOWED_HOSTS if it is yours."
)
BAD_QUERY = ProblemKind(
    "bad-query", 422, "The query cannot be read", "`start` and `end` are the place in `query`; the detail says how."
)
BAD_PARAMETER = ProblemKind("bad-parameter", 422, "A parameter is wrong", "`errors` names each one and what it takes.")
BAD_CURSOR = ProblemKind(
    "bad-cursor", 422, "The cursor does not fit", "Use `next` as it came, with the same parameters; or begin anew."
)
BAD_ARTICLE = ProblemKind("bad-article", 422, "This is no article", "`errors` names each field and what it takes.")
TOO_MANY = ProblemKind("too-many", 429, "Too many articles", "Wait as long as the header Retry-After says.")
INTERNAL = ProblemKind("internal", 500, "Something broke here", "The log says more under the request's id.")
BUSY = ProblemKind("busy", 503, "Too much at once", "Try again after what Retry-After says.")
TOO_SLOW = ProblemKind("too-slow", 503, "The question takes too long", "Ask for less: another word, a filter, a day.")
NO_INDEX = ProblemKind("no-index", 503, "The index cannot be read", "The detail says what its operator should do.")
NO_STREAMS = ProblemKind("no-streams", 503, "The pipeline cannot be reached", "Try again; its operator should look.")
NOT_TAKEN = ProblemKind(
    "not-taken",
    503,
    "The article could not be handed over",
    "Send it again: one that arrives twice is kept once.",
)

KINDS = (
    KEY_NEEDED, SUBMITTING_IS_OFF, NOT_FOUND, NO_SUCH_PATH, WRONG_METHOD, TOO_SLOWLY, TOO_LARGE, WRONG_TYPE, WRONG_HOST,
    BAD_QUERY, BAD_PARAMETER, BAD_CURSOR, BAD_ARTICLE, TOO_MANY, INTERNAL, BUSY, TOO_SLOW, NO_INDEX, NO_STREAMS,
    NOT_TAKEN,
)  # fmt: skip


@dataclass(eq=False)
class Problem(Exception):
    """Raised by whoever cannot go on with a request."""

    kind: ProblemKind
    detail: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class ParameterError(BaseModel):
    """What is wrong with one parameter or field."""

    model_config = ConfigDict(extra="forbid")

    where: str = Field(description="Its name, dotted where it lies inside another.")
    message: str


class ProblemDetails(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    type: str = Field(description="What kind of problem; an address with advice.", examples=["/docs#problem-bad-query"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    query: str | None = Field(None, description="The query that cannot be read.")
    start: int | None = Field(None, description="First character of the query that is wrong.")
    end: int | None = Field(None, description="The character after the last that is wrong.")
    errors: list[ParameterError] | None = None


def problem_details(problem: Problem, path: str) -> dict[str, Any]:
    """The problem as it is sent."""
    return {
        "type": f"/docs#problem-{problem.kind.name}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        "instance": path,
        **problem.more,
    }


def about_errors(kind: ProblemKind, errors: list[ParameterError]) -> Problem:
    """One problem of several wrong parameters or fields."""
    detail = "; ".join(f"{error.where}: {error.message}" if error.where else error.message for error in errors)
    return Problem(kind, detail, {"errors": [error.model_dump() for error in errors]})


def parameter_errors(found: list[Any]) -> list[ParameterError]:
    """Pydantic's errors for a person."""
    return [ParameterError(where=_where(error["loc"]), message=_message(error)) for error in found]


def _where(place: tuple[Any, ...]) -> str:
    parts = place[1:] if place and place[0] in ("query", "path", "header", "body") else place
    return ".".join(str(part) for part in parts)


def _message(error: Any) -> str:
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        return "there is none of this name"
    message = re.sub("^(Value error, |Input )", "", str(error["msg"]))
    return message[:1].lower() + message[1:]
