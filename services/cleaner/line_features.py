"""Describes each line of a page in numbers, for the line model: its form, its place, its words, its markup.

The form knows no language: small and capitalised words, ends of sentences and repetitions tell prose from furniture in
any script that has them. Only the first words of a line are counted, since a long line is known by its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log1p

import numpy as np
import numpy.typing as npt

from services.cleaner.biographies import is_biography
from services.cleaner.captions import credit_span
from services.cleaner.dates import MONTHS, has_date
from services.cleaner.furniture import Label
from services.cleaner.names import begins_with_name, byline_names, is_job, is_person_name
from services.cleaner.page import Line
from services.cleaner.word_lists import BIOGRAPHY_WORDS, BYLINE_WORDS, CREDIT_WORDS

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

_WORD = re.compile(r"\w+")
_ADDRESS_WORD = re.compile(r"[^\W\d_]{3,}")
_ADDRESS_FURNITURE = frozenset(["html", "htm", "news", "article", "story", "index", "php", "aspx"])
_CLOCK = re.compile(r"\d[:.]\d\d\b|\b(?:hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?) ago\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMERIC_DATE = re.compile(r"\d[-/.]\d")
_QUOTE = re.compile('["“”„«»]')
_YOU = frozenset(["you", "your", "yours", "we", "our", "us"])
_TELLING = frozenset(["said", "says", "told", "added", "according", "was", "were", "had", "been", "who", "which"])
_BULLETS = frozenset("•·▪●◦‣*-–—►▶→✓✔")
_ENDS = frozenset(".!?。！？؟।")
_CLOSING = "\"'”’»)]"
_ROLES = ("share", "navigation", "comments", "promotion", "newsletter", "cookie_notice", "legal", "correction")
_MARKERS = ("comments", "newsletter", "promotion", "navigation", "share", "legal", "byline", "clock", "correction")
_FIRST_TOKENS = 24
_LOOKED_AT = 20_000

FORM = (
    "characters", "words", "word_length", "capitalised", "lower", "upper", "digits", "short_words", "ends_sentence",
    "ends_colon", "ends_quote", "ends_other", "ends_ellipsis", "sentences", "commas", "starts_lower", "starts_digit",
    "starts_bullet", "starts_quote", "starts_bracket", "has_quotes", "bar", "clock", "date", "address", "you",
    "telling", "question", "blank_before", "caption", "credit", "byline", "name", "name_first", "job", "biography",
    "furniture", *(f"is_{role}" for role in _ROLES), "copies", "prose",
)  # fmt: skip
_COLUMN = {name: number for number, name in enumerate(FORM)}
_MARKER_COLUMNS = tuple(_COLUMN[name if name in _COLUMN else f"is_{name}"] for name in _MARKERS)
PLACE = (
    "blank_after", "index", "from_start", "from_end", "words_before", "words_after", "in_core", "to_core_start",
    "to_core_end", "core_words", "core_share", "shared", "shared_before", "in_address", "of_address", "page_lines",
    "page_words", *(f"{role}_{side}" for role in _MARKERS for side in ("since", "count", "next")), "clock_density",
)  # fmt: skip


def words_of(lines: Sequence[Line]) -> list[list[str]]:
    """The words of each line, without case."""
    return [_WORD.findall(line.text[:_LOOKED_AT].casefold()) for line in lines]


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
    copies = Counter(map(tuple, words))
    form = np.array(
        [
            _form(line, found, label, copies[tuple(found)])
            for line, found, label in zip(lines, words, furniture, strict=True)
        ],
        dtype=np.float32,
    ).reshape(count, len(FORM))
    return np.column_stack((form, _place(form, words, address)))


def _form(line: Line, words: list[str], label: Label | None, copies: int) -> tuple[float, ...]:
    text = line.text
    count = len(words)
    tokens = text.split(None, _FIRST_TOKENS)[:_FIRST_TOKENS]
    token_count = len(tokens) or 1
    capitalised = lower = upper = 0
    for token in tokens:
        if token[0].islower():
            lower += 1
        elif token[0].isupper():
            capitalised += 1
            upper += len(token) > 1 and token.isupper()
    short = you = telling = 0
    counted = words[: _FIRST_TOKENS * 2]
    for word in counted:
        short += len(word) <= 3
        you += word in _YOU
        telling += word in _TELLING
    first, last = text[0], text[-1]
    tail = text[-4:].rstrip(_CLOSING)
    ends_sentence = tail[-1:] in _ENDS
    ends_quote = last in '"”»'
    start = text[:60]
    small = count <= 30
    upper_first = first.isupper() or not first.isascii()
    digit = _DIGIT.search(text) is not None
    date = (
        digit and small and (_NUMERIC_DATE.search(text) is not None or not MONTHS.isdisjoint(words)) and has_date(text)
    )
    credit = credit_span(text) if count <= 120 and not CREDIT_WORDS.isdisjoint(words) else None
    role = label.role if label is not None else ""
    return (
        log1p(len(text)), log1p(count), sum(map(len, tokens)) / token_count, capitalised / token_count,
        lower / token_count, upper / token_count, sum(map(str.isdigit, start)) / len(start) if digit else 0.0,
        short / (len(counted) or 1), ends_sentence, last == ":", ends_quote, last in ", ;-–—|",
        text.endswith(("...", "…")), min(text.count(". ") + text.count("? ") + ends_sentence, 8),
        text.count(",") / (count or 1), first.islower(), first.isdigit(), first in _BULLETS, first in "\"“„«‘'",
        first in "([", _QUOTE.search(text) is not None, "|" in text or "›" in text,
        small and (digit or "ago" in words) and _CLOCK.search(text) is not None, date,
        "@" in text or "://" in text or "www." in text or ".com" in text, you / (len(counted) or 1),
        telling / (len(counted) or 1), "?" in text, line.blank_before, credit is not None and credit[0] > 12,
        credit is not None and credit[0] <= 12,
        small and (first == "B" or words[0] in BYLINE_WORDS if words else False) and bool(byline_names(text)),
        2 <= count <= 6 and upper_first and is_person_name(text),
        2 <= count <= 16 and upper_first and begins_with_name(text), count <= 10 and is_job(text),
        8 <= count <= 250 and upper_first and not BIOGRAPHY_WORDS.isdisjoint(words[1:9]) and is_biography(text),
        label is not None, *(role == named for named in _ROLES), min(copies, 6),
        _prose(count, ends_sentence or ends_quote, last) * (label is None),
    )  # fmt: skip


def _prose(count: int, ends_well: bool, last: str) -> float:
    if ends_well:
        return 0.95 if count >= 10 else 0.7 if count >= 4 else 0.2
    if last == ":":
        return 0.5 if count >= 5 else 0.15
    return 0.6 if count >= 20 else 0.45 if count >= 10 else 0.1


def _place(form: Matrix, words: Sequence[list[str]], address: frozenset[str]) -> Matrix:
    count = len(words)
    lengths = np.expm1(form[:, _COLUMN["words"]])
    total = max(1.0, float(lengths.sum()))
    before = np.cumsum(lengths) - lengths
    prose = form[:, _COLUMN["prose"]]
    start, end = densest_run(prose)
    places = np.arange(count, dtype=np.float32)
    in_core = (places >= start) & (places < end)
    core_words = float(lengths[in_core].sum())
    return np.column_stack(
        (
            np.append(form[1:, _COLUMN["blank_before"]], np.float32(1.0)), np.log1p(places), places / max(1, count - 1),
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
    seen: set[str] = set()
    for own, found in zip(members, content, strict=True):
        if not found:
            shared.append(-1.0)
            earlier.append(-1.0)
            continue
        shared.append(sum([times[word] > own for word in found if word in times]) / len(found))
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
    clock = (form[:, _COLUMN["clock"]] > 0) | (form[:, _COLUMN["date"]] > 0)
    summed = np.concatenate(([0.0], np.cumsum(clock)))
    here = np.arange(len(form))
    columns.append(summed[np.minimum(len(form), here + 11)] - summed[np.maximum(0, here - 10)])
    return columns
