"""Waiting on a described condition: the tests' only clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

_LOOK_EVERY_S = 0.01


async def eventually(condition: Callable[[], T | Awaitable[T]], what: str, within_s: float = 30) -> T:
    """The condition's value as soon as it is true; fails with ``what`` if it does not come true in time."""
    deadline = time.monotonic() + within_s
    while True:
        value = condition()
        if isinstance(value, Awaitable):
            value = await value
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_s} s: {what}")
        await asyncio.sleep(_LOOK_EVERY_S)
