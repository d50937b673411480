"""Text with the places that match a query. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# What highlight() and snippet() put around a match; no tokenizer and no publisher uses these private characters.
MARK_START = "\ue001"
MARK_END = "\ue002"
SNIPPET_GAP = " … "


@dataclass(frozen=True, slots=True)
class MarkedText:
    """`marks` are the matches' characters in `text`, end exclusive, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def parse_marked(raw: str | None) -> MarkedText:
    """Take the marks out of what SQLite returned; white space is folded, so that the text fits on a line."""
    text: list[str] = []
    marks: list[tuple[int, int]] = []
    length, opened, spaced = 0, -1, True
    for character in raw or "":
        if character == MARK_START:
            opened = length
        elif character == MARK_END:
            if 0 <= opened < length:
                marks.append((opened, length))
            opened = -1
        elif not character.isspace():
            text.append(character)
            length, spaced = length + 1, False
        elif not spaced:
            text.append(" ")
            length, spaced = length + 1, True
    return MarkedText("".join(text).rstrip(), tuple(marks))


def beginning(text: str, longest: int) -> MarkedText:
    """The first words of `text`, at most `longest` characters, for where nothing in it matches."""
    folded = " ".join(text[: 2 * longest].split())
    if len(folded) <= longest:
        return MarkedText(folded)
    return MarkedText(folded[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + SNIPPET_GAP.rstrip())
