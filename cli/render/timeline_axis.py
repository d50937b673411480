"""The overview of a timeline as a picture: every date at its place on a line that is true to scale. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import MAXYEAR, date

_WIDTH, _HEIGHT, _LINE, _MARGIN = 1000, 92, 52, 24
_MOST_TICKS = 9
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A few dates that lie far off would press all others together; this share of them may be left to the edges.
_FAR_OFF_SHARE = 0.1
_WORTH_LEAVING_OUT = 4

Place = tuple[str, str, int, str]
"""First and last day, how many entries, and the id of the section that tells of them."""


def axis(places: Sequence[Place]) -> str:
    """An SVG element; empty where there are not two days to set apart. Dates beyond the edges stand at them."""
    days = sorted(date.fromisoformat(first).toordinal() for first, *_ in places)
    if not days or days[0] == days[-1]:
        return ""
    first, last = _range(days)
    parts = [
        f'<svg class="axis" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="When it happened, to scale">',
        f'<line x1="{_MARGIN}" y1="{_LINE}" x2="{_WIDTH - _MARGIN}" y2="{_LINE}"/>',
    ]
    for day, label in _ticks(first, last):
        x = _x(day, first, last)
        parts.append(f'<g><line x1="{x}" y1="{_LINE}" x2="{x}" y2="{_LINE + 8}"/>')
        parts.append(f'<text x="{x}" y="{_LINE + 26}">{label}</text></g>')
    for begins, ends, entries, section in places:
        begin, end = date.fromisoformat(begins).toordinal(), date.fromisoformat(ends).toordinal()
        left, right = _x(begin, first, last), _x(end, first, last)
        radius = min(6 + 3 * math.log2(entries), 20)
        span = f'<line class="span" x1="{left}" y1="{_LINE}" x2="{right}" y2="{_LINE}"/>' if right > left else ""
        title = f"{begins if begins == ends else f'{begins} to {ends}'}: {entries}"
        dot = f'<circle cx="{left}" cy="{_LINE}" r="{radius:.1f}"><title>{title}</title></circle>'
        parts.append(f'<a href="#{section}">{span}{dot}</a>')
    parts.append("</svg>")
    beyond = sum(day < first or day > last for day in days)
    if beyond:
        what = "date lies" if beyond == 1 else "dates lie"
        parts.append(f'<p class="beyond">{beyond} {what} beyond the ends of this line.</p>')
    return "".join(parts)


def _range(days: Sequence[int]) -> tuple[int, int]:
    """The days between which the line runs: all of them, unless a few stretch it to many times its length."""
    cut = int(len(days) * _FAR_OFF_SHARE / 2) or int(len(days) >= 5)
    inner = days[cut], days[-1 - cut]
    first = inner[0] if inner[0] - days[0] > _WORTH_LEAVING_OUT * max(inner[1] - inner[0], 7) else days[0]
    last = inner[1] if days[-1] - inner[1] > _WORTH_LEAVING_OUT * max(inner[1] - inner[0], 7) else days[-1]
    return (first, last) if first < last else (days[0], days[-1])


def _x(day: int, first: int, last: int) -> str:
    share = (min(max(day, first), last) - first) / (last - first)
    return f"{_MARGIN + share * (_WIDTH - 2 * _MARGIN):.1f}"


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Round dates: years, months or days, whichever are few enough."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    days = last - first
    if days <= 60:
        step = -(-(days + 1) // _MOST_TICKS)
        found = [date.fromordinal(day) for day in range(first, last + 1, step)]
        return [(day.toordinal(), f"{day.day} {_MONTHS[day.month - 1]}") for day in found]
    months = (end.year - begin.year) * 12 + end.month - begin.month + 1
    step = next((some for some in (1, 2, 3, 6, 12) if months / some <= _MOST_TICKS), 12)
    if months / step > _MOST_TICKS:
        step = 12 * -(-(end.year - begin.year + 1) // _MOST_TICKS)
    ticks = []
    start = begin.year * 12 + begin.month - 1
    for month in range(-(-start // step) * step, end.year * 12 + end.month, step):
        year, number = divmod(month, 12)
        if year > MAXYEAR:
            break
        day = date(year, number + 1, 1).toordinal()
        if first <= day <= last:
            ticks.append((day, str(year) if step % 12 == 0 else f"{_MONTHS[number]} {year}"))
    return ticks
