"""Entities' public identifiers: readable, one for each name, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.indexer.entities.entity_ids import homonym_of, is_homonym, parse_public_id, public_id
from services.indexer.entities.names import Name, entity_name


@pytest.mark.parametrize(
    ("name", "entity_type", "identifier"),
    [
        ("Dmitry Peskov", "PERSON", "person/dmitry-peskov"),
        ("Recep Tayyip Erdoğan", "PERSON", "person/recep-tayyip-erdogan"),
        ("U.S. Senate", "ORG", "org/u-s-senate"),
        ("São Paulo", "GPE", "place/sao-paulo"),
        ("Москва", "GPE", "place/москва"),
        ("!!!", "ORG", "org/~~21-21-21"),
    ],
)
def test_an_identifier_is_made_of_type_and_name(name: str, entity_type: str, identifier: str):
    assert public_id(entity_name(name, entity_type)) == identifier
    assert parse_public_id(identifier) == entity_name(name, entity_type)


@example("Example™", "ORG")
@example("ﾞ", "ORG")
@given(st.text(min_size=1), st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "WORK_OF_ART"]))
def test_every_name_comes_back_from_its_identifier(text: str, entity_type: str):
    name = entity_name(text, entity_type)
    assert parse_public_id(public_id(name)) == name


def test_namesakes_differ_in_what_tells_them_apart():
    name = homonym_of(Name("john smith", "PERSON"), "Footballer")
    assert public_id(name) == "person/john-smith~footballer"
    assert parse_public_id("person/john-smith~footballer") == name
    assert is_homonym(name)
    assert not is_homonym(Name("john smith", "PERSON"))


@pytest.mark.parametrize("text", ["Dmitry Peskov", "person/", "/peskov", "animal/cat", "person/~~zz", "", "and/or"])
def test_what_is_no_identifier_is_none(text: str):
    assert parse_public_id(text) is None
