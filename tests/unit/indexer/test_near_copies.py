"""How much of one article's text is in another."""

from __future__ import annotations

from services.indexer.writing.near_copies import SKETCH_SIZE, phrases_of, shared_part, sketch_of

STORY = " ".join(
    f"Minister number {n} travelled quickly towards conference building {n} and explained proposal {n} patiently."
    for n in range(40)
)
OTHER = " ".join(
    f"Farmers in district {n} harvested potatoes during unusually pleasant weather on field {n}." for n in range(40)
)


def sketches_meet(one: str, other: str) -> bool:
    return len(set(sketch_of(phrases_of(one))) & set(sketch_of(phrases_of(other)))) >= 2


def test_a_text_is_wholly_in_itself():
    assert shared_part(phrases_of(STORY), phrases_of(STORY)) == 1


def test_case_punctuation_and_line_breaks_do_not_matter():
    assert phrases_of(STORY.upper().replace(". ", "!\n\n")) == phrases_of(STORY)


def test_a_shortened_text_is_wholly_in_the_longer_one_and_found_by_its_sketch():
    shortened = STORY[: len(STORY) // 2]
    assert shared_part(phrases_of(shortened), phrases_of(STORY)) > 0.95
    assert sketches_meet(shortened, STORY)


def test_another_text_is_not_in_it():
    assert shared_part(phrases_of(OTHER), phrases_of(STORY)) == 0
    assert not sketches_meet(OTHER, STORY)


def test_a_round_up_is_no_copy_of_a_story_in_it():
    story = STORY[: len(STORY) // 6]
    round_up = story + "".join(f" Farmers harvested potatoes in unusually cold district {n}." for n in range(200))
    assert shared_part(phrases_of(story), phrases_of(round_up)) == 0


def test_a_short_notice_has_no_phrases():
    assert phrases_of("The minister travelled to the conference yesterday.") == frozenset()


def test_a_sketch_is_small_and_ordered():
    sketch = sketch_of(phrases_of(STORY))
    assert len(sketch) == SKETCH_SIZE
    assert list(sketch) == sorted(sketch)
