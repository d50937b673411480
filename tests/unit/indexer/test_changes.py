"""What a delivered article means for the index."""

from __future__ import annotations

import pytest

from services.indexer.writing.changes import (
    Note,
    Recorded,
    Repeat,
    Stale,
    Submission,
    Version,
    Write,
    decide,
    parse_submission,
    producers_line,
)
from shared.schemas.articles import Producer


def a_version(
    ms: int,
    revision: str = "r1",
    *,
    cleaned_by: str = "rules 1",
    extracted_by: str = "model 1",
    arrival: int | None = None,
) -> Version:
    arrived = Submission(arrival, 0) if arrival is not None else None
    return Version(Submission(ms, 0), revision, cleaned_by, extracted_by, arrived)


def test_an_article_that_is_not_there_is_new():
    assert decide(a_version(5), None, None) == Write("new")


def test_the_same_delivery_after_a_crash_reports_the_same_again():
    written = Recorded(a_version(5), "revised", "then")
    assert decide(a_version(5), written, written) == Repeat("revised", "then")


def test_the_same_delivery_reports_the_same_even_after_a_newer_revision():
    first, now = Recorded(a_version(5), "new", "then"), Recorded(a_version(9, "r2"), "revised", "later")
    assert decide(a_version(5), now, first) == Repeat("new", "then")


def test_the_same_article_submitted_again_is_only_noted():
    assert decide(a_version(9), Recorded(a_version(5), "new", "then"), None) == Note()


def test_a_note_that_is_delivered_again_is_repeated():
    noted = Recorded(a_version(9), "unchanged", "then")
    assert decide(a_version(9), noted, None) == Repeat("unchanged", "then")


def test_an_older_submission_of_the_same_article_is_unchanged():
    assert decide(a_version(5), Recorded(a_version(9), "new", "then"), None) == Repeat("unchanged", "then")


def test_a_changed_article_is_revised():
    assert decide(a_version(9, "r2"), Recorded(a_version(5), "new", "then"), None) == Write("revised")


def test_an_older_submission_does_not_replace_a_newer_one():
    assert decide(a_version(5, "r1"), Recorded(a_version(9, "r2"), "new", "then"), None) == Stale()


@pytest.mark.parametrize("other", [{"cleaned_by": "rules 2"}, {"extracted_by": "model 2"}])
def test_the_same_article_from_another_model_or_rule_set_is_reprocessed(other: dict[str, str]):
    written = Recorded(a_version(5), "new", "then")
    assert decide(a_version(5, **other), written, written) == Write("reprocessed")


def test_reprocessing_may_start_from_the_first_of_several_submissions_of_a_revision():
    first, noted = Recorded(a_version(5), "new", "then"), Recorded(a_version(9), "unchanged", "later")
    assert decide(a_version(5, extracted_by="model 2"), noted, first) == Write("reprocessed")


def test_a_model_that_is_rolled_back_reprocesses_too():
    reprocessed = Recorded(a_version(5, extracted_by="model 2"), "reprocessed", "later")
    assert decide(a_version(5), reprocessed, reprocessed) == Write("reprocessed")


@pytest.mark.parametrize("submission", [5, 4], ids=["of the same submission", "of an earlier one"])
def test_an_old_models_result_that_was_held_up_does_not_replace_a_newer_ones(submission: int):
    reprocessed = Recorded(a_version(5, extracted_by="model 2", arrival=80), "reprocessed", "later")
    assert decide(a_version(submission, arrival=70), reprocessed, reprocessed) == Repeat("unchanged", "later")


def test_a_model_that_is_rolled_back_reprocesses_as_its_results_come_later():
    reprocessed = Recorded(a_version(5, extracted_by="model 2", arrival=80), "reprocessed", "later")
    assert decide(a_version(5, arrival=90), reprocessed, reprocessed) == Write("reprocessed")


def test_submissions_compare_as_numbers():
    assert (
        parse_submission("999-0")
        < parse_submission("1000-0")
        < parse_submission("1000-2")
        < parse_submission("1000-10")
    )


@pytest.mark.parametrize("broken", ["", "5", "5-", "a-0", "-5-0", "5-0 ", "٥-0", "1" * 30 + "-0"])
def test_what_is_no_entry_id_is_refused(broken: str):
    with pytest.raises(ValueError, match="no stream entry id"):
        parse_submission(broken)


def test_producers_are_named_in_order():
    assert producers_line((Producer(name="rules", version="3"), Producer(name="model", version="3.8.0"))) == (
        "rules 3; model 3.8.0"
    )
