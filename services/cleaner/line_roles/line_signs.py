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
from services.cleaner.word_lists import BIOGRAPHY_WORDS, BYLINE_WORDS, CREDIT_WORDS

Flags: TypeAlias = npt.NDArray[np.bool_]

_CLOCK = re.compile(r"\d[:.]\d\d\b|\b(?:hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\d[-/.]\d")
_AGO = frozenset(["ago"])
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
    with_month = words.with_any(MONTHS)
    begins_by = words.begin_with(BYLINE_WORDS) | np.array([text[0] == "B" for text in texts], dtype=np.bool_)
    tells = words.with_any(BIOGRAPHY_WORDS, slice(1, 9))
    looks: tuple[tuple[str, Flags, Callable[[str], bool]], ...] = (
        ("clock", short & (has_digit | words.with_any(_AGO)), _shows_clock),
        ("date", short & has_digit & with_month, has_date),
        ("date", short & has_digit & ~with_month, _shows_numeric_date),
        ("byline", short & (counts > 0) & begins_by, _names_authors),
        ("name", (counts >= 2) & (counts <= 6) & upper_first, is_person_name),
        ("name_first", (counts >= 2) & (counts <= 16) & upper_first, begins_with_name),
        ("job", counts <= 10, is_job),
        ("biography", (counts >= 8) & (counts <= 250) & upper_first & tells, is_biography),
    )
    for name, where, shows in looks:
        column = SIGNS.index(name)
        for line in np.flatnonzero(where).tolist():
            if shows(texts[line]):
                signs[line, column] = True
    for line in np.flatnonzero((counts <= 120) & words.with_any(CREDIT_WORDS)).tolist():
        if (credit := credit_span(texts[line])) is not None:
            signs[line, SIGNS.index("caption" if credit[0] > _CREDIT_BEGINS else "credit")] = True
    return signs


def _shows_clock(text: str) -> bool:
    return _CLOCK.search(text) is not None


def _shows_numeric_date(text: str) -> bool:
    return _NUMERIC_DATE.search(text) is not None and has_date(text)


def _names_authors(text: str) -> bool:
    return bool(byline_names(text))
