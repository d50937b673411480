"""Whether the text is the whole story: what a wall, the metadata or the last words say."""

from __future__ import annotations

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleSubmitted, Truncated

STORY = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” she told reporters. “We will look again in spring, and then decide what to do.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
)


def truncated(*below: str, story: tuple[str, ...] = STORY) -> Truncated | None:
    return clean(
        ArticleSubmitted(content="\n".join(["Menu", "Council keeps the bridge open", *story, *below]))
    ).truncated


@pytest.mark.parametrize(
    ("wall", "kind"),
    [
        ("Subscribe to continue reading", "paywall"),
        ("This article is for subscribers only. Already a subscriber? Log in", "paywall"),
        ("To continue reading, start your free trial", "paywall"),
        ("You've reached your limit of free articles this month.", "paywall"),
        ("Sign in to keep reading this story", "registration"),
        ("Article réservé aux abonnés", "paywall"),
    ],
)
def test_a_wall_below_the_story_is_named(wall: str, kind: str):
    found = truncated(wall, "Read more")
    assert found is not None
    assert (found.kind, found.known_by) == (kind, "text")
    assert found.evidence in wall


@pytest.mark.parametrize("end", ["…", "...", " [...]", "… [+2153 chars]"])
def test_a_story_that_ends_in_dots_is_cut(end: str):
    found = truncated(story=(*STORY, f"The opposition called the vote a farce and said that the mayor had{end}"))
    assert found is not None
    assert found.kind == "cut"


def test_a_text_that_ends_in_mid_sentence_is_cut_by_inference():
    found = truncated(story=(*STORY, "The opposition called the vote a farce and said that the mayor had"))
    assert found is not None
    assert (found.kind, found.known_by) == ("cut", "inferred")


def test_a_short_page_that_says_it_is_not_free_is_behind_a_wall():
    data = '{"@type": "NewsArticle", "headline": "Council keeps the bridge open", "isAccessibleForFree": "False"}'
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    content = f'<html><head><script type="application/ld+json">{data}</script></head><body>{paragraphs}</body></html>'
    found = clean(ArticleSubmitted(content=content)).truncated
    assert found is not None
    assert (found.kind, found.known_by) == ("paywall", "page")
    assert clean(ArticleSubmitted(content=content.replace('"False"', "true"))).truncated is None


def test_a_whole_story_is_not_truncated():
    assert truncated() is None
    assert truncated("Sign up for our newsletter", "Read more", "© 2024 Harbour Post") is None
