"""How much a stage still has to do, from what Redis says; and Redis does not always say what is so."""

from __future__ import annotations

import pytest

from shared.streams.backlog import Backlog, GroupBacklog


def a_group(pending: int = 0, last_delivered: str = "5-0", lag: int | None = 0) -> GroupBacklog:
    return GroupBacklog("cleaner", pending, last_delivered, lag)


@pytest.mark.parametrize(
    ("backlog", "expected"),
    [
        (Backlog(0, None, 0, ()), 0),
        (Backlog(7, "9-0", 0, ()), 7),
        (Backlog(100, "9-0", 0, (a_group(pending=2, lag=3),)), 5),
        (Backlog(100, "9-0", 4, (a_group(pending=2, lag=3),)), 9),
        (Backlog(100, "9-0", 0, (a_group(), a_group(pending=1, lag=8))), 9),
        (Backlog(100, "9-0", 1, (a_group(pending=2, lag=None),)), 101),
        (Backlog(100, "5-0", 0, (a_group(pending=2, lag=None),)), 2),
        (Backlog(0, None, 0, (a_group(lag=2148),)), 0),
        (Backlog(10, "9-0", 0, (a_group(lag=2148),)), 10),
        (Backlog(100, "5-0", 0, (a_group(lag=2148),)), 0),
        (Backlog(3, "10-0", 0, (a_group(last_delivered="9-7", lag=1),)), 1),
    ],
    ids=[
        "no stream", "no group", "one group", "retries", "slowest group", "lag unknown", "lag unknown, all delivered",
        "wrong lag on an empty stream", "wrong lag", "wrong lag, all delivered", "ids are numbers",
    ],
)  # fmt: skip
def test_the_backlog_is_what_the_slowest_group_has_not_settled(backlog: Backlog, expected: int):
    assert backlog.unsettled == expected
