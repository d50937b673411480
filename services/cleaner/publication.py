# ruff: noqa: E501
"""Decides when the article was published and says how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from services.cleaner.dates import date_in_url, days_of_month, machine_date, written_dates
from services.cleaner.furniture import Label
from services.cleaner.line_features import Vector
from services.cleaner.page import Page
from services.cleaner.roles import IN_BODY
from shared.schemas.articles import ArticleSubmitted, PublicationTime

_LIKELY = 0.25
_NEAR_URL = 2
"""Days by which a page's date may differ from that in its URL, for time zones and late nights."""
_MODIFIED = re.compile(r"\b(?:updated|modified|edited|revised)\b", re.IGNORECASE)
_LEAD_LINES = 3
"""News tells the newest first: the day of the news stands in the first paragraphs."""


def publication_of(
    article: ArticleSubmitted, page: Page, labels: Sequence[Label], likely: Vector
) -> PublicationTime | None:
    """Given by the publisher, else in the page's metadata, else written on the page, else concluded from URL or story."""
    if article.published_at is not None:
        return PublicationTime(value=article.published_at, known_by="given", evidence="published_at of the submission")
    for place, written in page.metadata.published:
        if (value := machine_date(written)) is not None:
            return PublicationTime(value=value, known_by="page", evidence=place)
    url = article.url or page.metadata.url
    day = date_in_url(url) if url else None
    if (stated := _stated(page, labels, likely, day)) is not None and (
        day is None or abs((date.fromisoformat(stated.value[:10]) - day).days) <= _NEAR_URL
    ):
        return stated
    if url and day is not None:
        return PublicationTime(value=day.isoformat(), known_by="inferred", evidence=f"the URL: {url[-120:]}")
    return _inferred(article, page, labels)


def update_of(page: Page) -> PublicationTime | None:
    """When the page says that it was last changed."""
    for place, written in page.metadata.updated:
        if (value := machine_date(written)) is not None:
            return PublicationTime(value=value, known_by="page", evidence=place)
    return None


def _stated(page: Page, labels: Sequence[Label], likely: Vector, url_day: date | None) -> PublicationTime | None:
    """The date on the line that the model takes for the one of publication, or that stands in the byline's place."""
    if len(page.lines) == 0:
        return None
    best = int(np.argmax(likely))
    order = [best] if likely[best] >= _LIKELY else []
    order += [place for place, label in enumerate(labels) if label.role in ("timestamp", "byline")]
    for place in order:
        text = page.lines[place].text
        found = [*written_dates(text)]
        if url_day is not None:
            found += [other for other in written_dates(text, day_first=True) if other.day == url_day]
        if found:
            chosen = next((other for other in found if other.day == url_day), found[0])
            if _MODIFIED.search(text[: chosen.start]) and len(found) > 1:
                chosen = next((other for other in found if other.day < chosen.day), chosen)
            return PublicationTime(value=chosen.value, known_by="text", evidence=text[:160])
    return None


def _inferred(article: ArticleSubmitted, page: Page, labels: Sequence[Label]) -> PublicationTime | None:
    """The day of the news, from the story's first paragraphs: published that day or the day after."""
    story = [line.text for line, label in zip(page.lines, labels, strict=True) if label.role in IN_BODY]
    lead = [
        (day.month, day.day, _with_words_before(text, day.start, day.end))
        for text in story[:_LEAD_LINES]
        for day in days_of_month(text)
    ]
    if not lead:
        return None
    for month, day, words in lead:
        for year, source in _years(article, page, labels, month, day):
            value = date(year, month, day)
            evidence = f"'{words}' in the story's beginning; the year from {source}"
            return PublicationTime(
                value=value.isoformat(),
                latest=(value + timedelta(days=1)).isoformat(),
                known_by="inferred",
                evidence=evidence,
            )
    return None


def _with_words_before(text: str, start: int, end: int) -> str:
    return " ".join([*text[:start].split()[-3:], text[start:end]])


def _years(
    article: ArticleSubmitted, page: Page, labels: Sequence[Label], month: int, day: int
) -> Iterator[tuple[int, str]]:
    """The year that makes a day of the news the first one after the newest full date around the story."""
    around = ("body", "caption", "subheading", "list", "correction", "dateline")
    full = [
        (found.day, line.text[found.start : found.end], label.role)
        for line, label in zip(page.lines, labels, strict=True)
        if label.role in around
        for found in written_dates(line.text)
    ]
    fetched = date.fromisoformat(article.fetched_at[:10]) if article.fetched_at else None
    if full:
        newest, words, role = max(full)
        for year in (newest.year, newest.year + 1):
            if (
                _valid(year, month, day)
                and date(year, month, day) >= newest
                and (fetched is None or date(year, month, day) <= fetched)
            ):
                yield year, f"'{words}' in the {'story' if role in IN_BODY else role}"
                return
    if fetched is not None:
        for year in (fetched.year, fetched.year - 1):
            if _valid(year, month, day) and date(year, month, day) <= fetched:
                yield year, "the day it was fetched"
                return


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
