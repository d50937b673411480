"""What an article says that people are, and descriptions that stand for them. All texts are invented."""

from __future__ import annotations

import pytest

from services.extractor.names.find_entities import find_entities
from shared.schemas.articles import Entity


def entity(parse, text: str, name: str) -> Entity:
    return next(found for found in find_entities(parse(text)) if found.name == name)


ROLES = [
    ("Kremlin spokesperson Dmitry Peskov said no.", "Dmitry Peskov", "Kremlin spokesperson", "Kremlin"),
    ("U.S. President Donald Trump said yes.", "Donald Trump", "U.S. President", None),
    (
        "White House Press Secretary Karoline Leavitt spoke on Friday.",
        "Karoline Leavitt",
        "White House Press Secretary",
        "White House",
    ),
    (
        "Putin's special envoy Kirill Dmitriev arrived in Miami.",
        "Kirill Dmitriev",
        "Putin's special envoy",
        None,
    ),
    (
        "Mary Barra, 51, the chief executive of General Motors, said sales rose.",
        "Mary Barra",
        "chief executive of General Motors",
        "General Motors",
    ),
    ("Petra Novak, the mayor of Brno, opened the bridge.", "Petra Novak", "mayor of Brno", None),
    ("The bank's chief economist, Henrik Olsen, expects growth.", "Henrik Olsen", "bank's chief economist", None),
    ("Secretary of State Antony Blinken flew to Cairo.", "Antony Blinken", "Secretary of State", None),
    ("Former German Chancellor Angela Merkel spoke in Hamburg.", "Angela Merkel", "Former German Chancellor", None),
    ("Maria Rossi is a professor at Oxford University.", "Maria Rossi", "professor at Oxford University",
     "Oxford University"),
    ("The board named Laura Jensen as its new chairwoman.", "Laura Jensen", "new chairwoman", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role", "organisation"), ROLES, ids=[role for _, _, role, _ in ROLES])
def test_a_role_is_read_from_the_words_around_a_name(parse, text, name, role, organisation):
    found = entity(parse, text, name).roles
    assert [(one.text, one.organisation) for one in found] == [(role, organisation)]
    assert text[found[0].start : found[0].end] == role


@pytest.mark.parametrize(
    "text",
    [
        "Mr Peter Lang said no.",
        "Dr. Peter Lang said no.",
        "On Monday Peter Lang said no.",
        "The report by Peter Lang was published.",
        "Peter Lang, however, said no.",
        "Peter Lang, who was in Rome, said no.",
        "Florida and Peter Lang said no.",
        "They have endorsed Peter Lang for the post.",
    ],
)
def test_no_role_is_made_up(parse, text):
    assert entity(parse, text, "Peter Lang").roles == ()


NOMINALS = [
    (
        "U.S. President Donald Trump met Russian President Vladimir Putin. Later the U.S. leader praised the talks.",
        "Donald Trump",
        "the U.S. leader",
    ),
    (
        "U.S. President Donald Trump met Russian President Vladimir Putin. The Russian president was silent.",
        "Vladimir Putin",
        "The Russian president",
    ),
    (
        "Kremlin spokesman Dmitry Peskov denied it. The Kremlin spokesman also spoke of peace.",
        "Dmitry Peskov",
        "The Kremlin spokesman",
    ),
    (
        "Mary Barra, chief executive of General Motors, resigned. The executive gave no reason.",
        "Mary Barra",
        "The executive",
    ),
    ("Boeing cut its forecast on Monday. The company blamed a strike.", "Boeing", "The company"),
    (
        "British Prime Minister Keir Starmer arrived late. The prime minister's plane had been delayed.",
        "Keir Starmer",
        "The prime minister",
    ),
]


@pytest.mark.parametrize(("text", "name", "words"), NOMINALS, ids=[words for _, _, words in NOMINALS])
def test_a_description_is_bound_to_whom_it_fits(parse, text, name, words):
    mentions = [text[one.start : one.end] for one in entity(parse, text, name).mentions if one.kind == "nominal"]
    assert words in mentions


UNBOUND = [
    "U.S. President Donald Trump met Russian President Vladimir Putin. The president was late.",
    "U.S. President Donald Trump landed in Paris. The French president met him.",
    "Boeing and Airbus cut their forecasts. The company blamed a strike.",
    "The president spoke. U.S. President Donald Trump was heard by all.",
    "Reuters reported it first. The company did not comment.",
]


@pytest.mark.parametrize("text", UNBOUND)
def test_a_description_that_may_mean_somebody_else_is_left_alone(parse, text):
    wanted = ("the president", "the french president", "the company")
    bound = [
        text[mention.start : mention.end]
        for found in find_entities(parse(text))
        for mention in found.mentions
        if mention.kind == "nominal"
    ]
    assert not [words for words in bound if words.lower() in wanted]
