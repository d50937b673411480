"""Dates as people write them, from the ISO 8601 dates, instants and intervals of events. Pure."""

from __future__ import annotations

import re
from calendar import monthrange

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::[\d.]+)?(Z|[+-]\d\d:?\d\d)?)?")


def plain_date(written: str) -> str:
    """16 October 2025, October 2025, 2025, 16–18 October 2025, 16 October 2025, 14:30; anything else as it is."""
    first, slash, last = written.partition("/")
    if not slash:
        return _one(written)
    begin, end = _ISO.fullmatch(first), _ISO.fullmatch(last)
    if not begin or not end or begin[4] or end[4] or begin.lastindex != end.lastindex:
        return f"{_one(first)} to {_one(last)}"
    if _is_whole_months(begin, end):
        return plain_date(f"{first[:7]}/{last[:7]}")
    dash = "–" if begin.lastindex == 1 or begin.groups()[:2] == end.groups()[:2] else " – "
    left = [_day(begin), _month(begin), begin[1]]
    if begin[1] == end[1]:  # what both have in common is said once
        left[2] = ""
        if begin[2] == end[2]:
            left[1] = ""
    return f"{' '.join(filter(None, left))}{dash}{_one(last)}" if any(left) else _one(last)


def _is_whole_months(begin: re.Match[str], end: re.Match[str]) -> bool:
    return begin[3] == "01" and end[3] == str(monthrange(int(end[1]), int(end[2]))[1])


def _one(written: str) -> str:
    found = _ISO.fullmatch(written)
    if not found:
        return written
    day = " ".join(filter(None, (_day(found), _month(found), found[1])))
    zone = {"Z": " UTC", None: ""}.get(found[5], f" ({found[5]})")
    return f"{day}, {found[4]}{zone}" if found[4] else day


def _day(found: re.Match[str]) -> str:
    return str(int(found[3])) if found[3] else ""


def _month(found: re.Match[str]) -> str:
    return _MONTHS[int(found[2]) - 1] if found[2] else ""
