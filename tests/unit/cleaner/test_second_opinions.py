"""What is heard beside the networks: the trees, the extractor's account, and the furniture of comment threads."""

from __future__ import annotations

import numpy as np
import pytest

from services.cleaner.clean import clean, read_page, score_lines
from services.cleaner.line_roles.furniture import furniture_of
from services.cleaner.line_roles.line_model import LineScores, load_line_model
from services.cleaner.line_roles.line_threads import without_threads
from services.cleaner.line_roles.line_trees import LineTrees
from services.cleaner.reading.extraction import beside_extractor
from services.cleaner.reading.page import Line, Markup, Page
from shared.schemas.articles import ArticleSubmitted

STORY = (
    "The council voted on Monday to keep the old bridge open for another year, its speaker said.",
    "Engineers had warned in spring that two of its piers were cracked and would need repair before winter.",
    "“It is safe for now,” the speaker told reporters. “We will look again in spring, and then decide.”",
    "The repair is expected to cost four million and to take the whole of the summer, the council said.",
)
COMMENTS = (
    "Bridge to nowhere (Score:3)",
    "I drive over that bridge every day and I can tell you that nobody has looked at it in ten years.",
    "Re: Bridge to nowhere (Score:2)",
    "My uncle was one of the engineers and he said that the piers would outlive us all, and they will.",
    "Re: Bridge to nowhere (Score:5)",
    "The council has spent more on studies of the bridge than the repair would ever have cost the town.",
    "Re: Bridge to nowhere (Score:1)",
    "They said the same about the ferry, and look what has become of that since the mayor sold it off.",
    "Re: Bridge to nowhere (Score:2)",
    "Just close it already, everybody who can count knows that a new one would have been cheaper by now.",
    "Re: Bridge to nowhere (Score:2)",
)


def scores_of(*story: float) -> LineScores:
    nothing = np.zeros(len(story), dtype=np.float32)
    return LineScores(np.array(story, dtype=np.float32), nothing, nothing, nothing)


def a_page(*kept: float, region: str = "article") -> Page:
    markup = Markup("p", frozenset({region}), 0.0, 1)
    lines = tuple(
        Line(place * 100, place * 100 + 80, "word " * 16, blank_before=True, markup=markup)
        for place in range(len(kept))
    )
    return Page("", lines, "text/html", kept=kept)


def test_each_level_of_a_tree_is_one_digit_of_its_leaf():
    trees = LineTrees(
        columns=np.array([3, 0]),
        questions=np.array([[0, 1]]),
        borders=np.array([[0.5, 10.0]]),
        leaves=np.array([[1.0, 2.0, 3.0, 4.0]]),
        bias=0.25,
    )
    features = np.array([[0, 9, 9, 0], [0, 9, 9, 1], [11, 9, 9, 0.5], [11, 9, 9, 1]])
    assert trees.log_odds(features).tolist() == [1.25, 2.25, 3.25, 4.25]


def test_the_model_that_ships_says_what_it_learned_from_and_always_the_same():
    page = read_page("\n\n".join(STORY), "text/plain")
    furniture = [furniture_of(line.text) for line in page.lines]
    first, second = (score_lines(page, furniture, None) for _ in range(2))
    assert first.story.tolist() == second.story.tolist()
    assert load_line_model().producer.name == "copydesk-line-model"


def test_where_both_agree_on_the_story_the_extractor_may_leave_out_what_the_model_doubts():
    story = beside_extractor(a_page(*[1] * 9, 0), scores_of(*[0.99] * 9, 0.8)).story
    assert (story > 0.5).tolist() == [True] * 9 + [False]


def test_an_extractor_that_misses_the_story_is_not_heard():
    story = beside_extractor(a_page(0, 0, 0, 1, 0), scores_of(0.99, 0.99, 0.99, 0.99, 0.8)).story
    assert (story > 0.5).all()


def test_comments_that_the_extractor_leaves_out_are_no_story_however_they_read():
    assert beside_extractor(a_page(0, 0, region="comments"), scores_of(0.99, 0.99)).story.tolist() == [0.0, 0.0]
    assert (beside_extractor(a_page(1, 1, region="comments"), scores_of(0.99, 0.99)).story > 0.5).all()


def test_plain_text_has_no_extractor():
    scores = scores_of(0.9, 0.1)
    assert beside_extractor(Page("", a_page(1, 1).lines), scores) is scores


def test_a_thread_of_comments_is_no_story():
    article = clean(ArticleSubmitted(content="\n\n".join((*STORY, *COMMENTS)), content_type="text/plain"))
    assert article.body == "\n\n".join(STORY)
    thread = article.source_text.index(COMMENTS[0])
    assert {block.role for block in article.blocks if block.start >= thread} == {"comments", "blank"}


@pytest.mark.parametrize("line", ["Bridge to nowhere (Score:3)", "Reply"])
def test_a_few_words_of_comments_make_no_thread(line):
    furniture = [furniture_of(text) for text in (STORY[0], line, STORY[1], line, STORY[2])]
    scores = scores_of(0.9, 0.1, 0.9, 0.1, 0.9)
    assert without_threads(furniture, scores) is scores
