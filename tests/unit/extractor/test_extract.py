"""An article's way through all finders, with the seed as the picture of the job; and what extraction leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from services.extractor.extract import extract
from services.extractor.language_model import LanguageModel, load_language_model
from shared.schemas.articles import ArticleExtracted, Entity, PublicationTime, ReadableArticle

SEED = Path(__file__).parents[3] / "seeds" / "000_832dcdeb64442dca.txt"


def an_article(body: str, **fields: object) -> ReadableArticle:
    known = {"article_id": "a1", "revision": "r1", "source_text": body, "blocks": ()} | fields
    return ReadableArticle.model_validate(known | {"body": body})


def seed_body() -> str:
    """The story's ten paragraphs, without the furniture around them."""
    text = SEED.read_text("utf-8")
    first, last = 'There is "no need" for a meeting', 'this has been very disappointing."'
    return text[text.index(first) : text.index(last) + len(last)]


@pytest.fixture(scope="module")
def seed(model: LanguageModel) -> ArticleExtracted:
    published = PublicationTime(value="2025-11-02", known_by="inferred")
    headline = "Kremlin spokesperson says 'no need' for Trump-Putin meeting"
    article = an_article(seed_body(), headline=headline, published_at=published, language="en")
    return extract([article], model)[0]


@pytest.fixture
def entity(seed: ArticleExtracted) -> Callable[[str], Entity]:
    return lambda name: next(one for one in seed.entities if one.name == name)


def test_the_seeds_people_are_each_one_entity(seed: ArticleExtracted):
    people = [one.name for one in seed.entities if one.type == "PERSON"]
    assert sorted(people) == ["Dmitry Peskov", "Donald Trump", "Karoline Leavitt", "Kirill Dmitriev", "Vladimir Putin"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Donald Trump", "U.S. President"),
        ("Dmitry Peskov", "Kremlin spokesperson"),
        ("Karoline Leavitt", "White House Press Secretary"),
        ("Kirill Dmitriev", "Putin's special envoy"),
    ],
)
def test_the_seeds_people_have_their_roles(entity: Callable[[str], Entity], name: str, role: str):
    assert role in [one.text for one in entity(name).roles]


def test_the_seeds_president_is_found_under_all_his_names(seed: ArticleExtracted, entity: Callable[[str], Entity]):
    said = {seed.body[mention.start : mention.end] for mention in entity("Donald Trump").mentions}
    assert {"Donald Trump", "Trump", "the U.S. leader", "the U.S. president"} <= said


@pytest.mark.parametrize("name", ["TASS", "Rosneft", "Lukoil", "White House", "Kremlin"])
def test_the_seeds_organisations_are_organisations(entity: Callable[[str], Entity], name: str):
    assert entity(name).type == "ORG"


@pytest.mark.parametrize("name", ["Budapest", "Moscow", "Russia", "Ukraine", "Donetsk Oblast"])
def test_the_seeds_places_are_places(entity: Callable[[str], Entity], name: str):
    assert entity(name).type == "GPE"


def test_every_offset_of_the_seed_points_at_what_it_says(seed: ArticleExtracted):
    for one in seed.entities:
        names = {one.name, *one.aliases}
        assert {seed.body[mention.start : mention.end] for mention in one.mentions if mention.kind == "name"} <= names
        assert all(seed.body[role.start : role.end] == role.text for role in one.roles)


def test_the_seed_is_about_russia_the_united_states_and_ukraine(seed: ArticleExtracted):
    assert {country.code for country in seed.countries} == {"RU", "US", "UA"}


def test_a_result_says_which_model_and_which_rules_made_it(seed: ArticleExtracted, model: LanguageModel):
    assert [maker.name for maker in seed.extracted_by] == [model.name, "copydesk-extractor"]
    assert seed.extracted_by[0].version == model.version


def test_what_the_cleaner_knew_is_passed_on(model: LanguageModel):
    article = an_article("Anna Lind spoke.", headline="A speech", metadata={"desk": "home"}, notes=("short",))
    result = extract([article], model)[0]
    assert result.model_dump(include=set(ReadableArticle.model_fields)) == article.model_dump()


