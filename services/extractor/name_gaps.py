"""Names that the statistical model missed: capitalised words that it left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.extractor.name_evidence import known_label, label_of_noun
from services.extractor.name_spans import NameSpan, trim
from services.extractor.reading import Reading

_PROPER = frozenset({"NNP", "NNPS"})


def gap_spans(reading: Reading, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Runs of proper nouns between the model's spans that a mention, a gazetteer or their noun shows to be names."""
    forms = {reading.text(span.start, span.end): span.label for span in spans}
    for span in spans:
        if span.label == "PERSON" and span.end - span.start > 1:
            forms.setdefault(reading.text(span.end - 1, span.end), "PERSON")
    for start, end in _runs(reading, spans):
        trimmed = trim(reading, start, end, "PERSON")
        if trimmed is None:
            continue
        text = reading.text(*trimmed)
        label = forms.get(text) or known_label(text) or label_of_noun(text.split())
        if label:
            yield NameSpan(*trimmed, label, is_whole=False)


def _runs(reading: Reading, spans: Sequence[NameSpan]) -> Iterator[tuple[int, int]]:
    taken = bytearray(len(reading.words))
    for entity in reading.doc.ents:
        if entity.label_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    start = None
    for token, tag in enumerate(reading.tags):
        if tag in _PROPER and not taken[token]:
            if start is None:
                start = token
        elif start is not None:
            yield start, token
            start = None
    if start is not None:
        yield start, len(reading.tags)
