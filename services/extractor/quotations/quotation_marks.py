"""Find what stands between quotation marks, whatever marks a text uses and however badly they are balanced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Level = Literal["double", "single"]

_DOUBLE = '"“”„‟«»″＂'
_SINGLE = "'‘’‚‛‹›`´"
_MARK = re.compile(rf"''|``|´´|,,(?=[^\W\d_])|[{_DOUBLE}{_SINGLE}]")
_OPENERS = frozenset("“„‟«‘‚‛‹`") | {"``", ",,"}
_CLOSERS = frozenset("”»’›´") | {"´´"}
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_BEFORE_OPENING = frozenset("([{<—–-/:;=|…") | frozenset(_DOUBLE) | frozenset(_SINGLE)
# Words that begin with an apostrophe of their own: 'em, 'til, 'twas, '90s.
_ELISION = re.compile(r"(?:em|til|till|tis|twas|twere|cause|cos|round|bout|n|nuff|ere|s|\d\ds?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between a pair of marks; offsets are characters of the text.

    ``start`` and ``end`` take in the marks, ``inner_start`` and ``inner_end`` leave them out. ``closed`` is false where
    the closing mark is missing; then the quotation ends with its paragraph, and ``runs_on`` tells that the next
    paragraph opens with a mark again, as one speech over several paragraphs does.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    level: Level = "double"
    closed: bool = True
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    may_open: bool
    may_close: bool

    @property
    def level(self) -> Level:
        return "double" if self.sign in _DOUBLE or len(self.sign) == 2 else "single"

    @property
    def only_opens(self) -> bool:
        return self.may_open and (not self.may_close or self.sign in _OPENERS)

    @property
    def only_closes(self) -> bool:
        return self.may_close and (not self.may_open or self.sign in _CLOSERS)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations in order, without overlap; quotations inside others are part of the outer one.

    Apostrophes, feet and inches, and marks that have no partner and do not begin a paragraph are none.
    """
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        found.extend(_in_paragraph(text, start, end, number))
    opening = {quotation.paragraph: quotation for quotation in reversed(found) if _opens_paragraph(text, quotation)}
    return tuple(
        replace(quotation, runs_on=True)
        if not quotation.closed and quotation.paragraph + 1 in opening and quotation.level == "double"
        else quotation
        for quotation in found
    )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: between blank lines, or lines where the text has no blank line."""
    separator = _PARAGRAPH_END if _PARAGRAPH_END.search(text) else _LINE_END
    start = 0
    for gap in separator.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _opens_paragraph(text: str, quotation: Quotation) -> bool:
    before = _before_spaces(text, 0, quotation.start, "\n")
    return before == 0 or text[before - 1] == "\n"


def _before_spaces(text: str, start: int, end: int, stop: str = "") -> int:
    """Where the spaces before ``end`` begin, if they go back no further than ``start`` or a ``stop``."""
    while end > start and text[end - 1].isspace() and text[end - 1] != stop:
        end -= 1
    return end


def _in_paragraph(text: str, start: int, end: int, paragraph: int) -> Iterator[Quotation]:
    signs = _Signs(text, start)
    found_marks = (_mark(text, start, end, found, signs) for found in _MARK.finditer(text, start, end))
    marks = [mark for mark in found_marks if mark is not None]
    position = 0
    while position < len(marks):
        opening = marks[position]
        position += 1
        if not opening.may_open:
            continue
        close = _closing(text, marks, position, opening)
        if close is not None:
            mark = marks[close]
            if text[opening.end : mark.start].strip():
                yield Quotation(opening.start, mark.end, opening.end, mark.start, paragraph, opening.level)
            position = close + 1
        elif opening.level == "double" and _begins_speech(text, start, opening):
            # The closing mark is missing: up to where the next quotation opens, else to the end of the paragraph.
            reopening = _reopening(marks, position)
            stop = _last_stop(text, opening.end, marks[reopening].start) if reopening is not None else end
            stop = opening.end + len(text[opening.end : stop].rstrip())
            if stop > opening.end:
                yield Quotation(opening.start, stop, opening.end, stop, paragraph, closed=False)
            position = reopening if reopening is not None else len(marks)


def _begins_speech(text: str, start: int, opening: _Mark) -> bool:
    """Whether a mark without a partner opens a sentence: it begins the paragraph, or follows a stop."""
    before = _before_spaces(text, start, opening.start)
    return before == start or (text[before - 1] in ".?!:," and text[opening.end : opening.end + 1].isupper())


def _mark(text: str, start: int, end: int, found: re.Match[str], signs: _Signs) -> _Mark | None:
    """How a mark may be used, judged by its neighbours; None for apostrophes and for feet and inches."""
    sign = found.group()
    before = text[found.start() - 1] if found.start() > start else " "
    after = text[found.end()] if found.end() < end else " "
    single = len(sign) == 1 and sign in _SINGLE
    if single and before.isalnum() and after.isalnum():
        return None
    if before.isdigit() and sign in "\"'″´" and not signs.is_open_before(found.start(), sign):
        return None
    opens = after.isspace() is False and (before.isspace() or before in _BEFORE_OPENING)
    closes = not before.isspace()
    if single and opens and not before.isalnum() and sign in "'’" and _ELISION.match(text, found.end(), end):
        return None
    if not opens and not closes:  # spaces on both sides: the mark's direction tells, or what stands open before it
        is_open = sign in ('"', "''") and signs.is_open_before(found.start(), sign)
        opens, closes = sign in "“„«", sign in "”»" or is_open
        if found.start() == start:
            opens, closes = True, False
        if single:
            return None
    if not opens and after.isalnum() and sign not in _CLOSERS:  # glued to the word before: said"We
        opens = not single
    return _Mark(found.start(), found.end(), sign, may_open=opens, may_close=closes)


class _Signs:
    """Counts the signs of a paragraph; asked from its beginning to its end, it reads each part once per sign."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start = text, start
        self._counted: dict[str, tuple[int, int]] = {}

    def is_open_before(self, position: int, sign: str) -> bool:
        """Whether an odd number of the sign stands before."""
        start, count = self._counted.get(sign, (self._start, 0))
        count += self._text.count(sign, start, position)
        self._counted[sign] = position, count
        return count % 2 == 1


