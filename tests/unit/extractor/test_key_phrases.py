"""Key phrases and the countries of an article. All texts are invented."""

from __future__ import annotations

from services.extractor.country_focus import find_country_focus
from services.extractor.key_phrases import find_key_phrases
from services.extractor.names.find_entities import find_entities
from shared.schemas.articles import Entity, Mention

STRIKE = (
    "A rail strike stopped most commuter trains in Lyon on Monday. The rail strike, the third this year, will last "
    "until Friday, unions said.\n\nCommuter trains will run every two hours. Ticket prices were raised in May, and the "
    "unions want higher wages for night shifts. A spokesman for the railway said the wage talks would go on.\n\n"
    "Night shifts are paid poorly, said Anna Lind, a train driver. The wage talks began in March."
)


def a_place(name: str, mentions: int, kind: str = "GPE") -> Entity:
    return Entity.model_validate(
        {
            "entity_id": name,
            "name": name,
            "type": kind,
            "mentions": [Mention(start=n, end=n + 1) for n in range(mentions)],
        }
    )


def test_the_subject_comes_first(parse):
    doc = parse(STRIKE)
    phrases = find_key_phrases(doc, find_entities(doc), "Rail strike stops trains")
    assert phrases[0] == "rail strike"
    assert {"Commuter trains", "commuter trains"} & set(phrases)


def test_no_name_and_no_empty_word_is_a_key_phrase(parse):
    doc = parse(STRIKE)
    phrases = " | ".join(find_key_phrases(doc, find_entities(doc))).lower()
    assert not [word for word in ("lyon", "anna", "lind", "monday", "friday", "year", "spokesman") if word in phrases]


def test_there_are_no_more_phrases_than_asked_for_and_none_twice(parse):
    doc = parse(STRIKE)
    phrases = find_key_phrases(doc, (), most=3)
    assert len(phrases) == len(set(phrases)) == 3


def test_an_empty_body_has_no_key_phrases(parse):
    assert find_key_phrases(parse(""), ()) == ()


def test_countries_are_weighed_by_how_they_are_meant():
    focus = find_country_focus([a_place("Ukraine", 4), a_place("Russian", 4, "NORP"), a_place("Moscow", 2)])
    assert [(country.code, country.share) for country in focus] == [("UA", 0.5), ("RU", 0.5)]


def test_a_country_in_passing_is_no_focus():
    focus = find_country_focus([a_place("Kenya", 19), a_place("France", 1)])
    assert [country.name for country in focus] == ["Kenya"]


def test_georgia_is_a_state_among_states_and_a_country_else():
    assert find_country_focus([a_place("Georgia", 1), a_place("Ohio", 1)])[0].code == "US"
    assert find_country_focus([a_place("Georgia", 1), a_place("Tbilisi", 1)])[0].code == "GE"


def test_an_article_without_places_has_no_focus():
    assert find_country_focus([a_place("Anna Lind", 3, "PERSON")]) == ()
