# ruff: noqa: E501
"""Reads the names of authors from bylines and says what looks like a name or a job."""

from __future__ import annotations

import re
from functools import lru_cache

from services.cleaner.word_lists import JOB_WORDS, NOT_A_NAME
from services.cleaner.words import folded_words

_PARTICLE = r"(?:al|ap|bin|ibn|da|de|del|della|der|di|dos|du|el|la|le|van|vander|von|den|ten|ter|y|zu|e|do|das|bint)"
_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚΑ-ΩА-ЯЁЄІЇҐ"
_WORD = rf"(?:[{_UPPER}](?:['’]?[^\W\d_]|['’-](?=[^\W\d_])){{0,30}}\.?|(?:[{_UPPER}]\.){{1,3}})"
_NAME = rf"{_WORD}(?: (?:(?:{_PARTICLE}|[Aa]l-\w+|{_WORD}))){{0,4}} (?:[Aa]l-[{_UPPER}]\w+|{_WORD})(?:,? (?:Jr|Sr)\.?)?(?: (?:II|III|IV))?"
_FULL_NAME = re.compile(_NAME)
# How every name begins: a cheap look before the costly one.
_TWO_WORDS = re.compile(rf"[{_UPPER}]\S* (?:[{_UPPER}]|{_PARTICLE} |[Aa]l-)")
_LONGEST_NAME = 48
_LONGEST_BYLINE = 240

