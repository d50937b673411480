"""The people, organisations and places of an article: one entity each, with all its names, roles and mentions."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from services.extractor.aliases import same_names
from services.extractor.names import Name, find_names
from services.extractor.reading import Reading
from shared.schemas.articles import Entity, Mention


def find_entities(doc: Doc, headline: str | None = None) -> tuple[Entity, ...]:
    """The entities of an article's body in order of first mention, ids e1, e2, ...; mentions are sorted."""
    reading = Reading.of(doc)
    names = find_names(reading)
    clusters = same_names(names)
    return tuple(_entity(reading, number, cluster) for number, cluster in enumerate(clusters, start=1))


def _entity(reading: Reading, number: int, names: Sequence[Name]) -> Entity:
    forms = list(dict.fromkeys(name.form for name in names))
    fullest = max(forms, key=lambda form: (len(form.split()), len(form)))
    return Entity(
        entity_id=f"e{number}",
        name=fullest,
        type=names[0].label,
        aliases=tuple(form for form in forms if form != fullest),
        mentions=tuple(Mention(start=reading.starts[name.start], end=reading.end_of(name.end - 1)) for name in names),
    )
