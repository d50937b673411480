"""Who may read and who may submit."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader

from services.explorer.explorer import Here

_HEADER = APIKeyHeader(name="X-API-Key", scheme_name="key", auto_error=False)


def reader_allowed(request: Request, here: Here) -> None:
    """Raises Problem when reading needs a key and none that is known came."""
    if here.settings.reading_needs_key:
        here.keys.holder(request.headers.get("x-api-key"))


def submitter(here: Here, key: Annotated[str | None, Depends(_HEADER)]) -> str:
    """Who submits. Raises Problem without a known key."""
    return here.keys.holder(key)


Submitter = Annotated[str, Depends(submitter)]
"""For a route's parameters: the name of the key's holder."""