_BYLINE = re.compile(
    r"^(?:(?:(?:story|text|words|reporting|article|report|review|analysis|opinion|interview|photos?|photographs?)(?: and \w+)? )?(?:by|from)\b:?"
    r"|(?:written|reported|posted|published|authored|edited|compiled|created|contributed|reviewed|submitted|produced|medically reviewed|fact[- ]checked|words)(?: and \w+)? by\b:?"
    r"|authors?:|reporters?:|writers?:|words:|contributors?:|von|par|por|di|автор:?|текст:?)\s*(?P<names>\S.*)$",
    re.IGNORECASE,
)
# How every byline begins that says so: a cheap look before the costly one.
_LIKE_BYLINE = re.compile(
    r"\(*(?:story|text|words|report|article|review|analysis|opinion|interview|photo|by|from|written|posted|published"
    r"|author|edited|compiled|created|contribut|submitted|produced|medically|fact|writer|von|par|por|di|автор|текст)",
    re.IGNORECASE,
)
JOB = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|producer|contributor|bureau chief|staff|analyst|fellow|photographer|photojournalist|critic|blogger|freelancer?|anchor"
    r"|presenter|intern|author|professor|lecturer|researcher|director|news desk|newsroom|commentator|broadcaster|videographer|editor-in-chief|publisher|redakteur(?:in)?|korrespondent(?:in)?"
    r"|journaliste|rédacteur|rédactrice|periodista|redactora?|giornalista|redakcja|корреспондент|журналіст(?:ка)?|редактор|журналист(?:ка)?|кореспондент(?:ка)?)\b",
    re.IGNORECASE,
)
_UNFOLDED = frozenset("İı")
"""Letters that a pattern takes for an 'i', and casefold() does not."""
_ORGANISATION_NAMES = re.compile(
    r"(?:associated press|reuters|afp|agence france-presse|tass|bloomberg|press association|pa media|ap|cnn|bbc(?: news)?|staff(?: reports?| writers?| reporters?)?|news desk|newsroom|xinhua|ians|pti|ani"
    r"|editorial board|(?:the )?editors?|web desk|our correspondent|press trust of india)$",
    re.IGNORECASE,
)
_GLUED_BY = re.compile(r"^By(?=[A-Z][a-z])")
_GLUED_END = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted|Last|Senior|Staff|Reporter|Editor|Contribut\w*|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\b)"
)
_EDITORS = re.compile(r"[;.,]? (?:[Ee]diting|[Aa]dditional reporting|[Ww]riting) by\b.*$")
_BY_WITHIN = re.compile(r"(?:^|[.|•·–—:]\s*)(?:[Ww]ritten )?\b(?:By|BY)\s+(?=[A-Z])")
_TITLE = re.compile(r"^(?:by|from|von|par|por|dr|prof|mr|mrs|ms)\b[.:]?\s*", re.IGNORECASE)
# Dates beside a name, by their forms alone: 'Dec 19, 2025', 'Tuesday February 3', '12 March 2024', '10:30 a.m.'.
_DATE_WORDS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
    r"\s*\d{1,4}(?:st|nd|rd|th)?(?:,?\s*\d{4})?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?|\b\d{1,2}:\d\d\b.*",
    re.IGNORECASE,
)
_LIKE_DATE = re.compile(r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_SPLIT = re.compile(r"(?:[,;|/&•·\n]|\b(?:and|und|et|y|i|та|и)\b)\s*")
_TAIL = re.compile(
    r"(?:[|•·–—]|\s-\s|\bfor\b|\bin\b(?= [A-Z])|\bon\b|\bat\b|\bwith\b|\bof\b|\(|@|\bpublished\b|\bupdated\b|\bposted\b|\d|<|https?:).*$",
    re.IGNORECASE,
)
# 'ACLU Racial Justice Program': after a job, whom it is done for.
_ACRONYM = re.compile(rf"\b[{_UPPER}]{{3,}}\b")


def is_person_name(text: str) -> bool:
    """Whether a text is, as a whole, what a person's name looks like: two to six capitalised words."""
    return 4 <= len(text) <= _LONGEST_NAME and _is_person_name(text)


@lru_cache(maxsize=8_192)
def _is_person_name(text: str) -> bool:
    # Kept, since a short line is asked several times on a page: as a sign, as a signature, as part of an author's card.
    written = text.title() if text.isupper() else text
    return (
        _TWO_WORDS.match(written) is not None
        and NOT_A_NAME.isdisjoint(text.casefold().split())
        and _FULL_NAME.fullmatch(written) is not None
    )


def is_job(text: str) -> bool:
    """Whether a short line names a journalist's job, such as 'Senior Defence Correspondent'."""
    return len(text) <= 80 and text.count(" ") <= 9 and text[-1:] not in ".!?" and _has_job(text)


def _has_job(text: str) -> bool:
    may = not JOB_WORDS.isdisjoint(folded_words(text)) or not _UNFOLDED.isdisjoint(text)
    return may and JOB.search(text) is not None


def byline_names(text: str) -> tuple[str, ...]:
    """The names in a byline that says so ('By A B and C D'); empty if the line is no byline."""
    if len(text) > _LONGEST_BYLINE or _LIKE_BYLINE.match(text) is None:
        return ()
    if (match := _BYLINE.match(_parted(text))) is None:
        return ()
    return names_in(match["names"])


def names_in(text: str) -> tuple[str, ...]:
    """The names in what stands in an author's place: 'Meg James, Staff Writer' gives Meg James."""
    found: list[str] = []
    if len(text) > _LONGEST_BYLINE:
        return ()
    bare = _without_dates(_parted(text.strip()))
    if (within := _BY_WITHIN.search(bare)) is not None:
        bare = bare[within.end() :]
    after_job = False
    for number, piece in enumerate(_SPLIT.split(bare)):
        piece = _TITLE.sub("", piece.rstrip().strip(" .,:"))
        name = piece if is_person_name(piece) else _before_tail(piece)
        employs = after_job and not name.isupper() and _ACRONYM.search(name) is not None
        after_job = _has_job(piece)
        if is_person_name(name) and not employs:
            found.append(name.title() if name.isupper() else name)
        elif number == 0 and _ORGANISATION_NAMES.match(name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def _parted(text: str) -> str:
    """Words that lost the space between them: 'ByDaryl Austin', 'Jen MillsPublished'."""
    text = text.lstrip("(")
    if "ing by" in text:
        text = _EDITORS.sub("", text)
    return _GLUED_END.sub(" | ", _GLUED_BY.sub("By ", text))


def _without_dates(text: str) -> str:
    return _DATE_WORDS.sub(" | ", text) if _LIKE_DATE.search(text) is not None else text


def without_byline_words(text: str) -> str:
    """A byline without its 'By' and without what stands behind the names."""
    bare = _without_dates(_parted(text[:_LONGEST_BYLINE]))
    match = _BYLINE.match(bare)
    return _before_tail(match["names"] if match else bare).strip(" .,:-–—|")


def _before_tail(text: str) -> str:
    """What stands before the first words that cannot belong to a name."""
    tail = _TAIL.search(text)
    return (text[: tail.start()].rstrip() if tail is not None else text).strip(" .,:-–—")


def begins_with_name(text: str) -> bool:
    """Whether a short line begins with a person's name by itself: 'Ann Example, Harbour Post' or 'Ann Example | 3 May'."""
    if _TWO_WORDS.match(text) is None or (match := _FULL_NAME.match(text[:_LONGEST_NAME])) is None:
        return False
    while (name := match.group(0)) and " " in name:
        rest = text[len(name) :].lstrip()
        if (not rest or rest[0] in ",|•·–—-(/:@") and NOT_A_NAME.isdisjoint(name.casefold().split()):
            return True
        shorter = name.rsplit(" ", 1)[0]
        if " " not in shorter or (match := _FULL_NAME.fullmatch(shorter)) is None:
            return False
    return False
