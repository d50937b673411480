"""What holds for any input at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.streams.outcomes import Reject

FEWER = settings(max_examples=60)

_LINES = st.sampled_from(
    [
        "", "Politics", "By Ann Example", "2 min read", "Share", "Jan. 5, 2024", "Read more",
        "Council votes to keep the old bridge open",
        "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
        "“It is safe for now,” she told reporters. “We will look again in spring.”",
        "A cyclist crosses the bridge on Sunday. (Ann Example/Getty Images)",
        "Ann Example is a reporter at the Harbour Post. She covers roads and has a degree in history.",
        "© 2024 Harbour Post. All rights reserved.",
        "> quoted in an e-mail", "* a point of a list", "<p>markup</p>",
    ]
)  # fmt: skip
_PAGES = st.lists(_LINES, max_size=40).map("\n".join)
_ANYTHING = st.one_of(st.text(max_size=400), _PAGES, st.tuples(_PAGES, st.text(max_size=60)).map("".join))


def cleaned(content: str, content_type: str = "text/plain") -> ArticleCleaned | None:
    try:
        return clean(ArticleSubmitted(content=content, content_type=content_type))
    except Reject:
        return None


@FEWER
@given(_ANYTHING)
def test_the_blocks_of_a_text_are_the_text(content):
    article = cleaned(content)
    if article is not None:
        assert "".join(article.source_text[block.start : block.end] for block in article.blocks) == article.source_text
        assert [block.start for block in article.blocks[1:]] == [block.end for block in article.blocks[:-1]]
        assert all(block.start < block.end for block in article.blocks)


@FEWER
@given(_ANYTHING)
def test_a_plain_text_is_kept_as_it_came(content):
    article = cleaned(content)
    if article is not None:
        assert article.source_text == content


@FEWER
@given(_ANYTHING, st.sampled_from(["text/plain", "text/html"]))
def test_the_body_is_made_of_its_segments_and_leads_back_to_the_source(content, content_type):
    article = cleaned(content, content_type)
    if article is None:
        return
    place = 0
    for segment in article.body_segments:
        assert article.body[place : segment.start].strip() == ""
        assert 0 <= segment.source_start < segment.source_end <= len(article.source_text)
        place = segment.end
    assert place == len(article.body)


@FEWER
@given(st.lists(_LINES.map("<p>{}</p>".format), max_size=30).map("".join))
def test_the_blocks_of_a_page_are_its_visible_text(content):
    article = cleaned(content, "text/html")
    if article is not None:
        assert "".join(article.source_text[block.start : block.end] for block in article.blocks) == article.source_text


@pytest.mark.parametrize("content", ["", " \n\t ", "\ufeff", "Share\nHome\nMenu"])
def test_what_holds_no_article_is_rejected(content):
    with pytest.raises(Reject):
        clean(ArticleSubmitted(content=content))
