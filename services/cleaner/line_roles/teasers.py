"""Recognises the teasers of other stories that stand behind, or in, this one."""

from __future__ import annotations

from collections.abc import Sequence, Set

from services.cleaner.fields.biographies import is_biography
from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page
from services.cleaner.words import content_words, ends_like_prose, ends_sentence, word_count

_FOREIGN_SHARE = 0.34
"""A passage that shares less of its content words with the story is about something else."""
_SHORTEST_SUMMARY = 12
_LONGEST_HEADLINE = 25


def label_teasers(
    page: Page, labels: list[Label | None], body: Sequence[int], sure: Set[int] = frozenset()
) -> list[int]:
    """Label the teasers behind the story and give back the story's places without them.

    A teaser's text is a longer passage that breaks off, or is about something else, under a headline without a full
    stop. Only what follows a story of some length is looked at: of a short one nothing can be said by its vocabulary.
    What is surely the story's is no teaser's text.
    """
    if len(body) < 3:
        return list(body)
    kept = list(body)
    for place in range(body[-1] + 6, body[2], -1):
        if place < kept[-1]:
            break
        if place in sure or place >= len(page.lines) or word_count(page.lines[place].text) < _SHORTEST_SUMMARY:
            continue
        label = labels[place]
        if label is not None and label.role not in ("correction", "other"):
            continue
        story = [other for other in kept if other < place]
        if len(story) < 3:
            continue
        text = page.lines[place].text
        under_headline = _has_headline(page, labels, place, story)
        if not under_headline and not _breaks_off(text):
            continue
        reason = _why_teaser(text, " ".join(page.lines[other].text for other in story), under_headline)
        if reason is None:
            continue
        labels[place] = Label("teaser", f"teaser of another story: {reason}", 0.85)
        if under_headline:
            labels[place - 1] = Label("teaser", "headline of another story: stands over its teaser", 0.8)
        kept = [other for other in kept if labels[other] is None or labels[other].role != "teaser"]  # type: ignore[union-attr]
    return kept


def _why_teaser(text: str, story: str, under_headline: bool) -> str | None:
    words = content_words(text)
    if not words or is_biography(text):
        return None
    shared = len(words & content_words(story)) / len(words)
    if shared >= _FOREIGN_SHARE:
        return None
    percent = f"shares {round(100 * shared)}% of its words with this one"
    if _breaks_off(text):
        return f"{percent} and breaks off"
    return (
        f"{percent} and stands under a headline of its own" if under_headline and shared < _FOREIGN_SHARE / 2 else None
    )


def _breaks_off(text: str) -> bool:
    return not ends_like_prose(text) or text.endswith(("...", "…"))


def _has_headline(page: Page, labels: Sequence[Label | None], place: int, story: Sequence[int]) -> bool:
    before = place - 1
    if before <= story[0] or labels[before] is not None:
        return False
    text = page.lines[before].text
    return 4 <= word_count(text) <= _LONGEST_HEADLINE and not ends_sentence(text)
