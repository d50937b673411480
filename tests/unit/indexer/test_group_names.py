"""Names are put together where it is clear; decisions hold, and what fits two stays apart."""

from __future__ import annotations

from services.indexer.entities.group_names import Decided, clear_links, grouped, meant_by
from services.indexer.entities.names import Name

BUSHES = {1: Name("george bush", "PERSON"), 2: Name("george w bush", "PERSON"), 3: Name("george h w bush", "PERSON")}
PA = Name("pa", "ORG")
OWNERS = {1: Name("press association", "ORG"), 2: Name("palestinian authority", "ORG")}
ALONE = {1: 1, 2: 2}


def test_a_name_that_fits_two_people_is_linked_to_neither():
    links = {(1, 2), (1, 3)}
    assert clear_links(BUSHES, [[1, 2]], {(1, 2)}, Decided()) == {(1, 2)}
    assert clear_links(BUSHES, [[1, 2, 3]], links, Decided()) == set()


def test_names_that_a_person_told_apart_are_not_linked():
    assert clear_links(BUSHES, [[1, 2]], {(1, 2)}, Decided(apart=frozenset({(1, 2)}))) == set()


def test_what_was_decided_apart_is_not_joined_by_way_of_a_third():
    apart = Decided(apart=frozenset({(1, 3)}))
    assert grouped(BUSHES, [{(1, 2), (2, 3)}], apart) == {1: 1, 2: 1, 3: 3}
    assert grouped(BUSHES, [{(1, 2), (2, 3)}], Decided()) == {1: 1, 2: 1, 3: 1}


def test_an_alias_is_the_one_that_nearly_all_articles_mean():
    assert meant_by(PA, 10, {1: 1}, OWNERS, ALONE) == 1
    assert meant_by(PA, 10, {1: 1, 2: 1}, OWNERS, ALONE) is None
    assert meant_by(PA, 10, {1: 19, 2: 1}, OWNERS, ALONE) == 1
    assert meant_by(PA, 10, {1: 1, 2: 1}, OWNERS, {1: 1, 2: 1}) == 1


def test_a_name_of_its_own_is_no_alias_for_one_article_that_says_so():
    assert meant_by(PA, 1000, {1: 1}, OWNERS, ALONE) is None


def test_a_short_form_needs_more_articles_than_an_acronym():
    ford, motor = Name("ford", "ORG"), {1: Name("ford motor", "ORG")}
    assert meant_by(ford, 0, {1: 1}, motor, ALONE) is None
    assert meant_by(ford, 2, {1: 2}, motor, ALONE) == 1
    assert meant_by(ford, 20, {1: 2}, motor, ALONE) is None


def test_a_surname_is_nobodys_alias():
    peskov, dmitry = Name("peskov", "PERSON"), {1: Name("dmitry peskov", "PERSON")}
    assert meant_by(peskov, 0, {1: 9}, dmitry, ALONE) is None
