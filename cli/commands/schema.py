"""`copydesk schema export`: the messages' contracts for publishers and readers in any language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.consoles import say, write_json
from cli.failures import ExitCode, Failure
from cli.options import PURE

schema = typer.Typer(help="The messages' JSON Schemas and the AsyncAPI document.", no_args_is_help=True)


@schema.callback()
def _group() -> None:
    """A callback keeps `export` a command of its own though it is the only one."""


@schema.command(epilog="Example: copydesk schema export ArticleSubmitted")
def export(
    name: Annotated[str | None, typer.Argument(help="Only this one, such as ArticleSubmitted or asyncapi.")] = None,
    folder: Annotated[Path | None, typer.Option("--to", help="Write files into this folder instead.")] = None,
) -> None:
    """Print the JSON Schema of each message and the AsyncAPI document, as one JSON object by file name."""
    documents = _documents()
    if name is not None:
        chosen = {file: document for file, document in documents.items() if file.split(".")[0] == name}
        if not chosen:
            known = ", ".join(file.split(".")[0] for file in documents)
            raise Failure(f"there is no schema {name!r}; there are {known}", ExitCode.USAGE)
        documents = chosen
    if folder is None:
        write_json(next(iter(documents.values())) if name else documents)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for file, document in documents.items():
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"  # indented: a change reads as one
        (folder / file).write_text(text, encoding="utf-8")
        say(f"wrote {folder / file}")


def _documents() -> dict[str, dict[str, Any]]:
    from importlib.metadata import version

    from shared.schemas.export import json_schemas
    from shared.streams.asyncapi import asyncapi_document

    return json_schemas() | {"asyncapi.json": asyncapi_document(version("copydesk"))}


def register(app: typer.Typer) -> None:
    app.add_typer(schema, name="schema", rich_help_panel=PURE)
