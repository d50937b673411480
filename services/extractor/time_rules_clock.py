"""Rules for times of day: 3:30 p.m., 0800 UTC, 15:00 GMT Saturday, Friday night, this morning, noon."""

from __future__ import annotations

from services.extractor.time_grammar import Found, Rule
from services.extractor.time_lexicon import DAY_PARTS, WEEKDAYS, ZONES
from services.extractor.time_meanings import AtTime, Counted, Meaning, Weekday


def clock(found: Found) -> Meaning | None:
    """A time of day, on the day beside it if there is one."""
    hour, minute = _figures(found)
    if found.has("half_day"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found.text("half_day").startswith("p") else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return AtTime(f"{hour:02d}:{minute:02d}{_zone(found)}", _day(found))


def part_of_day(found: Found) -> Meaning | None:
    return AtTime(DAY_PARTS[found.text("part")], _day(found))


def tonight(found: Found) -> Meaning | None:
    return AtTime("NI", Counted("day", 0))


def last_night(found: Found) -> Meaning | None:
    return AtTime(DAY_PARTS[found.text("part")], Counted("day", -1))


def this_part(found: Found) -> Meaning | None:
    return AtTime(DAY_PARTS[found.text("part")], Counted("day", 0))


def _figures(found: Found) -> tuple[int, int]:
    text = found.text("t")
    if ":" in text or "." in text:
        hour, minute = text.replace(".", ":").split(":")[:2]
        return int(hour), int(minute) if len(minute) == 2 else 99
    if len(text) >= 3:
        return int(text[:-2]), int(text[-2:])
    return int(text), 0


def _zone(found: Found) -> str:
    minutes = ZONES.get(found.text("zone"))
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '-'}{hours:02d}:{rest:02d}"


def _day(found: Found) -> Meaning | None:
    for name in ("w", "w2"):
        if found.has(name):
            word = found.text(name)
            shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(word)
            return Weekday(WEEKDAYS[word]) if shift is None else Counted("day", shift)
    return None


_DAY = "(WEEKDAY_NAME | today | yesterday | tomorrow)"
_HALF_DAY = "(half_day:(am | pm | a DOT m | p DOT m) DOT?)"
_ZONE = "(OPEN? (zone:ZONE | local time))?"
_BEFORE = f"(w:{_DAY} (COMMA? at | COMMA)?)?"
_BEHIND = f"(COMMA? on? w2:{_DAY})?"

RULES = (
    Rule("TIME", f"{_BEFORE} t:(HHMM | DECIMAL | HOUR12) {_HALF_DAY} {_ZONE} {_BEHIND}", clock,
         "They met [Friday at 3:30 p.m. EST]. = 2025-10-31T15:30-05:00"),
    Rule("TIME", f"{_BEFORE} t:HHMM DOT? {_ZONE} {_BEHIND}", clock, "It shut at [15:00 GMT Saturday]. = 2025-11-01T15:00Z"),
    Rule("TIME", f"{_BEFORE} t:(FIGURE | YEAR | BIG) (OPEN? zone:ZONE) {_BEHIND}", clock,
         "It shut on Oct. 16 at [0800 UTC]. = 2025-10-16T08:00Z"),
    Rule("TIME", f"w:{_DAY} (in the | at)? part:DAY_PART", part_of_day, "It rained [Friday night]. = 2025-10-31TNI"),
    Rule("TIME", f"part:DAY_PART (of | on)? w:{_DAY}", part_of_day, "It rained from [noon on Friday]. = 2025-10-31T12:00"),
    Rule("TIME", "(?<=(in | during | by | until)) the part:(morning | afternoon | evening)", part_of_day,
         "He called on Oct. 16 in [the morning]. = 2025-10-16TMO"),
    Rule("TIME", "(?<=(at | by | until | before | after | around | since)) part:(noon | midnight | midday | dawn | dusk | night)",
         part_of_day, "He called on Oct. 16 at [noon]. = 2025-10-16T12:00"),
    Rule("TIME", "tonight", tonight, "They will vote [tonight]. = 2025-11-02TNI"),
    Rule("TIME", "last part:(night | evening)", last_night, "It rained [last night]. = 2025-11-01TNI"),
    Rule("TIME", "this part:(morning | afternoon | evening)", this_part, "It rained [this morning]. = 2025-11-02TMO"),
)  # fmt: skip
