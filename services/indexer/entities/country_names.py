"""Names of countries that mean the same country in any article, by their keys."""

from __future__ import annotations

_ALSO_CALLED = {
    "united states": ("us", "usa", "america", "united states of america"),
    "united kingdom": ("uk", "britain", "great britain"),
    "united arab emirates": ("uae",),
    "russia": ("russian federation",),
    "china": ("prc", "people s republic of china", "peoples republic of china"),
    "south korea": ("republic of korea",),
    "north korea": ("dprk",),
    "netherlands": ("holland",),
    "czech republic": ("czechia",),
    "turkey": ("turkiye",),
    "myanmar": ("burma",),
    "ivory coast": ("cote divoire",),
    "democratic republic of congo": ("drc", "dr congo", "democratic republic of the congo"),
    "cape verde": ("cabo verde",),
    "east timor": ("timor leste",),
    "eswatini": ("swaziland",),
    "north macedonia": ("republic of north macedonia",),
    "bosnia and herzegovina": ("bosnia", "bosnia herzegovina"),
}
USUAL_NAMES = {other: usual for usual, others in _ALSO_CALLED.items() for other in others}
