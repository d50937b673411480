"""What a quotation tells besides who said what: to whom, where, what kind of statement, what it answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quotations_told import quotes_in

from services.extractor.quotations.answers import with_headline


def test_offsets_are_those_of_the_body(parse):
    text = 'It rained. "The dam will hold," Mira Kos told farmers in Lund. "We checked it."'
    (quote,) = quotes_in(text, parse)
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
def test_to_whom(parse, text: str, addressee: str | None):
    (quote,) = quotes_in(text, parse)
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
def test_where_and_on_what_occasion(parse, text: str, occasion: str | None):
    (quote,) = quotes_in(text, parse)
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
def test_what_kind_of_source_speaks(parse, text: str, kind: str):
    (quote,) = quotes_in(text, parse)
    assert quote.speaker is not None
    assert quote.speaker.kind == kind


def test_what_was_not_said_is_marked(parse):
    (quote,) = quotes_in("Mira Kos did not say that the dam would hold.", parse)
    assert quote.cue is not None
    assert quote.cue.negated


def test_a_denial_is_linked_to_the_statement_that_it_answers(parse):
    claim, denial = quotes_in("Jonas Weber claimed that the dam was unsafe. Mira Kos denied the claim.", parse)
    assert (claim.cue and claim.cue.kind, denial.cue and denial.cue.kind) == ("claim", "denial")
    assert denial.answers == 0


def test_a_statement_that_the_article_contradicts_keeps_its_words(parse):
    (claim,) = quotes_in(
        "Jonas Weber claimed that the dam was new. The claim contradicts the council's records.", parse
    )
    assert claim.disputed == "The claim contradicts the council's records"


def test_the_same_words_twice_are_linked(parse):
    first, second = quotes_in(
        '"The dam will never hold," said Mira Kos.\n\nIt rained. "The dam will never hold," Kos said.', parse
    )
    assert first.repeats is None
    assert second.repeats == 0


def test_a_part_of_words_that_were_quoted_before_is_a_repetition(parse):
    first, second = quotes_in(
        '"The dam will never hold in a storm," said Mira Kos.\n\nKos said it would "never hold in a storm" again.',
        parse,
    )
    assert (first.repeats, second.repeats) == (None, 0)


def test_words_that_the_headline_quotes_are_marked(parse):
    quotes = quotes_in('"The dam will never hold in a storm," said Mira Kos. "We leave."\n\nIt rained.', parse)
    assert [quote.in_headline for quote in with_headline(quotes, "Dam will 'never hold', engineer says")] == [True]
    assert [quote.in_headline for quote in with_headline(quotes, "Dam 'safe', engineer says")] == [False]
    assert [quote.in_headline for quote in with_headline(quotes, None)] == [False]


MESSY = st.lists(
    st.sampled_from(
        ['"', "“", "”", "'", "’", " ", " ", ", ", ". ", "\n\n", "said", "Mira Kos", "he ", "that ",
         "told ", "according to ", "the dam ", "was old", "“No”", "?", ":", "claimed ", "—"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MESSY)
def test_whatever_the_text_parts_are_in_range_and_in_order(parse, text: str):
    for quote in quotes_in(text, parse):
        position = 0
        for part in quote.parts:
            assert position <= part.start < part.end <= len(text)
            position = part.end
        for place in (quote.cue, quote.addressee):
            assert place is None or 0 <= place.start < place.end <= len(text)
