"""Says what the lines around the story are, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Line, Page
from services.cleaner.words import ends_sentence, word_count
from shared.schemas.articles import Role

# What an element around a line says it is, the surest first.
_BY_REGION: tuple[tuple[str, Role, str], ...] = (
    ("cookie", "cookie_notice", "inside the page's cookie notice"),
    ("comments", "comments", "inside the page's comments"),
    ("newsletter", "newsletter", "inside an invitation to subscribe"),
    ("share", "share", "inside the page's share buttons"),
    ("caption", "caption", "inside an image's caption"),
    ("credit", "credit", "inside an image's credit"),
    ("biography", "biography", "inside the author's description"),
    ("ad", "promotion", "inside an advertisement"),
    ("related", "teaser", "inside a list of other stories"),
    ("navigation", "navigation", "inside the page's navigation"),
    ("tags", "navigation", "inside the page's topics"),
    ("footer", "navigation", "inside the page's foot"),
    ("header", "navigation", "inside the page's head"),
    ("video", "promotion", "inside a video's frame"),
    ("overlay", "promotion", "inside a window laid over the page"),
    ("standfirst", "standfirst", "inside the page's standfirst"),
    ("kicker", "kicker", "inside the page's kicker"),
    ("aside", "teaser", "inside the page's margin"),
)
_SHORTEST_TITLE = 4


def label_surroundings(page: Page, labels: list[Label | None], body: Sequence[int], headline: int | None) -> None:
    """Label what is still without a role. ``body`` are the story's places, in order."""
    first = headline if headline is not None else body[0] if body else len(page.lines)
    story_start = body[0] if body else first
    story_end = body[-1] if body else first
    in_comments = False
    for place, line in enumerate(page.lines):
        label = labels[place]
        if place > story_end and label is not None and label.role == "comments":
            in_comments = True
        if label is not None:
            continue
        if place < first:
            labels[place] = _by_region(line) or _above(labels, line, place, first)
        elif place < story_start:
            labels[place] = _by_region(line) or _between(line)
        elif place <= story_end:
            labels[place] = _by_region(line) or _inside(line)
        elif in_comments:
            labels[place] = Label("comments", "stands among the comments", 0.6)
        else:
            labels[place] = _by_region(line) or _below(line)


def _by_region(line: Line) -> Label | None:
    return _of_regions(line.markup.regions) if line.markup is not None else None


@lru_cache(maxsize=1_024)
def _of_regions(regions: frozenset[str]) -> Label | None:
    return next((Label(role, reason, 0.8) for region, role, reason in _BY_REGION if region in regions), None)


def _above(labels: Sequence[Label | None], line: Line, place: int, first: int) -> Label:
    nearest = first - place <= 3 and all(labels[between] is not None for between in range(place + 1, first))
    if nearest and word_count(line.text) <= 4 and not ends_sentence(line.text):
        return Label("section", "a short label right above the headline", 0.8)
    return Label("navigation", "stands before the headline", 0.7)


def _between(line: Line) -> Label:
    if word_count(line.text) >= 6:
        return Label("standfirst", "between the headline and the story", 0.6)
    return Label("other", "a short line between the headline and the story", 0.4)


def _inside(line: Line) -> Label:
    if word_count(line.text) >= _SHORTEST_TITLE and not ends_sentence(line.text):
        return Label("teaser", "stands in the story but is not of it: like a link to another", 0.5)
    return Label("other", "stands in the story but is unlike its prose", 0.5)


def _below(line: Line) -> Label:
    if word_count(line.text) >= _SHORTEST_TITLE:
        return Label("teaser", "stands after the story, like the title or text of another", 0.5)
    return Label("navigation", "stands after the story", 0.6)
