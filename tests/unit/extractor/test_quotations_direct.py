"""Words in quotation marks, construction by construction. All texts are invented."""

from __future__ import annotations

import pytest
from quotations_told import Told, quotes_in, told

CASES = [
    # --- the cue after the words, before them, between them
    (
        "the cue and the name after the words",
        '"The dam will hold through the winter," said Mira Kos.',
        [("direct", "Mira Kos", "said", "The dam will hold through the winter")],
    ),
    (
        "the name before the cue",
        '"The dam will hold through the winter," Mira Kos said on Monday.',
        [("direct", "Mira Kos", "said", "The dam will hold through the winter")],
    ),
    (
        "the cue before the words, with a comma",
        'Mira Kos said, "The dam will hold through the winter."',
        [("direct", "Mira Kos", "said", "The dam will hold through the winter.")],
    ),
    (
        "the cue before the words, with a colon",
        'Mira Kos told the council: "The dam will hold through the winter."',
        [("direct", "Mira Kos", "told", "The dam will hold through the winter.")],
    ),
    (
        "the cue between two sentences: one quotation of two parts",
        '"The dam will hold," Mira Kos said. "We checked it twice."',
        [("direct", "Mira Kos", "said", "The dam will hold … We checked it twice.")],
    ),
    (
        "the cue inside a sentence",
        '"The dam," Mira Kos said, "will hold through the winter."',
        [("direct", "Mira Kos", "said", "The dam … will hold through the winter.")],
    ),
    (
        "a question",
        '"Why was nobody warned?" asked Jonas Weber.',
        [("direct", "Jonas Weber", "asked", "Why was nobody warned?")],
    ),
    (
        "an exclamation",
        '"Never again!" shouted Jonas Weber.',
        [("direct", "Jonas Weber", "shouted", "Never again!")],
    ),
    (
        "the comma outside the marks, as the British write it",
        '"We checked the dam twice", said Mira Kos.',
        [("direct", "Mira Kos", "said", "We checked the dam twice")],
    ),
    (
        "no comma at all",
        '"We checked the dam twice" Mira Kos wrote.',
        [("direct", "Mira Kos", "wrote", "We checked the dam twice")],
    ),
    (
        "the office before the name",
        '"Trains will run again on Friday," transport minister Ana Ruiz told reporters.',
        [("direct", "Ana Ruiz", "told", "Trains will run again on Friday")],
    ),
    (
        "a description after the name",
        '"Trains will run again on Friday," said Ana Ruiz, the transport minister, who visited the site.',
        [("direct", "Ana Ruiz", "said", "Trains will run again on Friday")],
    ),
    (
        "the words that the paragraph before introduces",
        'Ana Ruiz told reporters:\n\n"Trains will run again on Friday."',
        [("direct", "Ana Ruiz", "told", "Trains will run again on Friday.")],
    ),
    (
        "two cues for one speech: the words are the nearer one's",
        '"The dam will hold," Mira Kos said, according to the Lund Gazette. "We checked it twice."',
        [("direct", "Mira Kos", "said", "The dam will hold … We checked it twice.")],
    ),
    (
        "how somebody says it",
        'Jonas Weber explained the closure by saying, "The dam is old."',
        [("direct", "Jonas Weber", "saying", "The dam is old.")],
    ),
    (
        "a participle that adds speech to a report",
        'Mira Kos said the dam was safe, adding, "Nobody has to leave."',
        [
            ("indirect", "Mira Kos", "said", "the dam was safe"),
            ("direct", "Mira Kos", "adding", "Nobody has to leave."),
        ],
    ),
    (
        "a participle behind the words reports what follows it",
        '"The dam is safe," Mira Kos said, adding that "nobody has to leave."',
        [
            ("direct", "Mira Kos", "said", "The dam is safe"),
            ("mixed", "Mira Kos", "adding", 'that "nobody has to leave."'),
        ],
    ),
    (
        "as somebody put it",
        'As Mira Kos put it, "The dam will outlive us all."',
        [("direct", "Mira Kos", "put", "The dam will outlive us all.")],
    ),
    (
        "a colon before the words and the cue behind them",
        'Of the dam she was sure: "It holds," Mira Kos said.',
        [("direct", "Mira Kos", "said", "It holds")],
    ),
    (
        "two cues around the words",
        'Mira Kos said "I know the dam," she said. "I built it."',
        [("direct", "Mira Kos", "said", "I know the dam … I built it.")],
    ),
    (
        "a single word",
        'Mira Kos shook her head and said, "No."',
        [("direct", "Mira Kos", "said", "No.")],
    ),
    # --- all sorts of marks
    (
        "curly marks",
        "“The dam will hold,” said Mira Kos.",
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "single marks, with apostrophes inside",
        "‘It’s the farmers’ choice and we won’t stop it,’ said Mira Kos.",
        [("direct", "Mira Kos", "said", "It’s the farmers’ choice and we won’t stop it")],
    ),
    (
        "guillemets",
        "«The dam will hold,» said Mira Kos.",
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "low and high marks",
        "„The dam will hold“, said Mira Kos.",
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "doubled single marks, as wires send them",
        "''The dam will hold,'' said Mira Kos.",
        [("direct", "Mira Kos", "said", "The dam will hold")],
    ),
    (
        "a quotation inside the quotation",
        "“He told me ‘go home’ and left,” said Mira Kos.",
        [("direct", "Mira Kos", "said", "He told me ‘go home’ and left")],
    ),
    (
        "inches and feet are no marks",
        'The 6\'2" keeper and his 5\'11" rival shook hands. "We played well," said Tom Hale.',
        [("direct", "Tom Hale", "said", "We played well")],
    ),
    # --- over several sentences and paragraphs
    (
        "a speech over paragraphs, each opened, only the last closed",
        "“The dam is old,” Mira Kos said. “It was built in 1931.\n\n“Nobody has repaired it since.\n\n“We will.”",
        [
            (
                "direct",
                "Mira Kos",
                "said",
                "The dam is old … It was built in 1931. … Nobody has repaired it since. … We will.",
            )
        ],
    ),
    (
        "a further paragraph of speech, without a cue of its own, has the same speaker",
        '"The dam is old," Mira Kos said.\n\n"Nobody has repaired it since 1931."',
        [
            ("direct", "Mira Kos", "said", "The dam is old"),
            ("direct", "Mira Kos", "", "Nobody has repaired it since 1931."),
        ],
    ),
    (
        "paragraphs of speech right behind each other are one quotation",
        'Mira Kos said: "The dam is old."\n\n"Nobody has repaired it since 1931."',
        [("direct", "Mira Kos", "said", "The dam is old. … Nobody has repaired it since 1931.")],
    ),
    (
        "a missing closing mark ends with its paragraph",
        '"The dam is old, Mira Kos said.\n\nThe council meets on Friday. "We will vote," said Jonas Weber.',
        [
            ("direct", "", "", "The dam is old, Mira Kos said."),
            ("direct", "Jonas Weber", "said", "We will vote"),
        ],
    ),
    (
        "two speakers in turn",
        '"The dam is old," said Mira Kos. "It is safe," replied Jonas Weber.',
        [
            ("direct", "Mira Kos", "said", "The dam is old"),
            ("direct", "Jonas Weber", "replied", "It is safe"),
        ],
    ),
    # --- words in marks within the writer's sentence
    (
        "words in marks inside a clause",
        'Mira Kos said the dam was "a danger to everyone" in the valley.',
        [("mixed", "Mira Kos", "said", 'the dam was "a danger to everyone" in the valley')],
    ),
    (
        "words in marks with the cue behind the clause",
        'There is "no need" to close the road, Mira Kos said.',
        [("mixed", "Mira Kos", "said", 'There is "no need" to close the road')],
    ),
    (
        "words in marks that somebody calls a thing",
        'Jonas Weber called the plan "reckless".',
        [("mixed", "Jonas Weber", "called", 'the plan "reckless"')],
    ),
    (
        "a statement that goes on in marks",
        'The plan was "reckless", Jonas Weber said. "It cannot work."',
        [("mixed", "Jonas Weber", "said", 'The plan was "reckless" … It cannot work.')],
    ),
    (
        "the cue behind the closing marks",
        'With new gates the dam would be "as good as on its first day," Mira Kos wrote.',
        [("mixed", "Mira Kos", "wrote", 'With new gates the dam would be "as good as on its first day,"')],
    ),
    (
        "words in marks in the statement's second clause",
        'Mira Kos said the dam was old, and that its gates were "not fit for a storm."',
        [("mixed", "Mira Kos", "said", 'the dam was old, and that its gates were "not fit for a storm."')],
    ),
    (
        "a statement that ends with what another said keeps the closing mark",
        'Jonas Weber said that a friend in Dover told him: "The dam is still with you." Mira Kos left.',
        [("mixed", "Jonas Weber", "said", 'that a friend in Dover told him: "The dam is still with you."')],
    ),
    (
        "words in marks far behind the cue",
        'Mira Kos told farmers at a crowded meeting in the village hall that "nobody has to leave."',
        [("mixed", "Mira Kos", "told", 'that "nobody has to leave."')],
    ),
    (
        "words in marks behind as, whatever the verb",
        'Jonas Weber sees the plan as "a gift to the builders."',
        [("mixed", "Jonas Weber", "sees", 'the plan as "a gift to the builders."')],
    ),
    (
        "a sentence that only leads to the words in marks; who speaks is not guessed",
        'The plan passed. As a result there is now "a very powerful lobby that nobody has ever voted for."',
        [("direct", "", "", "a very powerful lobby that nobody has ever voted for.")],
    ),
    # --- labels
    (
        "an interview",
        "Tom Hale: Is the dam safe?\n\nMira Kos: It is old but it will hold.",
        [
            ("direct", "Tom Hale", ":", "Is the dam safe?"),
            ("direct", "Mira Kos", ":", "It is old but it will hold"),
        ],
    ),
    (
        "a headline",
        "Mira Kos: dam to close for repairs",
        [("indirect", "Mira Kos", ":", "dam to close for repairs")],
    ),
    # --- what is no quotation
    (
        "scare quotes",
        'The "experts" in the room had never seen a dam.',
        [],
    ),
    (
        "the title of a book",
        'She wrote her first novel, "The Glass River," in 1998.',
        [],
    ),
    (
        "a nickname",
        'Robert "Bobby" Lane opened the shop in 1974.',
        [],
    ),
    (
        "a name that something is given",
        "A group called Clean Rivers runs the centre.",
        [],
    ),
    (
        "a heading between paragraphs",
        '"We checked the dam," said Mira Kos.\n\n‘Older than the village.’\n\nThe gates are new.',
        [("direct", "Mira Kos", "said", "We checked the dam")],
    ),
    (
        "nothing said",
        "The dam was built in 1931 and holds two million litres.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_words_in_marks(parse, text: str, expected: list[Told]):
    assert told(quotes_in(text, parse)) == expected
