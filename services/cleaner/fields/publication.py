# ruff: noqa: E501
"""Decides when the article was published and says how that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from services.cleaner.fields.dates import date_in_url, days_of_month, machine_date, month_in_url, written_dates
from services.cleaner.fields.printed_dates import PrintedDate, in_local_time
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.roles import IN_BODY
from services.cleaner.reading.page import Page
from shared.schemas.articles import ArticleSubmitted, PublicationTime

_NEAR_URL = 2
"""Days by which a page's date may differ from that in its URL, for time zones and late nights."""
_LEAD_LINES = 3
"""News tells the newest first: the day of the news stands in the first paragraphs."""


def publication_of(
    article: ArticleSubmitted, page: Page, labels: Sequence[Label], printed: Sequence[PrintedDate]
) -> PublicationTime | None:
    """Given by the publisher, else in the page's metadata, else printed on the page, else concluded from URL or story."""
    if article.published_at is not None:
        return PublicationTime(value=article.published_at, known_by="given", evidence="published_at of the submission")
    for place, written in page.metadata.published:
        if (value := machine_date(written)) is not None:
            return in_local_time(PublicationTime(value=value, known_by="page", evidence=place), page, printed)
    url = article.url or page.metadata.url
    day = date_in_url(url) if url else None
    if (stated := _stated(printed, day)) is not None:
        return stated
    if url and day is not None:
        return PublicationTime(value=day.isoformat(), known_by="inferred", evidence=f"the URL: {url[-120:]}")
    if (found := _inferred(article, page, labels)) is not None or url is None:
        return found
    return _in_month_of(url)


def update_of(page: Page, printed: Sequence[PrintedDate], published: PublicationTime | None) -> PublicationTime | None:
    """When the page says that it was last changed: in its metadata, or in print ('Updated: ...')."""
    for place, written in page.metadata.updated:
        if (value := machine_date(written)) is not None:
            return in_local_time(PublicationTime(value=value, known_by="page", evidence=place), page, printed)
    earliest = published.value[:10] if published is not None else ""
    updates = [one for one in printed if one.of_update and one.value[:10] >= earliest]
    if not updates:
        return None
    return PublicationTime(value=updates[0].value, known_by="text", evidence=updates[0].evidence)


def _stated(printed: Sequence[PrintedDate], url_day: date | None) -> PublicationTime | None:
    """The first printed date, near that of the URL if there is one; a date of updating only where there is no other."""
    near = [one for one in printed if url_day is None or abs((one.day - url_day).days) <= _NEAR_URL]
    first = [one for one in near if not one.of_update]
    if first:
        return PublicationTime(value=first[0].value, known_by="text", evidence=first[0].evidence)
    if near:
        update = min(near, key=lambda one: not one.sure)
        evidence = f"{update.evidence} (the page prints no other date)"
        return PublicationTime(value=update.value, known_by="inferred", evidence=evidence)
    return None


def _in_month_of(url: str) -> PublicationTime | None:
    if (month := month_in_url(url)) is None:
        return None
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    evidence = f"the month in the URL: {url[-120:]}"
    return PublicationTime(value=month.isoformat(), latest=last.isoformat(), known_by="inferred", evidence=evidence)


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
