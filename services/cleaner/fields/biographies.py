# ruff: noqa: E501
"""Recognises what a page says about its author, and the outlet that it names."""

from __future__ import annotations

import re

from services.cleaner.fields.names import JOB

_VERB = r"(?:is|was|has|covers|writes|works|reports|joined|serves|leads|edits|holds|contributes|specialises|specializes|received|graduated|teaches|lives|can be reached|est|ist|es|jest|є|—|–)"
_PERSON = r"(?P<name>[^\W\d_][\w.’'-]*(?: [\w.’'-]+){1,4}?)"
_BIOGRAPHY = re.compile(rf"(?:about the authors?:?\s*)?{_PERSON},? (?:\w+ly )?{_VERB}\b", re.IGNORECASE)
_LIFE = re.compile(
    r"\b(?:(?:she|he|they) (?:is|has|was|also|previously|holds|covers|writes|joined|worked|studied|lives|graduated|received|earned|can be)|(?:her|his|their) (?:work|writing|reporting|articles|bylines?)"
    r"|(?:has|have) (?:covered|reported|written|worked)|grew up|since (?:19|20)\d\d|degree|graduate|graduated|university|based in|freelance|years of experience|award|covers|covering|formerly|previously|follow (?:her|him|them)|reach (?:her|him|them)|contact (?:her|him|them)"
    r"|twitter|e-?mail|@\w+|author of|editor at|editor of|writer at|writer for|reporter at|reporter for|correspondent for|contributor to|staff writer|joined|writes (?:about|on|for)|reports (?:on|for|from))\b",
    re.IGNORECASE,
)
_REST = r"[\w&’'-]*(?:\.\w+)*"
_EMPLOYER = re.compile(
    rf"\b(?:{JOB.pattern[2:-2]})s?(?: \w+){{0,4}}? (?P<at>at|for|with|of) (?P<outlet>(?:[Tt]he )?[A-Z]{_REST}(?: (?:of|and|&|the|[A-Z0-9]{_REST}))*)",
)  # fmt: skip
_LONGEST = 1500


def is_biography(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a paragraph describes a journalist: it begins with a name and goes on about a job and a life.

    ``names`` are those of the page's authors; where the paragraph begins with one, less else is needed.
    """
    if not 30 <= len(text) <= _LONGEST or (match := _BIOGRAPHY.match(text)) is None:
        return False
    name = match["name"]
    if any(name.casefold() == known.casefold() or known.casefold().startswith(name.casefold()) for known in names):
        return JOB.search(text) is not None or _LIFE.search(text) is not None
    first_sentence = text[:200]
    return name[:1].isupper() and JOB.search(first_sentence) is not None and len(_LIFE.findall(text)) >= 2


def subject_of(biography: str) -> str | None:
    """The name with which a biography begins."""
    match = _BIOGRAPHY.match(biography)
    return match["name"].rstrip(",") if match is not None else None


def employer_in(biography: str) -> tuple[str, str] | None:
    """The outlet that a biography says its subject works for, and the words that say so."""
    match = _EMPLOYER.search(biography)
    if match is None:
        return None
    outlet = re.sub(r"(?: (?:of|and|&|the))+$", "", match["outlet"].rstrip(".,;:"))
    if outlet.lower().startswith("the "):
        outlet = "The " + outlet[4:]
    return outlet, match.group(0).rstrip(".")
