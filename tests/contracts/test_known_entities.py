"""Who is whom over all articles: what the rules put together, what they leave apart, and under which identifier."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from index_builders import a_quote, an_article, an_entity, an_event, write

from services.indexer.entities import same_story
from services.indexer.entities.entity_rows import NoSuchEntity
from services.indexer.entities.known_entities import known_entity
from services.indexer.queries import (
    entity_counts,
    facets,
    find_quotes,
    get_article,
    known_ids,
    mentioned_with,
    open_index,
    rising,
    search,
    stats,
    timeline,
)
from shared.schemas.articles import ArticleExtracted


def a_role(text: str, organisation: str | None = None) -> dict[str, object]:
    return {"start": 0, "end": 4, "text": text, "organisation": organisation}


def naming(
    article_id: str, *entities: dict[str, object], day: str = "2025-11-02", **fields: object
) -> ArticleExtracted:
    return an_article(
        article_id=article_id,
        published_at={"value": day, "known_by": "given"},
        entities=tuple({**entity, "entity_id": f"e{n}"} for n, entity in enumerate(entities)),
        **fields,
    )


def names_of(path: Path, text: str) -> list[str]:
    with open_index(path) as index:
        return sorted(name.name for name in known_entity(index, text).names)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def test_a_full_name_is_one_person_in_all_articles(path: Path):
    write(path, naming("a1", an_entity("DMITRY PESKOV")), naming("a2", an_entity("Dmitry Peskov")))
    with open_index(path) as index:
        found = known_entity(index, "person/dmitry-peskov")
    assert (found.id, found.name, found.articles) == ("person/dmitry-peskov", "Dmitry Peskov", 2)


def test_another_spelling_is_the_same_person_where_the_roles_agree(path: Path):
    write(
        path,
        naming("a1", an_entity("Dmitry Peskov", roles=(a_role("Kremlin spokesman", "Kremlin"),))),
        naming("a2", an_entity("Dmitri Peskov", roles=(a_role("spokesperson of the Kremlin", "the Kremlin"),))),
    )
    assert names_of(path, "person/dmitry-peskov") == ["Dmitri Peskov", "Dmitry Peskov"]
    with open_index(path) as index:
        (reason,) = known_entity(index, "person/dmitri-peskov").reasons
    assert (reason.rule, reason.articles) == ("role", ("a1", "a2"))


def test_another_spelling_alone_is_no_evidence(path: Path):
    write(path, naming("a1", an_entity("Mohamed Hassan")), naming("a2", an_entity("Mohammed Hassan")))
    assert names_of(path, "person/mohamed-hassan") == ["Mohamed Hassan"]


@pytest.mark.parametrize("most_of_people", [500, 0], ids=["by the people mentioned least", "by the name's articles"])
def test_another_spelling_in_a_report_of_the_same_story_is_the_same_person(
    path: Path, monkeypatch: pytest.MonkeyPatch, most_of_people: int
):
    monkeypatch.setattr(same_story, "_MOST_OF_PEOPLE", most_of_people)
    company = [an_entity(name) for name in ("Ana Berg", "Bo Lind", "Cy Roth")]
    write(
        path,
        naming("a1", an_entity("Mohamed Hassan"), *company, day="2025-11-02"),
        naming("a2", an_entity("Mohammed Hassan"), *company, day="2025-11-03"),
        naming("a3", an_entity("Muhamed Hassan"), *company, day="2025-12-03"),
    )
    assert names_of(path, "person/mohamed-hassan") == ["Mohamed Hassan", "Mohammed Hassan"]


def test_a_name_that_fits_two_people_stays_apart(path: Path):
    role = (a_role("former president"), a_role("president of the club", "Club"))
    write(
        path,
        *(naming(f"a{n}", an_entity(name, roles=role)) for n, name in enumerate(["George Bush", "George W. Bush"])),
    )
    assert names_of(path, "person/george-bush") == ["George Bush", "George W. Bush"]
    write(path, naming("a9", an_entity("George H. Bush", roles=role)))
    assert names_of(path, "person/george-bush") == ["George Bush"]
    assert names_of(path, "person/george-w-bush") == ["George W. Bush"]


def test_father_and_son_stay_apart(path: Path):
    role = (a_role("the property developer"),)
    write(
        path,
        naming("a1", an_entity("Donald Trump", roles=role)),
        naming("a2", an_entity("Donald Trump Jr.", roles=role)),
    )
    assert names_of(path, "person/donald-trump") == ["Donald Trump"]


def test_a_surname_alone_is_nobodys_alias(path: Path):
    write(
        path,
        naming("a1", an_entity("Dmitry Peskov", aliases=("Peskov",))),
        naming("a2", an_entity("Peskov")),
    )
    assert names_of(path, "person/dmitry-peskov") == ["Dmitry Peskov"]


def test_an_acronym_is_what_articles_use_it_for(path: Path):
    write(
        path,
        naming("a1", an_entity("International Atomic Energy Agency", "ORG", aliases=("IAEA",))),
        naming("a2", an_entity("IAEA", "ORG")),
        naming("a3", an_entity("I.A.E.A.", "ORG")),
    )
    assert names_of(path, "org/iaea") == ["I.A.E.A.", "IAEA", "International Atomic Energy Agency"]
    with open_index(path) as index:
        assert known_entity(index, "org/iaea").id == "org/international-atomic-energy-agency"


def test_an_acronym_of_two_organisations_stays_apart(path: Path):
    write(
        path,
        naming("a1", an_entity("Press Association", "ORG", aliases=("PA",))),
        naming("a2", an_entity("PA", "ORG")),
    )
    assert names_of(path, "org/pa") == ["PA", "Press Association"]
    write(path, naming("a3", an_entity("Palestinian Authority", "ORG", aliases=("PA",))))
    assert names_of(path, "org/pa") == ["PA"]


def test_a_common_short_form_is_not_taken_by_the_first_who_uses_it(path: Path):
    write(path, *(naming(f"a{n}", an_entity("Congress", "ORG")) for n in range(9)))
    write(path, naming("b1", an_entity("National Congress", "ORG", aliases=("Congress",))))
    assert names_of(path, "org/congress") == ["Congress"]


def test_a_companys_legal_form_makes_no_other_company(path: Path):
    write(path, naming("a1", an_entity("Gazprom PJSC", "ORG")), naming("a2", an_entity("Gazprom", "ORG")))
    assert names_of(path, "org/gazprom") == ["Gazprom", "Gazprom PJSC"]


def test_a_country_has_several_names(path: Path):
    write(
        path,
        *(naming(f"a{n}", an_entity(name, "GPE")) for n, name in enumerate(["U.S.", "US", "America", "United States"])),
    )
    assert names_of(path, "place/united-states") == ["America", "U.S.", "US", "United States"]


def test_what_a_revision_no_longer_says_is_no_evidence(path: Path):
    role = (a_role("Kremlin spokesman"),)
    write(
        path, naming("a1", an_entity("Dmitry Peskov", roles=role)), naming("a2", an_entity("Dmitri Peskov", roles=role))
    )
    assert names_of(path, "person/dmitry-peskov") == ["Dmitri Peskov", "Dmitry Peskov"]
    write(path, naming("a2", an_entity("Dmitri Peskov"), revision="r2", submission="2000-0"))
    assert names_of(path, "person/dmitry-peskov") == ["Dmitry Peskov"]


def test_a_name_that_two_have_is_asked_about(path: Path):
    write(path, naming("a1", an_entity("Georgia", "PERSON"), an_entity("Georgia", "GPE")))
    with open_index(path) as index, pytest.raises(NoSuchEntity, match="may be place/georgia, person/georgia"):
        known_entity(index, "georgia")
    with open_index(path) as index, pytest.raises(NoSuchEntity, match="there is no entity"):
        known_entity(index, "nobody")


@pytest.fixture
def peskov(path: Path) -> Path:
    """Two spellings in two articles, one of them with a quotation and an event."""
    role = (a_role("Kremlin spokesman"),)
    write(
        path,
        naming("a1", an_entity("Dmitry Peskov", roles=role), an_entity("Budapest", "GPE"), day="2025-11-01"),
        naming(
            "a2",
            an_entity("Dmitri Peskov", roles=role),
            an_entity("Budapest", "GPE"),
            quotes=(a_quote("There is no need.", speaker="he", entity="e0"),),
            events=(
                an_event(
                    "Peskov met reporters", "2025-11-02", participants=({"entity": "e0", "name": "Dmitri Peskov"},)
                ),
            ),
        ),
    )
    return path


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('person:"Dmitry Peskov"', {"a1", "a2"}),
        ("person:person/dmitri-peskov", {"a1", "a2"}),
        ("entity:person/dmitry-peskov", {"a1", "a2"}),
        ("org:dmitry", set()),
        ('speaker:"Dmitry Peskov"', {"a2"}),
        ("speaker:person/dmitry-peskov", {"a2"}),
        ('speaker:"Dmitry Peskov" said:"no need"', {"a2"}),
        ('speaker:"Dmitry Peskov" said:meeting', set()),
        ("person:person/nobody", set()),
    ],
)
def test_a_search_finds_every_name_of_an_entity(peskov: Path, query: str, found: set[str]):
    with open_index(peskov) as index:
        assert {hit.article_id for hit in search(index, query).hits} == found


def test_everything_that_counts_counts_entities(peskov: Path):
    with open_index(peskov) as index:
        (counted,) = entity_counts(index, entity_type="PERSON")
        assert (counted.id, counted.articles, counted.roles) == ("person/dmitri-peskov", 2, ("Kremlin spokesman",))
        (facet,) = facets(index, "").counts["person"]
        assert (facet.articles, search(index, facet.filter).total) == (2, 2)
        (together,) = mentioned_with(index, "budapest")
        assert (together.id, together.articles) == ("person/dmitri-peskov", 2)
        assert [one.id for one in mentioned_with(index, "person/dmitry-peskov")] == ["place/budapest"]
        assert {one.id for one in rising(index, days=2)} == {"person/dmitri-peskov", "place/budapest"}
        assert find_quotes(index, speaker="Dmitry Peskov", said="no need").total == 1
        assert timeline(index, about="person/dmitry-peskov").total == 1
        assert stats(index).entities == 2


def test_an_articles_entities_lead_to_those_over_all_articles(peskov: Path):
    with open_index(peskov) as index:
        stored = get_article(index, "a1")
        assert stored is not None
        assert known_ids(index, stored.article) == {"e0": "person/dmitri-peskov", "e1": "place/budapest"}


def test_two_indexers_of_one_file_agree(path: Path):
    role = (a_role("Kremlin spokesman"),)
    articles = [
        naming(f"a{n}", an_entity(name, roles=role), an_entity("Kremlin", "ORG"))
        for n, name in enumerate(["Dmitry Peskov", "Dmitri Peskov", "Dmitriy Peskov", "Dmitry S. Peskov"] * 5)
    ]
    write(path, naming("first", an_entity("Budapest", "GPE")))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda article: write(path, article), articles))
    with open_index(path) as index:
        found = known_entity(index, "person/dmitry-peskov")
    assert (len(found.names), found.articles) == (4, 20)


def test_an_index_of_an_earlier_release_gets_its_entities_when_it_is_opened(peskov: Path):
    connection = sqlite3.connect(peskov)
    connection.execute("UPDATE entities SET article_count = 0, known = NULL, core = NULL, form = NULL, sound = NULL")
    for table in ("entity_links", "alias_counts", "entity_traits"):
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    connection.close()
    write(peskov)
    write(peskov, naming("a3", an_entity("Budapest", "GPE")))
    assert names_of(peskov, "person/dmitry-peskov") == ["Dmitri Peskov", "Dmitry Peskov"]
