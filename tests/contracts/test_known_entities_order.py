"""Which names are one entity's depends on the articles alone, not on the order in which they came."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from index_builders import NOON, an_article, an_entity, delivered

from services.indexer.connections import transaction
from services.indexer.entities.entity_decisions import DecisionError, add_alias, merge, split_off, take_alias, undo
from services.indexer.entities.entity_ids import public_id
from services.indexer.entities.entity_rows import NoSuchEntity
from services.indexer.entities.link_names_again import link_names_again
from services.indexer.entities.names import Name
from services.indexer.one_change import one_change
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted

NOW = NOON.isoformat()
# Names that may be one person's, or not: spelt otherwise, with and without a middle name, of a family.
PEOPLE = (
    "Dmitry Peskov", "Dmitri Peskov", "Dmitriy Peskov", "George Bush", "George W. Bush", "George H. Bush",
    "Donald Trump", "Donald J. Trump", "Donald Trump Jr.", "Ann Lee", "Vladimir Putin", "Karoline Leavitt",
)  # fmt: skip
ORGANISATIONS = ("U.S. Senate", "US Senate", "Press Association", "Palestinian Authority", "PA", "Ford Motor", "Ford")
ROLES = ("Kremlin spokesman", "foreign minister", "former president", "analyst")

people = st.builds(
    lambda name, roles: an_entity(name, roles=tuple({"start": 0, "end": 4, "text": role} for role in roles)),
    st.sampled_from(PEOPLE),
    st.lists(st.sampled_from(ROLES), max_size=2),
)
organisations = st.builds(
    lambda name, aliases: an_entity(name, "ORG", aliases=tuple(aliases)),
    st.sampled_from(ORGANISATIONS),
    st.lists(st.sampled_from(ORGANISATIONS), max_size=1),
)


@st.composite
def articles(draw: st.DrawFn) -> list[ArticleExtracted]:
    """Articles of which some come again, revised: the later submission is the one that counts."""
    made = []
    for number, place in enumerate(draw(st.lists(st.integers(0, 5), min_size=2, max_size=8))):
        entities = draw(st.lists(people | organisations, max_size=6, unique_by=lambda entity: entity["name"]))
        made.append(
            an_article(
                article_id=f"a{place}",
                revision=f"r{number}",
                submission=f"{1000 + number}-0",
                published_at={"value": f"2025-11-{draw(st.integers(1, 9)):02}", "known_by": "given"},
                entities=tuple({**entity, "entity_id": f"e{n}"} for n, entity in enumerate(entities)),
            )
        )
    return made


@given(st.data(), articles())
@settings(max_examples=80)
def test_entities_are_the_same_whatever_the_order(data: st.DataObject, came: list[ArticleExtracted]):
    other_order = data.draw(st.permutations(came))
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=len(came), max_size=len(came)))
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.sqlite", Path(folder) / "second.sqlite"
        write_in_batches(first, came, [1] * len(came))
        write_in_batches(second, other_order, sizes)
        assert groups_of(first) == groups_of(second)
        derived_anew = Path(folder) / "first.sqlite"
        before = groups_of(first)
        with transaction(connection := sqlite3.connect(derived_anew, isolation_level=None)):
            link_names_again(connection, "2025-11-03T12:00:00")
        connection.close()
        assert groups_of(derived_anew) == before


@given(st.data(), articles())
@settings(max_examples=60)
def test_what_was_kept_is_what_would_be_derived_anew_whatever_was_decided(
    data: st.DataObject, came: list[ArticleExtracted]
):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.sqlite"
        for article in came:
            write_in_batches(path, [article], [1])
            with one_change(path, timedelta(seconds=1)) as connection, suppress(DecisionError, NoSuchEntity):
                decide(data, connection)
        kept = groups_of(path)
        with one_change(path, timedelta(seconds=1)) as connection:
            link_names_again(connection, "2025-11-03T12:00:00")
        assert groups_of(path) == kept


def decide(data: st.DataObject, connection: sqlite3.Connection) -> None:
    one, other = (data.draw(st.sampled_from(PEOPLE + ORGANISATIONS)) for _ in range(2))
    match data.draw(st.sampled_from(["nothing", "merge", "alias", "apart", "split", "undo"])):
        case "merge":
            merge(connection, one, other, NOW)
        case "alias":
            add_alias(connection, one, other, NOW)
        case "apart":
            take_alias(connection, one, other, NOW)
        case "split":
            split_off(connection, one, [f"a{data.draw(st.integers(0, 5))}"], NOW, label="other")
        case "undo":
            undo(connection, data.draw(st.integers(1, 3)), NOW)


def write_in_batches(path: Path, articles: Sequence[ArticleExtracted], sizes: Sequence[int]) -> None:
    index = SqliteIndex(path)
    place = 0
    for size in sizes:
        index.write([delivered(article) for article in articles[place : place + size]], NOON)
        place += size
    index.close()


def groups_of(path: Path) -> set[frozenset[str]]:
    """The identifiers of the names that belong together, of those that are in articles."""
    groups: dict[int, set[str]] = {}
    connection = sqlite3.connect(path)
    for key, entity_type, group in connection.execute(
        "SELECT key, type, coalesce(known, id) FROM entities WHERE article_count > 0"
    ):
        groups.setdefault(group, set()).add(public_id(Name(key, entity_type)))
    connection.close()
    return {frozenset(group) for group in groups.values()}


def test_an_alias_of_two_that_a_person_made_one_is_linked_again_when_all_is_derived_anew(tmp_path: Path):
    owners = ["Press Association", "Palestinian Authority"] * 3
    came = [
        an_article(
            article_id=f"a{number}",
            submission=f"{1000 + number}-0",
            entities=({**an_entity(owner, "ORG", aliases=("PA",)), "entity_id": "e0"},),
        )
        for number, owner in enumerate(owners)
    ]
    path = tmp_path / "index.sqlite"
    write_in_batches(path, came, [len(came)])
    with one_change(path, timedelta(seconds=1)) as connection:
        merge(connection, "Press Association", "Palestinian Authority", NOW)
    kept = shown_groups(path)
    with one_change(path, timedelta(seconds=1)) as connection:
        link_names_again(connection, "2025-11-03T12:00:00")
    assert kept == shown_groups(path) == {frozenset({"org/press-association", "org/palestinian-authority", "org/pa"})}


def shown_groups(path: Path) -> set[frozenset[str]]:
    """As `groups_of`, with the names that are only used as another's."""
    connection = sqlite3.connect(path)
    groups: dict[int, set[str]] = {}
    for key, entity_type, group in connection.execute("SELECT key, type, coalesce(known, id) FROM entities"):
        groups.setdefault(group, set()).add(public_id(Name(key, entity_type)))
    connection.close()
    return {frozenset(group) for group in groups.values()}
