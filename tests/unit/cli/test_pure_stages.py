"""JSON Lines in, JSON Lines out: a bad line is named by its number and the others go on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cli.pure_stages import BadLine, clean_lines, extract_lines, readable_article
from shared.schemas.articles import ArticleCleaned, ArticleExtracted, ArticleSubmitted, ReadableArticle


class Refused(Exception):
    pass


def clean(article: ArticleSubmitted) -> ArticleCleaned:
    """A stand-in for the cleaner, whose own work is tested elsewhere."""
    if not article.content:
        raise Refused("the article is empty")
    return ArticleCleaned.model_validate(
        {"article_id": article.article_id or "derived", "revision": "r", "body": article.content.strip()}
        | {"source_text": article.content, "blocks": []}
    )


def extract(articles: Sequence[ReadableArticle]) -> list[ArticleExtracted]:
    return [ArticleExtracted.model_validate(article.model_dump() | {"key_phrases": ["x"]}) for article in articles]


def test_each_line_becomes_a_cleaned_article_in_order():
    lines = [b'{"article_id": "a", "content": "One. "}\n', b"\n", b'{"article_id": "b", "content": "Two."}']
    found = list(clean_lines(lines, clean, Refused))
    assert [(one.article_id, one.body) for one in found if isinstance(one, ArticleCleaned)] == [
        ("a", "One."),
        ("b", "Two."),
    ]


def test_bad_lines_are_numbered_as_an_editor_numbers_them():
    lines = [
        b'{"content": "One."}',
        b'{"content": ',
        b'"text"',
        b'{"title": "no content"}',
        b"\xff\xfe{}",
        b'{"content": ""}',
        b'{"content": "Seven."}',
    ]
    found = list(clean_lines(lines, clean, Refused))
    bad = {one.number: one.reason for one in found if isinstance(one, BadLine)}
    assert sorted(bad) == [2, 3, 4, 5, 6]
    assert bad[3] == "an article is a JSON object, not 'text'"
    assert bad[4] == "'content' is missing"
    assert bad[6] == "the article is empty"
    assert isinstance(found[0], ArticleCleaned)
    assert isinstance(found[-1], ArticleCleaned)


def test_results_and_bad_lines_keep_the_order_of_the_input_across_batches():
    lines = [json.dumps({"article_id": f"a{number}", "body": "One."}).encode() for number in range(5)]
    lines.insert(2, b"not JSON")
    found = list(extract_lines(lines, extract, batch_size=2))
    assert [one.number if isinstance(one, BadLine) else one.article_id for one in found] == [
        "a0", "a1", 3, "a2", "a3", "a4",
    ]  # fmt: skip


def test_a_body_alone_is_enough():
    article = readable_article({"article_id": "a", "body": "One.", "published_at": "2025-11-02", "headline": None})
    assert article.body == article.source_text == "One."
    assert article.published_at is not None
    assert (article.published_at.value, article.published_at.known_by) == ("2025-11-02", "given")
    assert [(block.start, block.end, block.role) for block in article.blocks] == [(0, 4, "body")]


def test_a_body_without_an_identifier_gets_one_from_its_text():
    assert readable_article({"body": "One."}).article_id == readable_article({"body": "ONE. "}).article_id


def test_a_whole_cleaned_article_is_taken_as_it_is():
    cleaned = clean(ArticleSubmitted(content=" One. ", article_id="a"))
    assert readable_article(cleaned.model_dump(mode="json")) == cleaned
