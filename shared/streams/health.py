"""What a service answers over HTTP: /live, /ready and /metrics."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from faststream.asgi import AsgiResponse, get
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest


def health_routes(fault: Callable[[], str | None], is_ready: Callable[[], Awaitable[bool]]) -> list[tuple[str, Any]]:
    """Routes for AsgiFastStream. ``fault`` says why the process should be restarted, or None."""

    @get
    async def live(scope: Any) -> AsgiResponse:
        """200 while the subscribers run, else 503: restart the process."""
        return _answer(fault())

    @get
    async def ready(scope: Any) -> AsgiResponse:
        """200 while Redis answers and the stage reads, else 503."""
        return _answer(None if await is_ready() else "not reading")

    @get
    async def metrics(scope: Any) -> AsgiResponse:
        """Prometheus' text format."""
        return AsgiResponse(generate_latest(), 200, {"content-type": CONTENT_TYPE_LATEST})

    return [("/live", live), ("/ready", ready), ("/metrics", metrics)]


def _answer(fault: str | None) -> AsgiResponse:
    body = json.dumps({"ok": fault is None, "fault": fault}).encode()
    return AsgiResponse(body, 200 if fault is None else 503, {"content-type": "application/json"})
