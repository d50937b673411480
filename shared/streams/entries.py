"""The wire format: what a stream entry's fields mean, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import orjson
from faststream.redis import BinaryMessageFormatV1

from shared.schemas.message import Message
from shared.schemas.upcasts import current_version

DATA = b"data"
FASTSTREAM_DATA = b"__data__"
CORRELATION_ID = b"cid"
VERSION = b"v"
TRACE_PARENT = b"traceparent"
SUBMISSION = b"submission"
ARTICLE_ID = b"article_id"
ATTEMPT = b"attempt"
ARRIVAL = b"arrival"

_ENVELOPE = frozenset({CORRELATION_ID, VERSION, TRACE_PARENT, SUBMISSION, ATTEMPT, ARRIVAL})
_BINARY_HEADER = BinaryMessageFormatV1.IDENTITY_HEADER

Fields = Mapping[bytes, bytes]


class Entry(NamedTuple):
    """One entry of a stage's source stream."""

    stream: str
    """Its stream's name, without the prefix."""
    entry_id: str
    fields: Fields
    """As they arrived: what goes to the waiting room or to the dead letters."""
    payload: bytes
    """The message's JSON, or what stands in its place."""
    correlation_id: str
    submission: str
    arrival: str
    attempt: int
    version: int | None
    article_id: str | None


def open_entry(stream: str, entry_id: bytes, fields: Fields) -> Entry:
    """Never raises: a bad entry has a bad payload, which is found out when it is read, for this entry alone.

    Understood are our own ``data`` field, FastStream's ``__data__``, and a message's fields laid flat by XADD.
    """
    own_id = entry_id.decode()
    headers: Mapping[str, str] = {}
    payload = fields.get(DATA)
    if payload is None:
        payload = fields.get(FASTSTREAM_DATA)
        if payload is None:
            payload = _from_flat(fields)
        elif payload.startswith(_BINARY_HEADER):
            payload, headers = BinaryMessageFormatV1.parse(payload)
    return Entry(
        stream,
        own_id,
        fields,
        payload,
        _text(fields, CORRELATION_ID) or headers.get("correlation_id") or f"{stream}/{own_id}",
        _text(fields, SUBMISSION) or own_id,
        _text(fields, ARRIVAL) or own_id,
        max(1, _number(fields, ATTEMPT) or 1),
        _number(fields, VERSION),
        _text(fields, ARTICLE_ID),
    )


def message_fields(
    message: Message,
    *,
    correlation_id: str | None = None,
    submission: str | None = None,
    article_id: str | None = None,
    trace_parent: bytes | None = None,
) -> list[bytes | str]:
    """The flat list of names and values for XADD. Raises ValueError if the message holds text that is not Unicode."""
    fields: list[bytes | str] = [DATA, message.model_dump_json(exclude_none=True).encode()]
    fields += (VERSION, str(current_version(type(message))))
    if correlation_id is not None:
        fields += (CORRELATION_ID, correlation_id)
    if submission is not None:
        fields += (SUBMISSION, submission)
    if article_id is not None:
        fields += (ARTICLE_ID, article_id)
    if trace_parent is not None:
        fields += (TRACE_PARENT, trace_parent)
    return fields


def waiting_fields(entry: Entry, next_attempt: int) -> list[bytes | str]:
    """The entry's own fields and what must not change when it comes back under another entry id."""
    kept = {
        **entry.fields,
        CORRELATION_ID: entry.correlation_id.encode(),
        SUBMISSION: entry.submission.encode(),
        ARRIVAL: entry.arrival.encode(),
        ATTEMPT: str(next_attempt).encode(),
    }
    return [part for pair in kept.items() for part in pair]


def _from_flat(fields: Fields) -> bytes:
    """JSON of the fields; where one is not UTF-8, that field itself, so that reading it says so."""
    message = {}
    for name, value in fields.items():
        if name in _ENVELOPE:
            continue
        try:
            message[name.decode()] = value.decode()
        except UnicodeDecodeError:
            return name if _is_broken(name) else value
    return orjson.dumps(message)


def _is_broken(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return True
    return False


def _text(fields: Fields, name: bytes) -> str | None:
    value = fields.get(name)
    return value.decode("utf-8", "replace") if value else None


def _number(fields: Fields, name: bytes) -> int | None:
    try:
        return int(fields[name])
    except (KeyError, ValueError):
        return None
