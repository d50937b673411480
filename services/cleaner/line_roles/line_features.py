"""Describes each line of a page in numbers, for the line model: its form, and its place among the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_form import COLUMN, FORM, SHORT_LINE, WORD, Matrix, forms_of, words_of_short
from services.cleaner.reading.page import Line

Vector = npt.NDArray[np.float32]

_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS_FURNITURE = frozenset(["html", "htm", "news", "article", "story", "index", "php", "aspx"])
_MARKERS = ("comments", "newsletter", "promotion", "navigation", "share", "legal", "byline", "clock", "correction")
_MARKER_COLUMNS = tuple(COLUMN[name if name in COLUMN else f"is_{name}"] for name in _MARKERS)
_LOOKED_AT = 20_000
PLACE = (
    "blank_after", "index", "from_start", "from_end", "words_before", "words_after", "in_core", "to_core_start",
    "to_core_end", "core_words", "core_share", "shared", "shared_before", "in_address", "of_address", "page_lines",
    "page_words", *(f"{role}_{side}" for role in _MARKERS for side in ("since", "count", "next")), "clock_density",
)  # fmt: skip


def words_of(lines: Sequence[Line]) -> list[list[str]]:
    """The words of each line, without case. Lines that are the same share their list, which nobody may change."""
    return [
        words_of_short(line.text) if len(line.text) <= SHORT_LINE else WORD.findall(line.text[:_LOOKED_AT].casefold())
        for line in lines
    ]


def words_of_address(url: str | None) -> frozenset[str]:
    """The words of a URL's path, which often are the headline's."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url, flags=re.IGNORECASE | re.DOTALL) if url else ""
    return frozenset(_ADDRESS_WORD.findall(path.casefold())) - _ADDRESS_FURNITURE


def features_of(
    lines: Sequence[Line], words: Sequence[list[str]], furniture: Sequence[Label | None], address: frozenset[str]
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


def _place(form: Matrix, words: Sequence[list[str]], address: frozenset[str]) -> Matrix:
    count = len(words)
    lengths = np.expm1(form[:, COLUMN["words"]])
    total = max(1.0, float(lengths.sum()))
    before = np.cumsum(lengths) - lengths
    prose = form[:, COLUMN["prose"]]
    start, end = densest_run(prose)
    places = np.arange(count, dtype=np.float32)
    in_core = (places >= start) & (places < end)
    core_words = float(lengths[in_core].sum())
    return np.column_stack(
        (
            np.append(form[1:, COLUMN["blank_before"]], np.float32(1.0)), np.log1p(places), places / max(1, count - 1),
            np.log1p(count - 1 - places), before / total, 1.0 - (before + lengths) / total,
            in_core, np.clip(places - start, -20, 40), np.clip(end - 1 - places, -20, 40),
            np.full(count, np.log1p(core_words)), np.full(count, core_words / total),
            *_shared(words, prose, in_core), *_addressed(words, address),
            np.full(count, np.log1p(count)), np.full(count, np.log1p(total)), *_markers(form, start, places),
        )
    ).astype(np.float32)  # fmt: skip


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


def _shared(
    words: Sequence[list[str]], prose: Vector, in_core: npt.NDArray[np.bool_]
) -> tuple[list[float], list[float]]:
    """The part of each line's longer words that other lines of the page's prose have; and that earlier ones have."""
    content = [{word for word in found if len(word) > 3} for found in words]
    members = ((prose >= 0.7) & in_core).tolist()
    times: Counter[str] = Counter()
    for own, found in zip(members, content, strict=True):
        if own:
            times.update(found)
    shared: list[float] = []
    earlier: list[float] = []
    once = times.keys()
    twice = {word for word, number in times.items() if number > 1}
    seen: set[str] = set()
    for own, found in zip(members, content, strict=True):
        if not found:
            shared.append(-1.0)
            earlier.append(-1.0)
            continue
        shared.append(len(found & (twice if own else once)) / len(found))
        earlier.append(len(found & seen) / len(found))
        if own:
            seen |= found
    return shared, earlier


def _addressed(words: Sequence[list[str]], address: frozenset[str]) -> tuple[list[float], list[float]]:
    """The part of each line's words that the page's URL has, and the part of the URL's words that the line has."""
    if not address:
        return [-1.0] * len(words), [-1.0] * len(words)
    both = [address.intersection(found) if len(found) <= 40 else () for found in words]
    return (
        [len(common) / len(set(found)) if common else 0.0 for common, found in zip(both, words, strict=True)],
        [len(common) / len(address) for common in both],
    )


def _markers(form: Matrix, start: int, places: Vector) -> list[npt.NDArray[np.floating]]:
    """How far back the last line of a kind is, how many came since the story's likely start, how far the next is."""
    marks = form[:, _MARKER_COLUMNS] > 0
    at = places[:, None]
    last = np.maximum.accumulate(np.where(marks, at, -1000.0), axis=0)
    following = np.minimum.accumulate(np.where(marks, at, 1e6)[::-1], axis=0)[::-1]
    since_start = np.cumsum(marks & (at >= start), axis=0)
    columns: list[npt.NDArray[np.floating]] = []
    for number in range(len(_MARKERS)):
        columns.append(np.log1p(np.minimum(places - last[:, number], 60.0)))
        columns.append(np.log1p(since_start[:, number]))
        columns.append(np.log1p(np.minimum(following[:, number] - places, 60.0)))
    clock = (form[:, COLUMN["clock"]] > 0) | (form[:, COLUMN["date"]] > 0)
    summed = np.concatenate(([0.0], np.cumsum(clock)))
    here = np.arange(len(form))
    columns.append(summed[np.minimum(len(form), here + 11)] - summed[np.maximum(0, here - 10)])
    return columns
