"""A cleaned article on a terminal: what was kept and what was taken out side by side, or one below the other."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.render.article import article_page, masthead
from cli.render.block_kinds import Passage, characters_by_kind, passages, role_name, side_by_side
from cli.render.layout import NAME, QUIET, counted, shortened
from shared.schemas.articles import ReadableArticle, Role

SIDE_BY_SIDE = 100
"""Columns of a terminal from which on two stand beside each other."""
_TONES: dict[str, str] = {"story": "green", "field": "blue", "out": "bright_black"}
_PROMOTION: frozenset[Role] = frozenset({"promotion", "newsletter", "cookie_notice"})
_PARAGRAPH_STYLES: dict[Role, str] = {
    "headline": "bold",
    "subheading": "bold",
    "caption": "italic",
    "standfirst": "italic",
}
_LONGEST_OUT = 3
"""Lines of the right column that a passage which was taken out may fill."""


def clean_page(article: ReadableArticle, *, width: int = 80) -> RenderableType:
    """The masthead, and below it every passage with its role; the reasons stand beside what was taken out."""
    if width < SIDE_BY_SIDE:
        return article_page(article, width=width)
    found = list(passages(article))
    return Group(masthead(article), Text(), _table(found, width), Text(), _summary(found))


def _table(found: list[Passage], width: int) -> Table:
    right = width * 4 // 10
    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 4, 1, 0), header_style=QUIET, expand=True)
    table.add_column("  KEPT", ratio=1, overflow="fold")
    table.add_column("TAKEN OUT, AND WHY", width=right, overflow="fold")
    for kept, removed in side_by_side(found):
        table.add_row(_story(kept), _removed(removed, right))
    return table


def _story(kept: list[Passage]) -> Table:
    """The passages below each other, each with a bar of its colour on its left."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 0, 1, 0), expand=True)
    table.add_column(width=2)
    table.add_column(ratio=1, overflow="fold")
    for passage in kept:
        table.add_row(Text("▌", style=_tone(passage)), _kept(passage))
    return table


def _kept(passage: Passage) -> Text:
    text = Text()
    if passage.kind == "field":
        text.append(f"{role_name(passage.role)}\n", style=f"{_tone(passage)} dim")
    style = _PARAGRAPH_STYLES.get(passage.role, "")
    text.append("\n".join(" ".join(words.split()) for words in passage.words), style=style)
    return text


def _removed(removed: list[Passage], width: int) -> Text:
    text = Text()
    for number, passage in enumerate(removed):
        if number:
            text.append("\n\n")
        words = shortened(" / ".join(passage.words), _LONGEST_OUT * width - len(passage.role) - 2)
        text.append(role_name(passage.role), style=f"{NAME} {_tone(passage)}")
        text.append(f"  {words}\n")
        text.append(passage.reason, style=f"{QUIET} italic")
    return text


def _tone(passage: Passage) -> str:
    if passage.role == "teaser":
        return "magenta"
    return "yellow" if passage.role in _PROMOTION else _TONES[passage.kind]


def _summary(found: list[Passage]) -> Text:
    counts = characters_by_kind(found)
    total = max(1, sum(counts.values()))
    return Text.assemble(
        ("▌", _TONES["story"]), f"{counts['story'] / total:.0%} of {counted(total, 'character')} are the story  ",
        ("▌", _TONES["field"]), f"{counts['field'] / total:.0%} kept as fields of their own  ",
        ("▌", _TONES["out"]), f"{counts['out'] / total:.0%} taken out",
    )  # fmt: skip
