"""The work on one batch: each message is settled by its own outcome, whatever the others do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared.schemas.articles import ArticleCleaned, ArticleIndexed, ArticleSubmitted
from shared.schemas.dead_letter import DeadLetter
from shared.schemas.matches import ArticleMatched
from shared.schemas.message import Message
from shared.streams.entries import Entry, open_entry
from shared.streams.handler import Delivered, one_by_one
from shared.streams.outcomes import Reject, Skip
from shared.streams.retry import RetryPolicy
from shared.streams.settlement import FIRST_TARGET_KEY, Settlement, Terms
from shared.streams.settlement_batches import settlement_calls
from shared.streams.topology import CLEANER, INDEXER
from shared.streams.work import work_off

RETRY = RetryPolicy(3, timedelta(seconds=2), timedelta(minutes=1))
TERMS = Terms(CLEANER, "1.2.3", RETRY)
TERMS_OF_TWO = Terms(INDEXER, "1.2.3", RETRY)
NOW = "2026-03-03T08:15:00+00:00"
A_MATCH = ArticleMatched(
    match_id="m1", search="harbour", query="harbour", article_id="a1", revision="r", matched_at=NOW
)


def an_entry(content: str = "x", number: int = 1, **fields: str) -> Entry:
    beside = {name.encode(): value.encode() for name, value in fields.items()}
    return open_entry(
        "articles.ingest",
        f"1700000000000-{number}".encode(),
        {b"data": json.dumps({"content": content}).encode(), **beside},
    )


def clean(delivered: Delivered[ArticleSubmitted]) -> ArticleCleaned:
    text = delivered.message.content
    if text == "skip":
        raise Skip("unchanged")
    if text == "reject":
        raise Reject("no body")
    if text == "fail":
        raise ConnectionError("index unreachable")
    if text == "break it":
        text = "half a pair: \ud83d"
    return ArticleCleaned(article_id="a1", revision="r", body=text, source_text=text, blocks=())


def settled(*entries: Entry) -> list[Settlement]:
    return work_off(entries, one_by_one(clean), TERMS)


def letter(settlement: Settlement) -> DeadLetter:
    return DeadLetter.model_validate_json(fields_of(settlement)[b"data"])


def fields_of(settlement: Settlement) -> dict[bytes | str, bytes | str]:
    """Those of the one entry that is written."""
    ((_, flat),) = settlement.written
    return dict(zip(flat[::2], flat[1::2], strict=True))


@pytest.mark.parametrize(
    ("content", "attempt", "outcome"),
    [
        ("fine", 1, "done"),
        ("skip", 1, "skipped"),
        ("reject", 1, "dead_lettered"),
        ("fail", 1, "retried"),
        ("fail", 2, "retried"),
        ("fail", 3, "dead_lettered"),
    ],
)
def test_what_a_handler_does_decides_the_outcome(content: str, attempt: int, outcome: str):
    (settlement,) = settled(an_entry(content, attempt=str(attempt)))
    assert settlement.outcome == outcome


def test_a_result_is_written_with_the_way_it_came():
    (settlement,) = settled(an_entry("fine", cid="c9", submission="5-0", traceparent="00-a-b-01"))
    fields = fields_of(settlement)
    assert ArticleCleaned.model_validate_json(fields.pop(b"data")).body == "fine"
    assert fields == {
        b"cid": "c9", b"v": "1", b"submission": "5-0", b"article_id": "a1", b"traceparent": b"00-a-b-01",
    }  # fmt: skip
    assert settlement.article_id == "a1"


def test_a_dead_letter_tells_the_whole_story():
    (settlement,) = settled(an_entry("fail", attempt="3", cid="c9"))
    dead = letter(settlement)
    assert (dead.cause, dead.service, dead.service_version, dead.attempts) == (
        "attempts_exhausted",
        "cleaner",
        "1.2.3",
        3,
    )
    assert dead.reason == "failed 3 times; the last time: ConnectionError: index unreachable"
    assert dead.error_type == "ConnectionError"
    assert dead.place is not None
    assert dead.place.endswith("in clean")
    assert dead.article_id == "txt-8578ea53e8b4dd695412"
    assert fields_of(settlement)[b"original.data"] == b'{"content": "fail"}'


def test_an_entry_that_is_no_message_does_not_hold_up_its_batch():
    bad = open_entry("articles.ingest", b"1700000000000-2", {b"data": b'{"url": "u"}'})
    first, second, third = settled(an_entry("one"), bad, an_entry("three", number=3))
    assert [first.outcome, second.outcome, third.outcome] == ["done", "dead_lettered", "done"]
    assert (letter(second).cause, letter(second).reason) == ("invalid", "content is missing; found: url")


def test_a_handler_that_raises_for_the_whole_batch_gets_its_messages_one_by_one():
    sizes: list[int] = []

    def handle(batch: Sequence[Delivered[ArticleSubmitted]]) -> list[ArticleCleaned]:
        sizes.append(len(batch))
        if any(one.message.content == "poison" for one in batch):
            raise RuntimeError("all of it")
        return [clean(one) for one in batch]

    outcomes = work_off([an_entry("one"), an_entry("poison", 2), an_entry("three", 3)], handle, TERMS)
    assert sizes == [3, 1, 1, 1]
    assert [one.outcome for one in outcomes] == ["done", "retried", "done"]


def test_a_handler_that_loses_count_is_not_believed():
    outcomes = work_off([an_entry("one"), an_entry("two", 2)], lambda batch: [clean(batch[0])], TERMS)
    assert [one.outcome for one in outcomes] == ["done", "done"]


def test_a_result_that_is_no_message_is_a_failure():
    (settlement,) = work_off([an_entry()], lambda batch: [None for _ in batch], TERMS)  # type: ignore[list-item]
    assert settlement.outcome == "retried"
    assert settlement.reason == "TypeError: the handler gave NoneType, neither a message nor an exception"


def test_several_results_go_to_the_streams_that_carry_them():
    event = ArticleIndexed(article_id="a1", revision="r", change="new", indexed_at=NOW)
    settlement = indexed(A_MATCH, event, A_MATCH)
    assert settlement.outcome == "done"
    streams = [INDEXER.targets[key - FIRST_TARGET_KEY].name for key, _ in settlement.written]
    assert streams == ["articles.matched", "articles.indexed", "articles.matched"]
    matched, indexed_event, _ = (fields[1] for _, fields in settlement.written)
    assert ArticleMatched.model_validate_json(matched) == A_MATCH
    assert ArticleIndexed.model_validate_json(indexed_event) == event


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ((), "TypeError: the handler gave no message: Skip says that there is nothing to pass on, and why"),
        ((A_MATCH, "x"), "TypeError: the handler gave str, neither a message nor an exception"),
        ((A_MATCH, ArticleSubmitted(content="x")), "TypeError: no stream of the stage carries ArticleSubmitted"),
    ],
)
def test_results_that_cannot_all_be_passed_on_are_a_failure_as_a_whole(results: tuple[Message, ...], reason: str):
    settlement = indexed(*results)
    assert (settlement.outcome, settlement.reason) == ("retried", reason)


def indexed(*results: Message) -> Settlement:
    extracted = b'{"article_id": "a1", "revision": "r", "body": "x", "source_text": "x", "blocks": []}'
    entry = open_entry("articles.extracted", b"1700000000000-1", {b"data": extracted})
    (settlement,) = work_off([entry], lambda batch: [results for _ in batch], TERMS_OF_TWO)
    return settlement


def test_a_result_that_is_not_unicode_is_a_failure_and_not_a_crash():
    (settlement,) = settled(an_entry("break it"))
    assert settlement.outcome == "retried"
    assert settlement.reason is not None
    assert settlement.reason.startswith("PydanticSerializationError")


def test_an_entry_of_too_many_fields_is_kept_whole_among_the_dead():
    fields = {f"f{number}".encode(): b"\xff" for number in range(1500)}
    (settlement,) = settled(open_entry("articles.ingest", b"1-1", fields))
    assert letter(settlement).reason == "1500 fields in one entry; at most 1000 are read"
    packed = json.loads(fields_of(settlement)[b"original_fields"])
    assert {name.encode("latin-1"): value.encode("latin-1") for name, value in packed} == fields


def test_a_large_batch_is_settled_in_pieces():
    settlements = settled(*(an_entry("x" * 1000, number) for number in range(10)))
    pieces = list(settlement_calls(settlements, most_bytes=8000))
    assert [len(piece) for piece, _ in pieces] == [3, 3, 3, 1]
    assert [one for piece, _ in pieces for one in piece] == settlements
    by_arguments = list(settlement_calls(settlements, most_arguments=40))
    assert [len(piece) for piece, _ in by_arguments] == [2, 2, 2, 2, 2]
