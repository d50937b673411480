"""Names that the statistical model missed: capitalised words that it left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from services.extractor.names.capitals import true_case
from services.extractor.names.gazetteers.people import GENERATIONS, GIVEN_NAMES
from services.extractor.names.known_names import known_label
from services.extractor.names.name_evidence import label_of_noun
from services.extractor.names.name_forms import is_acronym, spells
from services.extractor.names.name_spans import NameSpan, trim
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType

_PROPER = frozenset({"NNP", "NNPS"})
# A capital that begins a sentence or a title says nothing of these, whatever name they may also be.
_NO_NAMES = frozenset(
    {"DT", "IN", "CC", "PRP", "PRP$", "WP", "WDT", "WRB", "MD", "TO", "EX", "CD", "UH", "VBZ", "VBD", "_SP"}
)
_TAKEN_TYPES = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_LONGEST = 6
_LONGEST_PERSON = 4
_CAMEL_CASE = re.compile(r"[A-Z][a-z]+[A-Z]\w+|[A-Z][a-z]+[A-Z]{2,}\w*")


def gap_spans(reading: Reading, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Capitalised words between the model's spans that a mention, a gazetteer or their noun shows to be names."""
    forms = _known_forms(reading, spans)
    ends = {span.end for span in spans}
    runs = list(_runs(reading, spans))
    for start, end in runs:
        if end - start == 1 and start - 1 in ends and _is_explained_acronym(reading, start, spans):
            forms.setdefault(reading.words[start], "ORG")
    for start, end in runs:
        yield from _within(reading, start, end, forms)


def _known_forms(reading: Reading, spans: Sequence[NameSpan]) -> dict[str, EntityType]:
    """What the model saw elsewhere in the article, and the surnames of the people among it."""
    forms: dict[str, EntityType] = {}
    for span in spans:
        forms.setdefault(reading.text(span.start, span.end), span.label)
        if span.label == "PERSON" and span.end - span.start > 1:
            last = span.end - 1
            if reading.lower(last).rstrip(".") not in GENERATIONS:
                forms.setdefault(reading.words[last], "PERSON")
    return forms


def _is_explained_acronym(reading: Reading, token: int, spans: Sequence[NameSpan]) -> bool:
    """ "South African Petroleum Industry Association (SAPIA)"."""
    if reading.word(token - 1) != "(" or reading.word(token + 1) != ")" or not is_acronym(reading.words[token]):
        return False
    long = next(span for span in spans if span.end == token - 1)
    return long.label == "ORG" and spells(reading.words[token], reading.text(long.start, long.end))


def _within(reading: Reading, start: int, end: int, forms: dict[str, EntityType]) -> Iterator[NameSpan]:
    """The known names within a run of capitalised words, longest first from the left."""
    token = start
    while token < end:
        for last in range(min(end, token + _LONGEST), token, -1):
            label = _label(reading, token, last, forms)
            if label:
                yield NameSpan(token, last, label, is_whole=False)
                token = last
                break
        else:
            token += 1


def _label(reading: Reading, start: int, end: int, forms: dict[str, EntityType]) -> EntityType | None:
    if trim(reading, start, end, "PERSON" if end - start == 1 else "ORG") != (start, end):
        return None
    text = reading.text(start, end)
    if text in forms:
        return forms[text]
    if not all(reading.tags[token] in _PROPER for token in range(start, end)) and not text.isupper():
        return None
    known = known_label(true_case(text, ()))
    if known and not (text.isupper() and len(text) < 3):
        return known
    if end - start == 1:
        return "ORG" if _CAMEL_CASE.fullmatch(text) and not text.startswith(("Mc", "Mac", "De", "Di", "La")) else None
    if reading.lower(start) in GIVEN_NAMES and end - start < _LONGEST_PERSON and not label_of_noun(text.split()):
        return "PERSON"
    return label_of_noun(text.split())


def _runs(reading: Reading, spans: Sequence[NameSpan]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words that no span and no date takes."""
    taken = bytearray(len(reading.words))
    for entity in reading.doc.ents:
        if entity.label_ in _TAKEN_TYPES:
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    tags = reading.tags
    start = end = -1
    for token in reading.capitals:
        if not taken[token] and tags[token] not in _NO_NAMES:
            if token != end:
                if end >= 0:
                    yield start, end
                start = token
            end = token + 1
    if end >= 0:
        yield start, end
