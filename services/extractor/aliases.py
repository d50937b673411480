"""Which names of an article mean the same person, organisation or place."""

from __future__ import annotations

from collections.abc import Sequence

from services.extractor.gazetteers.countries import COUNTRY_NAMES
from services.extractor.names import Name


def same_names(names: Sequence[Name]) -> list[list[Name]]:
    """The names in groups that mean the same, in order of first mention."""
    keys: dict[tuple[str, str], list[Name]] = {}
    surnames: dict[str, str] = {}
    for name in names:
        if name.label == "PERSON" and " " in name.form:
            surnames.setdefault(name.form.split()[-1], name.form)
    for name in names:
        form = surnames.get(name.form, name.form) if name.label == "PERSON" else name.form
        country = COUNTRY_NAMES.get(form)
        keys.setdefault((country.name if country else form.lower(), name.label), []).append(name)
    return list(keys.values())
