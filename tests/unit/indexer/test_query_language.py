"""What people may write in a search, and what they are told when it cannot be meant so."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.indexer.searching.query_language import (
    FILTERS,
    All,
    Any,
    Filter,
    Node,
    Not,
    QueryError,
    Text,
    parse_query,
)


def parts(query: str) -> tuple[Node, ...]:
    return parse_query(query).parts


def test_words_are_all_wanted():
    assert parts("putin budapest") == (Text("putin"), Text("budapest"))


@pytest.mark.parametrize("query", ['"no need"', "“no need”"])
def test_quotation_marks_make_a_phrase(query: str):
    assert parts(query) == (Text("no need"),)


@pytest.mark.parametrize("query", ["oil -gold", "oil NOT gold"])
def test_a_minus_sign_leaves_out(query: str):
    assert parts(query) == (Text("oil"), Not(Text("gold")))


def test_a_hyphen_within_a_word_is_none():
    assert parts("Trump-Putin - meeting") == (Text("Trump-Putin"), Text("meeting"))


@pytest.mark.parametrize("query", ["summit budapest OR helsinki", "summit budapest | helsinki"])
def test_or_binds_closer_than_the_space(query: str):
    assert parts(query) == (Text("summit"), Any((Text("budapest"), Text("helsinki"))))


def test_brackets_group():
    assert parts("(oil gas) OR coal") == (Any((All((Text("oil"), Text("gas"))), Text("coal"))),)


def test_a_star_lets_a_word_go_on():
    assert parts("ukrain*") == (Text("ukrain", prefix=True),)


@pytest.mark.parametrize("query", ["oil and gas", "oil AND gas", "oil && gas"])
def test_and_changes_nothing(query: str):
    assert Text("oil") in parts(query)
    assert Text("gas") in parts(query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('person:"Dmitry Peskov"', Filter("person", "Dmitry Peskov")),
        ("PERSON:Peskov", Filter("person", "Peskov")),
        ("organization:Rosneft", Filter("org", "Rosneft")),
        ("said:“no need”", Filter("said", "no need")),
        ("after:2025-10-20", Filter("after", "2025-10-20", "2025-10-20", "2025-10-20")),
        ("on:2025-10", Filter("on", "2025-10", "2025-10-01", "2025-10-31")),
        ("event-before:2025", Filter("event-before", "2025", "2025-01-01", "2025-12-31")),
        ("https://example.org/a?b=1#c", Filter("url", "https://example.org/a?b=1#c")),
    ],
)
def test_filters_take_a_value(query: str, found: Filter):
    assert parts(query)[0] == found


@pytest.mark.parametrize("query", ["", "   ", "… — !", "()", '""', "-…"])
def test_a_query_without_words_asks_for_every_article(query: str):
    assert parts(query) == ()


@pytest.mark.parametrize("query", ["12:30", "War latest: Kyiv", "5'10", "a/b", "C++", "AT&T", "#metoo"])
def test_signs_of_ordinary_text_are_taken_as_text(query: str):
    assert all(isinstance(part, Text) for part in parts(query))


@pytest.mark.parametrize(
    ("query", "message", "place"),
    [
        ('oil "no need', 'not closed: add "', (4, 5)),
        ('said:"no need', 'not closed: add "', (0, 13)),
        ("(oil gas", "add )", (0, 1)),
        ("oil) gas", "closes nothing", (3, 4)),
        ("oil OR", "OR needs something on both sides", (4, 6)),
        ("OR oil", "OR needs something on both sides", (0, 2)),
        ("oil AND", "AND needs something on both sides", (4, 7)),
        ("oil a*", "at least 2 letters", (4, 6)),
        ("persn:Putin", "did you mean person:", (0, 6)),
        ("colour:red", "there is no filter colour:", (0, 7)),
        ("oil person: Putin", 'such as person:"Dmitry Peskov"', (4, 11)),
        ("after:yesterday", "write after:2025-10-20", (0, 15)),
        ("after:2025-13-01", "is not a date", (0, 16)),
        ("(" * 11 + "a" + ")" * 11, "too many brackets", (10, 11)),
    ],
)
def test_a_mistake_is_pointed_at(query: str, message: str, place: tuple[int, int]):
    with pytest.raises(QueryError) as raised:
        parse_query(query)
    assert message in raised.value.message
    assert (raised.value.start, raised.value.end) == place


def test_an_error_shows_the_place():
    with pytest.raises(QueryError) as raised:
        parse_query("oil persn:Putin")
    assert str(raised.value).splitlines()[1:] == ["  oil persn:Putin", "      ^^^^^^"]


@pytest.mark.parametrize("example", FILTERS.values())
def test_every_filters_example_is_right(example: str):
    assert isinstance(parts(example)[0], Filter)


def test_a_query_is_bounded():
    with pytest.raises(QueryError, match="too long"):
        parse_query("a" * 1001)
    with pytest.raises(QueryError, match="too many parts"):
        parse_query("a " * 65)


SIGNS = st.sampled_from(["(", ")", '"', "-", "OR", "AND", "NOT", "oil", "ab*", "person:", "x:y", "on:2025"])


@given(st.text(max_size=200) | st.lists(SIGNS).map(" ".join))
def test_any_text_is_a_query_or_a_query_error(query: str):
    with contextlib.suppress(QueryError):
        assert isinstance(parse_query(query), All)
