"""When two names are the same person's: surname, initials, nicknames, other transliterations; families stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from services.extractor.names.gazetteers.people import GENERATIONS, GIVEN_NAMES, NICKNAMES, PARTICLES
from services.extractor.names.name_forms import folded
from services.extractor.names.names import Name

# A slip in a surname, where the first name agrees: a letter too many or too few. Hansen and Hanson are two names.
_LIKE_ENOUGH = 90
_LONG_ENOUGH = 6


# Ways of writing the same sounds in Latin letters, mostly of Slavic and Arabic names; applied in this order.
_SPELLINGS = tuple(
    pair.split(">")
    for pair in "iy>y yy>y ii>y ij>y ey>y ei>y yi>y kh>h ks>x ou>u j>y i>y ck>k w>v oe>o ue>u ae>a".split()  # noqa: SIM905
)


_FIRST_NAMES = GIVEN_NAMES | NICKNAMES.keys()


class PersonName(NamedTuple):
    """A name's parts, folded."""

    given: tuple[str, ...]
    surname: str
    """With its particles, such as "von der leyen"; the only word of a name of one word."""
    generation: str
    last: str
    """The surname's last word."""


@dataclass(slots=True)
class _Person:
    full_names: list[PersonName] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)


def same_people(names: Sequence[Name]) -> list[list[Name]]:
    """The mentions of people in groups, one per person.

    A surname alone goes to the person introduced first by a full name that has it: news calls the others of a family
    by their full names.
    """
    people: list[_Person] = []
    parsed = {form: person_name(form) for form in {name.form for name in names}}
    of_full_name: dict[str, _Person] = {}
    for name in names:
        parts = parsed[name.form]
        if not parts.given or name.form in of_full_name:
            continue
        person = next((known for known in people if any(is_same(parts, other) for other in known.full_names)), None)
        if person is None:
            person = _Person()
            people.append(person)
        person.full_names.append(parts)
        of_full_name[name.form] = person
    of_short_name: dict[str, _Person] = {}
    for name in names:
        person = of_full_name.get(name.form) or of_short_name.get(name.form)
        if person is None:
            person = _by_one_word(parsed[name.form].surname, people)
            if person is None:
                person = _Person([parsed[name.form]])
                people.append(person)
            of_short_name[name.form] = person
        person.names.append(name)
    return [person.names for person in people]


@lru_cache(maxsize=8192)
def person_name(form: str) -> PersonName:
    """First names, surname with particles ("Von der Leyen" is all surname, "Al Gore" is not), and generation."""
    words = folded(form).split()
    generation = ""
    if len(words) > 1 and words[-1] in GENERATIONS:
        generation = words.pop()
    first = len(words) - 1
    while first > 0 and words[first - 1] in PARTICLES and (first > 1 or words[0] not in _FIRST_NAMES):
        first -= 1
    surname = " ".join(words[first:])
    return PersonName(tuple(words[:first]), surname, generation, surname.rpartition(" ")[2])


def is_same(one: PersonName, other: PersonName) -> bool:
    """Whether two full names can be one person's."""
    if one.generation and other.generation and one.generation != other.generation:
        return False
    if not one.given or not other.given:
        return one.surname == other.surname
    short, long = sorted((_words(one), _words(other)), key=len)
    if long[-len(short) :] == short or (long[: len(short)] == short and PARTICLES & {*short}):
        return True  # "Tayyip Erdogan" of "Recep Tayyip Erdogan"; "Mohammed bin Salman" of "... Al Saud"
    if not _same_surname(one, other):
        return False
    return _same_given(one.given, other.given)


def _words(name: PersonName) -> tuple[str, ...]:
    return (*name.given, *name.surname.split())


def _same_surname(one: PersonName, other: PersonName) -> bool:
    if one.surname == other.surname or one.last == other.last or _is_respelt(one.last, other.last):
        return True
    if min(len(one.last), len(other.last)) < _LONG_ENOUGH or len(one.last) == len(other.last):
        return False
    return one.given == other.given and fuzz.ratio(one.last, other.last) >= _LIKE_ENOUGH


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The first names agree where both are given; a middle name may be left out."""
    first, second = one[0], other[0]
    if (
        first == second
        or _is_respelt(first, second)
        or second in NICKNAMES.get(first, ())
        or first in NICKNAMES.get(second, ())
    ):
        return not _middles_differ(one[1:], other[1:])
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    initials = {"".join(word[0] for word in one), "".join(word[0] for word in other)}
    return bool(initials & {first, second})  # "JK Rowling"


def _middles_differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and one[0][0] != other[0][0]


def _is_respelt(one: str, other: str) -> bool:
    """Whether they are one name in two transliterations."""
    return one == other or (len(one) > 3 and len(other) > 3 and _plain_spelling(one) == _plain_spelling(other))


@lru_cache(maxsize=8192)
def _plain_spelling(word: str) -> str:
    for variant, plain in _SPELLINGS:
        word = word.replace(variant, plain)
    return word.rstrip("y")


def _has_surname(name: PersonName, word: str) -> bool:
    # "al-Assad" is folded to "alassad", and is "Assad" as well.
    return bool(name.given) and word in (name.surname, name.last, name.last.removeprefix("al"))


def _has_respelt_surname(name: PersonName, word: str) -> bool:
    return bool(name.given) and _is_respelt(word, name.last)


def _by_one_word(word: str, people: Sequence[_Person]) -> _Person | None:
    """Whom a single word means: by surname, else by an unmistakable first name."""
    with_full_name = [person for person in people if person.full_names[0].given]
    for has_surname in (_has_surname, _has_respelt_surname):
        for person in with_full_name:
            if any(has_surname(name, word) for name in person.full_names):
                return person
    by_given = [person for person in with_full_name if any(word in name.given for name in person.full_names)]
    if len(by_given) == 1:
        return by_given[0]
    if not by_given and word in GIVEN_NAMES:
        formal = NICKNAMES.get(word, frozenset())
        by_nickname = [person for person in with_full_name if any(formal & {*name.given} for name in person.full_names)]
        return by_nickname[0] if len(by_nickname) == 1 else None
    return None
