"""When two names are the same organisation's: legal forms left off, acronyms, short forms, a country put before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from services.extractor.names.gazetteers.countries import COUNTRY_NAMES, DEMONYMS
from services.extractor.names.gazetteers.organisations import LEGAL_FORMS, ORGANISATION_NOUNS
from services.extractor.names.known_names import known_label
from services.extractor.names.name_forms import abbreviates, folded, is_acronym
from services.extractor.names.names import Name

# A slip of the pen in a long name; short names that differ in a letter are different organisations.
_LIKE_ENOUGH = 93
_LONG_ENOUGH = 12
_LONG_WORD = 8

_GENERIC_FIRST_WORDS = frozenset(
    {
        "american",
        "national",
        "international",
        "united",
        "bank",
        "university",
        "general",
        "first",
        "new",
        "royal",
        "federal",
    }
    | {
        "central",
        "world",
        "global",
        "european",
        "department",
        "ministry",
        "house",
        "north",
        "south",
        "east",
        "west",
        "state",
    }
    | {
        "high",
        "supreme",
        "people",
        "peoples",
        "social",
        "democratic",
        "republican",
        "liberal",
        "air",
        "british",
        "us",
        "uk",
    }
)


@dataclass(slots=True)
class _Organisation:
    forms: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)


def same_organisations(names: Sequence[Name], explained: Mapping[str, str]) -> list[list[Name]]:
    """The mentions of organisations in groups, one per organisation.

    ``explained`` maps an acronym to the long form that the article itself puts beside it.
    """
    forms = Counter(name.form for name in names)
    organisations: list[_Organisation] = []
    of_form: dict[str, _Organisation] = {}
    # Long forms first, so that a short one finds all that it may stand for.
    for form in sorted(forms, key=lambda form: -len(form.split())):
        long = explained.get(form, form)
        found = [known for known in organisations if any(is_same(long, other) for other in known.forms)]
        # "Apple" may stand for Apple Computer or Apple Corps: the one that the article is about.
        found.sort(key=lambda known: -sum(forms[other] for other in known.forms))
        organisation = found[0] if found else _Organisation()
        if not found:
            organisations.append(organisation)
        organisation.forms.append(form)
        of_form[form] = organisation
    for name in names:
        of_form[name.form].names.append(name)
    return [organisation.names for organisation in organisations]


def is_same(short: str, long: str) -> bool:
    """Whether the two can be one organisation's names; ``long`` has at least as many words."""
    if core(short) == core(long):
        return True
    if is_acronym(short):
        return abbreviates(short, long) or abbreviates(short, " ".join(_without_legal_form(long.split())))
    return _is_short_form(core(short), core(long)) or _is_misspelling(folded(short), folded(long))


@lru_cache(maxsize=8192)
def core(form: str) -> str:
    """The name folded, without article, legal form and the country before it."""
    words = _without_legal_form(form.split())
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if (
        len(words) > 1
        and (words[0] in COUNTRY_NAMES or words[0] in DEMONYMS)
        and known_label(" ".join(words[1:])) == "ORG"
    ):
        words = words[1:]  # "U.S. Senate" and "Senate"
    return folded(" ".join(words))


def _without_legal_form(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1].lower().strip(".,") in LEGAL_FORMS:
        words = words[:-1]
    return words


def _is_short_form(short: str, long: str) -> bool:
    """ "Northrop" for "Northrop Grumman", "Air Force" for "US Air Force"; never "Bank" for "Bank of America"."""
    few, many = short.split(), long.split()
    if len(few) >= len(many):
        return short.replace(" ", "") == long.replace(" ", "")
    rest = many[len(few) :]
    if " ".join(rest) in _COUNTRY_WORDS or rest[0] in ("north", "south", "east", "west"):
        return False  # "Ford Australia" is a company of its own
    if many[: len(few)] == few and few[0] not in _GENERIC_FIRST_WORDS and rest[0] not in ("of", "for"):
        return len(rest) == 1 or all(word in ORGANISATION_NOUNS for word in rest)
    if many[-len(few) :] == few and len(many) == len(few) + 1:
        return many[0] in _COUNTRY_WORDS and len(few) > 1
    return False


_COUNTRY_WORDS = frozenset(folded(name) for name in (*COUNTRY_NAMES, *DEMONYMS))


def _is_misspelling(short: str, long: str) -> bool:
    if min(len(short), len(long)) >= _LONG_WORD and short[0] == long[0] and short[-1] == long[-1]:
        return " " not in short + long and OSA.distance(short, long) == 1  # "Chrylser"
    return min(len(short), len(long)) >= _LONG_ENOUGH and fuzz.ratio(short, long) >= _LIKE_ENOUGH
