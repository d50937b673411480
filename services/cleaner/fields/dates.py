# ruff: noqa: E501
"""Reads calendar days from what people and machines write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from services.cleaner.fields.dates_abroad import dates_abroad, has_year

_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTHS = frozenset(_MONTH_NUMBERS)
_MONTH = r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"
_CLOCK = r"(?:(?:,?\s+(?:at\s+)?|T|\s*[|•·–-]\s*)(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"


def _pattern(number: int, form: str) -> str:
    return form.replace("{n}", str(number))


# A month may hang on the word before it, where a page lost the space: 'Associated PressApril 28, 2023'.
_BEGINNING = r"(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z])))"
_WRITTEN = re.compile(
    _BEGINNING
    + "(?:"
    + "|".join(
        (
            _pattern(1, rf"{_MONTH}\s{{0,3}}{_DAY}(?:,|\s|\sof){{0,3}}\s{{0,3}}{_YEAR}"),
            r"(?<![/.-])(?:" + _pattern(2, rf"{_DAY}(?:\sof)?[\s-]{{1,3}}{_MONTH}[\s,-]{{0,3}}{_YEAR}"),
            _pattern(3, r"(?P<year{n}>(?:19|20)\d\d)[-/.](?P<month{n}>[01]?\d)[-/.](?P<day{n}>[0-3]?\d)"),
            _pattern(4, r"(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.](?P<year{n}>(?:19|20)\d\d)") + ")",
        )
    )
    + r")(?![\d/])"
    + _CLOCK,
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\d/.])([0-3]?\d)/([0-3]?\d)/(\d\d)(?![\d/])")
_NUMERIC = re.compile(r"(?<![\d/.])([0-3]?\d)[/.]([0-3]?\d)[/.](?:19|20)\d\d(?!\d)")
_LONGEST_ABROAD = 400
"""Characters of a line that states a date; a paragraph's dates in other languages are not read."""
_WITHOUT_YEAR = re.compile(
    r"(?<![\w/.-])(?:" + _pattern(1, rf"{_MONTH}\s{{1,3}}{_DAY}") + "|" + _pattern(2, rf"{_DAY}\s{{1,3}}{_MONTH}") + r")(?![\w:/])(?!,?\s(?:19|20)\d\d)",
    re.IGNORECASE,
)  # fmt: skip
_FIGURE = re.compile(r"\d")
_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/_.]?(0[1-9]|[12]\d|3[01])(?!\d)",
    re.I,
)
_MONTH_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])/")
_EARLIEST_YEAR = 1995
"""Before it there were no news pages; an earlier year in a page is about something else."""
_LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A calendar day in a text, ``text[start:end]``; the value is a day, or an instant where the time stands beside it."""

    start: int
    end: int
    day: date
    value: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day without its year, such as 'Nov. 2'."""

    start: int
    end: int
    month: int
    day: int

    def in_year(self, year: int) -> date | None:
        return _day(year, self.month, self.day)


def written_dates(text: str, *, day_first: bool = False) -> Iterator[WrittenDate]:
    """The full dates of a text, in order. ``day_first`` decides 3/4/2025 where both readings are possible."""
    if not has_year(text):
        return
    found = False
    for match in _WRITTEN.finditer(text):
        day = _day_of(match, day_first)
        if day is not None:
            found = True
            yield WrittenDate(match.start(), match.end(), day, _with_clock(day, match))
    if not found and len(text) <= _LONGEST_ABROAD:
        for start, end, year, month, number, clock in dates_abroad(text):
            if (day := _day(year, month, number)) is not None:
                value = f"{day.isoformat()}T{clock.zfill(5)}:00" if clock and _is_clock(clock) else day.isoformat()
                yield WrittenDate(start, end, day, value)


