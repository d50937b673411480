"""People's queries find the seeds that they mean, first: thirty queries on what the cleaner makes of `seeds/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from index_builders import write

from services.cleaner.clean import clean
from services.indexer.queries import Index, get_article, open_index, search
from shared.schemas.articles import ArticleExtracted, ArticleSubmitted

SEEDS = Path(__file__).parents[2] / "seeds"
PEACE = "000_832dcdeb64442dca"

WANTED = {
    "putin budapest": PEACE,
    "trump putin summit": PEACE,
    "peskov no need for meeting": PEACE,
    "oil sanctions russia": PEACE,
    "rosneft": PEACE,
    "dmitriev deal to end the war": PEACE,
    "lisbon ferry strike": "wire-ferry-strike",
    "ferry crews walked off": "wire-ferry-strike",
    "night shifts talks collapsed": "wire-ferry-strike",
    '"cold pier in the rain"': "wire-ferry-strike",
    "ferries sail again": "ferry-deal-page",
    "lisbon ferry deal": "ferry-deal-page",
    "late night deal roster": "ferry-deal-page",
    "storm odile trains": "live-blog-storm",
    "orkney power": "live-blog-storm",
    "wind gusts": "live-blog-storm",
    "lighthouse keeper": "interview-lighthouse-keeper",
    "tiedemann": "interview-lighthouse-keeper",
    "island baltic coast": "interview-lighthouse-keeper",
    "robotics forecast": "company-earnings",
    "halden plant closing gdansk": "company-earnings",
    "welding robots orders": "company-earnings",
    "quarry newts": "court-ruling-hardwrapped",
    "judge stops blasting": "court-ruling-hardwrapped",
    "ghent mayor election": "election-night",
    "recount ballot boxes": "election-night",
    "glacier ice loss": "science-glacier",
    "melting glaciers switzerland OR swiss": "science-glacier",
    "bridges crack portugal": "meridian-20260316-07",
    "nachtliche strassenbahnen bremen": "deutsche-meldung",
}


def submissions() -> Iterator[ArticleSubmitted]:
    for file in sorted(SEEDS.iterdir()):
        if file.suffix == ".jsonl":
            yield from map(ArticleSubmitted.model_validate_json, file.read_text(encoding="utf-8").splitlines())
        elif file.suffix in (".txt", ".html"):
            yield ArticleSubmitted(article_id=file.stem, content=file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    cleaned = [clean(article, submission=f"{number}-0") for number, article in enumerate(submissions(), 1)]
    write(path, *(ArticleExtracted.model_validate(one.model_dump(exclude={"schema_version"})) for one in cleaned))
    with open_index(path) as opened:
        yield opened


def place(index: Index, query: str, article_id: str) -> int:
    """Where the article, or a near-copy of it, stands among the hits; 0 when it is not there."""
    for number, hit in enumerate(search(index, query).hits, 1):
        if article_id in (hit.article_id, *(copy.article_id for copy in hit.also_in)):
            return number
    return 0


def test_there_are_thirty_queries():
    assert len(WANTED) == 30


@pytest.mark.parametrize(("query", "article_id"), WANTED.items())
def test_a_query_finds_what_it_means(index: Index, query: str, article_id: str):
    assert place(index, query, article_id) in (1, 2)


def test_nearly_all_are_first(index: Index):
    places = [place(index, query, article_id) for query, article_id in WANTED.items()]
    assert sum(1 / number for number in places if number) / len(places) >= 0.95


def test_the_shortened_copy_of_a_wire_story_is_shown_with_it(index: Index):
    stored = get_article(index, "meridian-20260316-07")
    assert stored is not None
    assert "courier-bridge-check" in [copy.article_id for copy in stored.also_in]
