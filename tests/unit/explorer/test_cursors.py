"""A cursor gives back the place it was made of, and nothing else is one."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.explorer.cursors import read_cursor, write_cursor
from services.explorer.problems import BAD_CURSOR, Problem

ASKED = {"q": "budapest", "sort": "newest"}


@dataclass(frozen=True)
class Place:
    row: int
    day: str


@given(row=st.integers(-(2**63) + 1, 2**63 - 1), day=st.text(max_size=20))
def test_a_cursor_gives_back_its_place(row: int, day: str):
    place = Place(row, day)
    assert read_cursor(write_cursor(place, ASKED), Place, ASKED) == place


def test_without_a_cursor_there_is_no_place():
    assert read_cursor(None, Place, ASKED) is None


def test_a_cursor_fits_into_an_address_as_it_is():
    cursor = write_cursor(Place(2**62, "2025-10-20"), ASKED)
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_a_cursor_of_another_question_is_refused():
    with pytest.raises(Problem, match="other parameters"):
        read_cursor(write_cursor(Place(1, "x"), ASKED), Place, ASKED | {"q": "paris"})


@given(st.text(max_size=60))
def test_anything_else_is_no_cursor(text: str):
    with pytest.raises(Problem) as raised:
        read_cursor(text, Place, ASKED)
    assert raised.value.kind is BAD_CURSOR


@pytest.mark.parametrize(
    "values",
    [[], [1], [2, "d", 1, "x"], [1, "d", "1", "x"], [1, "d", 1], [1, "d", 1, "x", 2], [1, "d", 2**64, "x"],
     [1, "d", 1.5, "x"], [1, "d", None, "x"], [1, "d", [1], "x"], [1, "d", True, "x"], [1, "d", 1, "\ud800"]],
)  # fmt: skip
def test_a_forged_cursor_of_another_shape_is_refused(values: list[object]):
    forged = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    with pytest.raises(Problem, match="no cursor of this service"):
        read_cursor(forged, Place, ASKED)
