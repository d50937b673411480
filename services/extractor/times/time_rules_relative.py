"""Rules for expressions that count from another day: today, last week, two years ago, the next day, next May."""

from __future__ import annotations

from services.extractor.times.calendar_periods import SEASONS
from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import CALENDAR_UNITS, MONTHS, SEASON_NAMES, WEEKDAYS
from services.extractor.times.time_meanings import (
    AtTime,
    Counted,
    Current,
    Meaning,
    OfYear,
    Origin,
    Repeated,
    Stated,
    Turn,
    Weekday,
)
from services.extractor.times.time_numbers import NUMBER, number_of
from services.extractor.times.time_rules_years import year_named

_TURNS: dict[str, Turn] = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}


def named_shift(found: Found) -> Meaning | None:
    return Counted("day", {"today": 0, "yesterday": -1, "tomorrow": 1}[found.text("t")])


def unit_turned(found: Found) -> Meaning | None:
    """last week, this month, next year: counted from the article's date."""
    return Counted(CALENDAR_UNITS[found.text("u")], _TURNS[found.text("t")])


def unit_beside(found: Found) -> Meaning | None:
    """the previous year, the next day, that week: counted from the date last mentioned."""
    step = {"previous": -1, "preceding": -1, "prior": -1, "before": -1, "next": 1, "following": 1, "after": 1}.get(
        found.text("t"), 0
    )
    return Counted(CALENDAR_UNITS[found.text("u")], step, "mentioned")


def unit_now(found: Found) -> Meaning | None:
    return Current(CALENDAR_UNITS[found.text("u")]) if found.text("u") in CALENDAR_UNITS else None


def year_before(found: Found) -> Meaning | None:
    return Repeated(-1)


def ago(found: Found) -> Meaning | None:
    return _counted(found, -1, "article")


def earlier(found: Found) -> Meaning | None:
    """two weeks earlier, a day later: counted from the date last mentioned."""
    return _counted(found, 1 if found.text("t") in ("later", "after", "afterwards", "afterward") else -1, "mentioned")


def from_now(found: Found) -> Meaning | None:
    return _counted(found, 1, "article")


def next_length(found: Found) -> Meaning | None:
    return Stated(f"P1{found.text('u')[0].upper()}")


def month_turned(found: Found) -> Meaning | None:
    return OfYear("month", MONTHS[found.text("m")], turn=_turn(found))


def month_of_year(found: Found) -> Meaning | None:
    return OfYear("month", MONTHS[found.text("m")], year=year_named(found.text("t")))


def season_turned(found: Found) -> Meaning | None:
    return OfYear("season", SEASONS.index(SEASON_NAMES[found.text("s")]) + 1, turn=_turn(found))


def weekday_turned(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.text("w")], turn=_turn(found))


def weekday_of_week(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.text("w")], week=_TURNS[found.text("t")])


def weekday_beside(found: Found) -> Meaning | None:
    back = found.text("t") in ("previous", "preceding")
    return Weekday(WEEKDAYS[found.text("w")], turn=-1 if back else 1, origin="mentioned")


def day_before_or_after(found: Found) -> Meaning | None:
    """the day before yesterday, the day after tomorrow."""
    return Counted("day", -2 if found.text("t") == "before" else 2)


def this_time(found: Found) -> Meaning | None:
    return year_named(found.text("t"))


def weekday_ago(found: Found) -> Meaning | None:
    """two weeks ago on Friday; None for units other than the week."""
    number = number_of(found.texts("n"))
    if found.text("u") not in ("week", "weeks") or number is None:
        return None
    return Weekday(WEEKDAYS[found.text("w")], week=-int(number))


def weekday_count(found: Found) -> Meaning | None:
    """a week on Monday, a week from Friday: read as the named day of next week."""
    return Weekday(WEEKDAYS[found.text("w")], week=1)


def _turn(found: Found) -> Turn:
    return _TURNS[found.text("t")]


