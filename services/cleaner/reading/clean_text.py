"""Recognises a text that is clean already, so that cleaning it again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from services.cleaner.body import PARAGRAPH_JOINT, readable
from services.cleaner.fields.byline_names import signature_of
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.reading.page import Page
from services.cleaner.words import ends_sentence, word_count

_LIKELY = 0.5
_LEAST_STORY = 0.9
"""The part of the characters that the line model takes for story. Of 209 bodies of news pages, 98 in 100 reach .94."""
_LONGEST_HEADLINE = 30
_MOST_LINES_OF_ALERT, _SHORTEST_ALERT = 2, 4
_LONGEST_BYLINE = 120
_SETTLED = 0.98
_HEADLINE = 0.3


def settled(page: Page, furniture: Sequence[Label | None], scores: LineScores) -> LineScores:
    """The scores, without the model's doubts about single lines where the text is clean already.

    From its first sentence on such a text is all story, but for lines that their own words give away; above it may
    stand a headline, a byline and a date.
    """
    if len(page.lines) <= _MOST_LINES_OF_ALERT:
        return _alert(page, furniture, scores)
    if not is_clean_text(page, scores):
        return scores
    texts = [line.text for line in page.lines]
    prose = (ends_sentence(text) or word_count(text) >= _LONGEST_HEADLINE for text in texts)
    first = next((place for place, is_prose in enumerate(prose) if is_prose and scores.story[place] >= _LIKELY), 0)
    if not (scores.headline[:first] >= _HEADLINE).any():
        first = 0
    given_away = [
        label is not None
        or (len(text) <= _LONGEST_BYLINE and (signed := signature_of(text)) is not None and signed.says_so)
        for text, label in zip(texts, furniture, strict=True)
    ]
    inside = (np.arange(len(texts)) >= first) & ~np.array(given_away)
    return replace(
        scores,
        story=np.where(inside, np.maximum(scores.story, _SETTLED), scores.story),
        headline=np.where(inside, 0.0, scores.headline),
        byline=np.where(inside, 0.0, scores.byline),
    )


def _alert(page: Page, furniture: Sequence[Label | None], scores: LineScores) -> LineScores:
    """A text of a line or two is no page: its sentences are the story, if any other line is not."""
    if page.content_type != "text/plain" or (scores.story >= _LIKELY).any():
        return scores
    sentences = [
        label is None and ends_sentence(line.text) and word_count(line.text) >= _SHORTEST_ALERT
        for line, label in zip(page.lines, furniture, strict=True)
    ]
    return replace(scores, story=np.where(sentences, _LIKELY, scores.story))


def is_clean_text(page: Page, scores: LineScores) -> bool:
    """Whether a plain text is readable paragraphs with an empty line between, nearly all of them story.

    A scrape is hardly ever in this form, which is that of the cleaner's own bodies.
    """
    texts = [line.text for line in page.lines]
    if page.content_type != "text/plain" or not texts or page.source_text.strip() != PARAGRAPH_JOINT.join(texts):
        return False
    characters = sum(map(len, texts))
    of_story = sum(len(text) for text, score in zip(texts, scores.story.tolist(), strict=True) if score >= _LIKELY)
    return of_story >= _LEAST_STORY * characters and all(readable(text) == text for text in texts)
