"""The query that the index gets is the one that was typed, although a shell takes quotes away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cli.commands.finding import query_of
from cli.dead_letter_choice import age_of
from cli.failures import Failure


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ([], ""),
        (["putin", "budapest"], "putin budapest"),
        (['person:"Dmitry Peskov" -sanctions'], 'person:"Dmitry Peskov" -sanctions'),
        (["person:Dmitry Peskov", "budapest"], 'person:"Dmitry Peskov" budapest'),
        (["no need", "-peace talks"], '"no need" -"peace talks"'),
    ],
)
def test_quotes_that_the_shell_took_are_put_back(words: list[str], query: str):
    assert query_of(words) == query


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("90s", timedelta(seconds=90)),
        ("15min", timedelta(minutes=15)),
        ("1.5h", timedelta(minutes=90)),
        ("7d", timedelta(days=7)),
    ],
)
def test_an_age_is_a_number_and_a_unit(text: str, age: timedelta):
    assert age_of(text) == age


@pytest.mark.parametrize("text", ["", "7", "d", "-7d", "soon"])
def test_anything_else_is_no_age(text: str):
    with pytest.raises(Failure, match="is no age"):
        age_of(text)
