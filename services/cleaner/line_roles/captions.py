# ruff: noqa: E501
"""Finds photo captions and their credits."""

from __future__ import annotations

import re
from functools import lru_cache

_AGENCY = (
    r"(?:getty(?: images)?|reuters|associated press|ap(?: photo)?|afp|epa(?:-efe)?|shutterstock|alamy|istock(?:photo)?|pa(?: wire| media| images)?|bloomberg|anadolu(?: agency)?"
    r"|imago|dpa|xinhua|unsplash|pexels|pixabay|wikimedia(?: commons)?|flickr|ukrinform|tass|sputnik|zuma(?: press)?|nurphoto|sipa(?: usa)?|rex|splash(?: news)?|backgrid"
    r"|adobe stock|handout|courtesy|file photo|file|kyodo|ansa|efe|yonhap|via|agence france-presse|staff photo|screenshot|supplied|stock photo|usa today(?: sports)?|newsmakers)"
)
# '(Chip Somodevilla/Getty Images)' at the end of a caption.
_CREDIT_IN_BRACKETS = re.compile(
    r"(\((?:[^()]{0,80}[/|,:]\s?|[^()]{0,60}\b(?:via|for|by|from)\s)?[^()]{0,40}\b" + _AGENCY + r"\b[^()]{0,60}\))\s*$",
    re.I,
)
_CREDIT_LABEL = re.compile(
    r"(?:^|(?<=[.\s|]))(?:\(?(?:(?:photograph|photo|foto|bild|фото|image|picture|pic|photos|images|video|credit|illustration|graphic|composite|screengrab|source)s?"
    r"(?: (?:credit|by|courtesy(?: of)?|via|from|source|copyright|illustration by))?\s?[:/©]|(?:photograph|photo|image|picture|illustration)s?(?: courtesy)? (?:by|via|of)\b|credit\s?:))\s*(.{2,120})$",
    re.I,
)
# '(Joana Neves/Tagus Courier)': a name and an agency that nobody knows.
_CREDIT_NAMES = re.compile(r"\([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3} ?/ ?[A-ZÀ-Þ][\w.'’ -]{1,40}\)\s*$")
_CREDIT_SLASH = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){0,4}[A-Z][\w.'’-]*\s?[/|]\s?(?:[A-Z]\w+ ?){0,3}" + _AGENCY + r"(?:[ /][\w ./]{0,40})?\.?$",
    re.I,
)
_ONLY_AGENCY = re.compile(r"[(\[]?\s*(?:©\s*)?" + _AGENCY + r"(?:\s*[/|,-]\s*[\w .'’-]{1,60})?\s*[)\]]?\.?$", re.I)
_LONGEST_CAPTION = 900


@lru_cache(maxsize=2048)
def credit_span(text: str) -> tuple[int, int, str] | None:
    """Where a photo credit ends the line: start, end and why one thinks so; the whole line when it is nothing else."""
    if len(text) > _LONGEST_CAPTION:
        return None
    in_brackets = text.rstrip().endswith(")")
    if in_brackets and (match := _CREDIT_IN_BRACKETS.search(text, max(0, len(text) - 240))) is not None:
        return match.start(1), match.end(1), f"photo credit: ends in '{match.group(1)[-60:]}'"
    if _may_be_labelled(text) and (match := _CREDIT_LABEL.search(text, max(0, len(text) - 160))) is not None:
        if match.start() < 3 and (second := _CREDIT_LABEL.search(text, match.start(1))) is not None:
            match = second  # 'Photo: A ferry at dusk. Credit: Ann Example'
        return match.start(), match.end(), f"photo credit: says '{match.group(0)[:20].split(':')[0].strip()}'"
    if in_brackets and (match := _CREDIT_NAMES.search(text, max(0, len(text) - 120))) is not None:
        return match.start(), len(text.rstrip()), f"photo credit: ends in '{match.group(0).strip()}'"
    if len(text) <= 120 and (_ONLY_AGENCY.match(text) or (("/" in text or "|" in text) and _CREDIT_SLASH.match(text))):
        return 0, len(text), "photo credit: a photographer and an agency"
    return None


def _may_be_labelled(text: str) -> bool:
    """A cheap look before the costly one: a label ends in a mark, or is one of four words and a preposition."""
    end = text[-160:]
    if ":" in end or "/" in end or "©" in end or "İ" in end or "ı" in end:
        return True
    folded = end.casefold()
    return "photo" in folded or "image" in folded or "picture" in folded or "illustration" in folded


def credit_words(text: str) -> str:
    """The credit without its brackets and label: 'Chip Somodevilla/Getty Images'."""
    bare = text.strip().strip("()[]").strip()
    return (
        re.sub(
            r"^(?:(?:photograph|photo|foto|bild|фото|image|picture|illustration)s?(?: credit| by| courtesy of| via)?|credit)\s?[:/©]?\s*",
            "",
            bare,
            flags=re.I,
        ).strip()
        or bare
    )


def caption_words(text: str) -> str:
    """The caption without a label before it: '[Photo] A ferry' is 'A ferry'."""
    return _LABEL.sub("", text).strip() or text


_LABEL = re.compile(
    r"^(?:\[(?:photo|image|picture|bild|foto)\]|(?:photo|image|picture|caption|bild|foto)\s?:)\s*", re.IGNORECASE
)
