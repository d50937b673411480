"""Describes each line of a page in numbers, for the line model: its form, and its place among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_form import COLUMN, FORM, Matrix, forms_of
from services.cleaner.line_roles.page_words import Flags, PageWords, numbered
from services.cleaner.reading.page import Line
from services.cleaner.words import folded_words

Vector = npt.NDArray[np.float32]
Shares = npt.NDArray[np.float64]

_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS_FURNITURE = frozenset(["html", "htm", "news", "article", "story", "index", "php", "aspx"])
_MARKERS = ("comments", "newsletter", "promotion", "navigation", "share", "legal", "byline", "clock", "correction")
_MARKER_COLUMNS = tuple(COLUMN[name if name in COLUMN else f"is_{name}"] for name in _MARKERS)
_LONGEST_ADDRESSED = 40
"""Words of a line that may be the headline, which addresses repeat."""
PLACE = (
    "blank_after", "index", "from_start", "from_end", "words_before", "words_after", "in_core", "to_core_start",
    "to_core_end", "core_words", "core_share", "shared", "shared_before", "in_address", "of_address", "page_lines",
    "page_words", *(f"{role}_{side}" for role in _MARKERS for side in ("since", "count", "next")), "clock_density",
)  # fmt: skip


def words_of(lines: Sequence[Line]) -> PageWords:
    """The words of the lines."""
    return numbered([folded_words(line.text) for line in lines])


def words_of_address(url: str | None) -> frozenset[str]:
    """The words of a URL's path, which often are the headline's."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url, flags=re.IGNORECASE | re.DOTALL) if url else ""
    return frozenset(_ADDRESS_WORD.findall(path.casefold())) - _ADDRESS_FURNITURE


def features_of(
    lines: Sequence[Line], words: PageWords, furniture: Sequence[Label | None], address: frozenset[str]
) -> Matrix:
    """One row per line: the columns `FORM`, then `PLACE`.

    ``words`` are those of `words_of`, ``furniture`` the labels of lines whose own words give them away, ``address`` the
    words of the page's URL, or nothing where it has none.
    """
    count = len(lines)
    if not count:
        return np.zeros((0, len(FORM) + len(PLACE)), dtype=np.float32)
    form = forms_of(lines, words, furniture)
    return np.column_stack((form, _place(form, words, address)))


def _place(form: Matrix, words: PageWords, address: frozenset[str]) -> Matrix:
    count = len(form)
    lengths = np.expm1(form[:, COLUMN["words"]])
    total = max(1.0, float(lengths.sum()))
    before = np.cumsum(lengths) - lengths
    prose = form[:, COLUMN["prose"]]
    start, end = densest_run(prose)
    places = np.arange(count, dtype=np.float32)
    in_core = (places >= start) & (places < end)
    core_words = float(lengths[in_core].sum())
    place = np.array(
        (
            np.append(form[1:, COLUMN["blank_before"]], np.float32(1.0)), np.log1p(places), places / max(1, count - 1),
            np.log1p(count - 1 - places), before / total, 1.0 - (before + lengths) / total,
            in_core, np.clip(places - start, -20, 40), np.clip(end - 1 - places, -20, 40),
            np.full(count, np.log1p(core_words)), np.full(count, core_words / total),
            *_shared(words, prose, in_core), *_addressed(words, address),
            np.full(count, np.log1p(count)), np.full(count, np.log1p(total)), *_markers(form, start, places),
        ),
        dtype=np.float32,
    )  # fmt: skip
    return place.T


def densest_run(prose: Vector) -> tuple[int, int]:
    """The stretch of lines with the greatest sum of prose, when short or weak lines count against it: start and end."""
    best = current = 0.0
    found = (0, 0)
    start = 0
    for place, score in enumerate(prose.tolist()):
        current += score - 0.42 if score > 0.15 else -0.3
        if current <= 0:
            current, start = 0.0, place + 1
        elif current > best:
            best, found = current, (start, place + 1)
    return found


def _shared(words: PageWords, prose: Vector, in_core: Flags) -> tuple[Shares, Shares]:
    """The part of each line's longer words that other lines of the page's prose have; and that earlier ones have."""
    lines, numbers = words.longer
    own = ((prose >= 0.7) & in_core)[lines]
    times = np.bincount(numbers[own], minlength=len(words.distinct))
    first = np.full(len(words.distinct), len(prose))
    first[numbers[own][::-1]] = lines[own][::-1]  # of several lines, the first one stays

    def part(flags: Flags) -> Shares:
        count = np.bincount(lines, minlength=len(prose))
        found = np.bincount(lines[flags], minlength=len(prose))
        return np.where(count > 0, found / np.maximum(1, count), -1.0)

    return part(times[numbers] > own), part(first[numbers] < lines)


def _addressed(words: PageWords, address: frozenset[str]) -> tuple[Shares, Shares]:
    """The part of each line's words that the page's URL has, and the part of the URL's words that the line has."""
    count = len(words.counts)
    if not address:
        return np.full(count, -1.0), np.full(count, -1.0)
    lines, numbers = words.once
    common = np.bincount(lines[words.among(address)[numbers]], minlength=count) * (words.counts <= _LONGEST_ADDRESSED)
    return common / np.maximum(1, np.bincount(lines, minlength=count)), common / len(address)


def _markers(form: Matrix, start: int, places: Vector) -> list[npt.NDArray[np.floating]]:
    """How far back the last line of a kind is, how many came since the story's likely start, how far the next is."""
    marks = form[:, _MARKER_COLUMNS] > 0
    at = places[:, None]
    last = np.maximum.accumulate(np.where(marks, at, -1000.0), axis=0)
    following = np.minimum.accumulate(np.where(marks, at, 1e6)[::-1], axis=0)[::-1]
    since_start = np.cumsum(marks & (at >= start), axis=0)
    columns = [
        column
        for since, passed, ahead in zip(
            np.log1p(np.minimum(places - last.T, 60.0)),
            np.log1p(since_start.T),
            np.log1p(np.minimum(following.T - places, 60.0)),
            strict=True,
        )
        for column in (since, passed, ahead)
    ]
    clock = (form[:, COLUMN["clock"]] > 0) | (form[:, COLUMN["date"]] > 0)
    summed = np.concatenate(([0.0], np.cumsum(clock)))
    here = np.arange(len(form))
    columns.append(summed[np.minimum(len(form), here + 11)] - summed[np.maximum(0, here - 10)])
    return columns
