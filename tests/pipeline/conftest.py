"""A home of its own for each test, and nothing left running after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_commands import Home, eventually

from cli.embedded_redis import find_redis_server
from cli.failures import Failure


@pytest.fixture(scope="session", autouse=True)
def _redis_server() -> None:
    try:
        find_redis_server()
    except Failure as failure:
        pytest.fail(str(failure)) if os.environ.get("CI") else pytest.skip(str(failure))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield (home := Home(tmp_path / "home"))
    eventually(lambda: not home.processes(), "every process of the home has ended", within_s=20)


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home for all tests of one file, where they only look."""
    yield (home := Home(tmp_path_factory.mktemp("shared") / "home"))
    eventually(lambda: not home.processes(), "every process of the home has ended", within_s=20)
