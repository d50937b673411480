"""Rules for times of day: 3:30 p.m., 0800 UTC, 15:00 GMT Saturday, Friday night, this morning, noon."""

from __future__ import annotations

from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import DAY_PARTS, MONTHS, WEEKDAYS, ZONES
from services.extractor.times.time_meanings import AtTime, Counted, Meaning, Weekday
from services.extractor.times.time_rules_days import day_in_month


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


def oclock(found: Found) -> Meaning | None:
    hour = found.integer("t") % 12
    part = found.text("part")
    if part and DAY_PARTS[part] in ("AF", "EV", "NI"):
        hour += 12
    elif not part:
        hour = found.integer("t")
    return AtTime(f"{hour:02d}:00", _day(found))


def beside_part(found: Found) -> Meaning | None:
    """the previous night, the following morning: on the day before or after the one last mentioned."""
    step = {"previous": -1, "preceding": -1, "next": 1, "following": 1}.get(found.text("s"), 0)
    return AtTime(DAY_PARTS[found.text("part")], Counted("day", step, "mentioned"))


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
    for day, month in (("d", "m"), ("d2", "m2")):
        if found.has(day):
            return day_in_month(
                MONTHS[found.text(month)], found.integer(day), found.integer("y") if found.has("y") else None
            )
    for name in ("w", "w2"):
        if found.has(name):
            word = found.text(name)
            shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(word)
            return Weekday(WEEKDAYS[word]) if shift is None else Counted("day", shift)
    return None


_AT = "(at | by | until | till | before | after | around | about | since | from | to | between)"
_DAY = "(WEEKDAY_NAME | today | yesterday | tomorrow)"
_HALF_DAY = "half_day:(am | pm | a DOT m DOT? | p DOT m DOT?)"
_ZONE = "(OPEN? (zone:ZONE | local time | (eastern | central | mountain | pacific) (standard | daylight)? time))?"
_BEFORE = f"(w:{_DAY} (COMMA? at | COMMA)?)?"
_DATE = "(WEEKDAY COMMA?)? (m:MONTH d:DAY | d2:DAY m2:MONTH) (COMMA? y:YEAR)?"
_BEHIND = f"(COMMA? on? (w2:{_DAY} | {_DATE}))?"

RULES = (
    Rule("TIME", f"{_BEFORE} t:(HHMM | DECIMAL | HOUR12) {_HALF_DAY} {_ZONE} {_BEHIND}", clock,
         "They met [Friday at 3:30 p.m. EST]. = 2025-10-31T15:30-05:00"),
    Rule("TIME", f"{_BEFORE} t:HHMM (OPEN? (zone:ZONE | local time)) {_BEHIND}", clock,
         "It shut at [15:00 GMT Saturday]. = 2025-11-01T15:00Z"),
    Rule("TIME", f"w:{_DAY} COMMA? at? t:HHMM", clock, "It shut on [Saturday at 15:00]. = 2025-11-01T15:00"),
    Rule("TIME", f"(?<={_AT}) t:HHMM {_BEHIND}", clock, "It shut on Oct. 16 at [15:00]. = 2025-10-16T15:00"),
    Rule("TIME", f"t:HOUR12 o APOSTROPHE clock (in the part:DAY_PART)? {_BEHIND}", oclock,
         "It shut at [8 o'clock in the evening on Friday]. = 2025-10-31T20:00"),
    Rule("TIME", f"{_BEFORE} t:(FIGURE | YEAR) (OPEN? zone:ZONE) {_BEHIND}", clock,
         "It shut on Oct. 16 at [0800 UTC]. = 2025-10-16T08:00Z"),
    Rule("TIME", f"w:{_DAY} (in the | at)? part:DAY_PART", part_of_day, "It rained [Friday night]. = 2025-10-31TNI"),
    Rule("TIME", f"part:DAY_PART (of | on)? w:{_DAY}", part_of_day,
         "It rained from [noon on Friday]. = 2025-10-31T12:00"),
    Rule("TIME", f"the? part:DAY_PART of {_DATE}", part_of_day, "It rained on [the night of Oct. 16]. = 2025-10-16TNI"),
    Rule("TIME",
         "(the | that) s:(previous | preceding | next | following | same) part:(morning | afternoon | evening | night)",
         beside_part, "He called on Oct. 16 and resigned [the following morning]. = 2025-10-17TMO"),
    Rule("TIME", "(?<=(in | during | by | until | throughout | for)) the part:(morning | afternoon | evening | night)",
         part_of_day,
         "He called on Oct. 16 in [the morning]. = 2025-10-16TMO"),
    Rule("TIME", f"(?<={_AT}) part:(noon | midnight | midday | dawn | dusk | night)", part_of_day,
         "He called on Oct. 16 at [noon]. = 2025-10-16T12:00"),
    Rule("TIME",
         "(?<=in) (early | mid DASH? | late)? part:(morning | afternoon | evening) (?=(trade | trading | hours))",
         part_of_day,
         "The shares fell on Oct. 16 in [morning] trading. = 2025-10-16TMO"),
    Rule("TIME", "overnight", lambda found: AtTime("NI"), "Snow fell on Oct. 16 and [overnight]. = 2025-10-16TNI"),
    Rule("TIME", "tonight", tonight, "They will vote [tonight]. = 2025-11-02TNI"),
    Rule("TIME", "last part:(night | evening)", last_night, "It rained [last night]. = 2025-11-01TNI"),
    Rule("TIME", "this part:(morning | afternoon | evening)", this_part, "It rained [this morning]. = 2025-11-02TMO"),
)  # fmt: skip
