"""Recognises a text that is clean already, so that cleaning it again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from services.cleaner.body import PARAGRAPH_JOINT, readable
from services.cleaner.fields.byline_names import signature_of
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.line_roles.roles import IN_BODY
from services.cleaner.reading.page import Page
from services.cleaner.words import ends_like_prose, ends_sentence, word_count

_LIKELY = 0.5
_LEAST_STORY = 0.9
"""The part of the characters that the line model takes for story, where a line may be something else."""
_LONGEST_HEADLINE = 18
_MOST_LINES_OF_ALERT, _SHORTEST_ALERT = 2, 4
_LONGEST_BYLINE = 120
_SETTLED = 0.98
_HEADLINE = 0.3


def is_clean_text(page: Page, furniture: Sequence[Label | None], scores: LineScores) -> bool:
    """Whether a plain text is readable paragraphs with an empty line between, and all or nearly all of it story.

    A scrape is hardly ever in this form, which is that of the cleaner's own bodies. Where it is, a line gives itself
    away, or the first is no sentence: of 384 scrapes whose lines were parted so for a trial, none was taken for clean
    of which the line model was in doubt.
    """
    texts = [line.text for line in page.lines]
    if page.content_type != "text/plain" or len(texts) <= _MOST_LINES_OF_ALERT:
        return False
    if page.source_text.strip() != PARAGRAPH_JOINT.join(texts) or not all(readable(text) == text for text in texts):
        return False
    if _may_begin(texts[0]) and all(map(_is_open, texts, furniture)):
        return True
    story = sum(len(text) for text, score in zip(texts, scores.story.tolist(), strict=True) if score >= _LIKELY)
    return story >= _LEAST_STORY * sum(map(len, texts))


def scores_of_clean_text(page: Page, furniture: Sequence[Label | None], scores: LineScores) -> LineScores:
    """The scores without the model's doubts about single lines.

    A clean text is all story, but for lines that their own words give away; above it may stand a headline, a byline and
    a date.
    """
    texts = [line.text for line in page.lines]
    begins = map(_may_begin, texts)
    first = next((place for place, may in enumerate(begins) if may and scores.story[place] >= _LIKELY), 0)
    if _may_begin(texts[0]) or not (scores.headline[:first] >= _HEADLINE).any():
        first = 0
    inside = (np.arange(len(texts)) >= first) & np.array(list(map(_is_open, texts, furniture)))
    return replace(
        scores,
        story=np.where(inside, np.maximum(scores.story, _SETTLED), scores.story),
        headline=np.where(inside, 0.0, scores.headline),
        byline=np.where(inside, 0.0, scores.byline),
    )


def scores_of_short_text(page: Page, furniture: Sequence[Label | None], scores: LineScores) -> LineScores:
    """A text of a line or two is no page: its sentences are the story, if any other line is not."""
    if page.content_type != "text/plain" or len(page.lines) > _MOST_LINES_OF_ALERT or (scores.story >= _LIKELY).any():
        return scores
    sentences = [
        label is None and ends_sentence(line.text) and word_count(line.text) >= _SHORTEST_ALERT
        for line, label in zip(page.lines, furniture, strict=True)
    ]
    return replace(scores, story=np.where(sentences, _LIKELY, scores.story))


def without_what_would_go(
    page: Page, furniture: Sequence[Label | None], labels: Sequence[Label], *, is_clean: bool
) -> list[Label]:
    """The labels, without those of the body that would be taken out if it came as a text of its own.

    However sure the model is of them: lines that their own words give away, and, where the text was not clean already,
    what would be taken for a headline.
    """
    result = list(labels)
    begun, unmarked = is_clean, page.content_type == "text/plain"
    for place in (place for place, label in enumerate(labels) if label.role in IN_BODY):
        text = page.lines[place].text
        own = _own_label(text, furniture[place])
        begun = begun or (own is None and _may_begin(text))
        if own is not None:
            result[place] = own
        elif not begun and (unmarked or labels[place].role == "body"):
            result[place] = Label("other", "a short line before the story begins", 0.5)
    return result if begun and any(label.role in IN_BODY for label in result) else list(labels)


def _is_open(text: str, furniture: Label | None) -> bool:
    return _own_label(text, furniture) is None


def _own_label(text: str, furniture: Label | None) -> Label | None:
    """What a line is by its own words, wherever it stands: furniture, or a byline that says so."""
    if furniture is None and len(text) <= _LONGEST_BYLINE and (signed := signature_of(text)) is not None:
        return Label("byline", "names the author: begins like 'By'", 0.8) if signed.says_so else None
    return furniture


def _may_begin(text: str) -> bool:
    """Whether a story may begin with this line, for a headline is shorter and no sentence."""
    return ends_like_prose(text) or word_count(text) > _LONGEST_HEADLINE
