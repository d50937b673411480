"""How much a stage still has to do, from what Redis says of its groups."""

from __future__ import annotations

from typing import Any

import pytest

from shared.streams.backlog import unsettled


@pytest.mark.parametrize(
    ("groups", "length", "waiting", "expected"),
    [
        ([], 0, 0, 0),
        ([], 7, 0, 7),
        ([{"lag": 3, "pending": 2}], 100, 0, 5),
        ([{"lag": 3, "pending": 2}], 100, 4, 9),
        ([{"lag": 0, "pending": 0}, {"lag": 8, "pending": 1}], 100, 0, 9),
        ([{"lag": None, "pending": 2}], 100, 1, 101),
        ([{"pending": 2}], 100, 0, 100),
    ],
    ids=["no stream", "no group", "one group", "retries", "slowest group", "lag unknown", "before Redis 7"],
)
def test_the_backlog_is_what_the_slowest_group_has_not_settled(
    groups: list[dict[str, Any]], length: int, waiting: int, expected: int
):
    assert unsettled(groups, length, waiting) == expected
