"""The dates of publication and of updates: which of several it is, how it is known, and in whose time zone."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from services.cleaner.fields.dates import written_dates
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted

STORY = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” she told reporters. “We will look again in spring, and then decide what to do.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
)


def page(*under: str, url: str | None = None) -> ArticleCleaned:
    lines = ["Menu", "Council keeps the old bridge open", "By Ann Example", *under, *STORY]
    return clean(ArticleSubmitted(content="\n".join(lines), url=url))


def html(date: str, printed: str) -> ArticleCleaned:
    content = (
        f'<html><head><meta property="article:published_time" content="{date}"></head><body><article>'
        f"<h1>Council keeps the old bridge open</h1><p>By Ann Example</p><time>{printed}</time>"
        + "".join(f"<p>{line}</p>" for line in STORY)
        + "</article></body></html>"
    )
    return clean(ArticleSubmitted(content=content))


def published(article: ArticleCleaned) -> str:
    assert article.published_at is not None
    return article.published_at.value


def test_a_date_that_lost_the_space_before_it_is_read():
    assert published(page("Associated PressApril 28, 2023 GMT")) == "2023-04-28"


@pytest.mark.parametrize(("locale", "day"), [("en_GB", "2026-03-12"), ("en_US", "2026-12-03")])
def test_a_numeric_date_is_read_as_in_the_country_that_the_page_names(locale: str, day: str):
    content = (
        f'<html lang="en"><head><meta property="og:locale" content="{locale}"></head><body><article>'
        "<h1>Council keeps the old bridge open</h1><p>By Ann Example</p><p>12/03/2026</p>"
        + "".join(f"<p>{line}</p>" for line in STORY)
        + "</article></body></html>"
    )
    assert published(clean(ArticleSubmitted(content=content, url="https://example.com/story"))) == day


def test_publication_and_update_are_told_apart():
    article = page("Published Feb. 3, 2026 | Updated Feb. 5, 2026")
    assert published(article) == "2026-02-03"
    assert article.updated_at is not None
    assert (article.updated_at.value, article.updated_at.known_by) == ("2026-02-05", "text")


def test_a_date_of_updating_alone_stands_for_the_publication_as_inferred():
    article = page("Updated Feb. 5, 2026")
    assert article.published_at is not None
    assert (article.published_at.value, article.published_at.known_by) == ("2026-02-05", "inferred")
    assert article.updated_at is not None


def test_an_evening_instant_in_utc_is_given_in_the_printed_clocks_time():
    assert published(html("2026-02-04T04:30:00Z", "Feb. 3, 2026 at 11:30 p.m.")) == "2026-02-03T23:30:00-05:00"


def test_an_evening_instant_in_utc_is_the_day_that_the_page_prints():
    article = html("2026-02-04T04:30:00Z", "February 3, 2026")
    assert published(article) == "2026-02-03"
    assert article.published_at is not None
    assert "UTC" in (article.published_at.evidence or "")


def test_an_instant_that_agrees_with_the_printed_day_stays_as_it_is():
    assert published(html("2026-02-03T10:00:00Z", "February 3, 2026")) == "2026-02-03T10:00:00+00:00"


@pytest.mark.parametrize(
    ("url", "day"),
    [("https://harbour.example.uk/bridge", "2026-02-03"), ("https://harbour.example.com/bridge", "2026-03-02")],
)
def test_an_ambiguous_date_is_read_as_its_country_writes_it(url: str, day: str):
    assert published(page("03/02/2026", url=url)) == day


def test_the_month_in_the_address_is_better_than_nothing():
    article = page(url="https://harbour.example/2026/02/bridge-stays-open")
    assert article.published_at is not None
    assert (article.published_at.value, article.published_at.latest) == ("2026-02-01", "2026-02-28")
    assert article.published_at.known_by == "inferred"


def test_the_date_of_a_photograph_is_not_that_of_the_story():
    photo = (
        "The old bridge is seen from the north bank of the river on Sunday, Jan. 4, 2026. (Ann Example/Getty Images)"
    )
    assert published(page(photo, "Feb. 3, 2026")) == "2026-02-03"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3. Februar 2026, 10:15 Uhr", "2026-02-03T10:15:00"),
        ("Publié le 3 février 2026 à 10h15", "2026-02-03T10:15:00"),
        ("3 de febrero de 2026", "2026-02-03"),
        ("3 febbraio 2026", "2026-02-03"),
        ("3 de fevereiro de 2026", "2026-02-03"),
        ("3 lutego 2026", "2026-02-03"),
        ("3 лютого 2026, 10:15", "2026-02-03T10:15:00"),
        ("3 февраля 2026", "2026-02-03"),
        ("3 şubat 2026", "2026-02-03"),
        ("٣ فبراير ٢٠٢٦", "2026-02-03"),
        ("2026年2月3日 10:15", "2026-02-03T10:15:00"),
        ("2026년 2월 3일", "2026-02-03"),
    ],
)
def test_dates_of_other_languages_are_read(text: str, value: str):
    assert [found.value for found in written_dates(text)] == [value]
