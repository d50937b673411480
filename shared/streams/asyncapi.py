"""The AsyncAPI document: which service reads and writes which stream, and what an entry carries.

Written from the topology and not by FastStream's generator: the subscribers read raw entries (see ARCHITECTURE.md), so
the framework does not see the messages' types.
"""

from __future__ import annotations

from typing import Any

from shared.schemas.export import json_schema, schema_version
from shared.streams.topology import INGEST, STAGES, STREAMS, Stage, Stream

_ENTRY_FIELDS = (
    "A stream entry carries the message as JSON in the field `data`; beside it may stand `cid` (correlation id), "
    "`v` (schema version), `submission` (the ingest entry it began as), `article_id` and `traceparent` (W3C trace "
    "context)."
)


def asyncapi_document(version: str) -> dict[str, Any]:
    """An AsyncAPI 3.0 document of the whole pipeline; ``version`` is the release's."""
    schemas: dict[str, Any] = {}
    for stream in STREAMS:
        schemas |= _with_its_parts(stream)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Copydesk",
            "version": version,
            "description": "From messy scrapes to a searchable record of who said what, when, about whom.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "channels": {stream.name: _channel(stream) for stream in STREAMS},
        "operations": _operations(),
        "components": {
            "messages": {stream.message.__name__: _message(stream) for stream in STREAMS},
            "schemas": dict(sorted(schemas.items())),
        },
    }


def _channel(stream: Stream) -> dict[str, Any]:
    name = stream.message.__name__
    return {
        "address": stream.name,
        "description": f"Redis stream. {_ENTRY_FIELDS}",
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
    }


def _message(stream: Stream) -> dict[str, Any]:
    name = stream.message.__name__
    return {
        "name": name,
        "title": f"{name}, schema version {schema_version(stream.message)}",
        "summary": (stream.message.__doc__ or "").strip().splitlines()[0],
        "contentType": "application/json",
        "payload": {"$ref": f"#/components/schemas/{name}"},
    }


def _with_its_parts(stream: Stream) -> dict[str, Any]:
    """The message's schema and those of its parts, with references that hold inside the document."""
    schema = _moved(json_schema(stream.message))
    schema.pop("$schema")
    parts: dict[str, Any] = schema.pop("$defs", {})
    return {stream.message.__name__: schema, **parts}


def _moved(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_moved(item) for item in node]
    return node


def _operations() -> dict[str, Any]:
    operations: dict[str, Any] = {"publish.articles": _operation("send", INGEST, "Anyone publishes a scrape.")}
    for stage in STAGES:
        operations[f"{stage.name}.receive"] = _operation("receive", stage.source, _reads(stage))
        operations[f"{stage.name}.send"] = _operation("send", stage.target, f"Written by the {stage.name}.")
        for stream in stage.also:
            name = f"{stage.name}.send.{stream.name.rpartition('.')[2]}"
            operations[name] = _operation("send", stream, f"Written by the {stage.name}, where it applies.")
    return operations


def _reads(stage: Stage) -> str:
    return f"Read by the {stage.name}'s replicas, as consumer group `{stage.name}`."


def _operation(action: str, stream: Stream, summary: str) -> dict[str, Any]:
    return {"action": action, "channel": {"$ref": f"#/channels/{stream.name}"}, "summary": summary}
