"""What a webhook's answer means for the notice. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from shared.streams.outcomes import Reject

_WHY = {
    401: "it wants to know who sends; check the address and the signing keys",
    403: "it does not let us; check the address and the signing keys",
    404: "nothing is there; check the address",
    405: "it takes no POST; check the address",
    410: "it is gone for good; remove its saved search or give it another webhook",
    413: "the notice is too large for it",
    415: "it takes no JSON",
}
# Of the client errors these may pass: timeout, too early, too many.
_PASSING = frozenset({408, 425, 429})
# These ask for a pause.
_BUSY = frozenset({429, 503})
_LONGEST_PAUSE_S = 900.0


class NotTaken(Exception):
    """The webhook did not take the notice; it may later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What counts of an HTTP response; ``retry_after`` as it was written."""

    status: int
    location: str | None = None
    retry_after: str | None = None


def fault_of(answer: Answer, host: str) -> Reject | NotTaken | None:
    """None when the notice was taken; Reject when it never will be."""
    status = answer.status
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return Reject(f"{host} answered {status}: it points elsewhere, and redirects are not followed; give the search "
                      "the address that it points to")  # fmt: skip
    if 400 <= status < 500 and status not in _PASSING:
        return Reject(f"{host} answered {status}: {_WHY.get(status, 'it refuses the notice')}")
    return NotTaken(f"{host} answered {status}")


def pause_asked_for(answer: Answer, now: float) -> float:
    """For how many seconds the host wants to be left alone, at most 15 minutes; `now` is Unix time."""
    if answer.status not in _BUSY or not answer.retry_after:
        return 0.0
    text = answer.retry_after.strip()
    try:
        seconds = float(text) if text.isdecimal() else parsedate_to_datetime(text).timestamp() - now
    except (ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_PAUSE_S)
