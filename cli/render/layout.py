"""The look that all pages share: headings, marks, dates and counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

HEADING = "bold blue"
NAME = "bold"
QUIET = "dim"
DATE = "cyan"
MARK = "bold yellow"
BAD = "bold red"
GOOD = "green"
WARNING = "yellow"


def heading(title: str, remark: str = "") -> Text:
    """A section's title, and beside it what is to be said of the whole section."""
    return Text.assemble("\n", (title.upper(), HEADING), (f"  {remark}" if remark else "", QUIET))


def columns(*ratios: int | None) -> Table:
    """A table without lines, indented by two; a column without a ratio is as wide as its widest cell."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=any(ratios))
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return table


def listing(*titles: str, right: Sequence[str] = ()) -> Table:
    """A table with column titles; those named in ``right`` hold numbers."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET)
    for title in titles:
        table.add_column(title, justify="right" if title in right else "left", overflow="fold")
    return table


def indented(content: RenderableType, by: int = 2) -> Padding:
    return Padding(content, (0, 0, 0, by), expand=isinstance(content, Table))


def marked(text: str, marks: Iterable[tuple[int, int]], style: str = "", mark: str = MARK) -> Text:
    """The text with some of its characters highlighted."""
    rich_text = Text(text, style=style)
    for start, end in marks:
        rich_text.stylize(mark, start, end)
    return rich_text


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word where it is longer than ``longest`` characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at_a_word = cut.rpartition(" ")[0]
    return f"{at_a_word if len(at_a_word) > longest // 2 else cut}…"


def counted(number: int, thing: str, things: str | None = None) -> str:
    """``1 article``, ``1,200 articles``."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def joined(parts: Iterable[str | Text | None], separator: str = " · ") -> Text:
    """The parts that there are, on one line."""
    line = Text()
    for part in parts:
        if part is not None and str(part):
            if line:
                line.append(separator, style=QUIET)
            line.append_text(part if isinstance(part, Text) else Text(part))
    return line
