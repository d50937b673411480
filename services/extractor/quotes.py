"""Who said what: direct, indirect and mixed quotations of an article, with cue, speaker, addressee and occasion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Token

from services.extractor.direct_speech import find_utterances
from services.extractor.layout import Layout, lay_out
from services.extractor.quotation_marks import Quotation, find_quotations
from services.extractor.speakers import People, name_range
from services.extractor.statements import find_reports
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
    text = doc.text
    quotations = find_quotations(text)
    layout = lay_out(doc, quotations)
    reports = find_reports(doc, layout)
    drafts: list[_Draft] = []
    taken: set[int] = set()
    used: set[int] = set()
    by_verb = {report.verb: report for report in reports}
    for utterance in find_utterances(doc, quotations, layout):
        used.update(utterance.quotations)
        parts = [_inner(text, quotations[number]) for number in utterance.quotations]
        report = by_verb.get(utterance.verb.i) if utterance.verb is not None else None
        if utterance.verb is not None:
            taken.add(utterance.verb.i)
        drafts.append(
            _Draft(
                [part for part in parts if part[0] < part[1]],
                "direct",
                _offsets(doc, report.cue)
                if report
                else _offsets(doc, (utterance.verb.i, utterance.verb.i + 1))
                if utterance.verb is not None
                else None,
                utterance.agent,
                report.addressee if report else None,
                utterance.carried,
            )
        )
    for report in reports:
        if report.verb in taken:
            continue
        content = report.content
        if not content:
            continue
        kinds = [layout.quotation_of[i] >= 0 for start, end in content for i in range(start, end) if doc[i].is_alpha]
        if not kinds:
            continue
        inside = {layout.quotation_of[i] for start, end in content for i in range(start, end)} - {-1}
        if all(kinds) and inside <= used:
            continue
        drafts.append(
            _Draft(
                [_offsets(doc, part) for part in content],
                "direct" if all(kinds) else "mixed" if any(kinds) else "indirect",
                _offsets(doc, report.cue),
                report.agent,
                report.addressee,
            )
        )
    drafts.sort(key=lambda draft: draft.parts[0] if draft.parts else (0, 0))
    return tuple(_finished(doc, layout, entities, drafts))


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
