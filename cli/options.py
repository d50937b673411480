"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of a page.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Show at most this many.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Leave out the first ones.")]

RUN, FIND, OPERATE, PURE = "Run and publish", "Find", "Operate", "Without a server"
"""Panels of the help page."""
