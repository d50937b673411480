"""Reading a message, whichever version of its schema it was written in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import ValidationError

from shared.schemas.message import Message

Fields: TypeAlias = dict[str, Any]
Upcast: TypeAlias = Callable[[Fields], Fields]
"""From the fields of one version to those of the next. Pure; it need not touch ``schema_version``."""

UPCASTS: Mapping[tuple[type[Message], int], Upcast] = MappingProxyType({})
"""(message, version): how to bring that version's fields to the next one. Every version below the current has one."""

M = TypeVar("M", bound=Message)

_SHOWN_FIELDS = 8
_SHOWN_PROBLEMS = 3


class Unreadable(ValueError):
    """The bytes are no such message; the argument tells a person why and what to do."""


def read_message(
    kind: type[M],
    payload: bytes,
    *,
    reader: str,
    declared: int | None = None,
    upcasts: Mapping[tuple[type[Message], int], Upcast] | None = None,
) -> M:
    """The message in ``payload`` (JSON), brought to the current version of its schema.

    ``declared`` is the version that the writer stated beside the JSON, ``reader`` the service that an error names.
    A message that states no version was written by hand, and is taken for version 1. Raises Unreadable.
    """
    upcasts = UPCASTS if upcasts is None else upcasts
    current = current_version(kind)
    states_version = declared is not None or b'"schema_version"' in payload
    if current == 1 or states_version:
        try:
            if declared in (None, current):
                return kind.model_validate_json(payload)
        except ValidationError:
            pass  # another version, or no such message: found out below, where speed does not matter
    fields = _object(payload)
    version = _version(fields, declared)
    if version > current:
        raise Unreadable(
            f"written by a newer release: schema version {version}, this {reader} reads up to {current}; "
            "upgrade it and replay"
        )
    for step in range(version, current):
        if (upcast := upcasts.get((kind, step))) is None:
            raise Unreadable(f"schema version {step} of {kind.__name__} is no longer read; publish the article again")
        fields = upcast(fields)
    try:
        return kind.model_validate(fields | {"schema_version": current})
    except ValidationError as error:
        raise Unreadable(_problems(error, fields)) from None


@cache
def current_version(kind: type[Message]) -> int:
    """The version that the class declares by ``schema_version: Literal[n] = n``."""
    (version,) = get_args(kind.model_fields["schema_version"].annotation)
    return int(version)


def _object(payload: bytes) -> Fields:
    try:
        text = payload.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"not UTF-8: byte 0x{payload[error.start]:02x} at position {error.start}; publish the text as UTF-8"
        ) from None
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise Unreadable(f"a JSON object was expected, not {_kind_of(fields)}")
    return {name: _whole_characters(value) for name, value in fields.items()}


def _whole_characters(value: Any) -> Any:
    """Half a surrogate pair, which a cut-off text in JSON may hold, becomes U+FFFD: no UTF-8 can carry it."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _whole_characters(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_whole_characters(one) for one in value]
    return value


def _version(fields: Fields, declared: int | None) -> int:
    version = fields.get("schema_version", declared if declared is not None else 1)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Unreadable(f"schema_version must be a whole number from 1, not {version!r}"[:200])
    return version


def _kind_of(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _problems(error: ValidationError, fields: Fields) -> str:
    """What is wrong with which field; never the fields' contents, which may be a whole article."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    missing = [_place(one["loc"]) for one in problems if one["type"] == "missing"]
    said = []
    if missing:
        found = sorted(fields)[:_SHOWN_FIELDS] + (["..."] if len(fields) > _SHOWN_FIELDS else [])
        said.append(f"{', '.join(missing)} is missing; found: {', '.join(found)[:300] or 'nothing'}")
    said += [f"{_place(one['loc'])}: {one['msg']}" for one in problems if one["type"] != "missing"][:_SHOWN_PROBLEMS]
    return "; ".join(said)


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location)
