"""Turns whatever a request may fail with into problem details."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from services.explorer.problems import (
    BAD_PARAMETER,
    BAD_QUERY,
    INTERNAL,
    MEDIA_TYPE,
    NO_STREAMS,
    NO_SUCH_PATH,
    WRONG_METHOD,
    Problem,
    ProblemKind,
    about_errors,
    parameter_errors,
    problem_details,
)
from services.indexer.queries import QueryError
from shared.http.request_log import REQUEST_ID
from shared.streams.connection import Unreachable


def answer_errors(app: FastAPI) -> None:
    """Handlers for every kind of error."""
    app.add_exception_handler(Problem, _answer)
    app.add_exception_handler(QueryError, _answer)
    app.add_exception_handler(Unreachable, _answer)
    app.add_exception_handler(RequestValidationError, _answer)
    app.add_exception_handler(HTTPException, _answer)
    app.add_exception_handler(Exception, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    problem = problem_of(error, request)
    # ASCII only: what was asked for may hold characters that UTF-8 does not have.
    body = json.dumps(problem_details(problem, request.url.path)).encode()
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(body, problem.kind.status, headers, MEDIA_TYPE)


def problem_of(error: Exception, request: Request) -> Problem:
    """What to say of the error."""
    match error:
        case Problem():
            return error
        case QueryError():
            place = {"query": error.query, "start": error.start, "end": error.end}
            return Problem(BAD_QUERY, error.message, place)
        case RequestValidationError():
            return about_errors(BAD_PARAMETER, parameter_errors(list(error.errors())))
        case Unreachable():
            return Problem(NO_STREAMS, str(error), headers={"Retry-After": "2"})
        case HTTPException():
            return _of_http(error)
        case _:
            known: Any = getattr(request.state, REQUEST_ID, "")
            return Problem(INTERNAL, f"the service's log says more about request {known}")


def _of_http(error: HTTPException) -> Problem:
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return Problem(NO_SUCH_PATH, "the paths are listed at /docs", headers=headers)
    if error.status_code == 405:
        return Problem(WRONG_METHOD, f"this path takes {headers.get('Allow', 'other methods')}", headers=headers)
    kind = ProblemKind("refused", error.status_code, "Refused", "")
    return Problem(kind, str(error.detail), headers=headers)