def _closing(text: str, marks: list[_Mark], position: int, opening: _Mark) -> int | None:
    """The index of the mark that closes, or None where another opening of the same level comes first."""
    doubtful = None
    inner = False
    for index in range(position, len(marks)):
        mark = marks[index]
        if mark.level != opening.level:
            if opening.level == "single" and mark.level == "double" and mark.only_closes and not inner:
                return doubtful
            inner = inner != (mark.level == "double")
            continue
        if mark.only_opens and not (mark.sign == "“" and opening.sign in "„“" and mark.may_close):
            return doubtful
        if not mark.may_close:
            return doubtful
        if opening.level == "single" and _may_be_possessive(text, mark):
            doubtful = index if doubtful is None else doubtful
            continue
        return index
    return doubtful


def _may_be_possessive(text: str, mark: _Mark) -> bool:
    """Whether an apostrophe after s, before a further word, may be that of a plural: the voters' choice."""
    return text[mark.start - 1 : mark.start] in ("s", "S", "z") and bool(
        re.match(r" [a-z]", text[mark.end : mark.end + 2])
    )


def _reopening(marks: list[_Mark], position: int) -> int | None:
    return next((i for i in range(position, len(marks)) if marks[i].level == "double" and marks[i].may_open), None)


def _last_stop(text: str, start: int, end: int) -> int:
    """The end of the last sentence before ``end``, or of its last clause, or ``end``."""
    for stops in (r"[.!?…](?=\s)", r",(?=\s)"):
        found = list(re.finditer(stops, text[start:end]))
        if found:
            return start + found[0 if stops.startswith(",") else -1].end()
    return end
