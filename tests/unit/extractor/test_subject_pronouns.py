"""Pronouns are bound only where they can mean one person."""

from __future__ import annotations

import pytest

from services.extractor.names.find_entities import find_entities


def pronouns(parse, text: str) -> dict[str, list[str]]:
    """Whom the pronouns of a text were found to mean."""
    return {
        entity.name: words
        for entity in find_entities(parse(text))
        if (words := [text[one.start : one.end] for one in entity.mentions if one.kind == "pronoun"])
    }


BOUND = [
    ("Mary Barra visited Detroit on Monday. She met workers. She flew home at night.", {"Mary Barra": ["She", "She"]}),
    ("Marco Rubio landed in Geneva on Monday. But he left early.", {"Marco Rubio": ["he"]}),
    (
        "Marco Rubio landed in Geneva. He slept. Mary Barra stayed in Detroit. She slept too.",
        {"Marco Rubio": ["He"], "Mary Barra": ["She"]},
    ),
]


@pytest.mark.parametrize(("text", "bound"), BOUND)
def test_the_subject_goes_on_as_a_pronoun(parse, text: str, bound: dict[str, list[str]]):
    assert pronouns(parse, text) == bound


UNBOUND = [
    "Marco Rubio met Sergei Lavrov in Geneva. He said the talks were useful.",
    "Officials praised Mary Barra on Monday. She declined to comment.",
    "Mary Barra visited Detroit on Monday.\n\nShe met workers.",
    "Mary Barra visited Detroit. The talks were useful. She met workers.",
    "Mary Barra visited Detroit on Monday. “She met workers,” the union wrote.",
]


@pytest.mark.parametrize("text", UNBOUND)
def test_a_pronoun_that_may_mean_somebody_else_is_left_alone(parse, text: str):
    assert pronouns(parse, text) == {}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Marco Rubio landed in Geneva. He met Sergei Lavrov there. He was tired.", {"Marco Rubio": ["He"]}),
        ("Robin Berg landed in Geneva. He was tired. She was late.", {"Robin Berg": ["He"]}),
    ],
)
def test_the_chain_ends_where_another_is_named_or_the_pronoun_changes(parse, text: str, bound: dict[str, list[str]]):
    assert pronouns(parse, text) == bound


def test_what_only_another_explains_is_no_role(parse):
    text = "President Donald Trump met his Russian counterpart Vladimir Putin. Trump's lawyer Michael Cohen was there."
    roles = {entity.name: [role.text for role in entity.roles] for entity in find_entities(parse(text))}
    assert roles["Vladimir Putin"] == []
    assert roles["Donald Trump"] == ["President"]
    assert roles["Michael Cohen"] == ["Trump's lawyer"]
