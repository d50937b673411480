"""Text that carries marks of a notation reads as the text that it stands for."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleSubmitted

PARAGRAPHS = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker Ann Example said after a"
    " long debate.",
    "Engineers had warned in spring that two of its piers were cracked and would need a thorough repair before the next"
    " winter.",
    "The repair is expected to cost four million and to take the whole of the summer, the council said in a short"
    " statement.",
)


def wrapped(text: str, width: int = 60) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def body_of(content: str, content_type: str = "auto") -> list[str]:
    return clean(ArticleSubmitted.model_validate({"content": content, "content_type": content_type})).body.split("\n\n")


def test_a_hard_wrapped_text_is_joined_to_paragraphs_again():
    assert body_of("\n\n".join(map(wrapped, PARAGRAPHS))) == list(PARAGRAPHS)


def test_a_word_divided_at_the_end_of_a_line_is_whole_again():
    text = "\n\n".join(map(wrapped, PARAGRAPHS))
    divided = (
        text.replace("\nspeaker", " spea-\nker").replace("\ndebate", " de-\nbate").replace("\nthorough", " thor-\nough")
    )
    assert "-\n" in divided
    assert body_of(divided) == list(PARAGRAPHS)


def test_a_quoted_e_mail_loses_its_marks():
    quoted = "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(PARAGRAPHS).split("\n"))
    assert body_of(quoted) == list(PARAGRAPHS)


def test_markdown_loses_its_marks():
    text = "# Council keeps the old bridge open\n\n" + "\n\n".join(PARAGRAPHS).replace(
        "two of its piers", "**two of its piers**"
    ).replace("a short statement", "[a short statement](https://example.org/statement)")
    article = clean(ArticleSubmitted(content=text))
    assert article.headline == "Council keeps the old bridge open"
    assert article.body.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("tag", ["item", "entry"])
def test_a_feed_item_is_read_like_a_page(tag):
    content = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in PARAGRAPHS)
    article = clean(
        ArticleSubmitted(
            content=f"<{tag}><title>Council keeps the old bridge open</title>"
            "<pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate>"
            f"<dc:creator>Ann Example</dc:creator><description>{content}</description></{tag}>"
        )
    )
    assert article.headline == "Council keeps the old bridge open"
    assert [author.name for author in article.authors] == ["Ann Example"]
    assert article.published_at is not None
    assert article.published_at.value.startswith("2026-02-02")
    assert article.body.split("\n\n") == list(PARAGRAPHS)


def test_a_double_spaced_text_with_windows_line_ends_is_read_like_others():
    doubled = "\r\n\r\n\r\n\r\n".join(paragraph.replace(". ", ".  ") for paragraph in PARAGRAPHS)
    assert body_of(doubled) == list(PARAGRAPHS)


def test_a_quoted_and_wrapped_e_mail_is_joined_to_paragraphs():
    quoted = "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(map(wrapped, PARAGRAPHS)).split("\n"))
    assert body_of(quoted) == list(PARAGRAPHS)


def test_a_page_that_repeats_its_story_for_machines_is_read_once():
    story = " ".join(PARAGRAPHS)
    data = f'{{"@type": "NewsArticle", "headline": "Council keeps the old bridge open", "articleBody": "{story}"}}'
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    content = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Council keeps the old bridge open</h1>{paragraphs}</article><p>Read more</p></body></html>"
    )
    assert body_of(content) == list(PARAGRAPHS)


def test_a_repaired_or_composed_letter_leads_back_to_what_was_published():
    broken = PARAGRAPHS[0].replace("council", "cafe\u0301 council").replace("debate", "dÃ©bat")
    article = clean(ArticleSubmitted(content="\n\n".join([broken, *PARAGRAPHS[1:]])))
    assert "café council" in article.body
    assert "débat" in article.body
    first = article.body_segments[0]
    assert article.source_text[first.source_start : first.source_end] == broken
    assert article.body[first.start : first.end] == article.body.split("\n\n")[0]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("R&amp;D at Example&nbsp;&amp; Sons", "R&D at Example & Sons"),
        ("R&D at Example & Sons; more", "R&D at Example & Sons; more"),
    ],
)
def test_entities_are_read_and_an_ampersand_by_itself_stays(written, read):
    first, *rest = PARAGRAPHS
    assert body_of("\n\n".join((f"{first} It cited {written}.", *rest)), "text/plain")[0] == f"{first} It cited {read}."
