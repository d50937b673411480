"""One log line and one count per HTTP request, whatever became of it."""

from __future__ import annotations

import json
import re
import time
import uuid
from dataclasses import dataclass
from typing import Any

import structlog

from shared import metrics

log = structlog.get_logger()

REQUEST_ID = "request_id"
"""Key of the request's id in the scope's state."""
LOGGED = "logged"
"""Key of a dict in the scope's state: what a handler puts there stands in the request's line."""

# What a proxy or client in front calls the request, if that is short and harmless in a log.
_USABLE_ID = re.compile(rb"[A-Za-z0-9._:-]{1,64}")
_UNLOGGED = frozenset({"/live", "/ready"})
_CLIENT_WENT = 499
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestLog:
    """An ASGI application around another. It also answers 500 for what the other raises."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        # Taken down now: what lies between may bring them into another shape for its routes.
        asked = _Asked(scope["method"], scope["path"], (scope.get("client") or ("",))[0])
        request_id = _request_id(scope["headers"])
        fields: dict[str, Any] = {}
        scope.setdefault("state", {}).update({REQUEST_ID: request_id, LOGGED: fields})
        answer = _Answer(send, request_id)
        try:
            await self._app(scope, receive, answer.send)
        except Exception:
            log.error("request_broke", request_id=request_id, path=asked.path, exc_info=True)
            if answer.status is None:
                await _refuse(answer.send, request_id)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            _tell(asked, route, answer, time.perf_counter() - began, fields | {REQUEST_ID: request_id})


@dataclass(frozen=True)
class _Asked:
    method: str
    path: str
    client: str


def _tell(asked: _Asked, route: str, answer: _Answer, seconds: float, fields: dict[str, Any]) -> None:
    status = answer.status or _CLIENT_WENT
    # Clients invent methods; each label would be kept for ever.
    method = asked.method if asked.method in _METHODS else "other"
    metrics.HTTP_REQUESTS.labels(method, route, str(status)).inc()
    metrics.HTTP_SECONDS.labels(route).observe(seconds)
    if asked.path in _UNLOGGED:
        return
    write = log.warning if status >= 500 else log.info
    write(
        "request_done",
        method=asked.method,
        path=asked.path,
        status=status,
        duration_ms=round(seconds * 1000, 1),
        sent_bytes=answer.sent_bytes,
        client=asked.client,
        **fields,
    )


class _Answer:
    """Watches what is sent."""

    def __init__(self, send: Any, request_id: str) -> None:
        self._send = send
        self._request_id = request_id.encode()
        self.status: int | None = None
        self.sent_bytes = 0

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), (b"x-request-id", self._request_id)]
        elif message["type"] == "http.response.body":
            self.sent_bytes += len(message.get("body", b""))
        await self._send(message)


async def _refuse(send: Any, request_id: str) -> None:
    body = json.dumps(
        {
            "type": "about:blank",
            "title": "Internal Server Error",
            "status": 500,
            "detail": f"This is a fault of the service; its log says more about request {request_id}.",
        }
    ).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _request_id(headers: Any) -> str:
    for name, value in headers:
        if name == b"x-request-id" and _USABLE_ID.fullmatch(value):
            return str(value.decode())
    return uuid.uuid4().hex
