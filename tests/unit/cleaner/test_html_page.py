"""The text of a page is what a browser would show of it."""

from __future__ import annotations

import pytest

from services.cleaner.clean import read_page


def lines_of(markup: str) -> list[str]:
    page = read_page(f"<html><body>{markup}<p>The ferry is late.</p></body></html>", "text/html")
    return [line.text for line in page.lines]


@pytest.mark.parametrize(
    "markup",
    [
        "<div hidden>Out of sight</div>",
        '<div style="color: red; display: none">Out of sight</div>',
        "<dialog>Out of sight</dialog>",
        '<dialog class="welcome">Out of sight</dialog>',
        "<template><p>Out of sight</p></template>",
        "<script>Out of sight</script>",
        "<!-- Out of sight -->",
    ],
)
def test_what_is_not_shown_is_no_text(markup: str):
    assert lines_of(markup) == ["The ferry is late."]


@pytest.mark.parametrize(
    "markup",
    [
        '<div hidden="until-found">In sight</div>',
        '<div style="display: block">In sight</div>',
        "<dialog open>In sight</dialog>",
        "<div aria-expanded=false>In sight</div>",
    ],
)
def test_what_is_shown_is_text(markup: str):
    assert lines_of(markup) == ["In sight", "The ferry is late."]


def test_lines_are_those_of_the_blocks_and_of_the_breaks():
    assert lines_of("<p>One <b>and</b>\n two<br>and three</p><div>four<div>five</div>six</div>") == [
        "One and two", "and three", "four", "five", "six", "The ferry is late.",
    ]  # fmt: skip
