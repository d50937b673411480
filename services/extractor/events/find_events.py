"""Finds what happened when: each event with its date, its clause and who took part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from services.extractor.events.event_clauses import clause_of, modality_of, paragraph_of, polarity_of, sentence_of
from services.extractor.events.event_dates import Dating, attach
from services.extractor.events.event_dating import date_predicates
from services.extractor.events.event_participants import EntityAt, Part, entities_by_word, participants_of
from services.extractor.events.event_predicates import Predicate, find_predicates, is_state
from services.extractor.parse import Parse, parse_of
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
    parse = parse_of(doc)
    quoted = [_quoted(parse, quote) for quote in quotes]
    mentioned = entities_by_word(parse, entities)
    known = {entity.entity_id: entity for entity in mentioned.values()}
    statements = {said.cue: _parts_in(said.quote, known) for said in quoted if said.cue is not None}
    attached = attach(parse, times, anchor)
    predicates = find_predicates(parse, attached)
    around = _quotations_around(parse, quoted, predicates)
    dated = date_predicates(
        parse,
        predicates,
        attached,
        statements.keys(),
        {word: said.cue for word, said in around.items() if said.cue is not None},
        mentioned,
        anchor,
    )
    return tuple(
        _event(parse, one, dated[one.word], statements.get(one.word), mentioned, around.get(one.word))
        for one in predicates
        if one.word in dated
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation, and the place of the word that reports it."""

    quote: Quote
    cue: int | None


def _quoted(parse: Parse, quote: Quote) -> _Quoted:
    return _Quoted(quote, parse.root(*parse.within(quote.cue.start, quote.cue.end)) if quote.cue else None)


def _parts_in(quote: Quote, entities: Mapping[str, Entity]) -> list[tuple[Entity, Part]]:
    """Whoever speaks, even to himself; and to whom."""
    parts: dict[str, Part] = {}
    if quote.addressee and quote.addressee.entity:
        parts[quote.addressee.entity] = "recipient"
    if quote.speaker and quote.speaker.entity:
        parts[quote.speaker.entity] = "agent"
    return [(entities[one], part) for one, part in parts.items() if one in entities]


def _quotations_around(parse: Parse, quoted: Sequence[_Quoted], predicates: Sequence[Predicate]) -> dict[int, _Quoted]:
    """The innermost quotation around each predicate that stands in one."""
    starts = [parse.starts[one.word] for one in predicates]
    parts = sorted(
        ((part, said) for said in quoted for part in said.quote.parts),
        key=lambda found: found[0].start - found[0].end,
    )
    around: dict[int, _Quoted] = {}
    for part, said in parts:
        for one in predicates[bisect_left(starts, part.start) : bisect_left(starts, part.end)]:
            around[one.word] = said
    return around


def _event(
    parse: Parse,
    predicate: Predicate,
    dating: Dating,
    speaking: Sequence[tuple[Entity, Part]] | None,
    mentioned: EntityAt,
    said: _Quoted | None,
) -> Event:
    word, text = predicate.word, parse.text
    start, end = parse.starts[word], _end_with_particle(parse, word)
    paragraph = paragraph_of(text, start)
    inside = [(part.start, part.end) for part in said.quote.parts if part.start <= start < part.end] if said else []
    clause = clause_of(parse, word, inside[0] if inside else paragraph)
    modality = modality_of(parse, predicate)
    return Event(
        start=start,
        end=end,
        predicate=text[start:end],
        date=dating.date.value,
        precision=dating.date.precision,
        clause=clause,
        sentence=sentence_of(parse, word, paragraph),
        text=text[clause.start : clause.end],
        participants=participants_of(parse, word, mentioned, speaking or ()),
        kind="statement" if speaking is not None else "state" if _is_state(parse, predicate, dating) else "happening",
        modality="planned" if dating.is_ahead and modality == "asserted" else modality,
        polarity=polarity_of(parse, predicate),
        dated_by=dating.by,
        source=said.quote.speaker if said else None,
    )


def _is_state(parse: Parse, predicate: Predicate, dating: Dating) -> bool:
    """How things are or usually go: "is", "owns", and the plain present without a date ("food comes from the sea")."""
    is_plain_present = predicate.tense == "present" and parse.tags[predicate.word] in ("VBZ", "VBP")
    return is_state(parse.lowers[predicate.word]) or (is_plain_present and dating.by == "article")


def _end_with_particle(parse: Parse, word: int) -> int:
    """Behind "down" in "stepped down"."""
    if any(child == word + 1 and parse.deps[child] == "prt" for child in parse.rights[word]):
        return parse.end_of(word + 1)
    return parse.end_of(word)