def _counted(found: Found, sign: int, origin: Origin) -> Meaning | None:
    word = found.text("u") or found.text("u2")
    number = number_of(found.texts("n")) if found.has("n") else 1.0
    if word in ("decade", "decades") and number:
        # "Two decades ago" is twenty years ago: a year, if not a sure one.
        word, number = "years", 10 * number
    direction = "FUTURE_REF" if sign > 0 else "PAST_REF"
    if number is None or number > MOST_UNITS:
        return Stated(direction)
    if word in ("fortnight", "fortnights"):
        return Counted("week", sign * int(2 * number), origin)
    if word not in CALENDAR_UNITS:
        return AtTime("XX:XX", Counted("day", 0, origin)) if number <= SAME_DAY_HOURS else Counted("day", sign, origin)
    unit = CALENDAR_UNITS[word]
    if number != int(number):
        return Counted("month", sign * int(12 * number), origin) if unit == "year" else Counted("day", 0, origin)
    return Counted(unit, sign * int(number), origin)


MOST_UNITS = 100_000
# "Hours ago" lies within the article's day or the night before it; a day's precision is all the article's date gives.
SAME_DAY_HOURS = 12

_N_UNITS = f"{NUMBER} u:(UNITS | UNIT | UNIT_SHORT)"
_TURN = "(the | this)? t:(last | past | previous | this | next | coming | upcoming)"

