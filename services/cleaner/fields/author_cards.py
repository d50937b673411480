"""Recognises an author's card: a name by itself, the job under it, a biography."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.fields.biographies import is_biography
from services.cleaner.fields.names import byline_names, is_job, is_person_name, names_in
from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page

_LAST_LINES = 3
"""Of the story, a biography may be mistaken for one of the last lines."""
_FREE = ("share", "other", "navigation")


def label_author_cards(page: Page, labels: list[Label | None], body: Sequence[int]) -> None:
    """Label names, jobs and biographies that stand around the story. ``body`` are the story's places."""
    inside = frozenset(body[:-_LAST_LINES])
    names = _label_names(page, labels, inside | frozenset(body))
    known = frozenset(names)
    for place, line in enumerate(page.lines):
        if place in inside:
            continue
        label = labels[place]
        if (label is None or label.role in _FREE) and is_biography(line.text, known):
            labels[place] = Label("biography", "tells of the author: a name, a job and a life", 0.9)
        elif label is None and (_is_byline(labels, place - 1) or _is_byline(labels, place - 2)) and is_job(line.text):
            labels[place] = Label("author_role", "a job under the author's name", 0.9)


def _label_names(page: Page, labels: list[Label | None], inside: frozenset[int]) -> set[str]:
    names: set[str] = set()
    for place, line in enumerate(page.lines):
        label = labels[place]
        if label is not None and label.role == "byline":
            names.update(byline_names(line.text) or names_in(line.text))
        elif (label is None or label.role == "other") and place not in inside and is_person_name(line.text):
            following = [page.lines[after].text for after in range(place + 1, min(place + 4, len(page.lines)))]
            if any(is_job(text) or is_biography(text, frozenset({line.text})) for text in following):
                names.add(line.text)
                labels[place] = Label("byline", "a name by itself, with a job or a biography under it", 0.85)
    return names


def _is_byline(labels: Sequence[Label | None], place: int) -> bool:
    return 0 <= place < len(labels) and (label := labels[place]) is not None and label.role in ("byline", "author_role")
