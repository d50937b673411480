"""Who and what an article is about. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from services.extractor.names.find_entities import find_entities
from shared.schemas.articles import Entity

Find = Callable[[str], dict[str, Entity]]


@pytest.fixture
def find(parse) -> Find:
    """The entities of a text by name."""
    return lambda text: {entity.name: entity for entity in find_entities(parse(text))}


def words(text: str, entity: Entity, kind: str = "name") -> list[str]:
    """What the body says where the entity is mentioned."""
    return [text[mention.start : mention.end] for mention in entity.mentions if mention.kind == kind]


SAME = [
    # text, fullest name, its names in the text
    (
        "Angela Merkel met reporters in Berlin on Monday. Merkel said the talks went well. Mrs Merkel left at noon.",
        "Angela Merkel",
        ["Angela Merkel", "Merkel", "Merkel"],
    ),
    (
        "Recep Tayyip Erdogan arrived in Brussels. Tayyip Erdogan met officials there. Erdogan left on Friday.",
        "Recep Tayyip Erdogan",
        ["Recep Tayyip Erdogan", "Tayyip Erdogan", "Erdogan"],
    ),
    (
        "Senator Bernie Sanders spoke first. Bernard Sanders, 79, is from Vermont. Sanders won twice.",
        "Bernard Sanders",
        ["Bernie Sanders", "Bernard Sanders", "Sanders"],
    ),
    (
        "John F. Kennedy was elected in 1960. President Kennedy gave a speech in Berlin. John Kennedy died in Dallas.",
        "John F. Kennedy",
        ["John F. Kennedy", "Kennedy", "John Kennedy"],
    ),
    (
        "Volodymyr Zelensky thanked the Senate. Volodymyr Zelenskyy also met donors. Zelensky then flew home.",
        "Volodymyr Zelenskyy",
        ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelensky"],
    ),
    (
        "Bashar al-Assad gave an interview. Assad said that the war was over.",
        "Bashar al-Assad",
        ["Bashar al-Assad", "Assad"],
    ),
    (
        "Ursula von der Leyen opened the session. Reporters asked von der Leyen about the budget.",
        "Ursula von der Leyen",
        ["Ursula von der Leyen", "von der Leyen"],
    ),
    (
        "The International Atomic Energy Agency (IAEA) sent inspectors to Iran. The IAEA will report in May.",
        "International Atomic Energy Agency",
        ["International Atomic Energy Agency", "IAEA", "IAEA"],
    ),
    (
        "Nordwind Logistics Ltd. said it would close two sites. Shares of Nordwind Logistics fell. "
        "Nordwind Logistics employs 300 people.",
        "Nordwind Logistics Ltd.",
        ["Nordwind Logistics Ltd.", "Nordwind Logistics", "Nordwind Logistics"],
    ),
    (
        "The U.S. Senate passed the bill on Tuesday. The Senate sent it to the House of Representatives.",
        "U.S. Senate",
        ["U.S. Senate", "Senate"],
    ),
    (
        "The United Nations called for calm. A U.N. envoy is on his way. The UN has had no answer.",
        "United Nations",
        ["United Nations", "U.N.", "UN"],
    ),
    (
        "Northrop Grumman won the contract. Northrop had bid with a European partner.",
        "Northrop Grumman",
        ["Northrop Grumman", "Northrop"],
    ),
    (
        "The United States imposed tariffs. Officials in the U.S. said more would follow. America first, they said.",
        "United States",
        ["United States", "U.S.", "America"],
    ),
]


@pytest.mark.parametrize(("text", "name", "names"), SAME, ids=[name for _, name, _ in SAME])
def test_one_entity_has_all_its_names(find: Find, text: str, name: str, names: list[str]):
    assert words(text, find(text)[name]) == names


def test_aliases_are_the_other_names_without_repetition(find: Find):
    entity = find("Angela Merkel met reporters in Berlin. Merkel smiled. Then Merkel left.")["Angela Merkel"]
    assert entity.aliases == ("Merkel",)


def test_a_family_is_not_one_person(find: Find):
    text = "Donald Trump spoke in Ohio. Melania Trump stood beside him. Trump thanked the crowd."
    found = find(text)
    assert words(text, found["Donald Trump"]) == ["Donald Trump", "Trump"]
    assert words(text, found["Melania Trump"]) == ["Melania Trump"]


def test_a_father_and_his_son_of_the_same_name_are_two(find: Find):
    found = find("Robert Downey Sr. directed films. His son, Robert Downey Jr., became an actor.")
    assert len([entity for entity in found.values() if entity.type == "PERSON"]) == 2


def test_a_surname_is_a_persons_where_the_full_name_is(find: Find):
    text = (
        "Jordan Belmonte, the mayor, resigned on Friday. The council thanked Belmonte for his work. "
        "Belmonte will leave in June."
    )
    found = find(text)
    assert found["Jordan Belmonte"].type == "PERSON"
    assert words(text, found["Jordan Belmonte"]) == ["Jordan Belmonte", "Belmonte", "Belmonte"]


def test_a_dateline_in_capitals_is_the_place(find: Find):
    text = "BUDAPEST (Reuters) - Hungary will not pay, officials said. Budapest has said so before."
    assert words(text, find(text)["Budapest"]) == ["BUDAPEST", "Budapest"]


def test_names_joined_by_a_hyphen_are_two(find: Find):
    text = (
        "Vladimir Putin met Donald Trump in Helsinki. A second Trump–Putin summit is planned, and a Putin-Trump call."
    )
    found = find(text)
    assert words(text, found["Donald Trump"]) == ["Donald Trump", "Trump", "Trump"]
    assert words(text, found["Vladimir Putin"]) == ["Vladimir Putin", "Putin", "Putin"]


def test_a_name_with_a_hyphen_stays_whole(find: Find):
    text = "Ban Ki-moon opened the meeting in Geneva."
    assert words(text, find(text)["Ban Ki-moon"]) == ["Ban Ki-moon"]


def test_titles_and_possessive_endings_are_no_part_of_a_name(find: Find):
    text = "President Emmanuel Macron's plan was rejected. King Charles III's visit was put off."
    found = find(text)
    assert words(text, found["Emmanuel Macron"]) == ["Emmanuel Macron"]


def test_an_administration_is_its_presidents(find: Find):
    text = "Joe Biden spoke on Monday. The Biden Administration plans new rules."
    assert words(text, find(text)["Joe Biden"]) == ["Joe Biden", "Biden"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("White House", "ORG"),
        ("Kremlin", "ORG"),
        ("TASS", "ORG"),
        ("Moscow", "GPE"),
        ("Ukraine", "GPE"),
        ("Donetsk Oblast", "GPE"),
        ("Lake Balaton", "LOC"),
        ("University of Leeds", "ORG"),
        ("Ministry of Defence", "ORG"),
        ("Air Force One", "PRODUCT"),
    ],
)
def test_names_that_every_newsroom_knows_have_their_type(find: Find, name: str, label: str):
    found = find(f"Officials spoke of the {name} on Monday, and reporters asked about the {name} again.")
    assert found[name].type == label


def test_a_states_team_is_a_team_in_a_sports_report(find: Find):
    text = (
        "Oregon beat California 27-14 on Saturday behind two touchdown passes in the second half. The Ducks scored on "
        "their first possession and led by ten points at halftime. Oregon's quarterback threw for 200 yards. "
        "California scored late in the game, but an interception ended its last possession. The Ducks are unbeaten "
        "this season."
    )
    found = find(text)
    assert found["Oregon"].type == "ORG"
    assert found["Ducks"].type == "ORG"


def test_a_state_is_a_place_elsewhere(find: Find):
    assert find("Oregon led the country in voting by mail, officials in Salem said.")["Oregon"].type == "GPE"


def test_what_is_no_name_is_no_entity(find: Find):
    found = find("The Secretary of State spoke of Covid-19 and Brexit on Monday at 5 p.m. GMT.")
    assert not {"State", "Covid-19", "Brexit", "GMT", "Monday"} & set(found)


def test_a_headline_in_capitals_does_not_lengthen_a_name(find: Find):
    text = "Anna Lindqvist Wins Second Term\n\nAnna Lindqvist won a second term on Sunday. Lindqvist thanked voters."
    assert words(text, find(text)["Anna Lindqvist"]) == ["Anna Lindqvist", "Anna Lindqvist", "Lindqvist"]


def test_a_surname_that_is_also_a_town_is_the_persons(find: Find):
    text = "Lloyd Austin arrived in Kyiv. Austin met soldiers there, and reporters asked Austin about tanks."
    assert words(text, find(text)["Lloyd Austin"]) == ["Lloyd Austin", "Austin", "Austin"]


def test_a_companys_name_stays_the_companys_where_its_founders_heir_is_named(find: Find):
    text = "William Clay Ford spoke to workers at Ford in Detroit. Shares of Ford rose. Ford will hire 200 people."
    assert find(text)["Ford"].type == "ORG"


def test_entities_are_numbered_by_their_first_mention(find: Find):
    found = find("Paris welcomed Angela Merkel. Merkel praised France.")
    assert [(entity.entity_id, name) for name, entity in found.items()] == [
        ("e1", "Paris"),
        ("e2", "Angela Merkel"),
        ("e3", "France"),
    ]


def test_no_two_names_overlap(parse):
    text = "Kyiv Independent reporter Olena Koval asked Donald Trump Jr. about the Trump Organization in New York City."
    spans = sorted(
        (mention.start, mention.end)
        for entity in find_entities(parse(text))
        for mention in entity.mentions
        if mention.kind == "name"
    )
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_an_empty_body_has_no_entities(parse):
    assert find_entities(parse("")) == ()
