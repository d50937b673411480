"""What the search for quotations understands, construction by construction. All texts are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.extractor.entities import find_entities
from services.extractor.quotes import find_quotes
from shared.schemas.articles import Quote

Find = Callable[[str], tuple[Quote, ...]]


@pytest.fixture
def find(parse) -> Find:
    def find_in(text: str) -> tuple[Quote, ...]:
        doc = parse(text)
        return find_quotes(doc, find_entities(doc), None)

    return find_in


def told(quotes: tuple[Quote, ...]) -> list[tuple[str, str, str, str]]:
    """Each quotation as (type, speaker, cue, words)."""
    return [
        (
            quote.type,
            quote.speaker.name if quote.speaker else "",
            quote.cue.text if quote.cue else "",
            " ".join(quote.text.split()),
        )
        for quote in quotes
    ]


WHO_SAYS_WHAT = [
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
        "a noun that reports",
        "Ana Ruiz repeated her claim that the bridge was safe.",
        [("indirect", "Ana Ruiz", "claim", "that the bridge was safe")],
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
        "nothing said",
        "The dam was built in 1931 and holds two million litres.",
        [],
    ),
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
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in WHO_SAYS_WHAT], ids=[c[0] for c in WHO_SAYS_WHAT])
def test_who_says_what(find: Find, text: str, expected: list[tuple[str, str, str, str]]):
    assert told(find(text)) == expected


def test_offsets_are_those_of_the_body(find: Find):
    text = 'It rained. "The dam will hold," Mira Kos told farmers in Lund. "We checked it."'
    (quote,) = find(text)
    assert [text[part.start : part.end] for part in quote.parts] == ["The dam will hold", "We checked it."]
    assert quote.cue is not None
    assert text[quote.cue.start : quote.cue.end] == "told"
    assert quote.speaker is not None
    assert text[quote.speaker.start : quote.speaker.end] == "Mira Kos"


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ('"The dam will hold," Mira Kos told reporters.', "reporters"),
        ('"The dam will hold," Mira Kos told the news agency Reuters.', "the news agency Reuters"),
        ("Mira Kos assured farmers that the dam would hold.", "farmers"),
        ('"The dam will hold," Mira Kos said to her brother.', "her brother"),
        ("Mira Kos said that the dam would hold.", None),
    ],
)
def test_to_whom(find: Find, text: str, addressee: str | None):
    (quote,) = find(text)
    assert (quote.addressee.text if quote.addressee else None) == addressee


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ('"The dam will hold," Mira Kos said in a statement on Monday.', "in a statement"),
        ('"The dam will hold," Mira Kos told reporters aboard the ferry.', "aboard the ferry"),
        ("Mira Kos said at a news conference that the dam would hold.", "at a news conference"),
        ("Mira Kos said on Monday that the dam would hold.", None),
    ],
)
def test_where_and_on_what_occasion(find: Find, text: str, occasion: str | None):
    (quote,) = find(text)
    assert quote.occasion == occasion


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mira Kos said the dam was old.", "person"),
        ("The World Bank said growth would slow.", "organisation"),
        ("A senior official said the dam was old.", "unnamed"),
        ("The report said the dam was old.", "document"),
    ],
)
def test_what_kind_of_source_speaks(find: Find, text: str, kind: str):
    (quote,) = find(text)
    assert quote.speaker is not None
    assert quote.speaker.kind == kind


def test_what_was_not_said_is_marked(find: Find):
    (quote,) = find("Mira Kos did not say that the dam would hold.")
    assert quote.cue is not None
    assert quote.cue.negated


def test_a_denial_is_linked_to_the_statement_that_it_answers(find: Find):
    claim, denial = find("Jonas Weber claimed that the dam was unsafe. Mira Kos denied the claim.")
    assert (claim.cue and claim.cue.kind, denial.cue and denial.cue.kind) == ("claim", "denial")
    assert denial.answers == 0


def test_a_statement_that_the_article_contradicts_keeps_its_words(find: Find):
    (claim,) = find("Jonas Weber claimed that the dam was new. The claim contradicts the council's records.")
    assert claim.disputed == "The claim contradicts the council's records"


def test_the_same_words_twice_are_linked(find: Find):
    first, second = find('"The dam will never hold," said Mira Kos.\n\nIt rained. "The dam will never hold," Kos said.')
    assert first.repeats is None
    assert second.repeats == 0


MESSY = st.lists(
    st.sampled_from(
        ['"', "“", "”", "'", "’", " ", " ", ", ", ". ", "\n\n", "said", "Mira Kos", "he ", "that ",
         "told ", "according to ", "the dam ", "was old", "“No”", "?", ":", "claimed ", "—"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MESSY)
def test_whatever_the_text_parts_are_in_range_and_in_order(find: Find, text: str):
    for quote in find(text):
        position = 0
        for part in quote.parts:
            assert position <= part.start < part.end <= len(text)
            position = part.end
        for place in (quote.cue, quote.addressee):
            assert place is None or 0 <= place.start < place.end <= len(text)
