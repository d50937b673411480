"""Reported statements, construction by construction. All texts are invented."""

from __future__ import annotations

import pytest
from quotations_told import Told, quotes_in, told

CASES = [
    # --- reported clauses
    (
        "that",
        "Mira Kos said that the dam would hold.",
        [("indirect", "Mira Kos", "said", "that the dam would hold")],
    ),
    (
        "without that",
        "Mira Kos said the dam would hold.",
        [("indirect", "Mira Kos", "said", "the dam would hold")],
    ),
    (
        "the person spoken to stands between",
        "Mira Kos told lawmakers that the dam would hold.",
        [("indirect", "Mira Kos", "told", "that the dam would hold")],
    ),
    (
        "the clause first",
        "The dam will hold through the winter, Mira Kos said on Monday.",
        [("indirect", "Mira Kos", "said", "The dam will hold through the winter")],
    ),
    (
        "the clause first, cue before name",
        "The dam will hold through the winter, said Mira Kos.",
        [("indirect", "Mira Kos", "said", "The dam will hold through the winter")],
    ),
    (
        "a clause that the cue interrupts",
        "The dam, Mira Kos argued, will hold through the winter.",
        [("indirect", "Mira Kos", "argued", "The dam … will hold through the winter")],
    ),
    (
        "whether",
        "Jonas Weber asked whether the dam would hold.",
        [("indirect", "Jonas Weber", "asked", "whether the dam would hold")],
    ),
    (
        "an infinitive",
        "Ana Ruiz promised to repair the bridge by spring.",
        [("indirect", "Ana Ruiz", "promised", "to repair the bridge by spring")],
    ),
    (
        "an order",
        "Ana Ruiz urged residents to leave the valley.",
        [("indirect", "Ana Ruiz", "urged", "to leave the valley")],
    ),
    (
        "according to, at the end",
        "The dam will hold through the winter, according to Mira Kos.",
        [("indirect", "Mira Kos", "according to", "The dam will hold through the winter")],
    ),
    (
        "according to, at the beginning",
        "According to Mira Kos, the dam will hold through the winter.",
        [("indirect", "Mira Kos", "According to", "the dam will hold through the winter")],
    ),
    (
        "as somebody said",
        "As Mira Kos told the council, the dam is too old.",
        [("indirect", "Mira Kos", "told", "the dam is too old")],
    ),
    (
        "a participle that goes on with the speaker",
        "Mira Kos defended the plan, saying that the dam was too old.",
        [
            ("indirect", "Mira Kos", "defended", "the plan"),
            ("indirect", "Mira Kos", "saying", "that the dam was too old"),
        ],
    ),
    (
        "two reports in one sentence",
        "Mira Kos said the dam was too old and warned that it could burst.",
        [
            ("indirect", "Mira Kos", "said", "the dam was too old"),
            ("indirect", "Mira Kos", "warned", "that it could burst"),
        ],
    ),
    (
        "with somebody saying",
        "The talks ended on Friday, with Ana Ruiz saying that nobody had won.",
        [("indirect", "Ana Ruiz", "saying", "that nobody had won")],
    ),
    (
        "a relative clause",
        "Ana Ruiz, who said the bridge was safe, resigned on Friday.",
        [("indirect", "Ana Ruiz", "said", "the bridge was safe")],
    ),
    (
        "a passive with its agent",
        "The plan was criticised by Jonas Weber, who called it reckless.",
        [("indirect", "Jonas Weber", "called", "it reckless")],
    ),
    (
        "quoted as saying",
        "Ana Ruiz was quoted as saying that the bridge was safe.",
        [("indirect", "Ana Ruiz", "saying", "that the bridge was safe")],
    ),
    (
        "a thing that somebody calls for",
        "Jonas Weber called for an independent inquiry.",
        [("indirect", "Jonas Weber", "called", "an independent inquiry")],
    ),
    (
        "a thing that somebody warns of",
        "Jonas Weber warned of a shortage.",
        [("indirect", "Jonas Weber", "warned", "a shortage")],
    ),
    (
        "what somebody calls a thing",
        "Jonas Weber called the plan a disaster.",
        [("indirect", "Jonas Weber", "called", "the plan a disaster")],
    ),
    (
        "what somebody describes a thing as",
        "Jonas Weber described the plan as a disaster.",
        [("indirect", "Jonas Weber", "described", "the plan as a disaster")],
    ),
    (
        "a phrase between, before name and cue",
        "In both years, Mira Kos said, the dam held.",
        [("indirect", "Mira Kos", "said", "In both years … the dam held")],
    ),
    # --- what is no statement
    (
        "what things underline",
        "The storm underlined the need for new gates. The tone of the meeting echoed an earlier quarrel.",
        [],
    ),
    (
        "what things show",
        "The storm showed that the gates were too weak.",
        [],
    ),
    (
        "what it is too soon to say",
        "It is too soon to say whether the dam will hold.",
        [],
    ),
    (
        "what somebody was told to do, nobody knows by whom",
        "Residents were told to leave the valley.",
        [],
    ),
    (
        "who is questioned",
        "Police questioned the driver of the lorry.",
        [],
    ),
    (
        "as expected",
        "The dam was built, as expected, in two years.",
        [],
    ),
    (
        "a noun that reports",
        "Ana Ruiz repeated her claim that the bridge was safe.",
        [("indirect", "Ana Ruiz", "claim", "that the bridge was safe")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reported_statements(parse, text: str, expected: list[Told]):
    assert told(quotes_in(text, parse)) == expected