def test_an_article_in_another_language_passes_with_a_note(model: LanguageModel):
    result = extract([an_article("Die Kanzlerin sprach in Berlin.", language="de")], model)[0]
    assert result.entities == ()
    assert result.extracted_by == ()
    assert result.notes == ("not extracted: no language model is configured for 'de'",)


def test_a_pipeline_for_another_language_finds_its_names(model: LanguageModel, tmp_path: Path):
    german = spacy.blank("de")
    ruler = german.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Anna Lind"}, {"label": "LOC", "pattern": "Kiel"}])  # type: ignore[attr-defined]
    german.to_disk(tmp_path / "names")
    others = {"de": load_language_model(str(tmp_path / "names"))}
    articles = [an_article("Anna Lind sprach in Kiel.", language="de-AT"), an_article("Anna Lind spoke in Kiel.")]
    results = extract(articles, model, others)
    assert [(one.name, one.type) for one in results[0].entities] == [("Anna Lind", "PERSON"), ("Kiel", "LOC")]
    assert results[0].extracted_by[0].name == others["de"].name
    assert "names only" in results[0].notes[0]
    assert results[1].extracted_by[0].name == model.name


def test_results_come_in_the_articles_order_whatever_their_languages(model: LanguageModel):
    languages = ["en", "fr", "en", None, "de", "en-GB"]
    articles = [an_article(f"Story {n}.", article_id=f"a{n}", language=code) for n, code in enumerate(languages)]
    assert [one.article_id for one in extract(articles, model)] == ["a0", "a1", "a2", "a3", "a4", "a5"]


def test_of_a_book_the_beginning_is_read_and_a_note_says_so(model: LanguageModel):
    body = "Anna Lind spoke in Kiel.\n\n" * 40
    result = extract([an_article(body)], model, most_characters=520)[0]
    assert result.body == body
    assert len(result.entities[0].mentions) == 20
    assert result.notes == ("extracted from the first 520 of the body's 1,040 characters",)


@pytest.mark.parametrize("body", ["", " ", "\n\n", "…", "\u200b", "a", "?" * 5000, "word " * 3000, "😀 " * 50])
def test_a_strange_body_is_no_failure(model: LanguageModel, body: str):
    assert extract([an_article(body)], model)[0].body == body


def test_the_seeds_quotations_are_dated_by_the_days_that_the_story_tells_of(seed: ArticleExtracted):
    days = {quote.text[:24]: quote.date for quote in seed.quotes}
    assert days["Hypothetically speaking,"] == "2025-11-02"
    assert days["that he would meet Putin"] == "2025-10-16"
    assert days["that Russia and Ukraine "] == "2025-10-24"
    assert days["We're going to have to k"] == "2025-10-25"  # the paragraph before tells of Oct. 25


def test_what_was_said_in_some_year_has_no_day(model: LanguageModel):
    published = PublicationTime(value="2025-11-02", known_by="given")
    article = an_article("In 2019, Mayor Ida Lund said that the bridge was safe.", published_at=published)
    (quote,) = extract([article], model)[0].quotes
    assert quote.date is None


def test_days_that_count_from_an_inferred_date_are_noted(seed: ArticleExtracted):
    assert seed.notes == ("days such as 'Tuesday' count from 2025-11-02, a publication date that is itself inferred",)


def test_extracting_again_does_not_repeat_a_note(model: LanguageModel):
    published = PublicationTime(value="2025-11-02", known_by="inferred")
    once = extract([an_article("Mayor Ida Lund met the crews on Tuesday.", published_at=published)], model)[0]
    (again,) = extract([once], model)
    assert len(once.notes) == 1
    assert again.notes == once.notes


def test_a_note_that_no_longer_holds_is_dropped(model: LanguageModel):
    unread = extract([an_article("Bremen testet Bahnen.", language="de")], model)[0]
    assert unread.notes == ("not extracted: no language model is configured for 'de'",)
    again = extract([unread.model_copy(update={"language": "en"})], model)[0]
    assert again.notes == ()
