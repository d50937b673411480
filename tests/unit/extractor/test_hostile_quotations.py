"""Quotations take work in proportion to the text, whatever the text, and what comes out stays as small."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from growth_of_work import IN_PROPORTION, growth_of_work

from services.extractor.language_model import LanguageModel
from services.extractor.names.find_entities import find_entities
from services.extractor.quotations.answers import with_headline
from services.extractor.quotations.covers import Covers
from services.extractor.quotations.find_quotes import find_quotes
from services.extractor.quotations.quotation_marks import find_quotations
from services.extractor.quotations.repeats import SaidBefore

SHAPES = {
    "speech without closing marks": '"He said "it" ',
    "speech": '"We will go on," he said. ',
    "speech over paragraphs": '"We will go on and he said so.\n\n',
    "signed words": '"It is over." — Tom Hale ',
    "words set apart": 'He saw "a very bad day here" and left with "the man who came" , ',
    "sentences in single marks": "‘We will go out,’ he said. ",
    "lines in single marks": "‘A day out’\n\n",
    "one huge sentence": "and he said that it and she claims in the town ",
    "nested reports": "he said that she said that they claim that ",
    "nested reports by names": "Lee denied that Kim said that Orr warned that ",
    "asides": "taxes, the minister said, rose, ",
    "according to": "according to a report in a town of a man, ",
    "reports with speech in them": 'He said it was over, adding "it is done", adding that ',
    "names": "Tom Hale told Ann Lee of Dover ",
    "pronouns": "Tom Hale lost his seat, he said, and Ann Lee her own; ",
    "paragraphs of one word": "said\n\n",
    "labels of an interview": "KOS: We checked it twice and left.\n\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_quotations_take_work_and_room_in_proportion_to_the_text(model: LanguageModel, text: str):
    room: list[int] = []

    def finding(characters: int) -> Callable[[], None]:
        doc = model.parse([text * (characters // len(text))])[0]
        entities = find_entities(doc, None)
        return lambda: room.append(sum(len(quote.model_dump_json()) for quote in find_quotes(doc, entities, None)))

    assert growth_of_work(finding, 3_000) < IN_PROPORTION
    assert max(room) < 8 * 3 * min(room) + 40_000


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '" ',
        "'a ",
        "bs' c ",
        "“a‘b”c’ ",
        '"a" ',
        '"." ',
        '"..." \n\n',
        '5" and 6\' and 7 " ',
        '"A b ',
        '. "A b ',
        "''a",
    ],
)
def test_any_mix_of_marks_takes_work_in_proportion_to_the_text(text: str):
    def finding(characters: int) -> Callable[[], object]:
        return lambda: find_quotations(text * (characters // len(text)))

    assert growth_of_work(finding, 15_000) < IN_PROPORTION


@pytest.mark.parametrize(
    "wording",
    [
        "it is going to be n{} now".format,
        "n{} it is going to be".format,
        ("no, " * 50 + "n{}").format,
        lambda number: " ".join(f"{number:016b}"),  # all of the same sixteen fours
    ],
    ids=["in the middle", "in front", "at the end", "everywhere"],
)
def test_wordings_that_are_much_alike_are_told_apart_in_proportion_to_their_number(wording: Callable[[int], str]):
    def finding(wordings: int) -> Callable[[], None]:
        said = SaidBefore()

        def find() -> None:
            assert not any(said.find_or_add(wording(number), number) for number in range(1, wordings + 1))

        return find

    assert growth_of_work(finding, 3_000) < IN_PROPORTION


def test_a_wording_is_found_by_any_four_words_of_it_and_by_more_than_it():
    said = SaidBefore()
    assert said.find_or_add("we will never leave this house", 0) is None
    assert said.find_or_add("they will never leave this town", 1) is None
    assert said.find_or_add("never leave this house", 2) == 0
    assert said.find_or_add("and they will never leave this town again", 3) == 1
    assert said.find_or_add("never leave this", 4) is None
    assert said.find_or_add("never leave this houseboat", 5) is None


def test_a_headline_full_of_marks_is_read_as_far_as_a_headline_goes(model: LanguageModel):
    doc = model.parse(['"We will go on," he said. "It cannot work at all," she said.'])[0]
    quotes = find_quotes(doc, (), None)
    assert [quote.in_headline for quote in with_headline(quotes, '"It cannot work" or not')] == [False, True]
    assert not any(quote.in_headline for quote in with_headline(quotes, '"a" ' * 20 + '"It cannot work"'))


def _ranges() -> Iterator[tuple[int, int, int]]:
    yield 0, 10, 0
    yield 2, 4, 1
    yield 3, 20, 0
    yield 12, 14, 2
    yield 30, 31, 3


@pytest.mark.parametrize("but", [None, 0, 1, 2, 3])
def test_a_place_is_covered_where_any_range_of_another_owner_holds_it(but: int | None):
    covers = Covers(_ranges())
    for at in range(-1, 35):
        assert covers.hold(at, but) == any(start <= at < end and n != but for start, end, n in _ranges()), at
