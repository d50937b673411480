"""Cleaning what is clean already changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleCleaned, ArticleSubmitted
from shared.streams.outcomes import Reject

SEEDS = Path(__file__).parents[3] / "seeds"
PROSE = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” she told reporters. “We will look again in spring, and then decide what to do.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
    "Ferries carried 4,200 people across the river on Tuesday, three times as many as on a usual day.",
    "Nobody from the opposition took part in the vote, which its leader called a farce in a written statement.",
)
FURNITURE = (
    "Menu", "Share", "Read more", "By Ann Example", "Jan. 5, 2024", "2 min read", "Council keeps the old bridge open",
    "© 2024 Harbour Post. All rights reserved.", "Sign up for our newsletter",
    "A cyclist crosses the bridge on Sunday. (Ann Example/Getty Images)",
)  # fmt: skip
INTERRUPTIONS = (
    "Read more: Harbour to be dredged after all", "Related: Who pays for the ferries?", "2", "Published by Helvetia",
    "What the engineers found", "Oak Street – closed until May", "• A ticket for ten crossings", "Lane d. Marsh 70-44",
)  # fmt: skip


def cleaned(content: str) -> ArticleCleaned:
    return clean(ArticleSubmitted(content=content))


@pytest.mark.parametrize("file", [*sorted(path.name for path in SEEDS.glob("*.txt")), "ferry-deal-page.html"])
def test_the_body_of_a_sample_stays_as_it_is(file: str):
    body = cleaned((SEEDS / file).read_text("utf-8")).body
    assert cleaned(body).body == body


@settings(max_examples=60)
@given(
    above=st.lists(st.sampled_from(FURNITURE), max_size=4),
    story=st.permutations(PROSE),
    below=st.lists(st.sampled_from(FURNITURE), max_size=4),
)
def test_the_body_of_a_page_stays_as_it_is(above: list[str], story: list[str], below: list[str]):
    body = cleaned("\n".join([*above, *story, *below])).body
    assert cleaned(body).body == body


@settings(max_examples=60)
@given(
    lines=st.lists(st.sampled_from((*PROSE[2:-2], *FURNITURE, *INTERRUPTIONS)), min_size=4, unique=True),
    joint=st.sampled_from(["\n", "\n\n"]),
)
def test_the_body_of_a_jumble_stays_as_it_is(lines: list[str], joint: str):
    try:
        body = cleaned(joint.join([*PROSE[:2], *lines, *PROSE[-2:]])).body
    except Reject:
        return
    assert cleaned(body).body == body


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_the_body_of_anything_is_cleaned_without_an_error(content: str):
    try:
        body = cleaned(content).body
        cleaned(body)
    except Reject:
        return


def test_a_clean_text_may_have_a_headline_and_a_byline_above_it():
    article = cleaned("\n\n".join(["Council keeps the old bridge open", "By Ann Example", *PROSE]))
    assert article.headline == "Council keeps the old bridge open"
    assert [author.name for author in article.authors] == ["Ann Example"]
    assert article.body == "\n\n".join(PROSE)
