"""Which names may be one entity's: written alike, spelt otherwise, shortened; and the signs that tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from services.indexer.entities.country_names import USUAL_NAMES
from services.indexer.entities.entity_ids import is_homonym
from services.indexer.entities.names import Name, name_key

# What may be left off a company's name, at its end.
_LEGAL_FORMS = frozenset(
    {"ab", "ag", "asa", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kk", "limited"}
    | {"llc", "llp", "lp", "ltd", "nv", "oao", "oyj", "ooo", "pao", "pjsc", "plc", "pty", "sa", "se", "spa"}
)
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL_WORDS = frozenset("of and the for in on to de des du la le der und y".split())  # noqa: SIM905
# Ways of writing the same sounds in Latin letters, mostly of Slavic and Arabic names; applied in this order.
_SPELLINGS = tuple(
    pair.split(">")
    for pair in "iy>y yy>y ii>y ij>y ey>y ei>y yi>y kh>h ks>x ou>u j>y i>y ck>k w>v oe>o ue>u ae>a".split()  # noqa: SIM905
)
_DOUBLED = re.compile(r"([^\W\d_])\1")
# Short names that differ in a letter are different names: Li and Ly.
_SHORTEST_RESPELT = 4
# What says nothing of who it is, whatever role it stands before.
_NOT_OF_THE_ROLE = frozenset({"the", "a", "an", "former", "then", "ex", "acting", "new", "late", "current", "longtime"})
_ONE_NOUN = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair",
}  # fmt: skip


def written_form(name: Name) -> str | None:
    """What names have in common that always mean the same: "U.S. Senate" and "US Senate", "Gazprom PJSC", "Britain".

    None when that is the name's key itself.
    """
    if is_homonym(name):
        return None
    words = _initials_joined(name.key.split())
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while name.type == "ORG" and len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words = words[:-1]
    form = " ".join(words)
    if name.type == "GPE":
        form = USUAL_NAMES.get(form, form)
    return None if form == name.key else form


def sound_of(name: Name) -> str | None:
    """What full names of one person that are spelt otherwise have in common; None for other names.

    Two names of the same sound may still be two people's.
    """
    words = name.key.split()
    if name.type != "PERSON" or is_homonym(name):
        return None
    if len(words) > 2 and words[-1] in _GENERATIONS:
        words = words[:-1]
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2:
        return None
    return f"{_plain_spelling(words[0])} {_plain_spelling(words[-1])}"


@lru_cache(maxsize=4096)
def may_be_one_person(one: str, other: str) -> bool:
    """Whether two full names (keys) of the same sound can be one person's: generation and middle names agree."""
    first, second = one.split(), other.split()
    generations = [words.pop() if words[-1] in _GENERATIONS else "" for words in (first, second)]
    if generations[0] != generations[1]:
        return False
    short, long = sorted((first[1:-1], second[1:-1]), key=len)
    return all(_same_middle(some, more) for some, more in zip(short, long, strict=False))


def is_full_name(name: Name) -> bool:
    """Whether it may be an alias by itself: of a person, never a surname or a first name alone."""
    return name.type != "PERSON" or len(name.key.split()) > 1


@lru_cache(maxsize=4096)
def is_short_form(alias: str, full: str) -> bool:
    """Whether `alias` (keys) leaves words out: "Ford" of "Ford Motor"; such a name may be anything's."""
    return set(alias.split()) < set(full.split())


@lru_cache(maxsize=4096)
def abbreviates(alias: str, full: str) -> bool:
    """Whether `alias` holds the first letters of the words of `full` (keys)."""
    letters = alias.replace(" ", "")
    words = full.split()
    main = [word for word in words if word not in _SMALL_WORDS]
    return len(letters) > 1 and any(
        "".join(word[0] for word in some) == letters for some in (words, main) if len(some) > 1
    )


def traits_of(role: str, organisation: str | None) -> Iterator[str]:
    """What of a role two articles can agree on: the organisation, and the whole role when it says enough."""
    if organisation and (key := name_key(organisation)):
        yield f"of {written_form(Name(key, 'ORG')) or key}"
    words = [_ONE_NOUN.get(word, word) for word in name_key(role).split() if word not in _NOT_OF_THE_ROLE]
    if len(words) > 1:
        yield " ".join(words)


def _initials_joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    is_open = False
    for word in words:
        if len(word) == 1 and is_open:
            joined[-1] += word
        else:
            joined.append(word)
        is_open = len(word) == 1
    return joined


@lru_cache(maxsize=4096)
def _plain_spelling(word: str) -> str:
    if len(word) < _SHORTEST_RESPELT:
        return word
    for variant, plain in _SPELLINGS:
        word = word.replace(variant, plain)
    return _DOUBLED.sub(r"\1", word).rstrip("y") or word


def _same_middle(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _plain_spelling(one) == _plain_spelling(other)
