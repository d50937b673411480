"""Describes the form of each line of a page in numbers, for the line model: its characters, its words, its looks.

The form knows no language: small and capitalised words, ends of sentences and repetitions tell prose from furniture in
any script that has them. Only the first words of a line are counted, since a long line is known by its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log1p
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.character_kinds import COUNTED, counted
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_edges import beginnings, endings
from services.cleaner.line_roles.line_signs import SIGNS, signs_of
from services.cleaner.line_roles.page_words import Counts, Flags, PageWords
from services.cleaner.reading.page import Line

Matrix: TypeAlias = npt.NDArray[np.float32]

_YOU = frozenset(["you", "your", "yours", "we", "our", "us"])
_TELLING = frozenset(["said", "says", "told", "added", "according", "was", "were", "had", "been", "who", "which"])
_ROLES = ("share", "navigation", "comments", "promotion", "newsletter", "cookie_notice", "legal", "correction")
_ADDRESSES = ("@", "://", "www.", ".com")
_BARS = ("|", "›")
_FIRST_WORDS = 48
_SHORT_WORD = 3

FORM = (
    "characters", "words", "word_length", "capitalised", "lower", "upper", "digits", "short_words", "ends_sentence",
    "ends_colon", "ends_quote", "ends_other", "ends_ellipsis", "sentences", "commas", "starts_lower", "starts_digit",
    "starts_bullet", "starts_quote", "starts_bracket", "has_quotes", "bar", "clock", "date", "address", "you",
    "telling", "question", "blank_before", "caption", "credit", "byline", "name", "name_first", "job", "biography",
    "furniture", *(f"is_{role}" for role in _ROLES), "copies", "prose",
)  # fmt: skip
COLUMN = {name: number for number, name in enumerate(FORM)}
_COUNTED = [COLUMN[name] for name in COUNTED]
_SIGNS = [COLUMN[name] for name in SIGNS]
_BEGINS = [COLUMN[f"starts_{kind}"] for kind in ("lower", "digit", "bullet", "quote", "bracket")]
_ENDS = [COLUMN[f"ends_{kind}"] for kind in ("sentence", "colon", "quote", "other", "ellipsis")]


def forms_of(lines: Sequence[Line], words: PageWords, furniture: Sequence[Label | None]) -> Matrix:
    """One row per line, with the columns `FORM`."""
    texts = [line.text for line in lines]
    begins, ends = beginnings(texts), endings(texts)
    numbers, has_digit = counted(texts)
    form = np.zeros((len(lines), len(FORM)), dtype=np.float32)
    form[:, _COUNTED] = numbers
    form[:, _BEGINS] = begins[:, :-1]
    form[:, _ENDS] = ends
    form[:, _SIGNS] = signs_of(texts, words, has_digit, begins[:, -1])
    for name, values in (
        ("characters", [log1p(len(text)) for text in texts]),
        ("words", [log1p(count) for count in words.counts.tolist()]),
        *_of_first_words(words),
        ("sentences", np.minimum([text.count(". ") + text.count("? ") for text in texts] + ends[:, 0], 8)),
        ("commas", np.array([text.count(",") for text in texts]) / np.maximum(1, words.counts)),
        ("bar", _with_any(texts, _BARS)),
        ("address", _with_any(texts, _ADDRESSES)),
        ("question", ["?" in text for text in texts]),
        ("blank_before", [line.blank_before for line in lines]),
        ("copies", np.minimum(words.copies, 6)),
        ("prose", _prose(words.counts, ends) * np.array([label is None for label in furniture])),
    ):
        form[:, COLUMN[name]] = values
    for place, label in enumerate(furniture):
        if label is not None:
            form[place, COLUMN["furniture"]] = 1.0
            if label.role in _ROLES:
                form[place, COLUMN[f"is_{label.role}"]] = 1.0
    return form


def _of_first_words(words: PageWords) -> Iterator[tuple[str, npt.NDArray[np.float64]]]:
    """The parts of each line's first words that are short, that speak to the reader, that tell."""
    first = words.places < _FIRST_WORDS
    count = np.maximum(1, np.minimum(words.counts, _FIRST_WORDS))
    for name, wanted in (
        ("short_words", words.lengths <= _SHORT_WORD),
        ("you", words.among(_YOU)),
        ("telling", words.among(_TELLING)),
    ):
        yield name, words.counted(first & wanted[words.numbers]) / count


def _with_any(texts: Sequence[str], wanted: Sequence[str]) -> list[bool]:
    """Whether each line holds one of the pieces; most pages hold few of them anywhere."""
    page = "\n".join(texts)
    found = [False] * len(texts)
    for piece in wanted:
        if piece in page:
            found = [before or piece in text for before, text in zip(found, texts, strict=True)]
    return found


def _prose(counts: Counts, ends: Flags) -> npt.NDArray[np.float64]:
    """How much each line looks like prose, by its length and its end."""
    sentence, colon, quote = ends[:, 0], ends[:, 1], ends[:, 2]
    ended = np.where(counts >= 10, 0.95, np.where(counts >= 4, 0.7, 0.2))
    announcing = np.where(counts >= 5, 0.5, 0.15)
    without = np.where(counts >= 20, 0.6, np.where(counts >= 10, 0.45, 0.1))
    return np.where(sentence | quote, ended, np.where(colon, announcing, without))
