"""Builds and starts the compose stack once for all tests of this folder, and removes it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_stack import RunningStack, why_no_engine

# These run in a container of the stack: docker compose --profile test run --rm tests
collect_ignore = ["inside"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test waits for the images to be built."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.timeout(1500))


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    if (reason := why_no_engine()) is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must run the stack, and cannot: {reason}", pytrace=False)
        pytest.skip(f"needs a Docker engine with compose: {reason}")
    stack = RunningStack(tmp_path_factory.mktemp("stack"))
    stack.down()  # what a run that was cut off left behind
    try:
        stack.up()
        yield stack
    except AssertionError:
        print(*stack.composed_log()[-100:], sep="\n", file=sys.stderr)
        raise
    finally:
        stack.down()
