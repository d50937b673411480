"""What a person decides of entities holds: for later articles, when they are processed again, and in another index."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from index_builders import an_entity, write
from test_known_entities import a_role, names_of, naming

from services.indexer.connections import IndexUnavailable
from services.indexer.entities.decision_log import history
from services.indexer.entities.entity_decisions import (
    DecisionError,
    add_alias,
    merge,
    split_off,
    take_alias,
    take_over,
    undo,
)
from services.indexer.entities.known_entities import decisions_on_entities, known_entity
from services.indexer.one_change import one_change
from services.indexer.queries import open_index, search

SECOND = timedelta(seconds=1)
NOW = "2025-11-03T12:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two spellings of one man that no rule puts together, and two men of one name."""
    path = tmp_path / "index.sqlite"
    write(
        path,
        naming("a1", an_entity("Dmitry Peskov")),
        naming("a2", an_entity("Dimitri Peskow")),
        naming("a3", an_entity("John Smith", roles=(a_role("Arsenal striker"),))),
        naming("a4", an_entity("John Smith", roles=(a_role("finance minister"),))),
    )
    return path


def found_by(path: Path, query: str) -> set[str]:
    with open_index(path) as index:
        return {hit.article_id for hit in search(index, query).hits}


def test_merged_entities_are_one_for_later_articles_too(path: Path):
    with one_change(path, SECOND) as index:
        merge(index, "person/dmitry-peskov", "person/dimitri-peskow", NOW)
    write(path, naming("a5", an_entity("Dimitri Peskow")))
    assert found_by(path, "person:person/dmitry-peskov") == {"a1", "a2", "a5"}
    with open_index(path) as index:
        entity = known_entity(index, "person/dimitri-peskow")
    assert (entity.id, entity.name) == ("person/dmitry-peskov", "Dmitry Peskov")
    assert [(reason.rule, reason.decision) for reason in entity.reasons] == [("person", 1)]


def test_a_decision_made_twice_is_one_decision(path: Path):
    with one_change(path, SECOND) as index:
        for _ in range(2):
            merge(index, "person/dmitry-peskov", "person/dimitri-peskow", NOW)
            add_alias(index, "person/dmitry-peskov", "the Kremlin's voice", NOW)
            split_off(index, "person/john-smith", ["a3"], NOW, label="footballer")
        assert len(history(index)) == 3


def test_a_decision_taken_back_leaves_no_trace_but_its_record(path: Path):
    with one_change(path, SECOND) as index:
        decision = merge(index, "Dmitry Peskov", "Dimitri Peskow", NOW)
        undo(index, decision.number, NOW)
        assert [one.undone_at for one in history(index)] == [NOW]
        with pytest.raises(DecisionError, match="there is no decision 7"):
            undo(index, 7, NOW)
    assert names_of(path, "person/dmitry-peskov") == ["Dmitry Peskov"]


def test_a_name_that_is_none_of_its_is_kept_away_from_it(path: Path):
    role = (a_role("Kremlin spokesman"),)
    write(
        path, naming("a6", an_entity("Dmitri Peskov", roles=role)), naming("a7", an_entity("Dmitry Peskov", roles=role))
    )
    with one_change(path, SECOND) as index:
        take_alias(index, "person/dmitry-peskov", "Dmitri Peskov", NOW)
    write(path, naming("a8", an_entity("Dmitri Peskov", roles=role)))
    assert names_of(path, "person/dmitry-peskov") == ["Dmitry Peskov"]
    with one_change(path, SECOND) as index:
        merge(index, "person/dmitry-peskov", "person/dmitri-peskov", NOW)
    assert names_of(path, "person/dmitry-peskov") == ["Dmitri Peskov", "Dmitry Peskov"]


def test_an_alias_may_be_a_surname_if_a_person_says_so(path: Path):
    with one_change(path, SECOND) as index:
        add_alias(index, "person/dmitry-peskov", "Peskov", NOW)
    write(path, naming("a5", an_entity("Peskov")))
    assert found_by(path, 'person:"Dmitry Peskov"') == {"a1", "a5"}


def test_namesakes_are_told_apart_by_article_and_by_what_articles_call_them(path: Path):
    with one_change(path, SECOND) as index:
        decision = split_off(index, "person/john-smith", ["a3"], NOW, label="footballer")
    assert decision.traits == ("arsenal striker", "striker")
    write(
        path,
        naming("a5", an_entity("John Smith", roles=(a_role("the veteran striker"),))),
        naming("a6", an_entity("John Smith")),
    )
    assert found_by(path, "person:person/john-smith~footballer") == {"a3", "a5"}
    assert found_by(path, "person:person/john-smith") == {"a4", "a6"}
    assert found_by(path, 'person:"John Smith"') == {"a3", "a4", "a5", "a6"}
    with one_change(path, SECOND) as index:
        undo(index, decision.number, NOW)
    assert found_by(path, "person:person/john-smith") == {"a3", "a4", "a5", "a6"}


def test_an_article_that_is_processed_again_stays_where_a_person_put_it(path: Path):
    with one_change(path, SECOND) as index:
        split_off(index, "person/john-smith", ["a3"], NOW, label="footballer")
    write(path, naming("a3", an_entity("John Smith"), extracted_by=({"name": "rules", "version": "2"},)))
    assert found_by(path, "person:person/john-smith~footballer") == {"a3"}


def test_several_decisions_may_tell_one_namesake_apart(path: Path):
    with one_change(path, SECOND) as index:
        split_off(index, "person/john-smith", ["a3"], NOW, label="other")
        split_off(index, "person/john-smith", ["a4"], NOW, label="other")
    assert found_by(path, "person:person/john-smith~other") == {"a3", "a4"}


def test_an_article_that_does_not_name_it_cannot_be_split_off(path: Path):
    with (
        one_change(path, SECOND) as index,
        pytest.raises(DecisionError, match="'a1' is no article that names John Smith"),
    ):
        split_off(index, "person/john-smith", ["a1"], NOW)


def test_another_index_takes_the_decisions_over_before_its_articles_come(path: Path, tmp_path: Path):
    with one_change(path, SECOND) as index:
        merge(index, "person/dmitry-peskov", "person/dimitri-peskow", NOW)
        split_off(index, "person/john-smith", ["a3"], NOW, label="footballer")
        undo(index, add_alias(index, "person/dmitry-peskov", "Peskov", NOW).number, NOW)
    with open_index(path) as index:
        lines = [json.dumps(asdict(decision)) for decision in decisions_on_entities(index)]
    other = tmp_path / "other.sqlite"
    write(other, naming("a2", an_entity("Dimitri Peskow")))
    for times, expected in enumerate([(2, 0), (0, 2)]):
        with one_change(other, SECOND) as index:
            taken = take_over(index, [*lines, "{"], NOW)
        assert (taken.new, taken.known, [number for number, _ in taken.faults]) == (*expected, [4]), times
    write(
        other,
        naming("a1", an_entity("Dmitry Peskov")),
        naming("a3", an_entity("John Smith")),
        naming("a4", an_entity("John Smith")),
    )
    assert names_of(other, "person/dmitry-peskov") == ["Dimitri Peskow", "Dmitry Peskov"]
    assert found_by(other, "person:person/john-smith~footballer") == {"a3"}


def test_nothing_can_be_decided_without_an_index(tmp_path: Path):
    with pytest.raises(IndexUnavailable, match="there is no index at"), one_change(tmp_path / "no.sqlite", SECOND):
        pass
