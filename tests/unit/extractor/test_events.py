"""Events: what happened, on which day, who took part, and how sure the text is of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from services.extractor.events.event_clauses import sentence_of
from services.extractor.events.find_events import find_events
from services.extractor.names.find_entities import find_entities
from services.extractor.parse import parse_of
from services.extractor.quotations.find_quotes import find_quotes
from services.extractor.speaker_mentions import with_speakers
from services.extractor.times.find_times import find_times
from shared.schemas.articles import Event

Parse = Callable[[str], Doc]
ANCHOR = date(2025, 11, 2)
SEED = Path(__file__).parents[3] / "seeds" / "000_832dcdeb64442dca.txt"


def events_of(doc: Doc, anchor: date | None = ANCHOR) -> tuple[Event, ...]:
    entities = find_entities(doc, None)
    quotes = find_quotes(doc, entities, anchor)
    return find_events(doc, find_times(doc, anchor), with_speakers(entities, quotes, doc.text), quotes, anchor)


def event(doc: Doc, predicate: str, anchor: date | None = ANCHOR) -> Event:
    return next(one for one in events_of(doc, anchor) if one.predicate == predicate)


def participants(one: Event) -> dict[str, str]:
    return {participant.name: participant.part for participant in one.participants}


@pytest.fixture(scope="module")
def seed(model) -> tuple[Event, ...]:
    text = SEED.read_text(encoding="utf-8")
    body = text[text.index("There is") : text.index("These people just")].strip()
    return events_of(model.parse([body])[0])


@pytest.mark.parametrize(
    ("day", "predicate", "who"),
    [
        ("2025-10-16", "called", {"Vladimir Putin": "agent", "Donald Trump": "patient"}),
        ("2025-10-21", "shelved", {}),
        ("2025-10-22", "imposed", {"Donald Trump": "agent"}),
        ("2025-10-23", "said", {"Karoline Leavitt": "agent"}),
        ("2025-10-24", "claimed", {"Kirill Dmitriev": "agent"}),
        ("2025-10-25", "said", {"Donald Trump": "agent"}),
        ("2025-11-02", "said", {"Dmitry Peskov": "agent"}),
    ],
)
def test_the_seed_article_gives_its_timeline(seed: tuple[Event, ...], day: str, predicate: str, who: dict[str, str]):
    found = [one for one in seed if (one.date, one.predicate, one.dated_by) == (day, predicate, "expression")]
    assert len(found) == 1
    assert who.items() <= participants(found[0]).items()


def test_sanctions_name_the_companies(seed: tuple[Event, ...]):
    imposed = next(one for one in seed if one.predicate == "imposed")
    assert {"Rosneft", "Lukoil"} <= participants(imposed).keys()


def test_what_is_told_in_a_quotation_has_the_day_of_the_statement_and_its_source(seed: tuple[Event, ...]):
    going = [one for one in seed if one.predicate == "going"]
    assert {(one.date, one.dated_by, one.modality) for one in going} == {("2025-10-25", "inherited", "planned")}
    assert {one.source.name for one in going if one.source} == {"Donald Trump"}


def test_clause_and_sentence_are_where_they_say(parse: Parse):
    doc = parse("Putin called Trump on Oct. 16, because the talks had failed. He hung up.")
    called = event(doc, "called")
    assert called.text == "Putin called Trump on Oct. 16"
    assert doc.text[called.clause.start : called.clause.end] == called.text
    assert doc.text[called.sentence.start : called.sentence.end].endswith("had failed.")


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ('He called it "absurd.', '" She left.', 'He called it "absurd."'),
        ("He called it “absurd.", "” She left.", "He called it “absurd.”"),
        ("He called it absurd.", '" She left.', "He called it absurd."),
        ('He said: "It called us".', '" She left.', 'He said: "It called us".'),
        ('"He called us.', '" She left.', '"He called us."'),
        ("” He called us. ", "She left.", "He called us."),
        ('" He called us. ', "She left.", "He called us."),
    ],
)
def test_a_sentence_has_the_quotation_marks_that_belong_to_it(one: str, other: str, shown: str):
    doc = spacy.blank("en")(one + other)
    for token in doc:
        token.is_sent_start = token.idx in (0, len(one))
    read = parse_of(doc)
    found = sentence_of(read, read.words.index("called"), (0, len(read.text)))
    assert doc.text[found.start : found.end] == shown


@pytest.mark.parametrize(
    ("text", "predicate", "value", "precision"),
    [
        ("Trump met Putin in Alaska on Aug. 15.", "met", "2025-08-15", "day"),
        ("Sales fell in September.", "fell", "2025-09", "month"),
        ("The firm was founded in 1998.", "founded", "1998", "year"),
        ("The plan failed last week.", "failed", "2025-10-20/2025-10-26", "week"),
        ("Sales fell in the third quarter.", "fell", "2025-07-01/2025-09-30", "month"),
        ("The court ruled on Friday at 3 p.m. EST.", "ruled", "2025-10-31T15:00-05:00", "minute"),
        ("The talks were held from Oct. 23 to Oct. 25.", "held", "2025-10-23/2025-10-25", "day"),
        ("The fair was held on Oct. 23-25.", "held", "2025-10-23/2025-10-25", "day"),
        ("He has been fighting the disease since 2004.", "fighting", "2004/2025", "year"),
    ],
)
def test_the_date_is_as_exact_as_the_words(parse: Parse, text: str, predicate: str, value: str, precision: str):
    found = event(parse(text), predicate)
    assert (found.date, found.precision, found.dated_by) == (value, precision, "expression")


def test_a_noun_may_carry_its_own_date(parse: Parse):
    doc = parse("The company said on Tuesday that profits had risen since the launch in 2019.")
    assert event(doc, "said").date == "2025-10-28"
    assert event(doc, "launch").date == "2019"


def test_a_date_that_only_describes_a_noun_does_not_date_the_verb(parse: Parse):
    assert event(parse("The automaker has a June 1 deadline."), "has").dated_by == "article"


def test_what_is_compared_does_not_date(parse: Parse):
    assert event(parse("Shares rose on Friday more than in 2019."), "rose").date == "2025-10-31"


def test_a_clause_with_when_shares_its_day(parse: Parse):
    doc = parse("When Putin called Trump on Oct. 16, the president promised a meeting.")
    promised = event(doc, "promised")
    assert (promised.date, promised.dated_by) == ("2025-10-16", "inherited")


def test_a_statement_without_a_date_was_made_on_the_articles_day(parse: Parse):
    said = event(parse("Peskov told reporters that there was no need to meet."), "told")
    assert (said.date, said.dated_by, said.kind) == ("2025-11-02", "article", "statement")


def test_background_in_the_past_has_no_day_but_the_lead_has(parse: Parse):
    lead, background = "The bank failed.", "He joined the bank as a clerk."
    found = events_of(parse("\n\n".join([lead, "It was a shock.", background])))
    assert [(one.predicate, one.date) for one in found] == [("failed", "2025-11-02"), ("was", "2025-11-02")]


def test_the_plain_present_tells_how_things_are(parse: Parse):
    assert event(parse("Most of the iodine comes from seafood."), "comes").kind == "state"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "...",
        "—" * 50,
        "2025-11-02",
        "Oct. 16\n\nOct. 17",
        "Said said said.",
        "“",
        "On Friday and and.",
    ],
)
def test_any_scrap_of_text_can_be_read(parse: Parse, text: str):
    assert all(0 <= one.start < one.end <= len(text) for one in events_of(parse(text)))


def test_the_future_without_a_date_has_none(parse: Parse):
    assert [one.predicate for one in events_of(parse("The jets will be delivered."))] == []


@pytest.mark.parametrize(
    ("text", "predicate", "modality", "polarity"),
    [
        ("The jets will be delivered in 2027.", "delivered", "planned", "affirmative"),
        ("The jets may be delivered in 2027.", "delivered", "possible", "affirmative"),
        ("The jets were not delivered in 2019.", "delivered", "asserted", "negative"),
        ("Nobody came on Oct. 16.", "came", "asserted", "negative"),
        ("The trial begins on Nov. 20.", "begins", "planned", "affirmative"),
        ("He refused to come on Oct. 16.", "come", "planned", "negative"),
    ],
)
def test_plans_and_denials_are_marked(parse: Parse, text: str, predicate: str, modality: str, polarity: str):
    found = event(parse(text), predicate)
    assert (found.modality, found.polarity) == (modality, polarity)


def test_who_did_it_to_whom_and_where(parse: Parse):
    doc = parse("On Oct. 16 Angela Merkel was received by Emmanuel Macron in Paris.")
    assert participants(event(doc, "received")) == {
        "Angela Merkel": "patient",
        "Emmanuel Macron": "agent",
        "Paris": "place",
    }


def test_she_is_the_subject_of_the_clause_above(parse: Parse):
    doc = parse("Angela Merkel was in Paris on Oct. 16, when she met Emmanuel Macron.")
    assert participants(event(doc, "met")) == {"Angela Merkel": "agent", "Emmanuel Macron": "patient"}


def test_without_a_date_of_publication_only_full_dates_count(parse: Parse):
    doc = parse("He called on May 3, 2010. She came on Tuesday. They left.")
    assert [(one.predicate, one.date) for one in events_of(doc, None)] == [("called", "2010-05-03")]


def test_no_clause_reaches_beyond_its_paragraph(parse: Parse):
    doc = parse("Prices rise again\n\nThe bank raised its rate on Oct. 16 in Frankfurt.")
    assert event(doc, "raised").text == "The bank raised its rate on Oct. 16 in Frankfurt"
