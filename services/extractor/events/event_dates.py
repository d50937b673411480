"""Which time expression dates which word of a sentence, and the ISO 8601 date that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.extractor.events.event_predicates import VERBS, is_event_noun
from services.extractor.parse import Parse
from services.extractor.times.calendar_values import period_of
from shared.schemas.articles import TimeExpression

Precision = Literal["year", "month", "week", "day", "minute"]


@dataclass(frozen=True, slots=True)
class EventDate:
    """An ISO 8601 date, instant or interval, and how exact it is."""

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Attachment:
    """A time expression and what it depends on.

    ``direct`` if only prepositions stand between it and the word; otherwise it belongs to a noun in between, as in
    "said in a filing on Thursday", and dates the word only if nothing else does.
    """

    time: TimeExpression
    date: EventDate
    direct: bool
    since: bool


DatedBy = Literal["expression", "inherited", "article"]


@dataclass(frozen=True, slots=True)
class Dating:
    """A predicate's date and how it is known; ``is_ahead`` if it lies behind the article's day."""

    date: EventDate
    by: DatedBy
    is_ahead: bool = False


def inherited(dating: Dating | None) -> Dating | None:
    """The same date, for another clause."""
    return (
        Dating(dating.date, "article" if dating.by == "article" else "inherited", dating.is_ahead) if dating else None
    )


def event_date(timex: str, anchor: date | None = None) -> EventDate | None:
    """The date of a TIMEX3 value; "now" is the anchor's day. None for durations, sets and what has no place in time."""
    if timex == "PRESENT_REF":
        return EventDate(anchor.isoformat(), "day") if anchor else None
    period = period_of(timex)
    if period is None:
        return None
    if _CLOCK.search(timex):
        return EventDate(timex, "minute")
    match period.unit:
        case "day" | "month" | "year":
            return EventDate(period.value, period.unit)
        case "fiscal_year":
            return EventDate(f"{period.first.year:04d}", "year")
        case "week":
            return EventDate(_interval(period.first, period.last), "week")
        case "weekend":
            return EventDate(_interval(period.first, period.last), "day")
        case "decade" | "century":
            return EventDate(f"{period.first.year:04d}/{period.last.year:04d}", "year")
        case _:
            return EventDate(_interval(period.first, period.last), "month")


def attach(parse: Parse, times: Sequence[TimeExpression], anchor: date | None) -> dict[int, list[Attachment]]:
    """For each word that time expressions depend on, its place in the parse and its attachments.

    Those are verbs, and nouns that name a happening. A range of two expressions counts as one.
    """
    found: dict[int, list[Attachment]] = {}
    for time, dated in _ranges(parse.text, times, anchor):
        for word, attachment in _holders(parse, time, dated):
            found.setdefault(word, []).append(attachment)
    return found


def _holders(parse: Parse, time: TimeExpression, dated: EventDate) -> Iterator[tuple[int, Attachment]]:
    """The words above a time expression that it dates: at most one noun, and the verb."""
    heads, lowers = parse.heads, parse.lowers
    first, behind = parse.within(time.start, time.end)
    for inner in range(first, behind):
        # "on Oct. 22, when he imposed sanctions"
        for child in parse.rights[inner]:
            if _is_when_clause(parse, child):
                yield child, Attachment(time, dated, True, False)
    word, direct, since = parse.root(first, behind), True, False
    for _ in range(_MAX_CLIMB):
        head, link = heads[word], parse.deps[word]
        text = lowers[head]
        if head == word or text in _COMPARING or _apart(parse, head, word):
            return
        if not direct and link not in _ADVERBIAL:
            # "has a June 1 deadline": a noun's date is the verb's only if the noun says when, as in "at a hearing".
            return
        if text in _TELL_NO_TIME and "/" not in dated.value and lowers[heads[head]] not in _FIXED_AHEAD:
            return
        since = since or text == "since"
        word = head
        if first <= word < behind:
            continue
        if parse.tags[word] in VERBS:
            yield word, Attachment(time, dated, direct, since)
            return
        if parse.tags[word][:2] == "NN":
            if not is_event_noun(text):
                if link not in ("prep", "pobj"):
                    return
            elif direct:
                yield word, Attachment(time, dated, direct, since)
            direct = False


def _is_when_clause(parse: Parse, word: int) -> bool:
    return parse.deps[word] == "relcl" and any(parse.lowers[child] == "when" for child in parse.lefts[word])


_MAX_CLIMB = 8
_CLOCK = re.compile(r"T\d\d:\d\d")
_ADVERBIAL = frozenset({"pobj", "prep", "pcomp", "npadvmod", "advmod"})
# "Up from 2008", "a forecast for 2009": such a date is not when it happened.
_TELL_NO_TIME = frozenset({"from", "for", "about", "of", "like", "over"})
_FIXED_AHEAD = frozenset({"scheduled", "slated", "due", "set", "expected", "planned", "fixed"})
_COMPARING = frozenset({"than", "compared", "versus", "like", "unlike"})
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|and|through|until|till)\s*(?:the\s+)?")


def _ranges(text: str, times: Sequence[TimeExpression], anchor: date | None) -> list[tuple[TimeExpression, EventDate]]:
    placed = [
        (time, dated) for time in times if time.type in ("DATE", "TIME") and (dated := event_date(time.value, anchor))
    ]
    joined: list[tuple[TimeExpression, EventDate]] = []
    for time, dated in placed:
        if joined and _is_range(text, joined[-1][0], time):
            first, begin = joined[-1]
            if (
                dated.precision == begin.precision
                and begin.value < dated.value
                and "/" not in begin.value + dated.value
            ):
                joined[-1] = (first, EventDate(f"{begin.value}/{dated.value}", dated.precision))
                continue
        joined.append((time, dated))
    return joined


def _is_range(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """from ... to, between ... and, or a dash; "on Oct. 16 and Oct. 18" are two days and no range."""
    between = text[first.end : second.start]
    if not _BETWEEN.fullmatch(between):
        return False
    before = text[max(0, first.start - 9) : first.start].rstrip().lower()
    if between.strip().startswith("and"):
        return before.endswith("between")
    return before.endswith("from") or between.strip()[:1] in "-–—" or between.strip().startswith(("to", "through"))


def _apart(parse: Parse, head: int, word: int) -> bool:
    """Whether a paragraph ends between two words: then the parser's link between them is none."""
    first, second = sorted((parse.starts[head], parse.starts[word]))
    return "\n\n" in parse.text[first:second]


def _interval(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"
