"""What the index keeps of an article."""

from __future__ import annotations

import json
import zlib

import pytest

from services.indexer.entities.names import name_key
from services.indexer.packed_documents import pack, unpack
from services.indexer.timelines.days import days_of
from services.indexer.writing.documents import rows_of
from shared.schemas.articles import ArticleExtracted, Author, Entity, Mention, Outlet, PublicationTime, Quote, Speaker
from shared.schemas.message import Span


def an_article(**fields: object) -> ArticleExtracted:
    given = {"article_id": "a1", "revision": "r1", "body": "Hans Müller spoke.", "source_text": "x", "blocks": ()}
    return ArticleExtracted.model_validate({**given, **fields})


def an_entity(entity_id: str, name: str, *, entity_type: str = "PERSON", aliases: tuple[str, ...] = ()) -> Entity:
    mention = Mention(start=0, end=len(name))
    return Entity.model_validate(
        {"entity_id": entity_id, "name": name, "type": entity_type, "aliases": aliases, "mentions": (mention,)}
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dmitry Peskov", "dmitry peskov"),
        ("Hans-Jürgen  MÜLLER", "hans jurgen muller"),
        ("O’Neill", "oneill"),
        ("U.S.", "u s"),
        ("Straße", "strasse"),
        ("Київ", "киів"),
        ("…", ""),
    ],
)
def test_a_name_is_found_without_case_accents_and_punctuation(name: str, key: str):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2025-10-16", ("2025-10-16", "2025-10-16")),
        ("2025-10-16T14:30:00+02:00", ("2025-10-16", "2025-10-16")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-W43", ("2025-10-20", "2025-10-26")),
        ("2025-10-23/2025-10-25", ("2025-10-23", "2025-10-25")),
        ("2025-10/2025-11", ("2025-10-01", "2025-11-30")),
        ("2025-13", (None, None)),
        ("soon", (None, None)),
        ("0000", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_date_is_bounded_by_days(date: str, days: tuple[str | None, str | None]):
    assert days_of(date) == days


def test_a_packed_article_comes_back_whole():
    article = an_article(entities=(an_entity("e1", "Hans Müller"),), metadata={"desk": "foreign"}, language="de")
    assert unpack(pack(article)) == article


def test_a_packed_article_can_be_read_with_nothing_of_ours():
    assert json.loads(zlib.decompress(pack(an_article(headline="A day out"))))["headline"] == "A day out"


def test_two_entities_of_one_name_and_type_are_counted_as_one():
    rows = rows_of(an_article(entities=(an_entity("e1", "Hans Müller"), an_entity("e2", "HANS MULLER"))), 0)
    assert [(name.key, count) for name, count in rows.mentions_of.items()] == [("hans muller", 2)]


def test_other_names_are_kept_and_descriptions_are_not():
    agency = an_entity("e1", "Atomic Energy Agency", entity_type="ORG", aliases=("IAEA", "Agency", "the watchdog"))
    rows = rows_of(an_article(entities=(agency,)), 0)
    assert [alias.key for _, alias in rows.aliases] == ["iaea"]


def test_a_surname_alone_is_no_other_name():
    erdogan = an_entity("e1", "Recep Tayyip Erdogan", aliases=("Erdogan", "Tayyip Erdogan"))
    rows = rows_of(an_article(entities=(erdogan,)), 0)
    assert [alias.key for _, alias in rows.aliases] == ["tayyip erdogan"]


def test_a_quotation_carries_its_speakers_full_name():
    quote = Quote(type="direct", parts=(Span(start=0, end=4),), text="Yes.", speaker=Speaker(name="he", entity="e1"))
    rows = rows_of(an_article(entities=(an_entity("e1", "Hans Müller"),), quotes=(quote,)), 0)
    assert rows.quotes[0].speaker == "Hans Müller"


def test_without_an_outlet_the_publishers_source_stands_for_it():
    rows = rows_of(an_article(source="Kyiv Independent"), 0)
    assert rows.outlet
    assert rows.labels[rows.outlet] == "Kyiv Independent"


def test_the_outlet_goes_before_the_source():
    rows = rows_of(an_article(source="feed 7", outlet=Outlet(name="The Kyiv Independent", known_by="page")), 0)
    assert rows.outlet
    assert rows.labels[rows.outlet] == "The Kyiv Independent"


def test_time_is_publication_else_fetching_else_submission():
    published = PublicationTime(value="2025-11-02", known_by="given")
    times = [
        rows_of(an_article(published_at=published, fetched_at="2025-11-05"), 1_000_000).sort_time,
        rows_of(an_article(fetched_at="2025-11-05T00:00:00+00:00"), 1_000_000).sort_time,
        rows_of(an_article(), 1_000_000).sort_time,
    ]
    assert times == [1_762_041_600, 1_762_300_800, 1000]


def test_an_author_without_a_name_is_left_out():
    assert rows_of(an_article(authors=(Author(name=" "), Author(name="Yuliia T"))), 0).authors[0][0].key == "yuliia t"


def test_half_a_character_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        rows_of(an_article().model_copy(update={"body": "\ud800"}), 0)
