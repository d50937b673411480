"""The API's reference as one HTML page that needs nothing from anywhere else. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from services.explorer.problems import KINDS
from services.indexer.queries import FILTERS

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --quiet: #777; --box: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
h3 { margin: 2rem 0 .3rem; font-size: 1rem; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; background: var(--box); border-radius: 4px; padding: .1em .3em; }
pre { padding: .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; } td:first-child { white-space: nowrap; } .quiet { color: var(--quiet); }
nav a { margin-right: .8rem; }
"""

_LANGUAGE = (
    ("putin budapest", "both words, anywhere in the article"),
    ('"no need" OR "wasted meeting"', "one phrase or the other; OR binds closer than the space"),
    ("sanction* -gold", "words that begin so, without another"),
    ('speaker:Peskov said:"no need"', "in one quotation"),
    ('person:"Dmitry Peskov" after:2025-10-20', "mentioned, from that day on"),
    ("https://example.org/story", "the article with this address"),
)


def reference_page(document: dict[str, Any]) -> str:
    """The page for an OpenAPI document whose operations all have ids, summaries and tags."""
    tags = [tag["name"] for tag in document["tags"]]
    parts = [
        f"<h1>{escape(document['info']['title'])}</h1>",
        f"<p class=quiet>HTTP API, version {escape(document['info']['version'])}. "
        "For programs: <a href=openapi.json>openapi.json</a> (OpenAPI).</p>",
        *(f"<p>{_inline(text)}</p>" for text in document["info"]["description"].split("\n\n")),
        "<nav>" + "".join(f"<a href='#{_anchor(tag)}'>{escape(tag)}</a>" for tag in tags),
        "<a href='#queries'>Queries</a><a href='#problems'>Problems</a></nav>",
    ]
    for tag in document["tags"]:
        parts.append(f"<h2 id='{_anchor(tag['name'])}'>{escape(tag['name'])}</h2><p>{_inline(tag['description'])}</p>")
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if tag["name"] in operation["tags"]:
                    parts += _operation(document, path, method, operation)
    parts += [*_queries(), *_problems()]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(document['info']['title'])}</title><style>{_STYLE}</style>{''.join(parts)}</html>"
    )


def _operation(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h3 id='{escape(operation['operationId'])}'><code>{method.upper()} {escape(path)}</code></h3>"
    yield f"<p><b>{_inline(operation['summary'])}.</b> {_inline(operation.get('description', ''))}</p>"
    rows = [
        (parameter["name"], _type(parameter["schema"], required=parameter.get("required", False)), parameter)
        for parameter in operation.get("parameters", ())
    ]
    if body := operation.get("requestBody"):
        schema = document["components"]["schemas"][_name(body["content"]["application/json"]["schema"]["$ref"])]
        needed = schema.get("required", ())
        rows += [(name, _type(one, required=name in needed), one) for name, one in schema["properties"].items()]
    if rows:
        yield "<table>"
        for name, kind, one in rows:
            yield f"<tr><td><code>{escape(name)}</code><td class=quiet>{escape(kind)}"
            yield f"<td>{_inline(one.get('description', ''))}"
        yield "</table>"
    for status, response in operation["responses"].items():
        if status < "3":
            yield from _answer(status, response)
    others = [status for status in operation["responses"] if status >= "3"]
    yield f"<p class=quiet>Problems: {', '.join(others)}. <code>{escape(_example(path, method))}</code></p>"


def _answer(status: str, response: dict[str, Any]) -> Iterator[str]:
    for media_type, content in response.get("content", {}).items():
        name = _name(content.get("schema", {}).get("$ref", ""))
        of = f" ({escape(name)} in openapi.json)" if name else ""
        yield f"<p class=quiet>{escape(status)}: <code>{escape(media_type)}</code>{of}</p>"
        if example := content.get("example"):
            yield f"<pre>{escape(example)}</pre>"


def _example(path: str, method: str) -> str:
    if method == "post":
        body = json.dumps({"content": "..."})
        return f"curl -H 'X-API-Key: ...' -H 'Content-Type: application/json' -d '{body}' http://127.0.0.1:8400{path}"
    return f"curl {'-N ' if path.endswith('events') else ''}http://127.0.0.1:8400{path}"


def _queries() -> Iterator[str]:
    yield "<h2 id=queries>Queries</h2><p>What <code>q</code> takes.</p><table>"
    for query, meaning in _LANGUAGE:
        yield f"<tr><td><code>{escape(query)}</code><td>{escape(meaning)}"
    yield "</table><p>Filters: "
    yield " ".join(f"<code>{escape(example)}</code>" for example in FILTERS.values())
    yield "</p><p><code>after:</code> includes its day, <code>before:</code> does not; months and years will do.</p>"


def _problems() -> Iterator[str]:
    yield "<h2 id=problems>Problems</h2><table>"
    for kind in KINDS:
        yield f"<tr id='problem-{kind.name}'><td><code>{kind.name}</code><td>{kind.status}"
        yield f"<td>{escape(kind.title)}. {_inline(kind.advice)}"
    yield "</table>"


def _type(schema: dict[str, Any], *, required: bool) -> str:
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    one = options[0]
    kind = " | ".join(one["enum"]) if "enum" in one else str(one.get("type", _name(one.get("$ref", ""))))
    if kind == "array":
        kind = f"{_type(one['items'], required=False)}, repeatable"
    bounds = [f"{sign} {one[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in one]
    if "maxLength" in one:
        bounds.append(f"≤ {one['maxLength']} characters")
    default = schema.get("default")
    if isinstance(default, list):
        default = ", ".join(default)
    notes = [*bounds, *([f"default {default}"] if default not in (None, "") else []), *(["required"] * required)]
    return ", ".join([kind, *notes])


def _anchor(tag: str) -> str:
    return escape(tag.lower().replace(" ", "-"))


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _inline(text: str) -> str:
    """Code in backticks; addresses of this page's parts become links."""
    safe = re.sub("`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"/docs(#[a-z-]+)", r"<a href='\1'>\1</a>", safe)