RULES = (
    Rule("DATE", "t:(today | yesterday | tomorrow)", named_shift, "They met [yesterday]. = 2025-11-01"),
    Rule("DATE", "the day t:before yesterday", day_before_or_after,
         "They met [the day before yesterday]. = 2025-10-31"),
    Rule("DATE", "the day t:after tomorrow", day_before_or_after,
         "They will meet [the day after tomorrow]. = 2025-11-04"),
    Rule("DATE", "t:(last | this | next) u:(decade | century)", unit_turned, "It sold well [last decade]. = 201"),
    Rule("DATE",
         "t:(this | next) u:(week | weekend | month | quarter | year)", unit_turned,
         "The plan failed [this month]. = 2025-11"),
    Rule("DATE", "the? t:(last | current | coming | upcoming) u:(week | weekend | month | quarter | year)",
         unit_turned, "The plan failed [last week]. = 2025-W43"),
    Rule("DATE", "this t:(past | coming) u:(week | weekend | month | quarter | year)", unit_turned,
         "It sold well [this past weekend]. = 2025-W43-WE"),
    Rule("DATE", "the? u:(week | month | quarter | year | decade | century)", unit_now,
         "It was sold by [the end of the year]. = 2024", weak=True),
    Rule("DATE", "the u:day", unit_beside, "He fell ill on Oct. 16, at [the end of the day]. = 2025-10-16", weak=True),
    Rule("DATE", "(?<=ENDING) the u:day", unit_beside, "He fell on Oct. 16 and slept during [the day]. = 2025-10-16"),
    Rule("DATE", "the u:weekend", unit_beside, "It opened on Oct. 16 and was full over [the weekend]. = 2025-W42-WE"),
    Rule("DATE", "the same (UNIT | period | time) (last year | (a | one) year (ago | earlier | before))", year_before,
         "Sales fell in October from [the same month a year ago]. = 2024-10"),
    Rule("DATE", "(a | the)? ORDINAL (consecutive | straight | successive) u:UNIT", unit_now,
         "It closed for [a second consecutive day]. = 2025-11-02"),
    Rule("DATE", "(a | the)? ORDINAL u:UNIT (in a row | running)", unit_now,
         "It rose for [a fourth week in a row]. = 2025-W44"),
    Rule("DATE", "(the | that) t:(same | very) u:(day | week | weekend | month | quarter | year | decade)", unit_beside,
         "He called on Oct. 16 and resigned [the same day]. = 2025-10-16"),
    Rule("DATE", "that u:(day | week | weekend | month | quarter | year | decade)", unit_beside,
         "He resigned in 2009, and [that year] he moved. = 2009"),
    Rule("DATE",
         "the t:(previous | preceding | prior | following) u:(day | week | weekend | month | quarter | year | decade)",
         unit_beside, "He called on Oct. 16 and resigned [the following day]. = 2025-10-17"),
    Rule("DURATION", "(?<=(over | in | during | within | for)) the next u:(day | week | month | year)", next_length,
         "It will grow over [the next year]. = P1Y"),
    Rule("DATE", "the t:next u:(day | week | weekend | month | quarter | year)", unit_beside,
         "He called on Oct. 16 and resigned [the next day]. = 2025-10-17"),
    Rule("DATE", "the u:(day | week | month | year) t:(before | previous | prior)", unit_beside,
         "He called in 2010, not in [the year previous]. = 2009"),
    Rule("DATE", "the u:(day | week | month | year) t:(before | after) (?=(DOT | COMMA | BREAK))", unit_beside,
         "He called in 2010 and moved [the year after]. = 2011"),
    Rule("DATE", f"{_N_UNITS} ago", ago, "He left [two years ago]. = 2023"),
    Rule("DATE", "(a | an) u:UNIT ago", ago, "He left [a month ago]. = 2025-10"),
    Rule("DATE", "u:UNITS ago", lambda found: Stated("PAST_REF"), "He left [years ago]. = PAST_REF"),
    Rule("DATE", f"{_N_UNITS} t:(earlier | later | afterwards | afterward) (?!than)", earlier,
         "He called on Oct. 16 and resigned [two days later]. = 2025-10-18"),
    Rule("DATE", f"({_N_UNITS} | (a | an) u2:UNIT) t:(before | after) (?=(DOT | COMMA | BREAK))", earlier,
         "He called on Oct. 16, but had resigned [two days before]. = 2025-10-14"),
    Rule("DATE", "(a | an) u:UNIT t:(earlier | later | afterwards | afterward) (?!than)", earlier,
         "He called on Oct. 16 and resigned [a day later]. = 2025-10-17"),
    Rule("DATE", "(at)? this time t:(last | next) year", this_time, "It was colder [this time last year]. = 2024"),
    Rule("DATE", f"in {NUMBER} u:(UNITS | UNIT) APOSTROPHE time", from_now,
         "It will open [in two years' time]. = 2027"),
    Rule("DATE", f"{_N_UNITS} ago on? w:WEEKDAY_NAME", weekday_ago, "He left [two weeks ago on Friday]. = 2025-10-17"),
    Rule("DATE", f"{_N_UNITS} from (now | today)", from_now, "It will open [two years from now]. = 2027"),
    Rule("DATE", "(a | an) u:UNIT from (now | today)", from_now, "It will open [a year from now]. = 2026"),
    Rule("DATE", f"{_TURN} m:MONTH", month_turned, "It was sold [last May]. = 2025-05"),
    Rule("DATE", "m:MONTH (of | COMMA)? the? t:(last | this | next | that | same | following | previous) year",
         month_of_year,
         "Sales end in [October of next year]. = 2026-10"),
    Rule("DATE", f"{_TURN} s:SEASON", season_turned, "They wed [last summer]. = 2025-SU"),
    Rule("DATE", f"{_TURN} w:WEEKDAY_NAME", weekday_turned, "She quit [last Friday]. = 2025-10-31"),
    Rule("DATE", "w:WEEKDAY_NAME (of | COMMA)? t:(last | this | next) week", weekday_of_week,
         "She quit on [Tuesday of last week]. = 2025-10-21"),
    Rule("DATE", "the t:(next | following | previous | preceding) w:WEEKDAY_NAME", weekday_beside,
         "He called on Oct. 16 and quit [the following Tuesday]. = 2025-10-21"),
    Rule("DATE", "a week (on | from) w:WEEKDAY_NAME", weekday_count, "They will vote [a week on Monday]. = 2025-11-03"),
    Rule("DATE", "the? year DASH? end", lambda found: Current("year"),
         "It was done by [year-end]. = 2025"),
)  # fmt: skip