def short_dates(text: str, *, day_first: bool = False) -> Iterator[WrittenDate]:
    """Dates with a year of two digits, such as 11/08/23; only for lines that are known to state a date."""
    for match in _SHORT.finditer(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or (day_first and second <= 12):
            first, second = second, first
        if (day := _day(2000 + year, first, second)) is not None:
            yield WrittenDate(match.start(), match.end(), day, day.isoformat())


def is_numeric(text: str) -> bool:
    """Whether a text holds a date of figures alone, which may be read in two ways."""
    return _NUMERIC.search(text) is not None or _SHORT.search(text) is not None


def writes_day_first(texts: Iterable[str]) -> bool | None:
    """Whether numeric dates put the day before the month, by those that can be read in one way only; None if none can."""
    votes = 0
    for text in texts:
        for match in _NUMERIC.finditer(text):
            first, second = int(match[1]), int(match[2])
            votes += (12 < first <= 31 and second <= 12) - (12 < second <= 31 and first <= 12)
    return None if votes == 0 else votes > 0


def has_date(text: str) -> bool:
    """Whether a text holds a day or a day of a month, in English or in figures."""
    if _FIGURE.search(text) is None:
        return False
    return (has_year(text) and any(_day_of(match, False) is not None for match in _WRITTEN.finditer(text))) or next(
        days_of_month(text), None
    ) is not None


def days_of_month(text: str) -> Iterator[DayOfMonth]:
    """The dates of a text that come without a year, in order."""
    for match in _WITHOUT_YEAR.finditer(text):
        month = _MONTH_NUMBERS[(match["month1"] or match["month2"]).lower()]
        day = int(match["day1"] or match["day2"])
        if _day(2000, month, day) is not None:
            yield DayOfMonth(match.start(), match.end(), month, day)


def machine_date(text: str) -> str | None:
    """A day or an instant from what a page says to machines, in ISO 8601 with the precision that it has; None if none."""
    text = text.strip()
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        if not _EARLIEST_YEAR <= instant.year <= _LATEST_YEAR:
            return None
        return text[:10] if len(text) <= 10 and "-" in text else instant.isoformat()
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):  # seconds or milliseconds since 1970
        return datetime.fromtimestamp(int(text[:10]), tz=UTC).isoformat()
    found = next(written_dates(text[:200]), None)
    return found.value if found else None


def month_in_url(url: str) -> date | None:
    """The first day of the month that a URL's path carries, as in ``/2025/11/``."""
    match = _MONTH_IN_URL.search(url.split("?", 1)[0])
    return _day(int(match[1]), int(match[2]), 1) if match is not None else None


def date_in_url(url: str) -> date | None:
    """The day that a URL's path carries, as in ``/2025/11/02/``."""
    match = _IN_URL.search(url.split("?", 1)[0])
    if match is None:
        return None
    month = _MONTH_NUMBERS.get(match[2].lower()) or int(match[2])
    return _day(int(match[1]), month, int(match[3]))


def _day_of(match: re.Match[str], day_first: bool) -> date | None:
    if match["month1"]:
        return _day(int(match["year1"]), _MONTH_NUMBERS[match["month1"].lower()], int(match["day1"]))
    if match["month2"]:
        return _day(int(match["year2"]), _MONTH_NUMBERS[match["month2"].lower()], int(match["day2"]))
    if match["year3"]:
        return _day(int(match["year3"]), int(match["month3"]), int(match["day3"]))
    first, second, year = int(match["first"]), int(match["second"]), int(match["year4"])
    if first > 12 or ((day_first or "." in match[0]) and second <= 12):  # 03.02.2026 is written where days come first
        first, second = second, first
    return _day(year, first, second)


def _with_clock(day: date, match: re.Match[str]) -> str:
    clock = match["clock"]
    if clock is None:
        return day.isoformat()
    hour, minute = (int(part) for part in clock.split(":")[:2])
    half = (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        return day.isoformat()
    zone = match["zone"] or ""
    offset = (
        "+00:00"
        if zone.upper() in ("Z", "UTC", "GMT")
        else zone
        if ":" in zone or not zone
        else f"{zone[:3]}:{zone[3:]}"
    )
    return f"{day.isoformat()}T{hour:02}:{minute:02}:00{offset}"


def _is_clock(text: str) -> bool:
    hour, minute = text.split(":")
    return int(hour) < 24 and int(minute) < 60


def _day(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
