"""What a webhook is told of a match. Pure."""

from __future__ import annotations

import json

from shared.schemas.matches import ArticleMatched

_OF_NO_CONCERN = frozenset({"schema_version", "webhook"})


def notice_of(match: ArticleMatched) -> bytes:
    """JSON as Standard Webhooks recommends: type, timestamp and data. The same for a match whenever it is sent."""
    data = match.model_dump(mode="json", exclude=set(_OF_NO_CONCERN), exclude_none=True)
    notice = {"type": "article.matched", "timestamp": match.matched_at, "data": data}
    return json.dumps(notice, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
