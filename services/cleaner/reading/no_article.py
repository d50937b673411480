"""Recognises pages that stand in an article's place: cookie walls, errors, logins, checks for robots."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.cleaner.words import word_count

_LOOKED_AT = 2_000
"""Characters around the body."""
_LONGEST = 150
"""Words; a longer body is an article, whatever it speaks of."""


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    advice: str
    least: int
    """How many different signs it takes. Each is in the page's own voice, so that news about cookies has none."""
    signs: tuple[re.Pattern[str], ...]


def _signs(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_KINDS = (
    _Kind(
        "a cookie notice", "scrape the page again after its cookies are accepted or refused", 2,
        _signs(
            r"\bwe (?:and our|use|value|care|store)\b.{0,60}\b(?:partners|cookies|privacy)\b",
            r"\b(?:on|to) your (?:device|browser)\b|\byour (?:choices|consent|privacy|preferences|cookie settings)\b",
            r"\byou (?:can|may) (?:accept|reject|refuse|manage|change|withdraw)\b",
            r"\b(?:accept|reject) all\b|\bmanage (?:choices|cookies|preferences|options)\b",
            r"\bpersonali[sz]ed? (?:ads?|advertising|content)\b",
            r"\bwir (?:verwenden|nutzen)\b.{0,40}\bcookies\b|\bnous utilisons\b.{0,40}\bcookies\b|\busamos cookies\b",
        ),
    ),
    _Kind(
        "an error: not found", "check the address", 1,
        _signs(
            r"^\W*(?:error )?404\b|^\W*page not found\b|^\W*(?:oops|sorry)\b.{0,60}\b(?:page|404)\b",
            r"\bpage (?:you|that you|you're|you are)\b.{0,40}\b(?:not|cannot|can't|no longer|moved|missing|gone)\b",
            r"\b(?:this|the|that) page (?:does not|doesn't|cannot|can't|could not|couldn't|no longer|is no longer)\b",
        ),
    ),
    _Kind(
        "a login", "scrape the page as somebody who is signed in", 2,
        _signs(
            r"\b(?:sign|log) ?in\b.{0,40}\baccount\b|\byour\b.{0,40}\baccount\b",
            r"\b(?:your|the) password\b|\bpassword\?",
            r"\b(?:enter|your) (?:your )?e-?mail(?: address)?\b",
            r"\bdon['’]t have an account\b|\bcreate (?:one|an account)\b",
            r"^\W*(?:sign|log) ?in\b",
        ),
    ),
    _Kind(
        "a check for robots", "scrape the page as a browser does, with its scripts", 1,
        _signs(
            r"\bverify (?:that )?you are (?:a )?human\b|\byou are not a robot\b|\bcaptcha\b",
            r"\bchecking (?:your browser|if the site connection)\b",
            r"\benable javascript\b", r"\bunusual traffic\b|\bautomation tools\b",
            r"\baccess (?:to this page |to this site )?(?:has been|was|is) (?:denied|blocked)\b",
        ),
    ),
)  # fmt: skip


def why_no_article(headline: str | None, body: str, around: str = "") -> str | None:
    """Why a page is none, and what to do; None where it may be an article.

    ``around`` are the page's lines that are not of its body; they count, but alone they decide nothing.
    """
    if word_count(body[:_LOOKED_AT]) > _LONGEST or word_count(body) > _LONGEST:
        return None
    texts = [*([headline] if headline else []), *body.split("\n")]
    for kind in _KINDS:
        inside = {number for number, sign in enumerate(kind.signs) if any(sign.search(text) for text in texts)}
        beside = {number for number, sign in enumerate(kind.signs) if sign.search(around[:_LOOKED_AT])}
        if inside and len(inside | beside) >= kind.least:
            return f"no article: the page is {kind.name}; {kind.advice}"
    return None
