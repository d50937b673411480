"""Capital letters read in true case: "PARIS" in a dateline is Paris, "NATO" is NATO."""

from __future__ import annotations

from collections.abc import Collection

from services.extractor.names.gazetteers.countries import CAPITALS, COUNTRY_NAMES
from services.extractor.names.gazetteers.organisations import ORGANISATIONS
from services.extractor.names.gazetteers.people import GENERATIONS, GIVEN_NAMES, PARTICLES
from services.extractor.names.gazetteers.places import BUILDINGS, CITIES_AND_PROVINCES, REGIONS

_LONGEST_ACRONYM = 5


def true_case(text: str, seen: Collection[str]) -> str:
    """The name as running text has it; ``seen`` are the names that the article also writes in small letters."""
    if not text.isupper():
        return text
    if text in ORGANISATIONS or text in COUNTRY_NAMES:
        return text
    small = " ".join(_small(word) for word in text.split(" "))
    if small in seen or any(small in names for names in (CAPITALS, COUNTRY_NAMES, CITIES_AND_PROVINCES, ORGANISATIONS)):
        return small
    if small in REGIONS or small in BUILDINGS:
        return small
    words = text.split()
    if len(words) > 1:
        return small if words[0].lower() in GIVEN_NAMES or any(len(word) > _LONGEST_ACRONYM for word in words) else text
    return small if len(text) > _LONGEST_ACRONYM or small.lower() in GIVEN_NAMES else text


def _small(word: str) -> str:
    if word.lower() in PARTICLES or word in ("OF", "AND", "THE", "FOR"):
        return word.lower()
    if word.lower().rstrip(".") in GENERATIONS and word not in ("JR", "SR", "JR.", "SR."):
        return word
    if "." in word and len(word) < 6:
        return word
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return "-".join("'".join(part.capitalize() for part in piece.split("'")) for piece in word.split("-"))
