"""Where names begin and end: the statistical model's spans, cut at what never stands inside a name, and trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from services.extractor.names.gazetteers.countries import CAPITALS, COUNTRY_NAMES, DEMONYMS
from services.extractor.names.gazetteers.people import (
    FORMS_OF_ADDRESS,
    GENERATIONS,
    GIVEN_NAMES,
    OFFICES,
    PARTICLES,
    RANKS,
)
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType

ENTITY_TYPES: frozenset[str] = frozenset(get_args(EntityType))

# Labels of pipelines for other languages (German, French, Spanish, ...), whose schemes know fewer types.
_OTHER_SCHEMES = {"PER": "PERSON", "persName": "PERSON", "placeName": "LOC", "geogName": "LOC", "orgName": "ORG"}

TITLES = FORMS_OF_ADDRESS | RANKS | OFFICES

_NEVER_INSIDE = frozenset({"/", "•", "|", ";", ":", "*", "·", "_", "(", ")", "[", "]", "—", "--", ">", "…", "!", "?"})
_HYPHENS = frozenset({"-", "–", "‑", "—"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
# "a Trump-era rule", "the Putin-Trump meeting": what follows a name's hyphen without belonging to it.
_AFTER_HYPHEN = frozenset(
    {
        "led",
        "run",
        "era",
        "born",
        "style",
        "like",
        "owned",
        "type",
        "ally",
        "allies",
        "loyalist",
        "loyalists",
        "appointee",
        "appointees",
        "critic",
    }
    | {"made", "own", "supporter", "supporters", "esque", "ism", "land"}
)
_LONGEST_SYLLABLES = 7
_MONTHS = frozenset(
    {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
_NUMBER = re.compile(r"\d+([-–]\d+)?")


class NameSpan(NamedTuple):
    """Tokens ``start`` up to ``end``, and the type that the model gives them; sure when it meant just this span."""

    start: int
    end: int
    label: EntityType
    is_whole: bool


def model_spans(reading: Reading) -> Iterator[NameSpan]:
    """The names that the statistical model sees, in order, cut and trimmed to what a newspaper calls the name."""
    for entity in reading.doc.ents:
        label = _OTHER_SCHEMES.get(entity.label_, entity.label_)
        if label in ENTITY_TYPES:
            pieces = list(_pieces(reading, entity.start, entity.end, label))
            for number, (start, end) in enumerate(pieces):
                trimmed = trim(reading, start, _with_hyphenated_end(reading, end, label), label)
                if trimmed:
                    yield NameSpan(*trimmed, label, is_whole=number == 0)  # type: ignore[arg-type]  # checked above


def _with_hyphenated_end(reading: Reading, end: int, label: str) -> int:
    """The model cuts "Chi-fung" and "Ban Ki-moon" at the hyphen."""
    while (
        label == "PERSON"
        and reading.word(end) in _HYPHENS
        and not reading.is_spaced(end - 1)
        and not reading.is_spaced(end)
        and reading.word(end + 1).isalpha()
        and len(reading.word(end + 1)) <= _LONGEST_SYLLABLES
        and reading.lower(end + 1) not in _AFTER_HYPHEN
        and not reading.words[end + 1].endswith(("ed", "ing"))
    ):
        end += 2
    return end


def _pieces(reading: Reading, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Cut at line breaks, slashes, spaced dashes, and at commas and conjunctions where people or places are listed."""
    listed = label in ("PERSON", "GPE")
    first = start
    for token in range(start, end):
        word = reading.words[token]
        cut = (
            "\n" in word
            or word in _NEVER_INSIDE
            or (word in _HYPHENS and _is_dash(reading, token))
            or (word.isdigit() and _is_score(reading, token))
            or (listed and word in ("and", "&") and token > start)
            or (listed and word == "," and reading.lower(token + 1).rstrip(".") not in GENERATIONS)
        )
        if cut:
            if token > first:
                yield first, token
            first = token + 1
    if end > first:
        yield first, end


def _is_score(reading: Reading, token: int) -> bool:
    """ "Baylor 27-14", which is three tokens behind the name."""
    after, before = reading.word(token + 1), reading.word(token - 1)
    return (after in _HYPHENS and reading.word(token + 2).isdigit()) or (
        before in _HYPHENS and reading.word(token - 2).isdigit()
    )


def _is_dash(reading: Reading, token: int) -> bool:
    """A dash stands between spaces; a hyphen does not. "Wal - Mart" and "Trump-Putin" are decided elsewhere."""
    return token > 0 and (reading.is_spaced(token - 1) or reading.is_spaced(token)) and token + 1 < len(reading.words)


def trim(reading: Reading, start: int, end: int, label: str) -> tuple[int, int] | None:
    """Take articles, titles, possessive endings, scores, dates and lower-case company off the ends of a name.

    None when nothing that could be a name is left.
    """
    words = reading.words
    while start < end and _is_no_beginning(reading, start, end, label):
        start += 1
    while end > start and _is_no_end(reading, start, end, label):
        end -= 1
    if start < end and (words[start][0] == "@" or "_" in words[start]):
        return None  # a handle of a social network
    if start == end or not any(character.isalpha() for word in words[start:end] for character in word):
        return None
    return start, end


def _is_no_beginning(reading: Reading, start: int, end: int, label: str) -> bool:
    word = reading.words[start]
    lower = word.lower()
    if lower in ("the", "a", "an") or word.isspace() or word in _QUOTES or word in _HYPHENS or word in ",.'’‘&":
        return True
    if label in ("WORK_OF_ART", "LAW", "EVENT"):
        return False
    if word[0].islower() and lower not in PARTICLES and not any(letter.isupper() for letter in word):
        return True
    if label == "PERSON" and end - start > 1:
        title = lower.rstrip(".")
        if title in TITLES:
            return True
        if (word in DEMONYMS or word in COUNTRY_NAMES) and lower not in GIVEN_NAMES:
            return reading.words[start + 1] not in _HYPHENS and word not in CAPITALS
    return False


def _is_no_end(reading: Reading, start: int, end: int, label: str) -> bool:
    word = reading.words[end - 1]
    if word in ("'s", "’s", "'", "’", ",", ".", "-", "–", "‘", "&", "of", "and", "'S", "’S"):
        # The full stop of "Nokia Inc." belongs to the token, so a token of its own is none of the name's.
        return True
    if word.isspace() or word in _QUOTES:
        return True
    if label in ("WORK_OF_ART", "LAW", "EVENT"):
        return False
    if word[0].islower() and end - start > 1 and not any(letter.isupper() for letter in word):
        return reading.words[end - 2] not in _HYPHENS  # "Ban Ki-moon"
    if word == "Flight" and end - start > 1:
        return True  # "Air France Flight 447" is not the airline's name
    if label in ("PERSON", "GPE", "ORG", "NORP") and end - start > 1:
        if word.isdigit() and reading.words[end - 2] == "Flight":
            return True
        if _NUMBER.fullmatch(word) and (label != "ORG" or not word.isdigit()):
            return True
        if word.lower().rstrip(".") in _MONTHS and label != "ORG":
            return True
    return False
