"""Who said what: direct, indirect and mixed quotations of an article, with cue, speaker, addressee and occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.direct_speech import Utterance, find_utterances
from services.extractor.layout import Layout, lay_out
from services.extractor.quotation_marks import Quotation, find_quotations
from services.extractor.speakers import People, name_range
from services.extractor.statements import Report, find_reports
from shared.schemas.articles import Addressee, Cue, Entity, Quote, Speaker
from shared.schemas.message import Span

Offsets = tuple[int, int]


@dataclass
class _Draft:
    """A quotation on its way: where its parts stand, and whose words they are."""

    parts: list[Offsets]
    type: Literal["direct", "indirect", "mixed"]
    cue: Offsets | None
    agent: Token | None
    addressee: Token | None = None
    carried: bool = False


def find_quotes(doc: Doc, entities: Sequence[Entity], published: date | None) -> tuple[Quote, ...]:
    """Every quotation and reported statement of the body, in order; offsets are characters of ``doc.text``.

    ``published`` is the day that weekdays count from. A direct part leaves its quotation marks out, a mixed one keeps
    those inside it.
    """
    quotations = find_quotations(doc.text)
    layout = lay_out(doc, quotations)
    reports = find_reports(doc, layout)
    utterances = find_utterances(doc, quotations, layout)
    drafts = [
        *_direct(doc, quotations, layout, utterances, reports),
        *_reported(doc, quotations, layout, utterances, reports),
    ]
    drafts = [draft for draft in drafts if not _is_nested(draft, drafts)]
    drafts.sort(key=lambda draft: draft.parts[0])
    return tuple(_finished(doc, layout, entities, drafts))


def _direct(
    doc: Doc,
    quotations: Sequence[Quotation],
    layout: Layout,
    utterances: Sequence[Utterance],
    reports: Sequence[Report],
) -> Iterator[_Draft]:
    by_verb = {report.verb: report for report in reports}
    for utterance in utterances:
        parts = [_inner(doc.text, quotations[number]) for number in utterance.quotations]
        kind: Literal["direct", "mixed"] = "direct"
        if utterance.lead is not None:
            number = utterance.quotations[0]
            led = doc[utterance.lead].idx
            if led < quotations[number].start:
                kind = "mixed"
                parts[0] = (led, quotations[number].end)
        cue = addressee = None
        if utterance.verb is not None:
            report = by_verb.get(utterance.verb.i)
            addressee = report.addressee if report else None
            cue = _offsets(doc, report.cue if report else (utterance.verb.i, utterance.verb.i + 1))
        parts = [part for part in parts if part[0] < part[1]]
        if parts:
            yield _Draft(parts, kind, cue, utterance.agent, addressee, carried=cue is None)


def _reported(
    doc: Doc,
    quotations: Sequence[Quotation],
    layout: Layout,
    utterances: Sequence[Utterance],
    reports: Sequence[Report],
) -> Iterator[_Draft]:
    used = {number for utterance in utterances for number in utterance.quotations}
    taken = {utterance.verb.i for utterance in utterances if utterance.verb is not None}
    for report in reports:
        if report.verb in taken or not report.content:
            continue
        words = [i for start, end in report.content for i in range(start, end) if doc[i].is_alpha]
        inside = [layout.quotation_of[i] for i in words]
        if not words or all(number in used for number in inside):
            continue
        quoted = [number >= 0 for number in inside]
        yield _Draft(
            _snapped([_offsets(doc, part) for part in report.content], quotations, set(inside) - used - {-1}),
            "direct" if all(quoted) else "mixed" if any(quoted) else "indirect",
            _offsets(doc, report.cue),
            report.agent,
            report.addressee,
        )


def _snapped(parts: list[Offsets], quotations: Sequence[Quotation], touched: Iterable[int]) -> list[Offsets]:
    """The parts, widened so that they hold the quotations whole that they reach into."""
    for number in sorted(touched):
        start, end = quotations[number].start, quotations[number].end
        parts = [(min(a, start), max(b, end)) if a < end and b > start else (a, b) for a, b in parts]
    merged: list[Offsets] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_nested(draft: _Draft, drafts: Sequence[_Draft]) -> bool:
    """Whether it is reported within another's words, who then answers for it."""
    if draft.cue is None:
        return False
    at = draft.cue[0]
    return any(other is not draft and any(start <= at < end for start, end in other.parts) for other in drafts)


def _finished(doc: Doc, layout: Layout, entities: Sequence[Entity], drafts: Iterable[_Draft]) -> Iterable[Quote]:
    people = People(doc, layout, entities)
    previous: Speaker | None = None
    text = doc.text
    for draft in drafts:
        if not draft.parts:
            continue
        speaker: Speaker | None
        if draft.agent is not None:
            speaker = people.speaker(draft.agent, previous.entity if previous else None)
        else:
            speaker = previous if draft.carried else None
        if draft.type == "direct" and speaker is not None:
            previous = speaker
        yield Quote(
            type=draft.type,
            parts=tuple(Span(start=start, end=end) for start, end in draft.parts),
            text=" … ".join(text[start:end] for start, end in draft.parts),
            cue=Cue(start=draft.cue[0], end=draft.cue[1], text=text[slice(*draft.cue)]) if draft.cue else None,
            speaker=speaker,
            addressee=_addressee(people, draft.addressee) if draft.addressee is not None else None,
        )


def _addressee(people: People, noun: Token) -> Addressee:
    start, end = name_range(noun)
    held = people.mention_at(noun)
    return Addressee(start=start, end=end, text=people.doc.text[start:end], entity=held[0].entity_id if held else None)


def _inner(text: str, quotation: Quotation) -> Offsets:
    start, end = quotation.inner_start, quotation.inner_end
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return start, end


def _offsets(doc: Doc, tokens: tuple[int, int]) -> Offsets:
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)
