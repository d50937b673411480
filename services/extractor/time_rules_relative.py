"""Rules for expressions that count from another day: today, last week, two years ago, the next day, next May, now."""

from __future__ import annotations

from services.extractor.calendar_periods import SEASONS
from services.extractor.time_grammar import Found, Rule
from services.extractor.time_lexicon import CALENDAR_UNITS, MONTHS, SEASON_NAMES, VAGUE, WEEKDAYS
from services.extractor.time_meanings import AtTime, Counted, Meaning, OfYear, Origin, Stated, Turn, Weekday
from services.extractor.time_numbers import NUMBER, number_of

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
    step = {"previous": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1}.get(found.text("t"), 0)
    return Counted(CALENDAR_UNITS[found.text("u")], step, "mentioned")


def ago(found: Found) -> Meaning | None:
    return _counted(found, -1, "article")


def earlier(found: Found) -> Meaning | None:
    """two weeks earlier, a day later: counted from the date last mentioned."""
    return _counted(found, 1 if found.text("t") in ("later", "after", "afterwards", "afterward") else -1, "mentioned")


def from_now(found: Found) -> Meaning | None:
    return _counted(found, 1, "article")


def month_turned(found: Found) -> Meaning | None:
    return OfYear("month", MONTHS[found.text("m")], turn=_turn(found))


def month_of_year(found: Found) -> Meaning | None:
    return OfYear("month", MONTHS[found.text("m")], year=Counted("year", _TURNS[found.text("t")]))


def season_turned(found: Found) -> Meaning | None:
    return OfYear("season", SEASONS.index(SEASON_NAMES[found.text("s")]) + 1, turn=_turn(found))


def weekday_turned(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.text("w")], turn=_turn(found))


def weekday_of_week(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.text("w")], week=_TURNS[found.text("t")])


def weekday_beside(found: Found) -> Meaning | None:
    back = found.text("t") in ("previous", "preceding")
    return Weekday(WEEKDAYS[found.text("w")], turn=-1 if back else 1, origin="mentioned")


def vague(found: Found) -> Meaning | None:
    return Stated(VAGUE[found.text("t")])


def day_before_or_after(found: Found) -> Meaning | None:
    """the day before yesterday, the day after tomorrow."""
    return Counted("day", -2 if found.text("t") == "before" else 2)


def weekday_count(found: Found) -> Meaning | None:
    """a week on Monday, a week from Friday: read as the named day of next week."""
    return Weekday(WEEKDAYS[found.text("w")], week=1)


def _turn(found: Found) -> Turn:
    return _TURNS[found.text("t")]


def _counted(found: Found, sign: int, origin: Origin) -> Meaning | None:
    word = found.text("u")
    number = number_of(found.texts("n")) if found.has("n") else 1.0
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
    Rule("DATE", "the day t:before yesterday", day_before_or_after, "They met [the day before yesterday]. = 2025-10-31"),
    Rule("DATE", "the day t:after tomorrow", day_before_or_after, "They will meet [the day after tomorrow]. = 2025-11-04"),
    Rule("DATE", "t:(last | this | next) u:(decade | century)", unit_turned, "It sold well [last decade]. = 201"),
    Rule("DATE", "the? t:(last | this | current | next | coming | upcoming) u:(week | weekend | month | quarter | year)",
         unit_turned, "The plan failed [last week]. = 2025-W43"),
    Rule("DATE", "this t:(past | coming) u:(week | weekend | month | quarter | year)", unit_turned,
         "It sold well [this past weekend]. = 2025-W43-WE"),
    Rule("DATE", "the? u:(day | week | weekend | month | quarter | year | decade | century)", unit_beside,
         "It was sold by [the end of the year]. = 2025", weak=True),
    Rule("DATE", "(the | that) t:(same | very) u:(day | week | weekend | month | quarter | year | decade)", unit_beside,
         "He called on Oct. 16 and resigned [the same day]. = 2025-10-16"),
    Rule("DATE", "that u:(day | week | weekend | month | quarter | year | decade)", unit_beside,
         "He resigned in 2009, and [that year] he moved. = 2009"),
    Rule("DATE", "the t:(previous | preceding | prior | following | next) u:(day | week | weekend | month | quarter | year | decade)",
         unit_beside, "He called on Oct. 16 and resigned [the next day]. = 2025-10-17"),
    Rule("DATE", "the u:(day | week | month | year) t:(before | previous | prior | after)", unit_beside,
         "He called in 2010, not in [the year previous]. = 2009"),
    Rule("DATE", f"{_N_UNITS} ago", ago, "He left [two years ago]. = 2023"),
    Rule("DATE", "(a | an) u:UNIT ago", ago, "He left [a month ago]. = 2025-10"),
    Rule("DATE", "u:UNITS ago", lambda found: Stated("PAST_REF"), "He left [years ago]. = PAST_REF"),
    Rule("DATE", f"{_N_UNITS} t:(earlier | before | later | afterwards | afterward) (?!than)", earlier,
         "He called on Oct. 16 and resigned [two days later]. = 2025-10-18"),
    Rule("DATE", "(a | an) u:UNIT t:(earlier | later | afterwards | afterward) (?!than)", earlier,
         "He called on Oct. 16 and resigned [a day later]. = 2025-10-17"),
    Rule("DATE", f"{_N_UNITS} from (now | today)", from_now, "It will open [two years from now]. = 2027"),
    Rule("DATE", "(a | an) u:UNIT from (now | today)", from_now, "It will open [a year from now]. = 2026"),
    Rule("DATE", f"{_TURN} m:MONTH", month_turned, "It was sold [last May]. = 2025-05"),
    Rule("DATE", "m:MONTH (of | COMMA)? t:(last | this | next) year", month_of_year, "Sales end in [October of next year]. = 2026-10"),
    Rule("DATE", f"{_TURN} s:SEASON", season_turned, "They wed [last summer]. = 2025-SU"),
    Rule("DATE", f"{_TURN} w:WEEKDAY_NAME", weekday_turned, "She quit [last Friday]. = 2025-10-31"),
    Rule("DATE", "w:WEEKDAY_NAME (of | COMMA)? t:(last | this | next) week", weekday_of_week,
         "She quit on [Tuesday of last week]. = 2025-10-21"),
    Rule("DATE", "the t:(next | following | previous | preceding) w:WEEKDAY_NAME", weekday_beside,
         "He called on Oct. 16 and quit [the following Tuesday]. = 2025-10-21"),
    Rule("DATE", "a week (on | from) w:WEEKDAY_NAME", weekday_count, "They will vote [a week on Monday]. = 2025-11-03"),
    Rule("DATE", "t:VAGUE", vague, "He is [currently] abroad. = PRESENT_REF"),
    Rule("DATE", "at (present | the moment | this time)", lambda found: Stated("PRESENT_REF"),
         "[At present] he is abroad. = PRESENT_REF"),
    Rule("DATE", "these days", lambda found: Stated("PRESENT_REF"), "He drives [these days]. = PRESENT_REF"),
    Rule("DATE", "the (near | distant | foreseeable)? future", lambda found: Stated("FUTURE_REF"),
         "It may grow in [the future]. = FUTURE_REF"),
    Rule("DATE", "the (near | long | short | medium) term", lambda found: Stated("FUTURE_REF"),
         "It may grow in [the long term]. = FUTURE_REF"),
    Rule("DATE", "(the | one | an)? year DASH? end", lambda found: Counted("year", 0), "It will be done by [year-end]. = 2025"),
)  # fmt: skip
