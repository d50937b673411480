"""Quotation marks in every shape and state of repair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.extractor.quotations.quotation_marks import find_quotations


def quoted(text: str) -> list[str]:
    """What stands between the marks."""
    return [text[quotation.inner_start : quotation.inner_end] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ("‘One,’ he said. ‘Two.’", ["One,", "Two."]),
        ("''One,'' he said. ''Two.''", ["One,", "Two."]),
        ("``One,'' he said.", ["One,"]),
        ("«One», he said, »two«.", ["One", "two"]),
        ("„One“, he said.", ["One"]),
        ("“One ‘two’ three,” he said.", ["One ‘two’ three,"]),
        ("\"One 'two' three,\" he said.", ["One 'two' three,"]),
        ("She's late, and the boys' coats aren't here.", []),
        ("The '90s were rock 'n' roll.", []),
        ('A 6\'2" man on a 5" step.', []),
        ('He shouted: "No!" and left.', ["No!"]),
        ("“One.\n\n“Two.\n\n“Three,” he said.", ["One.", "Two.", "Three,"]),
        ("“One, he said.\n\nThe road was closed.", ["One, he said."]),
        ('It was five" wide and he left.\n\n"One," he said.', ["One,"]),
        ("(“One”)—“two”", ["One", "two"]),
    ],
)
def test_what_stands_between_the_marks(text: str, inside: list[str]):
    assert quoted(text) == inside


def test_a_missing_closing_mark_is_told():
    (quotation,) = find_quotations("“The dam is old, she said.\n\nIt rained.")
    assert not quotation.closed
    assert not quotation.runs_on


def test_a_speech_that_runs_on_into_the_next_paragraph_is_told():
    first, second = find_quotations("“The dam is old.\n\n“Nobody cares,” she said.")
    assert first.runs_on
    assert not second.runs_on


MARKS = "\"'“”‘’„«»‹›`´"


@given(st.text(alphabet=MARKS + "ab s.,\n1", max_size=80) | st.text(max_size=60))
def test_whatever_the_text_quotations_are_in_order_and_do_not_overlap(text: str):
    position = 0
    for quotation in find_quotations(text):
        assert position <= quotation.start <= quotation.inner_start < quotation.inner_end <= quotation.end <= len(text)
        position = quotation.end


@given(st.lists(st.text(alphabet=MARKS + "ab s.,1", min_size=1, max_size=40), max_size=6))
def test_no_quotation_leaves_its_paragraph(paragraphs: list[str]):
    text = "\n\n".join(paragraphs)
    for quotation in find_quotations(text):
        assert "\n\n" not in text[quotation.start : quotation.end]
