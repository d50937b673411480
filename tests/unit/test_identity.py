"""The same article has the same identifier however it was scraped; a changed one has another revision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identity import article_id_of, canonical_url, revision_of
from shared.schemas.articles import ArticleSubmitted


def an_article(**fields: object) -> ArticleSubmitted:
    return ArticleSubmitted.model_validate({"content": "A ship came in."} | fields)


def test_the_publishers_identifier_comes_first():
    assert article_id_of(an_article(article_id="nord-1", url="https://nord.example/1")) == "nord-1"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.nord.example/ships?id=7",
        "http://nord.example/ships/?id=7&utm_source=mail#top",
        "https://NORD.example:443/ships?fbclid=abc&id=7",
    ],
)
def test_one_page_has_one_identifier_whatever_its_address_carries(url: str):
    assert article_id_of(an_article(url=url)) == article_id_of(an_article(url="https://nord.example/ships?id=7"))


def test_two_pages_of_one_site_have_two_identifiers():
    assert article_id_of(an_article(url="https://nord.example/?p=1")) != article_id_of(
        an_article(url="https://nord.example/?p=2")
    )


@pytest.mark.parametrize("url", ["", "not an address", "http://[", "mailto:desk@nord.example", "http://a:b"])
def test_an_address_without_a_host_does_not_identify(url: str):
    assert canonical_url(url) is None
    assert article_id_of(an_article(url=url)).startswith("txt-")


def test_text_that_differs_only_in_case_and_white_space_is_one_article():
    assert article_id_of(an_article(content="A  ship\r\ncame in.")) == article_id_of(
        an_article(content="a ship came in.")
    )


def test_a_correction_is_a_new_revision_of_the_same_article():
    first, second = an_article(article_id="nord-1"), an_article(article_id="nord-1", content="Two ships came in.")
    assert revision_of(first) != revision_of(second)


def test_a_date_supplied_later_is_a_new_revision():
    assert revision_of(an_article()) != revision_of(an_article(published_at="2026-03-03"))


def test_fetching_again_is_no_new_revision():
    assert revision_of(an_article(fetched_at="2026-03-03")) == revision_of(an_article(fetched_at="2026-03-04"))


@given(st.text())
def test_any_text_has_an_identifier(content: str):
    assert len(article_id_of(an_article(content=content))) == len("txt-") + 20


def test_what_no_encoder_could_write_does_no_harm_to_identity():
    broken = an_article(content="A ship \ud800 came in.", metadata={"a": "\ud800"})
    repaired = an_article(content="A ship \ufffd came in.", metadata={"a": "\ufffd"})
    assert revision_of(broken) == revision_of(repaired)
    assert article_id_of(broken) == article_id_of(repaired)
