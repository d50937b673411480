"""Reads dates that are written in other languages than English: '3. Februar 2026', '3 лютого 2026', '2026年2月3日'."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_YEAR = re.compile(r"(?:19|20)\d\d|[٠-٩]{4}")
_EAST_ASIAN = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
    r"(?:\s*(?P<clock>\d{1,2}:\d\d)\b)?"
)
_CLOCK = r"(?:[,.]?\s*(?:[-–|·•]|um|à|a las|alle|às|om|kl\.?|o|в|о|saat)?\s*(?P<clock>\d{1,2}[:.h]\d\d)\b)?"


def has_year(text: str) -> bool:
    """Whether a text holds a year, in any digits; without one it holds no full date."""
    return ("19" in text or "20" in text or not text.isascii()) and _YEAR.search(text) is not None


def dates_abroad(text: str) -> Iterator[tuple[int, int, int, int, int, str | None]]:
    """Start, end, year, month, day and clock (``HH:MM``) of each such date, in order, calendar day or not."""
    if not has_year(text):
        return
    for match in _EAST_ASIAN.finditer(text):
        yield match.start(), match.end(), int(match["year"]), int(match["month"]), int(match["day"]), match["clock"]
    for match in _named_month().finditer(text):
        month = _months()[match["month"].casefold()]
        clock = match["clock"].replace(".", ":").replace("h", ":") if match["clock"] else None
        yield match.start(), match.end(), int(match["year"]), month, int(match["day"]), clock


@cache
def _months() -> dict[str, int]:
    tables = tomllib.loads(Path(__file__).with_name("month_names.toml").read_text(encoding="utf-8"))
    return {
        name: number for months in tables.values() for number, names in enumerate(months, 1) for name in names.split()
    }


@cache
def _named_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w/.-])(?P<day>\d{{1,2}})(?:\.|er|º|ª)?\s+(?:de\s+)?(?P<month>{names})\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})(?!\d){_CLOCK}",
        re.IGNORECASE,
    )
