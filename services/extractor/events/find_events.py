"""Finds what happened when: each event with its date, its clause and who took part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from services.extractor.events.event_clauses import clause_of, modality_of, paragraph_of, polarity_of, sentence_of
from services.extractor.events.event_dates import Dating, attach
from services.extractor.events.event_dating import date_predicates
from services.extractor.events.event_participants import Part, entities_by_token, participants_of
from services.extractor.events.event_predicates import Predicate, find_predicates, is_state
from shared.schemas.articles import Entity, Event, Quote, TimeExpression


def find_events(
    doc: Doc,
    times: Sequence[TimeExpression],
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
    anchor: date | None,
) -> tuple[Event, ...]:
    """The dated events of an article, in order of their predicates.

    ``anchor`` is the day of publication; without one, only clauses with a full date of their own give events.
    """
    quoted = [_quoted(doc, quote) for quote in quotes]
    statements = {said.cue: _parts_in(said.quote) for said in quoted if said.cue is not None}
    text = doc.text
    attached = attach(doc, text, times, anchor)
    predicates = find_predicates(doc, attached)
    around = _quotations_around(quoted, predicates)
    mentioned = entities_by_token(doc, entities)
    dated = date_predicates(
        text,
        predicates,
        attached,
        statements.keys(),
        {place: said.cue for place, said in around.items() if said.cue is not None},
        mentioned,
        anchor,
    )
    return tuple(
        _event(doc, text, one, dated[one.token.i], statements.get(one.token.i), mentioned, around.get(one.token.i))
        for one in predicates
        if one.token.i in dated
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation, and the place of the word that reports it."""

    quote: Quote
    cue: int | None


def _quoted(doc: Doc, quote: Quote) -> _Quoted:
    span = doc.char_span(quote.cue.start, quote.cue.end, alignment_mode="expand") if quote.cue else None
    return _Quoted(quote, span.root.i if span is not None else None)


def _parts_in(quote: Quote) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    if quote.addressee and quote.addressee.entity:
        parts[quote.addressee.entity] = "recipient"
    if quote.speaker and quote.speaker.entity:
        parts[quote.speaker.entity] = "agent"
    return parts


def _quotations_around(quoted: Sequence[_Quoted], predicates: Sequence[Predicate]) -> dict[int, _Quoted]:
    """The innermost quotation around each predicate that stands in one."""
    starts = [one.token.idx for one in predicates]
    parts = sorted(
        ((part, said) for said in quoted for part in said.quote.parts),
        key=lambda found: found[0].start - found[0].end,
    )
    around: dict[int, _Quoted] = {}
    for part, said in parts:
        for one in predicates[bisect_left(starts, part.start) : bisect_left(starts, part.end)]:
            around[one.token.i] = said
    return around


def _event(
    doc: Doc,
    text: str,
    predicate: Predicate,
    dating: Dating,
    speaking: dict[str, Part] | None,
    mentioned: dict[int, Entity],
    said: _Quoted | None,
) -> Event:
    token = predicate.token
    start, end = token.idx, _end_with_particle(token)
    paragraph = paragraph_of(text, start)
    inside = [(part.start, part.end) for part in said.quote.parts if part.start <= start < part.end] if said else []
    clause = clause_of(doc, token, inside[0] if inside else paragraph)
    modality = modality_of(predicate)
    return Event(
        start=start,
        end=end,
        predicate=text[start:end],
        date=dating.date.value,
        precision=dating.date.precision,
        clause=clause,
        sentence=sentence_of(text, token, paragraph),
        text=text[clause.start : clause.end],
        participants=participants_of(token, mentioned, speaking),
        kind="statement" if speaking is not None else "state" if _is_state(predicate, dating) else "happening",
        modality="planned" if dating.is_ahead and modality == "asserted" else modality,
        polarity=polarity_of(predicate),
        dated_by=dating.by,
        source=said.quote.speaker if said else None,
    )


def _is_state(predicate: Predicate, dating: Dating) -> bool:
    """How things are or usually go: "is", "owns", and the plain present without a date ("food comes from the sea")."""
    is_plain_present = predicate.tense == "present" and predicate.token.tag_ in ("VBZ", "VBP")
    return is_state(predicate.token) or (is_plain_present and dating.by == "article")


def _end_with_particle(token: Token) -> int:
    """Behind "down" in "stepped down"."""
    for child in token.rights:
        if child.dep_ == "prt" and child.i == token.i + 1:
            return child.idx + len(child)
    return token.idx + len(token)
