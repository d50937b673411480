"""Describes the form of each line of a page in numbers, for the line model: its characters, its words, its looks.

The form knows no language: small and capitalised words, ends of sentences and repetitions tell prose from furniture in
any script that has them. Only the first words of a line are counted, since a long line is known by its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log1p
from typing import TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from services.cleaner.fields.biographies import is_biography
from services.cleaner.fields.dates import MONTHS, has_date
from services.cleaner.fields.names import begins_with_name, byline_names, is_job, is_person_name
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.character_kinds import DIGIT, LOWER, QUOTE, SPACE, UPPER, kinds_of
from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Line
from services.cleaner.word_lists import BIOGRAPHY_WORDS, BYLINE_WORDS, CREDIT_WORDS
from shared.schemas.articles import Role

Matrix: TypeAlias = npt.NDArray[np.float32]
Counts: TypeAlias = npt.NDArray[np.int64]
_Looks: TypeAlias = tuple[tuple[float, ...], tuple[bool, ...], float]

WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"\d[:.]\d\d\b|\b(?:hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\d[-/.]\d")
_YOU = frozenset(["you", "your", "yours", "we", "our", "us"])
_TELLING = frozenset(["said", "says", "told", "added", "according", "was", "were", "had", "been", "who", "which"])
_BULLETS = frozenset("•·▪●◦‣*-–—►▶→✓✔")
_ENDS = frozenset(".!?。！？؟।")
_CLOSING = "\"'”’»)]"
_ROLES = ("share", "navigation", "comments", "promotion", "newsletter", "cookie_notice", "legal", "correction")
_FIRST_TOKENS = 24
_FIRST_WORDS = 48
_START = 60
SHORT_LINE = 80
"""Characters of a line that many pages of a web site may have: what is found in it is kept for the next of them."""

FORM = (
    "characters", "words", "word_length", "capitalised", "lower", "upper", "digits", "short_words", "ends_sentence",
    "ends_colon", "ends_quote", "ends_other", "ends_ellipsis", "sentences", "commas", "starts_lower", "starts_digit",
    "starts_bullet", "starts_quote", "starts_bracket", "has_quotes", "bar", "clock", "date", "address", "you",
    "telling", "question", "blank_before", "caption", "credit", "byline", "name", "name_first", "job", "biography",
    "furniture", *(f"is_{role}" for role in _ROLES), "copies", "prose",
)  # fmt: skip
_IN_ROLE: dict[str | None, tuple[bool, ...]] = {
    None: (False,) * (1 + len(_ROLES)),
    **{role: (True, *(role == named for named in _ROLES)) for role in get_args(Role)},
}
"""Whether a line is furniture, and of which of `_ROLES`."""
COLUMN = {name: number for number, name in enumerate(FORM)}
_COUNTED = tuple(COLUMN[name] for name in ("word_length", "capitalised", "lower", "upper", "digits", "has_quotes"))


def forms_of(lines: Sequence[Line], words: Sequence[list[str]], furniture: Sequence[Label | None]) -> Matrix:
    """One row per line, with the columns `FORM`. ``words`` are each line's, without case."""
    if not lines:
        return np.zeros((0, len(FORM)), dtype=np.float32)
    copies = Counter(map(tuple, words))
    counted, digits = _counted([line.text for line in lines])
    rows = [
        _form(line, found, label, copies[tuple(found)], digit)
        for line, found, label, digit in zip(lines, words, furniture, digits, strict=True)
    ]
    form = np.array(rows, dtype=np.float32)
    form[:, _COUNTED] = counted
    return form


def _counted(texts: list[str]) -> tuple[Matrix, list[bool]]:
    """What is counted by character, for all lines at once: the columns `_COUNTED`; and which lines hold a digit."""
    kinds = kinds_of("\n".join(texts))
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    starts = np.cumsum(lengths + 1) - lengths - 1
    ends = starts + lengths
    lower, digit, quote = (_running((kinds & kind) > 0) for kind in (LOWER, DIGIT, QUOTE))
    space = np.concatenate(([True], (kinds & SPACE) > 0, [True]))
    begins = np.flatnonzero(space[:-2] & ~space[1:-1])
    stops = np.flatnonzero(space[2:] & ~space[1:-1]) + 1
    first = np.searchsorted(begins, starts)
    line = np.repeat(np.arange(len(texts)), np.diff(np.append(first, len(begins))))
    looked_at = np.arange(len(begins)) - first[line] < _FIRST_TOKENS
    begins, stops, line = begins[looked_at], stops[looked_at], line[looked_at]
    small = (kinds[begins] & LOWER) > 0
    capital = (kinds[begins] & UPPER) > 0
    shouted = capital & (stops - begins > 1) & (lower[stops] == lower[begins])

    def by_line(values: npt.NDArray[np.bool_] | Counts) -> npt.NDArray[np.float64]:
        return np.bincount(line, weights=values, minlength=len(texts))

    tokens = np.maximum(1.0, np.bincount(line, minlength=len(texts)))
    looked_until = starts + np.minimum(lengths, _START)
    has_digit = digit[ends] > digit[starts]
    columns = (
        by_line(stops - begins) / tokens,
        by_line(capital) / tokens,
        by_line(small) / tokens,
        by_line(shouted) / tokens,
        (digit[looked_until] - digit[starts]) / np.maximum(1, looked_until - starts),
        quote[ends] > quote[starts],
    )
    return np.column_stack(columns).astype(np.float32), has_digit.tolist()


