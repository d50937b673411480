"""Dead letters: what failed, where and why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from cli.render.layout import BAD, NAME, QUIET, columns, counted, heading, indented, listing, shortened
from shared.streams.dead_letters import Dead, DeadGroup

_PREVIEW = 600
_NONE = Text("No dead letters.", style=QUIET)


def letters_table(letters: Sequence[Dead]) -> RenderableType:
    if not letters:
        return _NONE
    table = listing("dead id", "died", "stage", "cause", "article", "reason")
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    for dead in letters:
        letter = dead.letter
        table.add_row(
            dead.dead_id,
            Text(letter.dead_at[5:16].replace("T", " "), style=QUIET),
            Text(letter.service, style=NAME),
            Text(letter.cause.replace("_", " "), style=BAD),
            letter.article_id or Text("unknown", style=QUIET),
            shortened(letter.reason, 200),
        )
    return Group(table, "", Text(counted(len(letters), "dead letter"), style=QUIET))


def groups_table(groups: Sequence[DeadGroup]) -> RenderableType:
    if not groups:
        return _NONE
    table = listing("letters", "stage", "cause", "newest", "such as", right=("letters",))
    for group in groups:
        table.add_row(
            f"{group.letters:,}",
            Text(group.stage, style=NAME),
            Text(group.cause.replace("_", " "), style=BAD),
            Text(group.newest[5:16].replace("T", " "), style=QUIET),
            shortened(group.example, 200),
        )
    return table


def letter_page(dead: Dead) -> RenderableType:
    """One letter with the beginning of its message."""
    letter = dead.letter
    table = columns(None, 1)
    known = {
        "dead id": dead.dead_id,
        "died": letter.dead_at,
        "stage": f"{letter.service}, version {letter.service_version}",
        "cause": letter.cause.replace("_", " "),
        "error": letter.error_type,
        "place": letter.place,
        "attempts": str(letter.attempts),
        "article": letter.article_id,
        "correlation": dead.correlation_id,
        "came from": f"{letter.stream}/{letter.entry_id}",
    }
    for name, value in known.items():
        if value:
            table.add_row(Text(name, style=QUIET), value)
    message = dead.payload.decode("utf-8", "backslashreplace")
    return Group(
        Text(letter.reason, style=BAD),
        "",
        table,
        heading("What to do"),
        indented(Text(dead.advice)),
        heading("The message", counted(dead.original_bytes, "byte")),
        indented(Text(shortened(message, _PREVIEW))),
    )
