"""What a time expression may lean on, and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.extractor.times.calendar_periods import Period

Direction = Literal["past", "present", "future", "unknown"]
"""Where a clause looks. News in the present tense tells of what is fixed: "The film opens on Friday"."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression may lean on.

    ``anchor`` is the article's day, ``mentioned`` the periods that the text has named, the last one first;
    ``direction`` is where the verb looks, and ``at_end`` says that the words speak of a period's end; ``told_year`` is
    a date with its year that the expression follows.
    """

    anchor: date | None
    mentioned: Sequence[Period] = ()
    direction: Direction = "unknown"
    at_end: bool = False
    told_year: Period | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value and, where it lies on the calendar, its days."""

    value: str
    period: Period | None = None


def placed(period: Period | None) -> Resolved | None:
    """A period as a result; None for none."""
    return Resolved(period.value, period) if period else None
