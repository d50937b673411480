"""The port where an HTTP service answers /live, /ready and /metrics, as the stages do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shared.streams.health import health_routes


def health_app(fault: Callable[[], str | None], is_ready: Callable[[], Awaitable[bool]]) -> Any:
    """An ASGI application of the three routes. ``fault`` says why the process should be restarted, or None."""
    routes = dict(health_routes(fault, is_ready))

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if (route := routes.get(scope["path"])) is not None:
            await route(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    return app
