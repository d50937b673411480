"""When a failed message is tried again: the policy as a table."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.streams.retry import RetryPolicy, after_failure, is_given_up

POLICY = RetryPolicy(max_attempts=5, first_delay=timedelta(seconds=1), longest_delay=timedelta(seconds=6))


@pytest.mark.parametrize(
    ("attempt", "wait_s"),
    [(1, 1), (2, 2), (3, 4), (4, 6), (5, None), (6, None)],
)
def test_the_wait_doubles_up_to_the_longest_and_ends_with_the_last_attempt(attempt: int, wait_s: float | None):
    wait = after_failure(attempt, POLICY)
    assert wait == (None if wait_s is None else timedelta(seconds=wait_s))


@pytest.mark.parametrize(("chance", "wait_s"), [(0.0, 4.0), (0.5, 3.0), (0.999, 2.002)])
def test_chance_takes_up_to_half_off_the_wait(chance: float, wait_s: float):
    assert after_failure(3, POLICY, chance) == timedelta(seconds=wait_s)


def test_a_million_attempts_do_not_overflow():
    patient = RetryPolicy(10**7, timedelta(seconds=1), timedelta(hours=1))
    assert after_failure(10**6, patient) == timedelta(hours=1)


@pytest.mark.parametrize(("deliveries", "is_over"), [(1, False), (4, False), (5, True)])
def test_a_message_is_given_up_once_it_was_handed_out_too_often(deliveries: int, is_over: bool):
    assert is_given_up(deliveries, max_deliveries=4) is is_over
