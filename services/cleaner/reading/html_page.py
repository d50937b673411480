"""Renders an HTML page to the text that a browser shows, furniture and all, and keeps where each line stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from services.cleaner.reading.page import Line, Markup
from services.cleaner.reading.regions import regions_of

# Elements without visible text of their own, as in the HTML standard's rendering section.
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "textarea",
        "datalist",
        "input",
        "map",
        "frameset",
        "noframes",
        "meta",
        "link",
        "title",
        "base",
        "param",
        "source",
        "track",
        "img",
        "select",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "tr",
    ]
)
_CELLS = frozenset(["td", "th"])
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u00ad\u200b]+")
_SPACES = " \t\r\n\f"


def parse_html(content: str) -> HtmlElement | None:
    """The parsed page, or None where there is not a single element to read.

    Deep nesting is cut by the parser; the text inside stays.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # One class for all elements: lxml.html would ask Python for that of a form or a label at each look at any element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return document_fromstring(content.replace("\x00", "\ufffd").encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def render(root: HtmlElement) -> tuple[str, tuple[Line, ...]]:
    """The visible text and its lines. Follows the ``innerText`` steps as far as they need no style sheet.

    A block begins and ends a line, a paragraph an empty line too, table cells are parted by a tab; white space is
    collapsed outside ``pre``; what is hidden by attribute or inline style is left out.
    """
    writer = _Writer()
    # What each open element holds, and how many line ends it begins and ends with. No recursion: hostile pages nest
    # deeper than Python may.
    places: list[tuple[_Place, int]] = [(_Place("body", frozenset(), False, False, 0, 0), 0)]
    containers = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            gap = places.pop()[1]
            if gap:
                writer.need_break(gap)
            if (tail := element.tail) and not (place := places[-1][0]).folded:
                writer.write(tail, place)
            continue
        tag = element.tag
        place = places[-1][0]
        if tag in _UNSEEN or (place.folded and tag != "summary"):
            walk.skip_subtree()
            places.append((place, 0))
            continue
        attributes = dict(element.items())  # at once, since each look at an element's attributes is a call into lxml
        hidden = (attributes or tag == "dialog") and _is_hidden(tag, attributes)
        if hidden or tag == "br":
            if not hidden:
                writer.end_line()
            walk.skip_subtree()
            places.append((place, 0))
            continue
        gap = 0
        regions = regions_of(tag, attributes)
        within = place.regions | regions if regions else place.regions
        if tag in _BLOCKS:
            containers += 1
            shown = tag if tag not in _NEUTRAL else "div"
            place = _Place(shown, within, place.link, place.pre or tag == "pre", containers, place.container)
            place.folded = tag == "details" and "open" not in attributes
            gap = 2 if tag == "p" else 1
            writer.need_break(gap)
        else:
            if tag == "a" or len(within) > len(place.regions):
                place = _Place(place.tag, within, place.link or tag == "a", place.pre, place.container, place.parent)
            if tag in _CELLS:
                writer.need_tab()
        places.append((place, gap))
        if text := element.text:
            writer.write(text, place)
    return writer.finish()


_NEUTRAL = frozenset(["html", "body", "center", "form", "fieldset", "tbody", "thead", "tfoot"])


@dataclass(slots=True)
class _Place:
    """Where the walk is."""

    tag: str
    regions: frozenset[str]
    link: bool
    pre: bool
    container: int
    parent: int
    """The container's own container."""
    folded: bool = False
    """Nothing of it is seen but the summary."""


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if "style" in attributes and _HIDDEN_STYLE.search(attributes["style"]):
        return True
    return tag == "dialog" and "open" not in attributes


@dataclass(slots=True)
class _Writer:
    """Puts the page's text together line by line."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    place: _Place | None = None
    link_characters: int = 0
    breaks: int = 0
    space: bool = False

    def write(self, text: str, place: _Place) -> None:
        if place.pre:
            pieces = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for number, piece in enumerate(pieces):
                if number:
                    self.end_line()
                self._write(piece, place)
        elif text.strip(_SPACES):
            self._write(text, place)
        else:  # as most texts are: the line ends between a page's elements
            self.space = True

    def _write(self, text: str, place: _Place) -> None:
        if "  " in text or not text.isprintable():  # else the only white space in it is single spaces
            text = _SPACE.sub(" ", text)
        core = text.strip(" ")
        if not core:
            self.space = self.space or bool(text)
            return
        if not self.current:
            self.place = place
            self.link_characters = 0
        elif self.space or text[0] == " ":
            self.current.append(" ")
        self.current.append(core)
        if place.link:
            self.link_characters += len(core)
        self.space = text[-1] == " "

    def need_break(self, gap: int) -> None:
        """At least ``gap`` line ends stand before whatever comes next."""
        if self.current:
            self._flush()
        if self.breaks < gap:
            self.breaks = gap
        self.space = False

    def end_line(self) -> None:
        if self.current:
            self._flush()
            self.breaks = 1
        else:
            self.breaks = min(self.breaks + 1, 2)
        self.space = False

    def need_tab(self) -> None:
        if self.current:
            self.current.append("\t")
        self.space = False

    def _flush(self) -> None:
        raw = "".join(self.current)
        text = raw.strip()
        if text and self.place is not None:
            gap = "\n" * self.breaks if self.parts else ""
            start = self.length + len(gap)
            self.parts += (gap, text)
            self.length = start + len(text)
            place = self.place
            markup = Markup(place.tag, place.regions, min(1.0, self.link_characters / len(text)), place.parent)
            self.lines.append(Line(start, self.length, text, self.breaks != 1, markup))
            self.breaks = 0
        self.current = []

    def finish(self) -> tuple[str, tuple[Line, ...]]:
        if self.current:
            self._flush()
        return "".join(self.parts), tuple(self.lines)
