"""Which names may be one entity's, and what articles can agree on."""

from __future__ import annotations

import pytest

from services.indexer.entities.name_variants import abbreviates, may_be_one_person, sound_of, traits_of, written_form
from services.indexer.entities.names import entity_name


def sound(name: str) -> str | None:
    return sound_of(entity_name(name, "PERSON"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dmitry Peskov", "Dmitri Peskov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Mohamed Hassan", "Mohammed Hassan"),
        ("Alexander Lukashenko", "Aleksander Lukashenko"),
        ("Hans Müller", "Hans Mueller"),
        ("Donald Trump", "Donald J. Trump"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Li", "Ann Ly"), ("Karl Hansen", "Karl Hanson"), ("Maria Berg", "Mario Berg")]
)
def test_other_names_do_not(one: str, other: str):
    assert sound(one) != sound(other)


@pytest.mark.parametrize("name", ["Peskov", "D. Peskov", "X Y"])
def test_a_name_that_is_not_full_has_no_sound(name: str):
    assert sound(name) is None


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("donald trump", "donald j trump", True),
        ("donald trump", "donald trump jr", False),
        ("george w bush", "george h w bush", False),
        ("george walker bush", "george w bush", True),
    ],
)
def test_generation_and_middle_names_tell_people_apart(one: str, other: str, may_be: bool):
    assert may_be_one_person(one, other) is may_be


@pytest.mark.parametrize(
    ("name", "entity_type", "form"),
    [
        ("U.S. Senate", "ORG", "us senate"),
        ("The Guardian", "ORG", "guardian"),
        ("Ford Motor Co.", "ORG", "ford motor"),
        ("Inc", "ORG", None),
        ("Kremlin", "ORG", None),
        ("Great Britain", "GPE", "united kingdom"),
    ],
)
def test_names_that_are_only_written_otherwise_have_one_form(name: str, entity_type: str, form: str | None):
    assert written_form(entity_name(name, entity_type)) == form


def test_an_acronym_holds_the_first_letters():
    assert abbreviates("iaea", "international atomic energy agency")
    assert abbreviates("doj", "department of justice")
    assert not abbreviates("iaea", "international energy agency")


def test_articles_agree_on_the_organisation_or_on_the_whole_role():
    assert set(traits_of("the former Kremlin spokeswoman", "the Kremlin")) == {"of kremlin", "kremlin spokesperson"}
    assert list(traits_of("the president", None)) == []
