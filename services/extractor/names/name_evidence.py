"""What speaks for a name being a person's, an organisation's or a place's: its words, its neighbours, its namesakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from services.extractor.names.gazetteers.organisations import ORGANISATION_NOUNS
from services.extractor.names.gazetteers.people import (
    FORMS_OF_ADDRESS,
    GENERATIONS,
    GIVEN_NAMES,
    OFFICES,
    PARTICLES,
    PEOPLES,
    RANKS,
)
from services.extractor.names.gazetteers.places import ADMINISTRATIVE_NOUNS, BUILT_NOUNS, NATURAL_NOUNS
from services.extractor.names.known_names import known_label
from services.extractor.names.name_spans import NameSpan
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType

Evidence = Counter[EntityType]

# Weights, in tenths of one opinion of the statistical model.
MODEL = 10
_PIECE_OF_MODEL = 3
_GAZETTEER = 40
_TITLE = 30
_LAST_WORD = 30
_FULL_NAME = 30
_NEIGHBOUR = 15

_COMPANY_WORDS_BEFORE = frozenset(
    {"company", "carmaker", "automaker", "drugmaker", "maker", "giant", "bank", "airline", "firm", "startup"}
    | {"broadcaster", "newspaper", "agency", "group", "manufacturer", "retailer", "operator", "brand", "rival"}
)
# After the name or its possessive: what companies have and people have not.
_COMPANY_WORDS_AFTER = frozenset(
    {"shares", "stock", "shareholders", "employees", "customers", "subsidiary", "executives", "spokesperson", "ceo"}
    | {"spokesman", "spokeswoman", "chief", "cfo", "chairman", "chairwoman", "board", "revenue", "revenues", "profit"}
    | {"profits", "sales", "founder", "co-founder", "headquarters", "brand", "brands", "stores", "factory", "unit"}
    | {"president", "director", "analyst", "analysts", "economist"}
)
_OF_A_PLACE = frozenset(
    {"mayor", "city", "town", "village", "capital", "governor", "province", "region", "port", "residents", "outskirts"}
    | {"suburb", "district", "streets", "north", "south", "east", "west", "northeast", "northwest", "southeast"}
    | {"southwest", "coast", "island", "county", "municipality", "miles", "kilometers", "kilometres", "km"}
)
_EVENT_NOUNS = frozenset(
    {"prix", "cup", "olympics", "games", "championship", "championships", "marathon", "festival", "summit"}
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# What the model says of people whose names it has never seen.
_TAKEN_FOR_PEOPLE = frozenset({"ORG", "PERSON", "GPE", "PRODUCT", "WORK_OF_ART"})
_AGE = re.compile(r"\d{1,3}")


def evidence_for(reading: Reading, span: NameSpan, form: str) -> Evidence:
    """What one mention says of the name's type."""
    evidence: Evidence = Counter()
    evidence[span.label] += MODEL if span.is_whole else _PIECE_OF_MODEL
    known = known_label(form)
    if known:
        evidence[known] += _GAZETTEER
    _by_words(form, evidence)
    _by_neighbours(reading, span, evidence)
    return evidence


def inherited_evidence(votes: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """What the names of an article say of each other.

    A surname is a person's where the full name is. A name of two words whose last word also stands alone is a
    person's; one whose first word does (Goldman Sachs, Goldman) rather is not.
    """
    inherited: dict[str, Evidence] = {}
    for form, evidence in votes.items():
        words = form.split()
        if len(words) < 2 or not evidence or label_of_noun(words):
            continue
        last = words[-1] if words[-1].lower().rstrip(".") not in GENERATIONS else words[-2]
        label = max(evidence, key=lambda key: evidence[key])
        is_new = last in votes and known_label(last) is None and words[0] not in votes
        if is_new and len(words) < 5 and label in _TAKEN_FOR_PEOPLE:
            evidence["PERSON"] += _NEIGHBOUR
            label = max(evidence, key=lambda key: evidence[key])
        for short in _surnames(words, last) if label == "PERSON" else ():
            if short in votes:
                inherited.setdefault(short, Counter())[label] += _FULL_NAME + sum(votes[short].values())
    return inherited


def _surnames(words: Sequence[str], last: str) -> set[str]:
    """ "Leyen" and "von der Leyen"; "al-Assad" and "Assad"."""
    place = words.index(last)
    first = place
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return {last, last.removeprefix("al-").removeprefix("Al-"), " ".join(words[first : place + 1])}


def _by_words(form: str, evidence: Evidence) -> None:
    words = form.split()
    if len(words) < 2:
        return
    label = label_of_noun(words)
    if label:
        evidence[label] += _LAST_WORD
    elif words[0].lower() in GIVEN_NAMES and len(words) <= 4:
        evidence["PERSON"] += _NEIGHBOUR


def label_of_noun(words: Sequence[str]) -> EntityType | None:
    """What the noun in a name of several words makes of it: Donetsk Oblast, Ministry of Defence."""
    last = words[-1].lower().rstrip(".")
    if last in ADMINISTRATIVE_NOUNS:
        return "GPE"
    if last in NATURAL_NOUNS or words[0] in ("Lake", "Mount", "Cape"):
        return "LOC"
    if last in BUILT_NOUNS:
        return "FAC"
    if last in _EVENT_NOUNS:
        return "EVENT"
    if last in ORGANISATION_NOUNS or words[0] in (
        "University",
        "Ministry",
        "Bank",
        "Department",
        "Institute",
        "Church",
    ):
        return "ORG"
    return None


def _by_neighbours(reading: Reading, span: NameSpan, evidence: Evidence) -> None:
    before = reading.lower(span.start - 1).rstrip(".")
    after = reading.lower(span.end)
    if before in FORMS_OF_ADDRESS or before in RANKS or before in OFFICES:
        evidence["PERSON"] += _TITLE
    elif before in _COMPANY_WORDS_BEFORE:
        evidence["ORG"] += _NEIGHBOUR
    elif before == "the":
        _by_article(reading, span, evidence)
    elif before in ("in", "near", "across"):
        evidence["GPE"] += MODEL
    elif before == "of" and reading.lower(span.start - 2) in _OF_A_PLACE:
        evidence["GPE"] += _TITLE
    if after == "," and _AGE.fullmatch(reading.word(span.end + 1)) and reading.word(span.end + 2) == ",":
        evidence["PERSON"] += _TITLE
    elif after == "who" or (after == "," and reading.lower(span.end + 1) == "who"):
        evidence["PERSON"] += _NEIGHBOUR
    elif (reading.lower(span.end + 1) if after in _POSSESSIVES else after) in _COMPANY_WORDS_AFTER:
        evidence["ORG"] += _NEIGHBOUR


def _by_article(reading: Reading, span: NameSpan, evidence: Evidence) -> None:
    """People have no article; a plural with one that names no people or party is a team's: the Sooners."""
    if span.label == "PERSON":
        evidence["PERSON"] -= MODEL // 2
    last = reading.words[span.end - 1]
    is_plural = last.endswith("s") and not last.endswith("ss") and reading.tags[span.end - 1] == "NNPS"
    if is_plural and span.end - span.start == 1 and last not in PEOPLES and known_label(last) is None:
        evidence["ORG"] += _NEIGHBOUR
