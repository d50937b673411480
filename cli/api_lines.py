"""Reads off the explorer's log lines where the HTTP API is, or why it is not there. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def api_address(line: str) -> str | None:
    """The address that the line tells of; None for any other line."""
    fields = _fields(line)
    if fields.get("event") != "service_started":
        return None
    host = str(fields.get("host", ""))
    return f"http://{f'[{host}]' if ':' in host else host}:{fields.get('port')}"


def without_api(last_lines: Sequence[str]) -> str:
    """What the explorer's last lines mean for the rest."""
    for line in reversed(last_lines):
        fields = _fields(line)
        if fields.get("event") == "port_refused":
            return (
                f"There is no HTTP API: port {fields.get('port')} of {fields.get('host')} cannot be used "
                f"({fields.get('error')}). Choose another with --http-port, or --no-explorer. All else runs."
            )
    said = "\n".join(f"  {line}" for line in last_lines)
    return f"There is no HTTP API; all else runs. The explorer's last lines:\n{said}"


def _fields(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
