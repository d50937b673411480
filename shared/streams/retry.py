"""When to try a failed message again, and when to give up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how patiently a stage tries."""

    max_attempts: int
    first_delay: timedelta
    longest_delay: timedelta


def after_failure(attempt: int, policy: RetryPolicy, chance: float = 0.0) -> timedelta | None:
    """How long to wait before trying again, or None when it is time to give up.

    ``attempt`` is the one that failed, from 1. ``chance`` in [0, 1) shortens the wait by up to half, so that messages
    that failed together do not come back together.
    """
    if attempt >= policy.max_attempts:
        return None
    try:
        wait = min(policy.first_delay * float(2 ** (attempt - 1)), policy.longest_delay)
    except OverflowError:
        wait = policy.longest_delay
    return wait * (1 - chance / 2)


def is_given_up(deliveries: int, max_deliveries: int) -> bool:
    """Whether a message has been handed out so often without any outcome that it may be what kills the process.

    ``deliveries`` counts the present one, which has not been handled yet.
    """
    return deliveries > max_deliveries
