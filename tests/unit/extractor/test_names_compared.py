"""When two names are compared without their article: people, organisations, acronyms, capitals."""

from __future__ import annotations

import pytest

from services.extractor.names.capitals import true_case
from services.extractor.names.name_forms import abbreviates, folded, is_acronym, spells
from services.extractor.names.organisation_names import is_same as is_same_organisation
from services.extractor.names.person_names import is_same as is_same_person
from services.extractor.names.person_names import person_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "Joseph Biden"),
        ("Joseph R. Biden", "Joe Biden"),
        ("J. Biden", "Joseph Biden"),
        ("Alexei Navalny", "Alexey Navalniy"),
        ("Mikhail Khodorkovsky", "Mikhail Hodorkovsky"),
        ("Mohammed bin Salman", "Mohammed bin Salman Al Saud"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("JK Rowling", "Joanne Kathleen Rowling"),
        ("Martin Luther King", "Martin Luther King Jr."),
        ("Ursula von der Leyen", "Ursula Von Der Leyen"),
    ],
)
def test_these_are_one_person(one: str, other: str):
    assert is_same_person(person_name(one), person_name(other))
    assert is_same_person(person_name(other), person_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George H. Bush"),
        ("Donald Trump", "Melania Trump"),
        ("Donald Trump Sr.", "Donald Trump Jr."),
        ("Boris Johnson", "Ron Johnson"),
        ("Anna Hansen", "Anna Hanson"),
        ("Bill Clinton", "Hillary Clinton"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Jan Novak", "Jana Novakova"),
    ],
)
def test_these_are_two_people(one: str, other: str):
    assert not is_same_person(person_name(one), person_name(other))
    assert not is_same_person(person_name(other), person_name(one))


@pytest.mark.parametrize(
    ("form", "given", "surname"),
    [
        ("Ursula von der Leyen", ("ursula",), "von der leyen"),
        ("Von der Leyen", (), "von der leyen"),
        ("Al Gore", ("al",), "gore"),
        ("Ludwig van Beethoven", ("ludwig",), "van beethoven"),
        ("Martin Luther King Jr.", ("martin", "luther"), "king"),
        ("Merkel", (), "merkel"),
    ],
)
def test_a_surname_keeps_its_particles(form: str, given: tuple[str, ...], surname: str):
    assert person_name(form)[:2] == (given, surname)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Apple", "Apple Inc."),
        ("Aer Lingus", "Aer Lingus Group PLC"),
        ("GM", "General Motors"),
        ("GM", "General Motors Corporation"),
        ("U.N.", "United Nations"),
        ("UN", "U.N."),
        ("USAF", "US Air Force"),
        ("Senate", "U.S. Senate"),
        ("Air Force", "US Air Force"),
        ("Goldman", "Goldman Sachs"),
        ("Walmart", "Wal-Mart"),
        ("Commerzbank", "Commerzbnak"),
    ],
)
def test_these_are_one_organisation(short: str, long: str):
    assert is_same_organisation(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Bank", "Bank of America"),
        ("Bank of England", "Bank of America"),
        ("Ford", "Ford Australia"),
        ("EADS", "EADS North America"),
        ("National", "National Guard"),
        ("University of Leeds", "University of Kent"),
        ("GM", "General Electric"),
        ("CDU", "CSU"),
        ("Supreme Court", "High Court"),
    ],
)
def test_these_are_two_organisations(short: str, long: str):
    assert not is_same_organisation(short, long)


def test_an_acronym_stands_for_the_initials_of_a_name():
    assert abbreviates("IAEA", "International Atomic Energy Agency")
    assert abbreviates("DOJ", "Department of Justice")
    assert abbreviates("DoJ", "Department of Justice") == is_acronym("DoJ")
    assert not abbreviates("EU", "United Nations")
    assert not abbreviates("U", "Union")


def test_an_acronym_beside_its_long_form_may_take_more_than_initials():
    assert spells("SIA", "Singapore Airlines")
    assert spells("Interpol", "International Police Organization")
    assert not spells("SIA", "Airlines of Singapore")


def test_folding_leaves_what_a_reader_hears():
    assert folded("São Paulo") == folded("Sao  Paulo")
    assert folded("Wal - Mart") == folded("Wal-Mart") == "walmart"
    assert folded("U.N.") == "un"


@pytest.mark.parametrize(
    ("capitals", "seen", "form"),
    [
        ("PARIS", (), "Paris"),
        ("RIO DE JANEIRO", (), "Rio de Janeiro"),
        ("NATO", (), "NATO"),
        ("UAE", (), "UAE"),
        ("REUTERS", (), "Reuters"),
        ("OLENA KOVAL", (), "Olena Koval"),
        ("LUTSK", ("Lutsk",), "Lutsk"),
        ("MCDONALD", (), "McDonald"),
        ("IKEA", (), "IKEA"),
        ("Berlin", (), "Berlin"),
    ],
)
def test_capitals_are_read_in_true_case(capitals: str, seen: tuple[str, ...], form: str):
    assert true_case(capitals, seen) == form
