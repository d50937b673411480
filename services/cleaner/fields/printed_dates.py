"""Finds the dates that a page prints for its readers, and tells that of publication from that of an update."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlsplit

import numpy as np

from services.cleaner.fields.dates import (
    WrittenDate,
    date_in_url,
    is_numeric,
    short_dates,
    writes_day_first,
    written_dates,
)
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_features import Vector
from services.cleaner.reading.page import Page
from services.cleaner.words import word_count
from shared.schemas.articles import PublicationTime

_LIKELY = 0.2
_POSSIBLE = 0.05
_MOST_WORDS = 15
"""On a line that states when the story was published, beside the date."""
_PROSE = 0.3
_LONGEST_LINE = 240
_MODIFIED = re.compile(
    r"(?:\b(?:last )?(?:updated|modified|edited|revised|changed)|aktualisiert|stand|geändert|mis à jour|modifié"
    r"|actualizado|aggiornato|atualizado|bijgewerkt|zaktualizowano|aktualizacja|uppdaterad|обновлено|оновлено|güncelleme|تحديث"
    r"|更新)\W{0,4}(?:\w{1,12}\W{1,3}){0,3}$",
    re.IGNORECASE,
)
_STATES = re.compile(r"\W{0,3}(?:by|published|posted|updated)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|first)\b", re.IGNORECASE)
# Country codes of the web where nobody puts the month first.
_DAY_FIRST = frozenset(
    [
        "uk", "gb", "au", "nz", "ie", "in", "za", "fr", "de", "es", "it", "pt", "nl", "be", "at", "ch", "pl", "ru",
        "ua", "se", "no", "dk", "fi", "gr", "tr", "br", "mx", "ar", "co", "cl", "ng", "ke", "gh", "pk", "bd", "lk",
        "sg", "my", "eu",
    ]
)  # fmt: skip
_LONGEST_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a place where pages state when they were published."""

    day: date
    value: str
    evidence: str
    of_update: bool
    sure: bool
    """It stands where the line model expects the date of publication."""


def printed_dates(url: str | None, page: Page, labels: Sequence[Label], likely: Vector) -> list[PrintedDate]:
    """The dates on the likeliest line, then those on other lines that hold little else; ``likely`` is the model's."""
    if not page.lines:
        return []
    fitting = {
        place: float(likely[place]) * _fitness(page, labels, place)
        for place in map(int, np.flatnonzero(likely >= _POSSIBLE))
    }
    best = max(fitting, key=lambda place: (fitting[place], -place), default=-1)
    order = [best] if best >= 0 and fitting[best] >= _LIKELY else []
    others = [
        place for place, label in enumerate(labels) if label.role in ("timestamp", "byline") and place not in order
    ]
    order += sorted(others, key=lambda place: -_fitness(page, labels, place))
    ambiguous = any(map(is_numeric, (page.lines[place].text[:_LONGEST_LINE] for place in order)))
    day_first = ambiguous and _day_first(page, url)
    url_day = date_in_url(url) if url else None
    return [
        printed
        for place in dict.fromkeys(order)
        for printed in _on_line(page, place, day_first, url_day, place == best)
        if len(page.lines[place].text) <= _LONGEST_LINE
    ]


def _fitness(page: Page, labels: Sequence[Label], place: int) -> float:
    """0 where the line states no date of publication, less than 1 where it says much else: captions tell days too."""
    text = page.lines[place].text
    if len(text) > _LONGEST_LINE or credit_span(text) is not None or labels[place].role == "caption":
        return 1.0 if len(text) <= _LONGEST_LINE and _STATES.match(text) else 0.0
    dates = list(written_dates(text)) or list(short_dates(text))
    if not dates:
        return 0.0
    outside = "".join(text[: dates[0].start] + text[dates[-1].end :])
    return 1.0 if word_count(outside) <= _MOST_WORDS else _PROSE


def _on_line(page: Page, place: int, day_first: bool, url_day: date | None, sure: bool) -> Iterator[PrintedDate]:
    text = page.lines[place].text
    found = list(_read(text, day_first))
    if url_day is not None and all(one.day != url_day for one in found):
        found = [one for one in _read(text, not day_first) if one.day == url_day] or found
    above = page.lines[place - 1].text if place else ""
    label_above = len(above) <= 20 and _MODIFIED.search(above) is not None
    for number, one in enumerate(found):
        before = text[found[number - 1].end if number else 0 : one.start]
        updated = _MODIFIED.search(before) is not None or (not number and not before.strip() and label_above)
        yield PrintedDate(one.day, one.value, text[:160], updated and _PUBLISHED.search(before) is None, sure)


def _read(text: str, day_first: bool) -> Iterator[WrittenDate]:
    found = list(written_dates(text, day_first=day_first))
    return iter(found or short_dates(text, day_first=day_first))


def _day_first(page: Page, url: str | None) -> bool:
    """By the page's other dates, else by the country that it says it is of, or that is in its address.

    A page that says it is American may only have left its software's default as it was.
    """
    by_others = writes_day_first(line.text for line in page.lines if len(line.text) <= _LONGEST_LINE)
    if by_others is not None:
        return by_others
    countries = {locale.replace("_", "-").partition("-")[2].casefold() for locale in page.metadata.locales}
    domain = urlsplit(url).netloc.rpartition(".")[2] if url is not None else ""
    return not _DAY_FIRST.isdisjoint({*countries, domain})


def in_local_time(known: PublicationTime, page: Page, printed: Sequence[PrintedDate]) -> PublicationTime:
    """A time that the metadata give in UTC, as the newsroom's clock showed it, where the page tells its time zone.

    Late in the evening the two are different days. The time zone shows in another account of the same instant, or in
    the printed time of day; where only the day is printed, it is the day before or after, and the hour is left out.
    """
    instant = _instant(known.value)
    if instant is None or instant.utcoffset() != timedelta(0):
        return known
    for place, written in (*page.metadata.published, *page.metadata.updated):
        other = _instant(written)
        if other is not None and other.utcoffset() and abs(other - instant) < timedelta(minutes=1):
            return known.model_copy(update={"value": other.isoformat(), "evidence": f"{known.evidence}, {place}"})
    sure = [one for one in printed if one.sure and abs((one.day - instant.date()).days) <= 1]
    for one in sure:
        words = f"{known.evidence} (UTC), and '{one.evidence[:80]}' on the page"
        clock = _local(one.value)
        if clock is not None:
            offset = _QUARTER * round((clock - instant.replace(tzinfo=None)) / _QUARTER)
            gap = abs(clock - instant.replace(tzinfo=None) - offset)
            if offset and abs(offset) <= _LONGEST_OFFSET and gap <= timedelta(minutes=2):
                local = instant.astimezone(timezone(offset)).isoformat()
                return known.model_copy(update={"value": local, "evidence": words})
        elif all(other.day != instant.date() for other in sure) and not one.of_update:
            return known.model_copy(update={"value": one.value, "evidence": words})
    return known


def _instant(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _local(value: str) -> datetime | None:
    """The printed time of day, whatever its time zone is called."""
    if "T" not in value:
        return None
    return datetime.fromisoformat(value).replace(tzinfo=None)
