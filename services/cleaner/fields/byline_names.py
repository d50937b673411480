# ruff: noqa: E501
"""Reads who signs in a byline: people, pen names, desks and agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from services.cleaner.fields.names import byline_names, is_job, is_person_name, names_in, without_byline_words
from services.cleaner.word_lists import COMMON_WORDS

_LONGEST = 240
_MOSTLY_COMMON = 0.6
"""Above it a name's words are those of a heading; a surname is a common word quite often."""
_GAP = re.compile(r"(?:\s{2,}|\t|(?<=\w)@(?=\w))")
_SAYS_SO = re.compile(
    r"\W{0,3}(?:(?:(?:story|text|words|reporting|article|report|review|analysis|opinion|written|reported|posted|published|authored|compiled|created|contributed|submitted|produced)(?: and \w+)? ?)?(?:by\b|(?-i:By(?=[A-Z][a-z])))|authors?:|writers?:|words:|von |par |por |di |автор:?|текст:?)"
    r"|\d{1,4}[ /.-]\w{1,9}[ /.,-]{1,2}\d{2,4} by ",
    re.IGNORECASE,
)
_AGENCY = r"(?:(?:The )?Associated Press|AP|Reuters|AFP|Agence France-Presse|TASS|Bloomberg|PA(?: Media)?|Press Association|CNN|BBC(?: News)?|USA TODAY|UPI|Xinhua|IANS|PTI|ANI|dpa|DPA|EFE|ANSA|Kyodo News|Press Trust of India|Canadian Press|Australian Associated Press|AAP)"
_WIRE = re.compile(
    r"\b(?P<agency>Associated Press|AP|Reuters|AFP|Agence France-Presse|TASS|Bloomberg|PA Media|Press Association|UPI"
    r"|Xinhua|IANS|PTI|Press Trust of India|ANI|dpa|DPA|EFE|ANSA|Kyodo|Canadian Press|Australian Associated Press|AAP)\b"
)
_BEFORE_AGENCY = re.compile(rf"(?<=[\w.]) (?={_AGENCY}\b)(?<!and )(?<!& )(?<!\b[Tt]he )")
_SIGNS_TOO = re.compile(rf"(?:\band|&|/)\s*(?P<agency>{_AGENCY})\b")
_AGENCY_FIRST = re.compile(rf"\W*(?:by )?(?P<agency>(?:the )?{_AGENCY})(?=$|\s*[,|/(–—-]| in | staff\b)", re.IGNORECASE)
# Who took the pictures, and what a page is called: 'From Example Wiki'.
_NOT_SIGNED = re.compile(
    r"\W*(?:photo\w*|pictures?|images?|illustrations?|graphics?|video|from|meet|edited|reviewed|fact)\b", re.IGNORECASE
)
_GLUED_JOB = re.compile(
    r"(?<=[\w.]) (?:author|editor|reporter|writer|contributor|correspondent|columnist|follow|staff)$", re.IGNORECASE
)
_DESK = re.compile(
    r"(?:[A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){0,4} (?:Desk|Bureau|Newsroom|News Service|Editorial Board|Editorial Team|Web Team|News Team|Team|[Ee]ditors|Staff|Contributors?|Correspondents?|Staff Reporter|Staff Writer)|(?:[Ss]taff|STAFF)(?: and news service)? (?:reports?|writers?|reporters?|REPORTS?)|[Oo]ur (?:[Ss]taff|[Cc]orrespondent)|(?:The )?Editorial Board)\b"
)
_PEN_NAME = re.compile(r"[^\W_][\w.’'-]{1,23}(?: [A-Z][\w.’'-]{0,15})?$")
_NO_PEN_NAME = frozenset(
    [
        "the", "a", "an", "my", "our", "your", "his", "her", "its", "their", "default", "using", "and", "clicking",
        "signing", "continuing", "email", "phone", "post", "mail", "us", "main",
    ]
)  # fmt: skip
# A month's name that is a first name: 'April Fulton', but not 'April 3' or 'May 2024'.
_MONTH_NAME = re.compile(r"(^|(?:[Bb]y|BY) |and )(?P<month>April|May|June|August)( [A-Z][a-z])")
_CHANGED = re.compile(r"\s+(?:Last )?(?:Updated|Published|Posted|Modified)\b(?! by).*$")
_TWICE = re.compile(r"\b(\w[\w.’'-]+ \w[\w.’'-]+) \1\b")
NOBODY = frozenset(
    ["admin", "administrator", "webmaster", "editor", "editors", "staff", "unknown", "author", "guest", "root"]
)
"""What publishing software calls an author that nobody has named."""
_ONE_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]{2,14}")
_WORD = re.compile(r"[^\W\d_]+")
_END_OF_NAMES = re.compile(r"\s+(?:on|in|at|for|from|to|with|of|is|\d)\b|[,;|•·–—(]|\s-\s|\d{1,2}[/:]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a line; ``says_so``: the line itself says that it is a byline, as with 'By'."""

    names: tuple[str, ...]
    kind: str
    """``person``, ``agency``, ``desk`` or ``pen name``: of the first name."""
    says_so: bool


def signature_of(text: str) -> Signature | None:
    """The names on a line that may be a byline, or None where there is none."""
    return _signature(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4_096)
def _signature(text: str) -> Signature | None:
    if _NOT_SIGNED.match(text):
        return None
    text = _CHANGED.sub("", text.replace("\xa0", " ").replace(" And ", " and ").replace(" AND ", " and ").strip())
    begin = _SAYS_SO.match(text)
    if begin is not None:
        text = f"{begin.group().rstrip()} {text[begin.end() :].lstrip()}"
        begin = _SAYS_SO.match(text)
    parted = _TWICE.sub(r"\1", _BEFORE_AGENCY.sub(" | ", _GAP.sub(" | ", text)))
    words = without_byline_words(parted) if begin else parted
    if (desk := _DESK.match(words)) is not None:
        return Signature((desk.group(),), "desk", begin is not None)
    bare = _MONTH_NAME.sub(r"\1Anna\3", _GLUED_JOB.sub("", parted))
    names = _of_first_part(byline_names(bare) or ((bare,) if is_person_name(bare) else names_in(bare)), bare)
    if names and is_job(text) and begin is None and "," not in text and common_share(names[0]) >= _MOSTLY_COMMON:
        return None  # 'National Security Reporter' is a job
    if names:
        if bare != parted and (month := _MONTH_NAME.search(parted)) is not None:
            names = tuple(name.replace("Anna ", f"{month['month']} ", 1) for name in names)
        signed = _with_agency(names, parted)
        return Signature(signed, "person" if names_person(names[0]) else "agency", begin is not None)
    if (agency := _AGENCY_FIRST.match(parted)) is not None and len(words.split()) <= 4:
        return Signature((agency["agency"],), "agency", begin is not None)
    if begin is not None:
        rest = text[begin.end() :].strip(" :")
        end = _END_OF_NAMES.search(rest)
        word = rest[: end.start()] if end else rest
        if _PEN_NAME.fullmatch(word) and word.split()[0].casefold() not in _NO_PEN_NAME:
            return Signature((word,), "pen name", True)
    if _ONE_WORD.fullmatch(text) and not common_share(text) and text.casefold() not in NOBODY:
        return Signature((text,), "pen name", False)
    return None


def agency_in(text: str) -> str | None:
    """The wire agency that a byline names, as it is written."""
    found = _WIRE.search(text[:_LONGEST])
    return found["agency"] if found is not None else None


def common_share(name: str) -> float:
    """The part of a name's words that pages write in lower case, 0 to 1."""
    words = [word.casefold() for word in _WORD.findall(name) if len(word) > 1]
    return sum(word in COMMON_WORDS for word in words) / len(words) if words else 0.0


def names_person(name: str) -> bool:
    """Whether a name is a person's; unlike `is_person_name` it knows that April may be one."""
    return is_person_name(_MONTH_NAME.sub(r"\1Anna\3", name))


def _of_first_part(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Without what is no name, and without what stands behind a bar, where the outlet does: 'Ann Example | Port News'."""
    if len(names) < 2:
        return names
    names = (names[0], *(name for name in names[1:] if common_share(name) < _MOSTLY_COMMON))
    first = text.split("|", 1)[0] if "|" in text else text
    kept = tuple(name for name in names if name.casefold() in first.casefold())
    return kept or names[:1]


def _with_agency(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """'Ann Example and AP' is signed by both; in 'Ann Example, AP' the agency is only where she works."""
    found = _SIGNS_TOO.search(text)
    if found is None or any(found["agency"].casefold() in name.casefold() for name in names):
        return names
    return (*names, found["agency"])
