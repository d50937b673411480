"""Merges what several articles tell of one event into one entry with all its sources. Pure.

Tellings are of one event when their dates are the same, their sentences' words largely agree, names counting less than
the others, and somebody who took part or the predicate is the same; without either, only when the words are nearly the
same. Of one article's own tellings none are merged: it had a reason to tell them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from services.indexer.entities.names import name_key
from services.indexer.timelines.event_words import content_words
from services.indexer.timelines.timeline import EventParticipant, TimelineEvent, TimelineResults

# Shares of common words (Dice), chosen by benches/merging.py: the lowest that mix no two events of its first half. One
# event less merged is better than two mixed.
ALIKE = 0.6
NEARLY_THE_SAME = 0.7
# Many things happen to the same people on one day: their names are worth less than what is told of them.
_NAMES_COUNT = 0.7
# "He said so" shares a lot with any sentence like it.
_FEWEST_COMMON_WORDS = 2
# Events that are read at once: few at first, for the first days are most often all that is asked for.
_FIRST_PAGE, _LARGEST_PAGE = 250, 4_000


@dataclass(frozen=True, slots=True)
class EventSource:
    """An article that tells of the event, and its words; `start` is where the first predicate stands in its body."""

    article_id: str
    headline: str | None
    outlet: str | None
    url: str | None
    published_at: str | None
    sentence: str
    start: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event, or what one sentence tells of one day; all but `participants` and `sources` is the first telling's."""

    date: str
    precision: str
    first_day: str
    last_day: str
    sentence: str
    predicates: tuple[str, ...]
    text: str
    kind: str | None
    modality: str | None
    polarity: str | None
    dated_by: str | None
    participants: tuple[EventParticipant, ...]
    sources: tuple[EventSource, ...]


@dataclass(frozen=True, slots=True)
class MergedTimeline:
    """`total_events` counts all events that were asked for, before merging; `has_more`: entries follow these."""

    total_events: int
    has_more: bool
    entries: tuple[TimelineEntry, ...]


class TimelinePage(Protocol):
    def __call__(self, *, limit: int, offset: int) -> TimelineResults: ...


def merged_timeline(
    page: TimelinePage,
    *,
    limit: int,
    offset: int = 0,
    alike: float = ALIKE,
    nearly_the_same: float = NEARLY_THE_SAME,
) -> MergedTimeline:
    """Entries from `offset` on. `page` reads events in order of time; no more of them are read than are needed."""
    entries: list[TimelineEntry] = []
    pending: list[TimelineEvent] = []
    read = total = 0
    size = max(_FIRST_PAGE, min(2 * (offset + limit), _LARGEST_PAGE))
    while len(entries) <= offset + limit:
        results = page(limit=size, offset=read)
        read, total = read + len(results.events), results.total
        pending += results.events
        if len(results.events) < size:
            entries += merge_events(pending, alike, nearly_the_same)
            break
        size = min(2 * size, _LARGEST_PAGE)
        # The last day may go on in the next page.
        whole = [event for event in pending if _days(event) != _days(pending[-1])]
        entries += merge_events(whole, alike, nearly_the_same)
        pending = pending[len(whole) :]
    return MergedTimeline(total, len(entries) > offset + limit, tuple(entries[offset : offset + limit]))


def merge_events(
    events: Sequence[TimelineEvent], alike: float = ALIKE, nearly_the_same: float = NEARLY_THE_SAME
) -> tuple[TimelineEntry, ...]:
    """One entry per event; the order is that of the first telling. `events` are in order of time.

    `alike` is the share of common words that is needed where somebody who took part or the predicate is the same,
    `nearly_the_same` where neither is.
    """
    merged = []
    for _, same_days in groupby(events, key=_days):
        merged += [_entry(tellings) for tellings in _same_events(list(_tellings(same_days)), alike, nearly_the_same)]
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one sentence tells of one date."""

    events: tuple[TimelineEvent, ...]
    words: frozenset[str]
    names: frozenset[str]
    """Those words that are part of a participant's name."""
    predicates: frozenset[str]
    who: frozenset[str]
    meant: tuple[str | None, str | None]


