"""Writes shared/schemas/json/ anew from the code: one JSON Schema per message, and the AsyncAPI document."""

from __future__ import annotations

import json
from importlib.metadata import version

from shared.schemas.export import EXPORTED, json_schemas
from shared.streams.asyncapi import asyncapi_document


def main() -> None:
    documents = json_schemas() | {"asyncapi.json": asyncapi_document(version("copydesk"))}
    for name, document in documents.items():
        (EXPORTED / name).write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
