"""A timeline as a calendar to import or subscribe to: RFC 5545, an all-day event per entry. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from services.indexer.queries import TimelineEntry

_LONGEST_LINE_BYTES = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_URI = re.compile(r"https?://[!-~]+")


def timeline_ics(entries: Sequence[TimelineEntry], made_at: datetime) -> str:
    """The calendar, its lines ended by CRLF. `made_at` has a time zone.

    An entry's identifier is made of its days and its first source, so that importing a newer calendar replaces the
    entries of an older one. What is only known to lie within a month is an event of the whole month, and says so.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Copydesk//Timeline//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(entry: TimelineEntry, stamp: str) -> Iterator[str]:
    first, last = date.fromisoformat(entry.first_day), date.fromisoformat(entry.last_day)
    is_certain = entry.modality in (None, "asserted")
    yield "BEGIN:VEVENT"
    yield f"UID:{_identifier(entry)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_basic(first)}"
    if last < date.max:  # the end is the day after the last, and there may be none
        yield f"DTEND;VALUE=DATE:{_basic(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(' '.join(entry.sentence.split()))}"
    yield f"DESCRIPTION:{_escaped(_description(entry))}"
    if entry.participants:
        yield f"CATEGORIES:{','.join(_escaped(one.name) for one in entry.participants)}"
    for url in [source.url for source in entry.sources if source.url and _URI.fullmatch(source.url)][:1]:
        yield f"URL:{url}"
    yield f"STATUS:{'CONFIRMED' if is_certain else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _identifier(entry: TimelineEntry) -> str:
    source = entry.sources[0]
    told = f"{entry.first_day}\n{entry.last_day}\n{source.article_id}\n{source.start}"
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@copydesk"


def _description(entry: TimelineEntry) -> str:
    lines = [f"Date: {entry.date}"] if entry.precision != "day" or "/" in entry.date else []
    if entry.modality not in (None, "asserted"):
        lines.append(f"As told: {entry.modality}")
    for source in entry.sources:
        named = " · ".join(part for part in (source.outlet, source.headline, source.url) if part)
        lines.append(f"Source: {named or source.article_id}")
    return "\n".join(lines)


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which ends within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > _LONGEST_LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
