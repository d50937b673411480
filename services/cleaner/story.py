"""Judges by rule which lines of a page may be the story."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.page import Page
from services.cleaner.words import ends_like_prose, word_count


def story_scores(page: Page, furniture: Sequence[bool]) -> list[float]:
    """For each line how likely it is part of the story, 0 to 1: prose inside the densest run of prose."""
    if page.kept is not None and any(page.kept):
        return [round(0.95 * share, 2) for share in page.kept]
    prose = [0.0 if plain else _prose(line.text) for line, plain in zip(page.lines, furniture, strict=True)]
    first, last = _densest_run(prose)
    return [score if first <= place < last else min(score, 0.4) for place, score in enumerate(prose)]


def _prose(text: str) -> float:
    words = word_count(text)
    if ends_like_prose(text):
        return 0.95 if words >= 10 else 0.7 if words >= 4 else 0.2
    return 0.6 if words >= 20 else 0.45 if words >= 10 else 0.1


def _densest_run(scores: Sequence[float]) -> tuple[int, int]:
    """The stretch with the greatest sum, when short or weak lines count against it."""
    best = current = 0.0
    found = (0, 0)
    start = 0
    for place, score in enumerate(scores):
        current += score - 0.42 if score > 0.15 else -0.3
        if current <= 0:
            current, start = 0.0, place + 1
        elif current > best:
            best, found = current, (start, place + 1)
    return found
