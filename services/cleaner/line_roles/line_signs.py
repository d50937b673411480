"""Looks for what only few lines show: clocks, dates, photo credits, bylines, names, jobs, biographies.

Each look is costly, so that one that cannot succeed, by the line's words and characters, is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from services.cleaner.fields.biographies import is_biography
from services.cleaner.fields.dates import MONTHS, has_date
from services.cleaner.fields.names import begins_with_name, byline_names, is_job, is_person_name
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.page_words import PageWords
from services.cleaner.word_lists import BIOGRAPHY_WORDS, BYLINE_WORDS, CREDIT_WORDS, JOB_WORDS

Flags: TypeAlias = npt.NDArray[np.bool_]

_CLOCK = re.compile(r"\d[:.]\d\d\b|\b(?:hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\d[-/.]\d")
_AGO, _MONTH, _BYLINE, _BIOGRAPHY, _CREDIT, _JOB = (1 << bit for bit in range(6))
_OF_KIND = {
    _AGO: ["ago"],
    _MONTH: MONTHS,
    _BYLINE: BYLINE_WORDS,
    _BIOGRAPHY: BIOGRAPHY_WORDS,
    _CREDIT: CREDIT_WORDS,
    _JOB: JOB_WORDS,
}
_KINDS = {
    word: sum(kind for kind, words in _OF_KIND.items() if word in words)
    for word in frozenset().union(*map(frozenset, _OF_KIND.values()))
}
_SHORT = 30
"""Words; a line with more is no date, clock or byline."""
_CREDIT_BEGINS = 12
"""Characters; before a credit that begins later stands a caption."""

SIGNS = ("clock", "date", "caption", "credit", "byline", "name", "name_first", "job", "biography")


def signs_of(texts: Sequence[str], words: PageWords, has_digit: Flags, upper_first: Flags) -> Flags:
    """One row per line, with the columns `SIGNS`.

    ``has_digit``: the line holds one; ``upper_first``: it may begin with a name.
    """
    signs = np.zeros((len(texts), len(SIGNS)), dtype=np.bool_)
    counts = words.counts
    short = counts <= _SHORT
    telling = words.of_kinds(_KINDS)
    with_month = telling.on_lines(_MONTH)
    begins_by = telling.on_lines(_BYLINE, 0, 1) | _flags(texts, lambda text: text[0] == "B")
    may_be_job = telling.on_lines(_JOB) | _flags(texts, lambda text: "İ" in text or "ı" in text)
    looks: tuple[tuple[str, Flags, Callable[[str], bool]], ...] = (
        ("clock", short & (has_digit | telling.on_lines(_AGO)), _shows_clock),
        ("date", short & has_digit & with_month, has_date),
        ("date", short & has_digit & ~with_month, _shows_numeric_date),
        ("byline", short & (counts > 0) & begins_by, _names_authors),
        ("name", (counts >= 2) & (counts <= 6) & upper_first, is_person_name),
        ("name_first", (counts >= 2) & (counts <= 16) & upper_first, begins_with_name),
        ("job", (counts <= 10) & may_be_job, is_job),
        (
            "biography",
            (counts >= 8) & (counts <= 250) & upper_first & telling.on_lines(_BIOGRAPHY, 1, 9),
            is_biography,
        ),
    )
    for name, where, shows in looks:
        column = SIGNS.index(name)
        for line in np.flatnonzero(where).tolist():
            if shows(texts[line]):
                signs[line, column] = True
    for line in np.flatnonzero((counts <= 120) & telling.on_lines(_CREDIT)).tolist():
        if (credit := credit_span(texts[line])) is not None:
            signs[line, SIGNS.index("caption" if credit[0] > _CREDIT_BEGINS else "credit")] = True
    return signs


def _flags(texts: Sequence[str], shows: Callable[[str], bool]) -> Flags:
    return np.fromiter(map(shows, texts), dtype=np.bool_, count=len(texts))


def _shows_clock(text: str) -> bool:
    return _CLOCK.search(text) is not None


def _shows_numeric_date(text: str) -> bool:
    return _NUMERIC_DATE.search(text) is not None and has_date(text)


def _names_authors(text: str) -> bool:
    return bool(byline_names(text))
