"""Reads the place and the wire agency from a story's first words: 'KYIV, Nov. 2 (Reuters) - '."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Line, Page

_PLACE = r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{1,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})"
_REGION = r"(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z][\w. ]{1,30})?"
_DAY = r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:,? \d{4})?)?"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w .&’'/-]{1,40})\)|/(?P<slashed>[A-Z][\w .]{1,30})/)"
_DATELINE = re.compile(rf"{_PLACE}{_REGION}{_DAY}[,.]? ?(?:{_AGENCY} ?)?(?:[-–—]{{1,2}}|:)(?= ?\S)")
_ALONE = re.compile(
    r"\((?P<agency>AP|Reuters|AFP|TASS|Xinhua|UPI|IANS|PTI|ANI|dpa|CNN|BBC|Bloomberg|PA)\) ?[-–—]{1,2} "
)
_NO_PLACES = frozenset(
    {
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "EXCLUSIVE",
        "WATCH",
        "VIDEO",
        "OPINION",
        "ANALYSIS",
        "LIVE",
        "CORRECTION",
        "NOTE",
    }
)
_NAMES = {
    "AP": "Associated Press",
    "AFP": "Agence France-Presse",
    "PA": "PA Media",
    "Press Association": "PA Media",
    "PTI": "Press Trust of India",
    "AAP": "Australian Associated Press",
    "DPA": "dpa",
    "UPI": "United Press International",
}


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words before a story's first sentence, and what they say."""

    length: int
    """Characters, the dash and the space behind it included."""
    place: str | None
    agency: str | None


def dateline_of(first_paragraph: str) -> Dateline | None:
    """The dateline that the story begins with, if it does."""
    if (match := _ALONE.match(first_paragraph)) is not None:
        return Dateline(match.end(), None, agency_name(match["agency"]))
    match = _DATELINE.match(first_paragraph[:160])
    if match is None:
        return None
    agency = match["agency"] or match["slashed"]
    place = match["place"].strip(" ,.-")
    if agency is None and (
        not place.isupper() or place in _NO_PLACES
    ):  # 'Interviewer: ...' and 'Paris - a city' are no datelines
        return None
    length = match.end() + (first_paragraph[match.end()] == " ")
    return Dateline(length, place, agency_name(agency) if agency else None)


def split_dateline(page: Page, labels: list[Label]) -> tuple[Page, list[Label], Dateline | None]:
    """Part the dateline from the story's first line, as a line of its own."""
    first = next((place for place, label in enumerate(labels) if label.role == "body"), None)
    if first is None:
        return page, labels, None
    line = page.lines[first]
    found = dateline_of(line.text)
    if found is None or len(line.text) != line.end - line.start:
        return page, labels, found
    middle = line.start + found.length
    words = line.text[: found.length].rstrip()
    head = Line(line.start, line.start + len(words), words, line.blank_before, line.markup)
    tail = Line(middle, line.end, line.text[found.length :], False, line.markup)
    label = Label("dateline", "place and agency before the first sentence", 0.9)
    lines = (*page.lines[:first], head, tail, *page.lines[first + 1 :])
    return replace(page, lines=lines), [*labels[:first], label, *labels[first:]], found


def agency_name(written: str) -> str:
    """The agency's full name for its usual letters; any other name as it is written."""
    return _NAMES.get(written.strip(), written.strip())
