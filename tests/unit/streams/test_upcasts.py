"""Reading messages of other releases, and saying what is wrong with those that are none."""

from __future__ import annotations

from typing import Literal

import pytest

from shared.schemas.message import Message
from shared.schemas.upcasts import Unreadable, Upcast, read_message


class Greeting(Message):
    """Version 2 calls `words` what version 1 called `text`, and greets somebody."""

    schema_version: Literal[2] = 2
    words: str
    whom: str = "world"


UPCASTS: dict[tuple[type[Message], int], Upcast] = {
    (Greeting, 1): lambda fields: {"words": fields.get("text"), "whom": "from version 1"}
}


def read(payload: bytes, declared: int | None = None) -> Greeting:
    return read_message(Greeting, payload, reader="greeter", declared=declared, upcasts=UPCASTS)


def test_the_current_version_is_read_as_it_is():
    assert read(b'{"schema_version": 2, "words": "hello"}') == Greeting(words="hello")


@pytest.mark.parametrize(
    ("payload", "declared"),
    [(b'{"schema_version": 1, "text": "hello"}', None), (b'{"text": "hello"}', 1), (b'{"text": "hello"}', None)],
    ids=["stated inside", "stated beside", "not stated"],
)
def test_an_older_version_is_brought_up_to_date(payload: bytes, declared: int | None):
    assert read(payload, declared) == Greeting(words="hello", whom="from version 1")


def test_the_message_itself_is_believed_over_what_stands_beside_it():
    assert read(b'{"schema_version": 2, "words": "hello"}', declared=1) == Greeting(words="hello")


@pytest.mark.parametrize(
    ("payload", "declared", "reason"),
    [
        (
            b'{"schema_version": 7, "words": "x"}', None,
            "written by a newer release: schema version 7, this greeter reads up to 2; upgrade it and replay",
        ),
        (
            b'{"words": "x"}', 7,
            "written by a newer release: schema version 7, this greeter reads up to 2; upgrade it and replay",
        ),
        (b'{"schema_version": 2, "url": "u"}', None, "words is missing; found: schema_version, url"),
        (b'{"schema_version": 2, "words": 5}', None, "words: Input should be a valid string"),
        (b'{"schema_version": "two", "words": "x"}', None, "schema_version must be a whole number from 1, not 'two'"),
        (b"caf\xe9", None, "not UTF-8: byte 0xe9 at position 3; publish the text as UTF-8"),
        (b'{"words": "tru', None, "not JSON: Unterminated string starting at: line 1 column 11 (char 10)"),
        (b"", None, "not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"[1, 2]", None, "a JSON object was expected, not a list"),
        (b"null", None, "a JSON object was expected, not null"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(payload: bytes, declared: int | None, reason: str):
    with pytest.raises(Unreadable) as refused:
        read(payload, declared)
    assert str(refused.value) == reason


def test_deeply_nested_json_is_refused_and_not_fatal():
    with pytest.raises(Unreadable, match="not JSON"):
        read(b'{"words":' + b"[" * 200_000)


def test_half_a_character_does_not_cost_the_message():
    assert read(b'{"schema_version": 2, "words": "cut \\ud83d", "whom": "\\ud83d\\ude00"}') == Greeting(
        words="cut \ufffd", whom="\N{GRINNING FACE}"
    )


def test_the_reason_does_not_quote_the_article():
    with pytest.raises(Unreadable) as refused:
        read(b'{"schema_version": 2, "words": ["' + b"secret " * 1000 + b'"]}')
    assert "secret" not in str(refused.value)
