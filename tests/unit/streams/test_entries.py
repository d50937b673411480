"""What a stream entry means, whoever has written it and however."""

from __future__ import annotations

import asyncio

import pytest
from faststream.redis import BinaryMessageFormatV1
from hypothesis import given
from hypothesis import strategies as st

from shared.schemas.articles import ArticleSubmitted
from shared.streams.entries import message_fields, open_entry, waiting_fields

ENTRY = b"1700000000000-3"


def opened(fields: dict[bytes, bytes]):
    return open_entry("articles.ingest", ENTRY, fields)


def test_our_own_format_is_one_json_field():
    entry = opened({b"data": b'{"content": "x"}', b"cid": b"c1", b"v": b"1", b"article_id": b"a1"})
    assert (entry.payload, entry.correlation_id, entry.version) == (b'{"content": "x"}', "c1", 1)
    assert (entry.submission, entry.attempt, entry.article_id) == ("1700000000000-3", 1, "a1")


def test_without_a_correlation_id_it_is_the_place_on_the_stream():
    assert opened({b"data": b"{}"}).correlation_id == "articles.ingest/1700000000000-3"


def test_fields_laid_flat_are_the_message():
    entry = opened({b"content": "Überschrift".encode(), b"url": b"https://example.org/1", b"cid": b"c2"})
    assert entry.payload == '{"content":"Überschrift","url":"https://example.org/1"}'.encode()
    assert entry.correlation_id == "c2"


def test_a_faststream_publisher_is_understood():
    written = asyncio.run(
        BinaryMessageFormatV1.encode(
            message={"content": "x"}, reply_to=None, headers=None, correlation_id="from-faststream"
        )
    )
    entry = opened({b"__data__": written})
    assert ArticleSubmitted.model_validate_json(entry.payload).content == "x"
    assert entry.correlation_id == "from-faststream"


def test_a_message_with_a_field_called_data_is_not_taken_apart():
    assert opened({b"__data__": b'{"data": "inner"}'}).payload == b'{"data": "inner"}'


def test_a_flat_field_that_is_not_utf8_is_handed_on_for_the_reader_to_refuse():
    assert opened({b"content": b"caf\xe9"}).payload == b"caf\xe9"


@pytest.mark.parametrize("attempt", [b"", b"x", b"-3", b"0", b"1.5", b"9" * 5000])
def test_a_nonsensical_attempt_is_the_first(attempt: bytes):
    assert opened({b"data": b"{}", b"attempt": attempt}).attempt == 1


@given(st.dictionaries(st.binary(max_size=12), st.binary(max_size=40), max_size=6))
def test_opening_never_raises(fields: dict[bytes, bytes]):
    opened(fields)


def test_a_retry_keeps_what_must_not_change():
    entry = opened({b"data": b"{}", b"traceparent": b"00-abc-def-01"})
    kept = waiting_fields(entry, 2)
    again = open_entry("articles.ingest", b"1700000009999-0", as_fields(kept))
    assert (again.correlation_id, again.submission, again.attempt) == (entry.correlation_id, entry.submission, 2)
    assert again.fields[b"traceparent"] == b"00-abc-def-01"
    assert (entry.arrival, again.arrival) == (entry.entry_id, entry.entry_id), "where it first came"
    assert again.payload == entry.payload


def test_what_we_write_we_read():
    article = ArticleSubmitted(content="Grüße")
    flat = message_fields(article, correlation_id="c", submission="5-0", article_id="a", trace_parent=b"t")
    entry = opened(as_fields(flat))
    assert ArticleSubmitted.model_validate_json(entry.payload) == article
    assert (entry.correlation_id, entry.submission, entry.article_id, entry.version) == ("c", "5-0", "a", 1)


def as_fields(flat: list[bytes | str]) -> dict[bytes, bytes]:
    parts = [part.encode() if isinstance(part, str) else part for part in flat]
    return dict(zip(parts[::2], parts[1::2], strict=True))
