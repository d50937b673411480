"""Who is found to speak. All texts are invented."""

from __future__ import annotations

import pytest
from quotations_told import Told, quotes_in, told

CASES = [
    # --- who speaks
    (
        "a pronoun",
        'Mira Kos met farmers on Friday. "The dam will hold," she said.',
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "the surname alone",
        'Mira Kos met farmers on Friday. "The dam will hold," Kos said.',
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "he is not Ms. Kos",
        'Mr. Weber met Ms. Kos on Friday. "The dam will hold," he said.',
        [("direct", "Weber", "said", "The dam will hold")],
    ),
    (
        "a source without a name is not guessed",
        '"The dam will hold," a senior official said.',
        [("direct", "a senior official", "said", "The dam will hold")],
    ),
    (
        "police",
        "Police said two men were arrested.",
        [("indirect", "Police", "said", "two men were arrested")],
    ),
    (
        "an organisation",
        "The World Bank said growth would slow to 2 percent.",
        [("indirect", "World Bank", "said", "growth would slow to 2 percent")],
    ),
    (
        "a document",
        "The report said that the dam was too old.",
        [("indirect", "The report", "said", "that the dam was too old")],
    ),
    (
        "an unknown voice stays unknown",
        "“The water rose in minutes.”",
        [("direct", "", "", "The water rose in minutes.")],
    ),
    (
        "the speaker of the paragraph before",
        'Mira Kos said the dam was old.\n\n"It will not hold much longer."',
        [
            ("indirect", "Mira Kos", "said", "the dam was old"),
            ("direct", "Mira Kos", "", "It will not hold much longer."),
        ],
    ),
    (
        "what is reported within a report belongs to who reports it",
        "Ana Ruiz said Jonas Weber had told her that the bridge was safe.",
        [("indirect", "Ana Ruiz", "said", "Jonas Weber had told her that the bridge was safe")],
    ),
    (
        "she is the one of two whom a sentence before speaks of as her",
        "Ana Ruiz lost her seat in May.\n\nAna Ruiz and Jonas Weber met in Lund. She said the bridge was safe.",
        [("indirect", "Ana Ruiz", "said", "the bridge was safe")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_speaks(parse, text: str, expected: list[Told]):
    assert told(quotes_in(text, parse)) == expected