def _running(flags: npt.NDArray[np.bool_]) -> Counts:
    """How many there are before each place, and in all."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(flags)))


def _form(line: Line, words: list[str], label: Label | None, copies: int, digit: bool) -> tuple[float, ...]:
    """The row of one line; what `_counted` counts is left at zero."""
    text = line.text
    head, seen, prose = _looks_of_short(text) if len(text) <= SHORT_LINE else _looks(text, words, digit)
    role = label.role if label is not None else None
    return (*head, line.blank_before, *seen, *_IN_ROLE[role], min(copies, 6), prose * (role is None))


@lru_cache(maxsize=16_384)
def _looks_of_short(text: str) -> _Looks:
    return _looks(text, words_of_short(text), any(map(str.isdigit, text)))


def _looks(text: str, words: list[str], digit: bool) -> _Looks:
    """What the line shows by itself: the columns before and after ``blank_before``, and its likeness to prose."""
    count = len(words)
    first_words = words[:_FIRST_WORDS]
    counted = len(first_words) or 1
    you = 0 if _YOU.isdisjoint(first_words) else sum([word in _YOU for word in first_words])
    telling = 0 if _TELLING.isdisjoint(first_words) else sum([word in _TELLING for word in first_words])
    short = sum([len(word) <= 3 for word in first_words])
    first, last = text[0], text[-1]
    ends_sentence = text[-4:].rstrip(_CLOSING)[-1:] in _ENDS
    ends_quote = last in '"”»'
    seen = _seen_in(text, words, digit)
    head = (
        log1p(len(text)), log1p(count), 0.0, 0.0, 0.0, 0.0, 0.0, short / counted, ends_sentence, last == ":",
        ends_quote, last in ", ;-–—|", text.endswith(("...", "…")),
        min(text.count(". ") + text.count("? ") + ends_sentence, 8),
        text.count(",") / (count or 1), first.islower(), first.isdigit(), first in _BULLETS, first in "\"“„«‘'",
        first in "([", 0.0, "|" in text or "›" in text, seen[0], seen[1],
        "@" in text or "://" in text or "www." in text or ".com" in text, you / counted, telling / counted, "?" in text,
    )  # fmt: skip
    return head, seen[2:], _prose(count, ends_sentence or ends_quote, last)


@lru_cache(maxsize=16_384)
def words_of_short(text: str) -> list[str]:
    """The words of a short line, without case; the list is kept, and not to be changed."""
    return WORD.findall(text.casefold())


def _seen_in(text: str, words: list[str], digit: bool) -> tuple[bool, ...]:
    """Whether it shows a clock, a date, a caption, a credit, a byline, a name, a name first, a job, a biography."""
    count = len(words)
    small = count <= 30
    upper_first = text[0].isupper() or not text[0].isascii()
    credit = credit_span(text) if count <= 120 and not CREDIT_WORDS.isdisjoint(words) else None
    return (
        small and (digit or "ago" in words) and _CLOCK.search(text) is not None,
        digit and small and (_NUMERIC_DATE.search(text) is not None or not MONTHS.isdisjoint(words)) and has_date(text),
        credit is not None and credit[0] > 12,
        credit is not None and credit[0] <= 12,
        small and count > 0 and (text[0] == "B" or words[0] in BYLINE_WORDS) and bool(byline_names(text)),
        2 <= count <= 6 and upper_first and is_person_name(text),
        2 <= count <= 16 and upper_first and begins_with_name(text),
        count <= 10 and is_job(text),
        8 <= count <= 250 and upper_first and not BIOGRAPHY_WORDS.isdisjoint(words[1:9]) and is_biography(text),
    )


def _prose(count: int, ends_well: bool, last: str) -> float:
    if ends_well:
        return 0.95 if count >= 10 else 0.7 if count >= 4 else 0.2
    if last == ":":
        return 0.5 if count >= 5 else 0.15
    return 0.6 if count >= 20 else 0.45 if count >= 10 else 0.1
