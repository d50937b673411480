"""Finds a news article's time expressions and gives each its TIMEX3 type and value."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from services.extractor.parse import parse_of
from services.extractor.times.time_context import Context, Direction
from services.extractor.times.time_direction import direction_at
from services.extractor.times.time_evidence import is_rate, is_time
from services.extractor.times.time_grammar import read_times
from services.extractor.times.time_meanings import AtTime, Counted, Current, Meaning, OfYear, Stated, Weekday
from services.extractor.times.time_memory import TimeMemory
from services.extractor.times.time_resolution import resolve
from services.extractor.times.time_rules import time_grammar
from shared.schemas.articles import TimeExpression


def find_times(doc: Doc, anchor: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of an article's body, in order.

    ``anchor`` is the day of publication, from which "today" and "last week" count. Without one, values keep what the
    text does say: XXXX-10-16, PAST_REF.
    """
    parse = parse_of(doc)
    text = parse.text
    found: list[TimeExpression] = []
    memory = TimeMemory(text, anchor)
    for reading in read_times(text, time_grammar()):
        first, behind = parse.within(reading.start, reading.end)
        span = doc[first:behind]
        if not is_time(reading, span):
            continue
        direction: Direction = direction_at(span.root) if _needs_direction(reading.meaning) else "unknown"
        context = Context(
            anchor,
            memory.mentioned(reading),
            direction,
            at_end=reading.modifier == "END",
            told_year=memory.told_year(reading) if direction != "future" else None,
        )
        resolved = resolve(reading.meaning, context)
        if resolved is None:
            continue
        memory.keep(reading, resolved.period)
        rate = reading.meaning.as_rate if isinstance(reading.meaning, Stated) and is_rate(span) else None
        found.append(
            TimeExpression(
                start=reading.start,
                end=reading.end,
                text=text[reading.start : reading.end],
                type="SET" if rate else reading.type,
                value=rate or resolved.value,
                modifier=reading.modifier,
            )
        )
    return tuple(found)


def _needs_direction(meaning: Meaning) -> bool:
    match meaning:
        case OfYear():
            return meaning.year is None and meaning.turn is None
        case Weekday():
            return meaning.week is None and meaning.turn is None
        case Current() | Counted("weekend", 0, "mentioned"):
            return True
        case AtTime():
            return meaning.day is not None and _needs_direction(meaning.day)
        case _:
            return False
