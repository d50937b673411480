"""Which stretches of an article are names, and of what: the model's opinion, corrected by the article's evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.extractor.names.capitals import true_case
from services.extractor.names.known_names import known_label, known_spans
from services.extractor.names.name_evidence import MODEL, evidence_for, inherited_evidence
from services.extractor.names.name_gaps import gap_spans
from services.extractor.names.name_repairs import NO_NAMES, repaired, with_known, with_particles
from services.extractor.names.name_spans import NameSpan, model_spans
from services.extractor.names.reading import Reading
from services.extractor.names.teams import is_about_sport, team_forms, team_spans
from shared.schemas.articles import EntityType

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name: tokens ``start`` up to ``end``."""

    start: int
    end: int
    form: str
    """The name as it would stand in running text: "PARIS" is "Paris", line breaks are spaces."""
    label: EntityType


def find_names(reading: Reading) -> list[Name]:
    """The names of an article in order, none overlapping; one form has one label throughout."""
    spans = repaired(reading, with_known(list(model_spans(reading)), list(known_spans(reading))))
    spans = with_particles(reading, sorted([*spans, *gap_spans(reading, spans)]))
    is_sport = is_about_sport(reading)
    if is_sport:
        spans = sorted([*spans, *team_spans(reading, spans)])
    forms = _forms(reading, spans)
    labels = _labels(reading, spans, forms)
    if is_sport:
        labels |= {form: "ORG" for form in team_forms(reading, spans, forms) if labels.get(form) in _PLACES}
    return [
        Name(span.start, span.end, form, label)
        for span, form in zip(spans, forms, strict=True)
        if (label := labels.get(form)) is not None and form not in NO_NAMES
    ]


def _forms(reading: Reading, spans: Sequence[NameSpan]) -> list[str]:
    texts = [reading.text(span.start, span.end) for span in spans]
    seen = frozenset(text for text in texts if not text.isupper())
    return [true_case(text, seen) for text in texts]


def _labels(reading: Reading, spans: Sequence[NameSpan], forms: Sequence[str]) -> dict[str, EntityType]:
    """The label with the most evidence for each form; forms without enough evidence for any are left out."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for span, form in zip(spans, forms, strict=True):
        votes[form].update(evidence_for(reading, span, form))
    inherited = inherited_evidence(votes)
    for form, evidence in inherited.items():
        votes[form].update(evidence)
    # A surname is a person's even where it also is a town's: Austin, where Lloyd Austin is spoken of. A company's
    # stays the company's: Ford, where a Ford runs it.
    known = {form: known_label(form) for form in votes}
    known |= {form: None for form in inherited if known[form] != "ORG"}
    return {form: label for form, evidence in votes.items() if (label := _decide(known[form], evidence))}


def _decide(known: EntityType | None, evidence: Counter[EntityType]) -> EntityType | None:
    if known is not None and evidence[known] >= max(evidence.values()) / 2:
        return known
    label, weight = max(evidence.items(), key=lambda item: item[1], default=(None, 0))
    return label if weight >= MODEL else None
