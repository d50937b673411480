"""Recognises lines that only repeat what the story says elsewhere: pull quotes and lists of its parts."""

from __future__ import annotations

from collections.abc import Sequence, Set

from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page
from services.cleaner.words import folded, word_count

_SHORTEST, _LONGEST = 5, 60
_MOST = 400
"""Short lines that are looked at; in a list of thousands nothing is a pull quote."""


def label_repetitions(
    page: Page, labels: list[Label | None], body: Sequence[int], sure: Set[int] = frozenset()
) -> list[int]:
    """Label the lines of the story that stand in it twice, and give back the story's places without them.

    A short line that another line contains is a pull quote; one that comes again as a line by itself announces it.
    A line that comes more often is one of a list's; one that is surely the story's announces nothing.
    """
    keys = {place: folded(page.lines[place].text) for place in body}
    story = "\n".join(f" {keys[place]} " for place in body)
    short = [place for place in body if _SHORTEST <= word_count(page.lines[place].text) <= _LONGEST][:_MOST]
    places: dict[str, list[int]] = {}
    for place in body:
        places.setdefault(keys[place], []).append(place)
    for place in short:
        same = places[keys[place]]
        if len(same) > 1:
            if len(same) == 2 and place == same[0] and place not in sure:
                labels[place] = Label("navigation", "announces a part of the story that comes later", 0.7)
        elif story.count(f" {keys[place]} ") > 1:
            labels[place] = Label("pull_quote", "repeats words of the story, set apart", 0.8)
    return [place for place in body if labels[place] is None]
