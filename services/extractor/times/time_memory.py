"""Remembers the dates that a text has named, for those that lean on them: "the next day", "at noon"."""

from __future__ import annotations

import re
from datetime import date

from services.extractor.times.calendar_periods import Period
from services.extractor.times.time_grammar import Reading
from services.extractor.times.time_meanings import Absolute, AtTime

_KEPT = 8
_YEAR = re.compile(r"\d{4}")
_NEWS_DAYS = 7
_PARAGRAPHS_BACK = 3


class TimeMemory:
    """The periods that a text has named so far; to be asked and told in the order of the text."""

    def __init__(self, text: str, anchor: date | None) -> None:
        self._text = text
        self._anchor = anchor
        self._place = 0
        self._paragraph = 0
        self._kept: list[tuple[int, Period]] = []
        self._told: tuple[int, int, Period] | None = None

    def mentioned(self, reading: Reading) -> list[Period]:
        """What an expression may count from, the last one first.

        A time of day without a day ("at noon") counts from days of the article's week, and from others only in their
        own paragraph.
        """
        paragraph = self._paragraph_at(reading.start)
        needs_news = isinstance(reading.meaning, AtTime) and reading.meaning.day is None
        return [
            period
            for there, period in self._kept
            if paragraph - there <= (0 if needs_news and not self._is_news(period) else _PARAGRAPHS_BACK)
        ]

    def told_year(self, reading: Reading) -> Period | None:
        """The date with a year of its own that an expression without one may follow.

        A day or a month holds for its paragraph ("in May 2008 ... in July"), a bare year for its sentence.
        """
        if self._told is None or self._told[0] != self._paragraph_at(reading.start):
            return None
        _, end, period = self._told
        if period.unit in ("day", "month"):
            return period
        return period if period.unit == "year" and ". " not in self._text[end : reading.start] else None

    def keep(self, reading: Reading, period: Period | None) -> None:
        if period is None:
            return
        paragraph = self._paragraph_at(reading.start)
        self._kept = [(paragraph, period), *self._kept[: _KEPT - 1]]
        if isinstance(reading.meaning, Absolute) and _YEAR.search(self._text, reading.start, reading.end):
            self._told = (paragraph, reading.end, period)

    def _is_news(self, period: Period) -> bool:
        return self._anchor is not None and abs((self._anchor - period.first).days) <= _NEWS_DAYS

    def _paragraph_at(self, place: int) -> int:
        self._paragraph += self._text.count("\n\n", self._place, place)
        self._place = max(self._place, place)
        return self._paragraph
