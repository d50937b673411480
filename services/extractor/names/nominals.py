"""Descriptions that stand for a name: "the U.S. president", "the Kremlin spokesperson", "the company"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from services.extractor.names.gazetteers.countries import COUNTRY_NAMES, DEMONYMS
from services.extractor.names.gazetteers.organisations import INSTITUTIONS, NEWS_MEDIA
from services.extractor.names.name_forms import folded
from services.extractor.names.names import Name
from services.extractor.names.reading import Reading
from services.extractor.names.roles import RoleSpan, is_person_noun

_MOST_MODIFIERS = 5
_MODIFIERS = frozenset({"NN", "NNP", "NNPS", "JJ", "POS", "HYPH"})

# What a person can be called who holds the office on the left.
_CALLED = {
    "president": ("leader", "head"),
    "premier": ("leader", "minister"),
    "minister": ("leader", "premier"),
    "chancellor": ("leader",),
    "king": ("leader", "monarch", "ruler"),
    "queen": ("monarch",),
    "sultan": ("leader", "monarch", "ruler"),
    "chairman": ("chief", "head", "chair"),
    "chairwoman": ("chief", "head", "chair"),
    "chief": ("head", "boss"),
    "head": ("chief", "boss"),
    "executive": ("ceo", "boss", "chief"),
    "ceo": ("executive", "boss", "chief"),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "spokesperson": ("spokesman", "spokeswoman"),
    "secretary": ("minister",),
    "senator": ("lawmaker", "politician"),
    "congressman": ("lawmaker", "representative", "politician"),
    "congresswoman": ("lawmaker", "representative", "politician"),
    "representative": ("lawmaker", "congressman", "congresswoman", "politician"),
    "candidate": ("nominee", "contender", "politician"),
    "nominee": ("candidate",),
    "envoy": ("diplomat", "negotiator"),
    "ambassador": ("diplomat", "envoy"),
}

# "The company" is a firm that was just spoken of, and no ministry or newspaper.
COMPANY_NOUNS = frozenset(
    {
        "company",
        "firm",
        "automaker",
        "carmaker",
        "drugmaker",
        "planemaker",
        "chipmaker",
        "airline",
        "retailer",
        "lender",
    }
    | {"manufacturer", "conglomerate", "startup", "start-up", "corporation", "broadcaster", "supermarket", "insurer"}
)


class Nominal(NamedTuple):
    """Tokens ``start`` up to ``end``: a definite description of a person or a company."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Described:
    """An entity as the descriptions see it: ``index`` names it, its mentions are token positions in order."""

    index: int
    mentions: Sequence[Name]
    roles: Sequence[RoleSpan]


def descriptions(reading: Reading, taken: Sequence[Name]) -> Iterator[Nominal]:
    """Definite noun phrases about a person or a company that hold no person's name after their noun."""
    starts = {name.start for name in taken}
    for token, word in enumerate(reading.words):
        if word in ("the", "The"):
            for head in _heads(reading, token):
                noun = reading.lower(head)
                if (is_person_noun(noun) or noun in COMPANY_NOUNS) and head + 1 not in starts:
                    yield Nominal(token, head + 1, head)


def _heads(reading: Reading, article: int) -> Iterator[int]:
    """The nouns that can end a description: the last of the phrase, and each that is a possessor in it.

    "The president's new spokesman" is of the spokesman, and "the president" of the president.
    """
    last = article
    while last - article <= _MOST_MODIFIERS and _is_modifier(reading, last + 1):
        last += 1
        if reading.tags[last] == "POS":
            yield last - 1
    if last > article and reading.tags[last] in ("NN", "NNP"):
        yield last


def _is_modifier(reading: Reading, token: int) -> bool:
    return token < len(reading.words) and reading.tags[token] in _MODIFIERS and not reading.words[token].isspace()


def bearer(reading: Reading, nominal: Nominal, people: Sequence[Described], firms: Sequence[Described]) -> int | None:
    """The index of the entity that is meant, or None unless it is clear: someone already introduced in that role."""
    noun = reading.lower(nominal.head)
    if noun in COMPANY_NOUNS:
        return _firm(reading, nominal, firms)
    asked = _countries(reading, nominal.start, nominal.end)
    named = _other_names(reading, nominal)
    found = []
    for person in people:
        for role in person.roles:
            if role.start >= nominal.start or not _is_called(noun, reading.lower(role.head)):
                continue
            if asked <= _countries(reading, role.start, role.end) and named <= _role_words(reading, role):
                found.append(person)
                break
    if len(found) == 1:
        return found[0].index
    return None


def _is_called(noun: str, office: str) -> bool:
    return noun == office or noun in _CALLED.get(office, ())


def _countries(reading: Reading, start: int, end: int) -> set[str]:
    """ISO codes of the countries named or meant by an adjective."""
    codes = set()
    for token in range(start, end):
        for text in (reading.words[token], reading.text(token, min(token + 2, end))):
            country = COUNTRY_NAMES.get(text) or DEMONYMS.get(text)
            if country:
                codes.add(country.code)
    return codes


def _other_names(reading: Reading, nominal: Nominal) -> set[str]:
    """What else must agree: capitalised words, and what kind of minister."""
    names = set()
    for token in range(nominal.start + 1, nominal.head):
        word = reading.words[token]
        if word not in COUNTRY_NAMES and word not in DEMONYMS and reading.tags[token] != "POS":
            names.add(folded(word))
    return names - {"", "former", "then", "new", "late", "longtime", "chief", "top"}


def _role_words(reading: Reading, role: RoleSpan) -> set[str]:
    return {folded(word) for word in reading.words[role.start : role.end]}


def _firm(reading: Reading, nominal: Nominal, firms: Sequence[Described]) -> int | None:
    """The firm that was named last, if it is the only one in its sentence or the one before."""
    start = _sentence_before(reading, nominal.start)
    near = [
        firm
        for firm in firms
        if any(start <= name.start < nominal.start for name in firm.mentions)
        and not any(name.form in NEWS_MEDIA or name.form in INSTITUTIONS for name in firm.mentions)
    ]
    return near[0].index if len(near) == 1 else None


def _sentence_before(reading: Reading, token: int) -> int:
    """The first token of the sentence before the token's own."""
    sentence = reading.doc[token].sent
    return reading.doc[sentence.start - 1].sent.start if sentence.start else 0
