"""What holds for every request: the host's name, HEAD, article ids in paths, entity tags, headers for browsers."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from services.explorer.problems import MEDIA_TYPE, WRONG_HOST, Problem, problem_details

# Paths that hold an id or a name.
_NAMED = (b"/api/articles/", b"/api/entities/", b"/api/saved-searches/")
_TAGGED = (b"application/json", b"application/atom+xml")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
)


class Manners:
    """An ASGI application around the API."""

    def __init__(self, app: Any, allowed_hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in allowed_hosts)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        polite = _with_headers(send)
        if "*" not in self._hosts and (host := _host(scope)) not in self._hosts:
            await _refuse(scope, polite, host)
            return
        raw = scope.get("raw_path") or b""
        if raw.startswith(_NAMED):
            # Undecoded, so that a %2F of an id stays apart from the slash before /status; the route decodes it.
            scope["path"] = raw.decode("ascii", "replace")
        if scope["method"] == "HEAD":
            # In place: who logs the request has taken down its method, and looks for the route here.
            scope["method"] = "GET"
            head = _Head(polite)
            await self._app(scope, head.receive, head.send)
            await head.end()
            return
        await self._app(scope, receive, polite)


def _host(scope: Any) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


async def _refuse(scope: Any, send: Any, host: str) -> None:
    problem = Problem(WRONG_HOST, f"this service does not answer as {host!r}")
    body = json.dumps(problem_details(problem, scope["path"])).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": problem.kind.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _with_headers(send: Any) -> Any:
    async def polite(message: Any) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_HEADERS]
        await send(message)

    return polite


class _Head:
    """Takes the body away from an answer. One that would never end hears that its client is gone."""

    def __init__(self, send: Any) -> None:
        self._send = send
        self._was_asked = False
        self._is_open = False
        self._streams = asyncio.Event()

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._is_open = True
            await self._send(message)
            kind = next((value for name, value in message["headers"] if name == b"content-type"), b"")
            if kind.startswith(b"text/event-stream"):
                self._streams.set()
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            await self.end()

    async def receive(self) -> Any:
        if not self._was_asked:
            self._was_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._streams.wait()
        return {"type": "http.disconnect"}

    async def end(self) -> None:
        """Close the answer, if that was not done yet."""
        if self._is_open:
            self._is_open = False
            await self._send({"type": "http.response.body", "body": b""})


class EntityTags:
    """Gives every answer but events and pages a tag of its content, and says 304 to whoever has it already."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        known = b",".join(value for name, value in scope["headers"] if name == b"if-none-match")
        await self._app(scope, receive, _tagging(send, {tag.strip() for tag in known.split(b",")}))


def _tagging(send: Any, known: set[bytes]) -> Any:
    start: Any = None

    async def tagged(message: Any) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and _is_taggable(message):
            start = message
            return
        if start is not None and message["type"] == "http.response.body":
            opening, start = start, None
            if not message.get("more_body"):
                tag = b'W/"' + hashlib.blake2b(message.get("body", b""), digest_size=12).hexdigest().encode() + b'"'
                # no-cache: may be kept, but is to be asked for each time.
                opening["headers"] = [*opening["headers"], (b"etag", tag), (b"cache-control", b"private, no-cache")]
                if tag in known:
                    opening["status"] = 304
                    lost = (b"content-length", b"content-type")
                    opening["headers"] = [header for header in opening["headers"] if header[0] not in lost]
                    message = {**message, "body": b""}
            await send(opening)
        await send(message)

    return tagged


def _is_taggable(message: Any) -> bool:
    headers = dict(message["headers"])
    is_whole = headers.get(b"content-type", b"").startswith(_TAGGED)
    return message["status"] == 200 and is_whole and headers.get(b"cache-control") != b"no-store"
