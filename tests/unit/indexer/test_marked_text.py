"""Text with the places that match."""

from __future__ import annotations

from services.indexer.searching.marked_text import MARK_END, MARK_START, MarkedText, beginning, parse_marked


def test_marks_are_taken_out_of_the_text():
    assert parse_marked(f"no {MARK_START}need{MARK_END} for it") == MarkedText("no need for it", ((3, 7),))


def test_white_space_is_folded_before_marks_are_counted():
    assert parse_marked(f" no\n\n {MARK_START}need{MARK_END} ") == MarkedText("no need", ((3, 7),))


def test_marks_of_a_publisher_do_no_harm():
    assert parse_marked(f"a {MARK_END}b{MARK_START} c") == MarkedText("a b c")


def test_nothing_has_no_marks():
    assert parse_marked(None) == MarkedText("")


def test_a_beginning_ends_at_a_word():
    assert beginning("There is no need, for a meeting", 20) == MarkedText("There is no need …")


def test_a_short_text_is_its_own_beginning():
    assert beginning("There is\nno need.", 20) == MarkedText("There is no need.")
