"""Gives each line of a page its role, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.biographies import is_biography
from services.cleaner.captions import credit_span
from services.cleaner.dates import written_dates
from services.cleaner.furniture import Label, furniture_of
from services.cleaner.headline import headline_line
from services.cleaner.names import byline_names, is_job, is_person_name
from services.cleaner.page import Page
from services.cleaner.story import story_scores
from services.cleaner.teasers import label_teasers
from services.cleaner.words import ends_sentence, folded, word_count
from shared.schemas.articles import Role

IN_BODY: frozenset[Role] = frozenset({"body", "subheading", "list", "pull_quote"})
"""The roles whose lines make up the body."""


def label_lines(page: Page, stated: str | None) -> list[Label]:
    """One label per line, in order. ``stated`` is the headline, where publisher or metadata state it."""
    labels: list[Label | None] = [furniture_of(line.text) for line in page.lines]
    scores = story_scores(page, [label is not None for label in labels])
    body = [place for place, score in enumerate(scores) if score >= 0.5]
    headline = headline_line(page, body, stated)
    if headline is not None:
        _label_headline(page, labels, headline)
        body = [place for place in body if labels[place] is None]
    _label_captions(page, labels, body, headline)
    _label_bylines(page, labels, headline)
    body = [place for place in body if labels[place] is None and (headline is None or place > headline)]
    body = label_teasers(page, labels, body)
    for place in body:
        labels[place] = Label("body", "prose of the story", round(scores[place], 2))
    _label_author_cards(page, labels, body)
    _label_rest(page, labels, body, headline)
    return [label if label is not None else Label("other", "no sign of what it is", 0.3) for label in labels]


def _label_headline(page: Page, labels: list[Label | None], headline: int) -> None:
    labels[headline] = Label("headline", "names the story: stands before it and shares its words", 0.9)
    words = folded(page.lines[headline].text)
    for place, line in enumerate(page.lines):
        if place != headline and folded(line.text) == words:
            labels[place] = Label("repeated_headline", "repeats the headline")


def _label_captions(page: Page, labels: list[Label | None], body: Sequence[int], headline: int | None) -> None:
    for place, line in enumerate(page.lines):
        if labels[place] is not None and labels[place].role not in ("other", "navigation"):  # type: ignore[union-attr]
            continue
        span = credit_span(line.text)
        if span is None:
            continue
        start, _, why = span
        labels[place] = Label("caption" if start > 12 else "credit", why, 0.95)
        if (
            start <= 12
            and place
            and labels[place - 1] is None
            and place - 1 not in body[1:]
            and word_count(page.lines[place - 1].text) >= 6
        ):
            labels[place - 1] = Label("caption", "stands before a photo credit", 0.7)


def _label_bylines(page: Page, labels: list[Label | None], headline: int | None) -> None:
    for place, line in enumerate(page.lines):
        if labels[place] is not None:
            continue
        if byline_names(line.text):
            labels[place] = Label("byline", "names the author: begins like 'By'", 0.9)
        elif len(line.text) <= 90 and (found := next(written_dates(line.text), None)) is not None:
            outside = line.text[: found.start] + line.text[found.end :]
            if word_count(outside) <= 6 and not ends_sentence(outside):
                labels[place] = Label("timestamp", "a date by itself", 0.9)


def _label_author_cards(page: Page, labels: list[Label | None], body: Sequence[int]) -> None:
    """A name by itself, the job under it, the biography: around the story, not in it."""
    inside = range(body[0], body[-1] + 1) if body else range(0)
    names: set[str] = set()
    for place, line in enumerate(page.lines):
        label = labels[place]
        if label is not None and label.role == "byline":
            names |= set(byline_names(line.text))
        if (label is None or label.role == "other") and place not in inside and is_person_name(line.text):
            following = [page.lines[after].text for after in range(place + 1, min(place + 4, len(page.lines)))]
            if any(is_job(text) or is_biography(text, frozenset({line.text})) for text in following):
                names.add(line.text)
                labels[place] = Label("byline", "a name by itself, with a job or a biography under it", 0.85)
    known = frozenset(names)
    for place, line in enumerate(page.lines):
        label = labels[place]
        if place in inside and not (label is not None and label.role == "body" and place == body[-1]):
            continue
        if (label is None or label.role in ("body", "share", "other")) and is_biography(line.text, known):
            labels[place] = Label("biography", "tells of the author: a name, a job and a life", 0.9)
        elif label is None and is_job(line.text) and any(_is_byline(labels, near) for near in (place - 1, place - 2)):
            labels[place] = Label("author_role", "a job under the author's name", 0.9)


def _is_byline(labels: Sequence[Label | None], place: int) -> bool:
    return 0 <= place < len(labels) and (label := labels[place]) is not None and label.role in ("byline", "author_role")


def _label_rest(page: Page, labels: list[Label | None], body: Sequence[int], headline: int | None) -> None:
    first = headline if headline is not None else body[0] if body else len(page.lines)
    story_start = body[0] if body else first
    story_end = body[-1] if body else first
    for place, line in enumerate(page.lines):
        if labels[place] is not None:
            continue
        words = word_count(line.text)
        if place < first:
            nearest = all(labels[between] is not None for between in range(place + 1, first))
            if nearest and first - place <= 3 and words <= 4 and not ends_sentence(line.text):
                labels[place] = Label("section", "a short label right above the headline", 0.8)
            else:
                labels[place] = Label("navigation", "stands before the headline", 0.7)
        elif place < story_start:
            if words >= 6:
                labels[place] = Label("standfirst", "between the headline and the story", 0.6)
            else:
                labels[place] = Label("other", "a short line between the headline and the story", 0.4)
        elif place <= story_end:
            if words <= 14 and not ends_sentence(line.text):
                labels[place] = Label("subheading", "a short line without a full stop inside the story", 0.5)
            else:
                labels[place] = Label("body", "stands inside the story", 0.5)
        else:
            labels[place] = Label("navigation", "stands after the story", 0.6)
