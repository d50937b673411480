"""Which countries an article is about, by the names of countries, their people, capitals and states that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from services.extractor.names.gazetteers.countries import CAPITALS, COUNTRIES, COUNTRY_NAMES, DEMONYMS
from services.extractor.names.gazetteers.places import US_STATES
from shared.schemas.articles import CountryFocus, Entity

_BY_NAME = 1.0
_BY_PEOPLE = 0.75
_BY_CITY = 0.5
# A country that is mentioned in passing is no focus.
_LEAST_SHARE = 0.1

_NAME_OF = {country.code: country.name for country in COUNTRIES}


def find_country_focus(entities: Sequence[Entity]) -> tuple[CountryFocus, ...]:
    """The countries with at least a tenth of all mentions of countries, the most mentioned first."""
    weights: Counter[str] = Counter()
    places = [entity for entity in entities if entity.type in ("GPE", "NORP", "LOC")]
    georgia = _georgia({entity.name for entity in places})
    for entity in places:
        code, weight = (georgia, _BY_NAME) if entity.name == "Georgia" else _country(entity.name)
        if code:
            # In hundredths, so that the counter counts whole numbers.
            named = sum(mention.kind == "name" for mention in entity.mentions)
            weights[code] += round(100 * weight) * named
    total = sum(weights.values())
    return tuple(
        CountryFocus(code=code, name=_NAME_OF[code], share=round(weight / total, 2))
        for code, weight in weights.most_common()
        if weight >= _LEAST_SHARE * total
    )


def _country(name: str) -> tuple[str | None, float]:
    if name in COUNTRY_NAMES:
        return COUNTRY_NAMES[name].code, _BY_NAME
    if name in DEMONYMS:
        return DEMONYMS[name].code, _BY_PEOPLE
    if name in CAPITALS:
        return CAPITALS[name].code, _BY_CITY
    return ("US", _BY_CITY) if name in US_STATES else (None, 0.0)


def _georgia(names: set[str]) -> str:
    """The state where the United States or another of its states are spoken of, and Tbilisi and Georgians are not."""
    in_america = any(code == "US" for code, _ in map(_country, names))
    return "US" if in_america and not names & {"Tbilisi", "Georgian", "Georgians"} else "GE"
