# ruff: noqa: E501
"""Tells whether the text is the whole story, or breaks off at a paywall or anywhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.cleaner.line_roles.furniture import Label
from services.cleaner.reading.page import Page
from services.cleaner.words import ends_like_prose, word_count
from shared.schemas.articles import Truncated

_WALL = re.compile(
    r"(?:subscribe|become a (?:member|subscriber)|join|log ?in|sign ?in|sign ?up|register|create (?:a free|an) account)"
    r"\b.{0,40}\b(?:to (?:continue|keep|finish|read (?:on|more|the (?:full|rest|whole|entire)|this (?:article|story)))"
    r"|to (?:unlock|access) (?:this|the (?:full|rest)))"
    r"|(?:to (?:continue|keep|finish) reading|to read (?:the (?:full|rest)|this (?:article|story)|on)\b).{0,60}"
    r"\b(?:subscri\w+|sign|log|register|member\w*|account|trial)"
    r"|(?:this|the (?:full|rest of (?:this|the))) (?:article|story|content|post)\b.{0,30}\b(?:is|are) (?:only |reserved |exclusive(?:ly)? )*"
    r"(?:for|to|available (?:only )?(?:to|for)) (?:our |paid |paying |premium |registered )*(?:subscribers|members|users|readers)"
    r"|you(?:'|’)ve (?:read|reached) (?:all )?your\b.{0,40}\b(?:limit|free articles?)"
    r"|(?:jetzt|um) weiterlesen|weiterlesen mit|(?:réservé|réservée) aux abonnés|(?:il )?vous reste .{0,12}% de cet article"
    r"|(?:contenido|artículo) exclusivo para suscriptores|suscríbete para (?:seguir|continuar) leyendo"
    r"|contenuto riservato agli abbonati|только для подписчиков|лише для передплатників|tylko dla prenumeratorów",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(r"\b(?:log ?in|sign ?in|sign ?up|register|account|registered)\b", re.IGNORECASE)
_PAYING = re.compile(r"\b(?:subscri\w+|paid|paying|member\w*|premium|trial)\b", re.IGNORECASE)
_BREAKS_OFF = re.compile(
    r"(?:\[\s?(?:…|\.\.\.|&hellip;)\s?\]|\[\+\d+ chars\]|…|\.\.\.)\s*(?:\(?(?:read more|continue reading|more)\W*)?$",
    re.IGNORECASE,
)
_NEAR = 8
"""Lines behind the story among which a wall is sought, and one before its end."""
_LONGEST_WALL = 300
_SHORT_STORY = 250
"""Words; a page that says it is not free and shows more than these shows its story all the same."""
_SHORTEST_LINE = 8


def is_wall(text: str) -> bool:
    """Whether a line says that the rest of the story is for subscribers or for those who sign in."""
    return len(text) <= _LONGEST_WALL and _WALL.search(text) is not None


def truncation_of(page: Page, labels: Sequence[Label], body: str) -> Truncated | None:
    """Why the text is not the whole story; None where nothing says so."""
    story = [place for place, label in enumerate(labels) if label.role in ("body", "list", "subheading")]
    if not story:
        return None
    for place in range(story[-1] - 1, min(story[-1] + _NEAR + 1, len(page.lines))):
        text = page.lines[place].text
        if len(text) <= _LONGEST_WALL and labels[place].role != "body" and (wall := _WALL.search(text)) is not None:
            registration = _REGISTRATION.search(text) is not None and _PAYING.search(text) is None
            words = " ".join(text.split())
            return Truncated(
                kind="registration" if registration else "paywall",
                known_by="text",
                evidence=words if len(words) <= 160 else wall.group(),
            )
    if page.metadata.is_free is False and (words_shown := word_count(body)) < _SHORT_STORY:
        evidence = f"JSON-LD isAccessibleForFree is false, and the page shows {words_shown} words"
        return Truncated(kind="paywall", known_by="page", evidence=evidence)
    last = page.lines[story[-1]].text
    if labels[story[-1]].role != "body":
        return None
    end = last[-60:].strip()
    if _BREAKS_OFF.search(last) is not None:
        return Truncated(kind="cut", known_by="text", evidence=f"the story ends in '{end}'")
    is_end = story[-1] == len(page.lines) - 1
    if is_end and not ends_like_prose(last) and word_count(last) >= _SHORTEST_LINE and last[-1].isalnum():
        return Truncated(kind="cut", known_by="inferred", evidence=f"the text ends in mid-sentence: '{end}'")
    return None
