"""One utterance in several articles, and asking for quotations by what is known of them. All texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from index_builders import a_quote, an_article, an_entity, write

from services.indexer.queries import find_quotes, open_index

DAM = "The dam at Brenn will certainly hold through the winter, and nobody has to leave."


def quoting(number: int, text: str, *, speaker: str = "Mira Kos", **fields: object) -> object:
    entity = an_entity(speaker, local_id="e1")
    quote = a_quote(text, speaker=speaker, entity="e1", **fields)
    return an_article(
        article_id=f"a{number}", entities=[entity], quotes=[quote], submission=f"{number}-0",
        published_at={"value": f"2025-11-{number:02}", "known_by": "page"},
    )  # fmt: skip


def also_in(path: Path, number: int) -> list[str]:
    with open_index(path) as index:
        (quote,) = [one for one in find_quotes(index).quotes if one.article_id == f"a{number}"]
    return [one.article_id for one in quote.also_in]


def test_the_same_words_in_three_articles_are_one_utterance(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, quoting(1, DAM), quoting(2, DAM.upper()))
    write(path, quoting(3, f"We checked. {DAM}"))
    assert [also_in(path, number) for number in (1, 2, 3)] == [["a2", "a3"], ["a1", "a3"], ["a1", "a2"]]


def test_the_words_in_marks_count_where_the_rest_is_reported(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, quoting(1, DAM), quoting(2, f"that it was dry, “{DAM}”", type="mixed"))
    assert also_in(path, 1) == ["a2"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"text": DAM, "speaker": "Jonas Weber"}, "another speaker"),
        ({"text": "The dam at Brenn will certainly break before the winter is over."}, "other words"),
        ({"text": DAM, "type": "indirect"}, "only reported"),
    ],
)
def test_what_is_not_the_same_utterance(tmp_path: Path, other: dict[str, str], why: str):
    path = tmp_path / "index.sqlite"
    write(path, quoting(1, DAM), quoting(2, **other))
    assert also_in(path, 1) == [], why


def test_a_few_words_may_be_said_twice(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, quoting(1, "We will see tomorrow."), quoting(2, "We will see tomorrow."))
    assert also_in(path, 1) == []


def test_a_revision_that_drops_the_words_is_not_named_any_more(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, quoting(1, DAM), quoting(2, DAM))
    write(path, an_article(article_id="a2", revision="r2", submission="9-0"))
    assert also_in(path, 1) == []


def test_quotations_are_found_by_addressee_day_and_kind(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    denial = {"start": 0, "end": 6, "text": "denied", "kind": "denial"}
    news_agency = {"start": 0, "end": 4, "text": "the news agency TASS"}
    write(path, quoting(1, DAM, addressee=news_agency), quoting(2, "that it leaks", type="indirect", cue=denial))
    with open_index(path) as index:
        assert [quote.article_id for quote in find_quotes(index, to="tass").quotes] == ["a1"]
        assert [quote.article_id for quote in find_quotes(index, kind="denial").quotes] == ["a2"]
        assert [quote.article_id for quote in find_quotes(index, after="2025-11-02").quotes] == ["a2"]
        assert [quote.article_id for quote in find_quotes(index, before="2025-11-02").quotes] == ["a1"]
        with pytest.raises(ValueError, match="not a date"):
            find_quotes(index, after="soon")


def test_the_day_on_which_it_was_said_counts_before_the_articles(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    write(path, quoting(5, DAM, date="2025-10-30"))
    with open_index(path) as index:
        assert find_quotes(index, before="2025-11").total == 1


def test_quotations_are_found_by_whom_they_mention_but_not_by_their_speaker(tmp_path: Path):
    path = tmp_path / "index.sqlite"
    body = '"Weber is wrong," Kos said. "He checked nothing."'
    quote = a_quote(
        "Weber is wrong … He checked nothing.", speaker="Mira Kos", entity="e1",
        parts=[{"start": 1, "end": 15}, {"start": 29, "end": 48}],
    )  # fmt: skip
    kos = an_entity("Mira Kos", local_id="e1", mentions=[{"start": 18, "end": 21}])
    weber = an_entity("Jonas Weber", local_id="e2", mentions=[{"start": 1, "end": 6}])
    write(path, an_article(body, entities=[kos, weber], quotes=[quote]))
    with open_index(path) as index:
        assert find_quotes(index, about="Weber").total == 1
        assert find_quotes(index, about="Kos").total == 0
