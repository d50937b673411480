"""What a person sees of cleaning: kept and taken out side by side, on a terminal and as a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from cli.render.block_kinds import passages, side_by_side
from cli.render.clean_html import cleaned_html
from cli.render.clean_page import clean_page
from shared.schemas.articles import ArticleCleaned

HOSTILE = '<script>alert(1)</script> & "quotes" <img src=x onerror=alert(1)>'
PARTS = (
    ("navigation", "Menu", "a page's standing words: 'Menu'"),
    ("navigation", "Search", "a page's standing words: 'Search'"),
    ("headline", "Bridge stays open", "names the story"),
    ("body", "The council voted on Monday to keep the bridge open.", "prose of the story"),
    ("promotion", HOSTILE, "inside an advertisement"),
    ("body", "It will look again in spring, the speaker said.", "prose of the story"),
    ("teaser", "Ten bridges to see before you die", "stands after the story"),
)


def an_article() -> ArticleCleaned:
    source = "\n".join(words for _, words, _ in PARTS)
    blocks, place = [], 0
    for role, words, reason in PARTS:
        if place:
            blocks.append({"start": place - 1, "end": place, "role": "blank", "reason": "white space"})
        blocks.append({"start": place, "end": place + len(words), "role": role, "reason": reason, "confidence": 0.9})
        place += len(words) + 1
    return ArticleCleaned.model_validate(
        {
            "article_id": "a1", "revision": "r1", "headline": "Bridge stays open", "language": "en",
            "authors": [{"name": "Ann Example", "role": "Reporter"}],
            "published_at": {"value": "2026-02-03T10:15:00+00:00", "known_by": "page", "evidence": "JSON-LD"},
            "truncated": {"kind": "paywall", "known_by": "text", "evidence": "Subscribe to continue reading"},
            "body": "\n\n".join(words for role, words, _ in PARTS if role == "body"),
            "source_text": source, "blocks": blocks,
        }
    )  # fmt: skip


def printed(width: int) -> str:
    console = Console(width=width, highlight=False, record=True, file=None, force_terminal=False, quiet=True)
    with console.capture() as captured:
        console.quiet = False
        console.print(clean_page(an_article(), width=width))
    return captured.get()


def test_neighbours_of_one_role_and_kind_of_reason_are_one_passage():
    first, headline, *_ = passages(an_article())
    assert (first.role, first.words, first.reason) == ("navigation", ("Menu", "Search"), "a page's standing words")
    assert headline.words == ("Bridge stays open",)


def test_what_was_taken_out_stands_beside_what_follows_it():
    rows = [
        ([one.role for one in kept], [one.role for one in removed])
        for kept, removed in side_by_side(passages(an_article()))
    ]
    assert rows == [
        (["headline", "body"], ["navigation"]),
        (["body"], ["promotion"]),
        ([], ["teaser"]),
    ]


def test_a_wide_terminal_shows_both_sides_with_roles_and_reasons():
    lines = printed(120).splitlines()
    (beside,) = [line for line in lines if "It will look again in spring" in line]
    assert "promotion" in beside
    assert any("KEPT" in line and "TAKEN OUT, AND WHY" in line for line in lines)
    assert any("inside an advertisement" in line for line in lines)


def test_a_narrow_terminal_shows_one_below_the_other():
    text = printed(80)
    assert "TAKEN OUT, AND WHY" not in text
    assert text.index("It will look again in spring") < text.index("REMOVED, AND WHY")


class Page(HTMLParser):
    """What a browser would make of the page, as far as these tests ask."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_every_block_and_every_reason():
    page = Page(cleaned_html([an_article()]))
    for _, words, reason in PARTS:
        assert words in page.text
        assert reason.partition(":")[0] in page.text
    assert "Subscribe to continue reading" in page.text
    assert "2026-02-03 10:15 UTC" in page.text


def test_every_passage_can_be_reached_by_keyboard_and_is_described_by_its_reason():
    page = Page(cleaned_html([an_article()]))
    blocks = [attrs for _, attrs in page.elements if (attrs.get("class") or "").startswith("b ")]
    reasons = [attrs["id"] for tag, attrs in page.elements if tag == "span" and attrs.get("class") == "why"]
    assert len(blocks) == len(list(passages(an_article())))
    assert all(attrs["tabindex"] == "0" for attrs in blocks)
    assert [attrs["aria-describedby"] for attrs in blocks] == reasons
    assert len(set(reasons)) == len(reasons)


def test_the_page_loads_nothing_and_runs_nothing_whatever_the_words_are():
    html = cleaned_html([an_article()])
    page = Page(html)
    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(tag for tag, _ in page.elements)
    assert not re.search(r"(?:src|href)=|url\(|@import", re.sub(r"<p>.*?</p>|<li>.*?</li>", "", html))
    assert "default-src 'none'" in html


@pytest.mark.parametrize("count", [1, 2])
def test_articles_follow_each_other_with_marks_of_their_own(count: int):
    html = cleaned_html([an_article()] * count)
    ids = re.findall(r' id="([^"]+)"', html)
    assert html.count("<article>") == count
    assert len(ids) == len(set(ids))
