"""When two tellings are of one event, and what becomes of them."""

from __future__ import annotations

import pytest

from services.indexer.timelines.merge_events import merge_events, merged_timeline
from services.indexer.timelines.timeline import EventParticipant, TimelineEvent, TimelineResults


def an_event(sentence: str, article: str = "a1", day: str = "2025-10-16", *, who: str = "", **fields: object):
    given: dict[str, object] = {
        "date": day, "precision": "day", "first_day": day, "last_day": day, "predicate": "called", "text": sentence,
        "sentence": sentence, "start": 0, "end": 6, "article_id": article, "headline": f"Headline of {article}",
        "published_at": None, "participants": tuple(EventParticipant(name, "PERSON", "agent") for name in who.split()),
    }  # fmt: skip
    return TimelineEvent(**{**given, **fields})  # type: ignore[arg-type]  # a builder


def a_statement(sentence: str, article: str = "a1"):
    return an_event(sentence, article, who="Lee", text="Ann Lee said", predicate="said", kind="statement")


CALL = "Putin called Trump on Oct. 16."


@pytest.mark.parametrize(
    ("one", "other", "entries"),
    [
        (an_event(CALL), an_event(CALL, "a2"), 1),
        (an_event(CALL), an_event(CALL, "a1", start=9), 1),  # two predicates of one sentence
        (an_event(CALL), an_event("Vladimir Putin called Donald Trump on Thursday.", "a2"), 1),
        (an_event(CALL, who="Putin"), an_event("Putin phoned Trump.", "a2", who="Putin", predicate="phoned"), 1),
        (an_event(CALL), an_event("Putin phoned Trump.", "a2", predicate="phoned"), 1),
        (an_event(CALL), an_event("Putin thanked Trump.", "a2", predicate="thanked"), 2),
        (an_event("Lee met Roe.", who="Lee Roe"), an_event("Lee left Roe.", "a2", who="Lee Roe"), 2),  # names only
        (an_event("Two men died.", predicate="died"), an_event("2 men were killed.", "a2", predicate="killed"), 1),
        (an_event("Two men died.", predicate="died"), an_event("Ten men died.", "a2", predicate="died"), 2),
        (an_event(CALL), an_event("Kallas called Rubio.", "a2"), 2),
        (an_event(CALL, who="Trump"), an_event("Trump fined a steel maker in Ohio.", "a2", who="Trump"), 2),
        (an_event(CALL), an_event(CALL, "a2", "2025-10-17"), 2),
        (an_event(CALL), an_event(CALL, "a2", polarity="negative"), 2),
        (an_event(CALL), an_event(CALL, "a2", modality="planned"), 2),
        (an_event(CALL), an_event("Trump and Putin spoke.", "a1"), 2),  # one article had its reason
        (an_event("He spoke."), an_event("He spoke.", "a2"), 2),  # one word is too little to tell
        (an_event("Rebels hit 3 ships in port."), an_event("Rebels hit 5 ships in port.", "a2"), 2),
        (an_event("Rebels hit 3 ships in port."), an_event("Rebels hit ships in port.", "a2"), 1),
        (a_statement("Ann Lee said that ports were shut."), a_statement("Ann Lee said no ship had sunk.", "a2"), 2),
        (a_statement("Ann Lee said that ports were shut."), a_statement("Ports were shut, Ann Lee said.", "a2"), 1),
    ],
)  # fmt: skip
def test_two_tellings_are_merged_when_they_are_of_one_event(one: TimelineEvent, other: TimelineEvent, entries: int):
    assert len(merge_events([one, other])) == entries


def test_an_entry_keeps_the_first_telling_and_all_sources():
    (entry,) = merge_events(
        [
            an_event(CALL, "a1", who="Putin Trump"),
            an_event("Putin called Trump from Sochi.", "a2", who="Putin Sochi", outlet="The Post"),
        ]
    )
    assert entry.sentence == CALL
    assert [one.name for one in entry.participants] == ["Putin", "Trump", "Sochi"]
    assert [(one.article_id, one.outlet, one.sentence) for one in entry.sources] == [
        ("a1", None, CALL),
        ("a2", "The Post", "Putin called Trump from Sochi."),
    ]


def test_predicates_of_one_sentence_stand_in_one_entry():
    sentence = "Putin called Trump and invited him."
    (entry,) = merge_events([an_event(sentence), an_event(sentence, predicate="invited", start=23)])
    assert (entry.predicates, len(entry.sources)) == (("called", "invited"), 1)


def test_a_chain_of_small_differences_joins_nothing():
    told = ["red ships left port", "red ships left harbour town", "grey ships reached harbour town"]
    entries = merge_events([an_event(text, f"a{n}") for n, text in enumerate(told)])
    assert [len(entry.sources) for entry in entries] == [2, 1]


def test_what_is_dated_to_a_minute_of_the_day_is_merged_with_the_day():
    minute = an_event(CALL, "a2", date="2025-10-16T14:30", precision="minute")
    assert len(merge_events([an_event(CALL), minute])) == 1


def in_pages(events: list[TimelineEvent]):
    return lambda *, limit, offset: TimelineResults(len(events), tuple(events[offset : offset + limit]))


def test_a_day_that_is_longer_than_a_page_is_merged_whole():
    same_day = [an_event(f"Ship {n} reached harbour {n} safely.", f"a{n % 2}-{n // 2}") for n in range(3_000, 5_100)]
    later = an_event(CALL, "last", "2025-10-17")
    copies = [an_event(one.sentence, f"copy-{one.article_id}") for one in same_day[:20]]
    merged = merged_timeline(in_pages([*same_day, *copies, later]), limit=5_000)
    assert (len(merged.entries), merged.total_events, merged.has_more) == (2_101, 2_121, False)
    assert len(merged.entries[0].sources) == 2


def test_entries_are_counted_after_merging():
    days = [f"2025-10-{day:02}" for day in range(1, 11)]
    events = [an_event(CALL, article, day) for day in days for article in ("a1", "a2")]
    merged = merged_timeline(in_pages(events), limit=3, offset=2)
    assert [entry.date for entry in merged.entries] == ["2025-10-03", "2025-10-04", "2025-10-05"]
    assert merged.has_more
    assert not merged_timeline(in_pages(events), limit=3, offset=7).has_more