def _days(event: TimelineEvent) -> tuple[str, str]:
    return event.first_day, event.last_day


def _tellings(events: Iterator[TimelineEvent]) -> Iterator[_Telling]:
    together: dict[tuple[str, str], list[TimelineEvent]] = defaultdict(list)
    for event in events:
        together[event.article_id, event.sentence].append(event)
    for told in together.values():
        first = told[0]
        who = frozenset(name_key(participant.name) for event in told for participant in event.participants)
        year, _, day = first.first_day.partition("-")
        text = " ".join([first.sentence, *(event.text for event in told if event.text not in first.sentence)])
        words = content_words(text) - {year, day[3:].lstrip("0")}
        yield _Telling(
            tuple(told),
            words,
            words & content_words(" ".join(who)),
            content_words(" ".join(event.predicate for event in told)),
            who,
            (first.modality or "asserted", first.polarity or "affirmative"),
        )


def _same_events(tellings: list[_Telling], alike: float, nearly_the_same: float) -> list[list[_Telling]]:
    """Each telling joins the entry whose first telling is most like it: chains of small differences join nothing."""
    found: list[list[_Telling]] = []
    told_with: dict[str, list[int]] = defaultdict(list)
    for telling in tellings:
        likeness = [
            (_likeness(telling, found[place][0], alike, nearly_the_same), -place)
            for place in {place for word in telling.words - telling.names for place in told_with[word]}
            if all(telling.events[0].article_id != other.events[0].article_id for other in found[place])
        ]
        best, place = max(likeness, default=(0.0, 0))
        if best > 0:
            found[-place].append(telling)
            continue
        for word in telling.words - telling.names:
            told_with[word].append(len(found))
        found.append([telling])
    return found


def _likeness(one: _Telling, other: _Telling, alike: float, nearly_the_same: float) -> float:
    """The share of common words, or 0 where they do not tell of the same."""
    common, names = one.words & other.words, one.names | other.names
    # Three ships and five, the first round and the second.
    numbers = _numbers(one.words), _numbers(other.words)
    if one.meant != other.meant or (all(numbers) and not numbers[0] & numbers[1]):
        return 0.0
    if len(common) < _FEWEST_COMMON_WORDS or common <= names:
        return 0.0
    share = 2 * _weight(common, names) / (_weight(one.words, names) + _weight(other.words, names))
    needed = alike if one.who & other.who or one.predicates & other.predicates else nearly_the_same
    return share if share >= needed else 0.0


def _weight(words: frozenset[str], names: frozenset[str]) -> float:
    return len(words) - (1 - _NAMES_COUNT) * len(words & names)


def _entry(tellings: Sequence[_Telling]) -> TimelineEntry:
    first = tellings[0].events[0]
    everybody: dict[tuple[str, str], EventParticipant] = {}
    for telling in tellings:
        for event in telling.events:
            for one in event.participants:
                everybody.setdefault((name_key(one.name), one.type), one)
    return TimelineEntry(
        date=first.date,
        precision=first.precision,
        first_day=first.first_day,
        last_day=first.last_day,
        sentence=first.sentence,
        predicates=tuple(dict.fromkeys(event.predicate for event in tellings[0].events)),
        text=first.text,
        kind=first.kind,
        modality=first.modality,
        polarity=first.polarity,
        dated_by=first.dated_by,
        participants=tuple(everybody.values()),
        sources=tuple(_source(telling.events[0]) for telling in tellings),
    )


def _source(event: TimelineEvent) -> EventSource:
    return EventSource(
        event.article_id,
        event.headline,
        event.outlet,
        event.url,
        event.published_at,
        event.sentence,
        event.start,
    )


def _numbers(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}
