"""Quotations on the page and in tables. All texts are invented."""

from __future__ import annotations

from cli.render.quotations import remarks
from cli.render.quotes_csv import quotes_csv
from services.indexer.queries import AlsoIn, FoundQuote, MarkedText
from shared.schemas.articles import Quote


def a_quote(text: str, **fields: object) -> Quote:
    given = {"type": "indirect", "parts": [{"start": 0, "end": len(text)}], "text": text}
    return Quote.model_validate(given | fields)


def test_a_denial_names_the_statement_that_it_answers():
    claim = a_quote("that the dam was unsafe", speaker={"name": "Jonas Weber"})
    denial = a_quote("the claim", answers=0)
    assert list(remarks(denial, (claim, denial))) == ["in answer to Jonas Weber: that the dam was unsafe"]


def test_what_the_article_disputes_and_what_was_not_said_are_told():
    cue = {"start": 0, "end": 3, "text": "say", "negated": True}
    quote = a_quote("that it holds", cue=cue, disputed="The claim contradicts\nthe records")
    assert list(remarks(quote, (quote,))) == [
        "not said, as the article has it",
        "disputed: The claim contradicts the records",
    ]


def test_words_that_were_said_above_are_not_told_as_new():
    first, again = a_quote("The dam will hold."), a_quote("The dam will hold.", repeats=0)
    assert list(remarks(first, (first, again))) == []
    assert list(remarks(again, (first, again))) == ["the same words as above"]


def test_a_table_of_quotations_names_the_other_articles_that_quote_them():
    found = FoundQuote(
        MarkedText("It holds.", ()), "direct", "Mira Kos", "said", None, None, "2025-11-02", 0, 9, "a1", "Dam", None,
        None, "neutral", (AlsoIn("a2", None, None, None, False), AlsoIn("a3", None, None, None, False)),
    )  # fmt: skip
    header, row = quotes_csv([found]).splitlines()
    assert header.startswith("speaker,quotation,type,kind,cue")
    assert row == "Mira Kos,It holds.,direct,neutral,said,,,2025-11-02,a1,Dam,,,a2; a3"
