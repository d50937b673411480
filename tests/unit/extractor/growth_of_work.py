"""How much more work a larger input is, as a number that no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

IN_PROPORTION = 8 * 1.5
"""More growth than this is not in proportion to eight times the size; the half is for what a small input lacks."""


def growth_of_work(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the lines run for eight times the size. ``prepare`` makes the work on an input of a size."""
    prepare(size)()  # what a process does only once is no part of it
    return _lines_run(prepare(8 * size)) / _lines_run(prepare(size))


def _lines_run(work: Callable[[], object]) -> int:
    """Lines of Python, ours or a library's; inside a C function none is seen."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
