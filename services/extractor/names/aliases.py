"""Which names of an article mean the same person, organisation or place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from services.extractor.names.gazetteers.countries import COUNTRY_NAMES
from services.extractor.names.name_forms import folded, is_acronym, spells
from services.extractor.names.names import Name
from services.extractor.names.organisation_names import same_organisations
from services.extractor.names.person_names import same_people
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType

Groups = list[list[Name]]


def same_names(reading: Reading, names: Sequence[Name]) -> Groups:
    """The names in groups that mean the same, in order of first mention; a group is of one type."""
    explained = dict(explained_acronyms(reading, names))
    by_label: dict[EntityType, list[Name]] = {}
    for name in names:
        by_label.setdefault(name.label, []).append(name)
    groups: Groups = []
    for label, alike in by_label.items():
        if label == "ORG":
            groups += same_organisations(alike, explained)
        else:
            groups += _GROUPERS.get(label, _same_words)(alike)
    return sorted(groups, key=lambda group: group[0].start)


def explained_acronyms(reading: Reading, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Acronyms with the long form that stands beside them: "Singapore Airlines (SIA)", "SIA (Singapore Airlines)"."""
    for first, second in pairwise(names):
        if second.start == first.end + 1 and reading.words[first.end] == "(" and reading.word(second.end) == ")":
            for short, long in ((second.form, first.form), (first.form, second.form)):
                if is_acronym(short) and spells(short, long):
                    yield short, long
                    break


def _same_words(names: Sequence[Name]) -> Groups:
    groups: dict[str, list[Name]] = {}
    for name in names:
        groups.setdefault(folded(name.form), []).append(name)
    return list(groups.values())


def _same_places(names: Sequence[Name]) -> Groups:
    """A country has several names; for anything else its name is all there is."""
    groups: dict[str, list[Name]] = {}
    for name in names:
        country = COUNTRY_NAMES.get(name.form)
        # England is no other name of the United Kingdom, though both have the same country code.
        is_part = country is not None and name.form in ("England", "Scotland", "Wales", "Northern Ireland")
        key = country.name if country and not is_part else name.form
        groups.setdefault(folded(key), []).append(name)
    return list(groups.values())


_GROUPERS: dict[EntityType, Callable[[Sequence[Name]], Groups]] = {
    "PERSON": same_people,
    "GPE": _same_places,
}
