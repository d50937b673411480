"""The OpenAPI document: what the routes say of themselves, and what holds for all of them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.explorer.problems import KINDS, MEDIA_TYPE, ProblemDetails
from shared.schemas.articles import ArticleSubmitted

_ABOUT = """\
Who said what, when, about whom: the index and the pipeline over HTTP.

Every error is a problem detail (RFC 9457). Lists have pages: send `next` of one answer as `cursor` for the following.
Answers carry an ETag; `If-None-Match` spares sending them again. Queries, problems and everything else are explained at
/docs, which needs nothing from elsewhere."""

_TAGS = [
    {"name": "Search", "description": "Articles, and what people said in them."},
    {"name": "Articles", "description": "One article."},
    {"name": "Entities", "description": "People, organisations, places and other names."},
    {"name": "Timeline", "description": "What happened when."},
    {"name": "Saved searches", "description": "Queries that are kept and asked of every new article."},
    {"name": "Events", "description": "News as it comes."},
    {"name": "Pipeline", "description": "From submission to index."},
    {"name": "Submitting", "description": "Taking articles in."},
]
# Problems that any path may answer with, and those of some.
_ALWAYS = (421, 422, 500)
_READING = (503,)
_BY_OPERATION = {
    "article": (404,),
    "entity": (404,),
    "articleStatus": (404,),
    "articleHistory": (404,),
    "savedSearchMatches": (404,),
    "savedSearchFeed": (404,),
    "events": (404,),
    "submitArticle": (401, 403, 408, 413, 415, 429, 503),
}


def describe(app: FastAPI, *, reading_needs_key: bool) -> dict[str, Any]:
    """The document."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary="A newsroom's copy desk over HTTP.",
        description=_ABOUT,
        routes=app.routes,
        tags=_TAGS,
        license_info={"name": "MIT", "identifier": "MIT"},
        separate_input_output_schemas=False,
    )
    schemas = document["components"]["schemas"]
    for model in (ProblemDetails, ArticleSubmitted):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}", mode="validation")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    schemas["ArticleSubmitted"]["additionalProperties"] = False
    for left_out in ("HTTPValidationError", "ValidationError"):
        schemas.pop(left_out, None)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _add_problems(operation, needs_key=reading_needs_key)
            if reading_needs_key:
                operation["security"] = [{"key": []}]
            if path == "/api/articles":
                operation["responses"]["202"]["headers"] = {
                    "Location": {"description": "Where to ask what became of it.", "schema": {"type": "string"}}
                }
    return document


def _add_problems(operation: dict[str, Any], *, needs_key: bool) -> None:
    statuses = {*_ALWAYS, *_BY_OPERATION.get(operation["operationId"], ()), *_READING}
    if needs_key:
        statuses |= {401, 403}
    for status in sorted(statuses):
        titles = [kind.title for kind in KINDS if kind.status == status]
        operation["responses"][str(status)] = {
            "description": "; ".join(titles),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
