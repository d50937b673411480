"""Names that every newsroom knows, found by their words alone; they overrule what the model makes of a part of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from services.extractor.names.gazetteers.countries import CAPITALS, COUNTRY_NAMES, DEMONYMS
from services.extractor.names.gazetteers.organisations import ORGANISATIONS
from services.extractor.names.gazetteers.people import ADHERENTS, PEOPLES
from services.extractor.names.gazetteers.places import BUILDINGS, CITIES_AND_PROVINCES, COMPETITIONS, REGIONS, VESSELS
from services.extractor.names.name_spans import NameSpan
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType


def known_label(form: str) -> EntityType | None:
    """What a news editor would say of the name without reading the article."""
    if form in DEMONYMS or form in ADHERENTS or form in PEOPLES:
        return "NORP"
    if form in COUNTRY_NAMES or form in CAPITALS or form in CITIES_AND_PROVINCES:
        return "GPE"
    if form in ORGANISATIONS:
        return "ORG"
    if form in REGIONS:
        return "LOC"
    if form in BUILDINGS:
        return "FAC"
    if form in COMPETITIONS:
        return "EVENT"
    return "PRODUCT" if form in VESSELS else None


def known_spans(reading: Reading) -> Iterator[NameSpan]:
    """Known names of several words, longest first at each place, also in capital letters throughout."""
    index = _names_by_first_word()
    words = reading.words
    until = 0
    for token in reading.capitals:
        if token < until:
            continue
        for name, label in index.get(words[token].casefold(), ()):
            end = token + len(name)
            if _stands_at(words, token, name):
                yield NameSpan(token, end, label, is_whole=True)
                until = end
                break


def _stands_at(words: Sequence[str], token: int, name: tuple[str, ...]) -> bool:
    found = words[token : token + len(name)]
    return len(found) == len(name) and (
        all(word == part for word, part in zip(found, name, strict=True))
        or all(word == part.upper() for word, part in zip(found, name, strict=True))
    )


@lru_cache(maxsize=1)
def _names_by_first_word() -> dict[str, list[tuple[tuple[str, ...], EntityType]]]:
    index: dict[str, list[tuple[tuple[str, ...], EntityType]]] = {}
    for names in (
        ORGANISATIONS,
        COUNTRY_NAMES,
        CAPITALS,
        CITIES_AND_PROVINCES,
        REGIONS,
        BUILDINGS,
        VESSELS,
        COMPETITIONS,
    ):
        for name in names:
            words = tuple(name.split())
            label = known_label(name)
            if len(words) > 1 and label:
                index.setdefault(words[0].casefold(), []).append((words, label))
    for alike in index.values():
        alike.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return index
