"""Rules for days and months of the calendar: Oct. 16, Tuesday 3 May 2022, 2025-10-16, October 2025, Oct. 23-25."""

from __future__ import annotations

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import MONTHS, ORDINAL_WORDS, WEEKDAYS
from services.extractor.times.time_meanings import Absolute, AtTime, DayOfMonth, Meaning, OfYear, Weekday

MONTH = "m:MONTH"
DAY = "(DAY | ORDINAL_DAY)"
DAY_NUMBER = f"d:{DAY}"
NAMED = "(WEEKDAY COMMA? the?)?"
# A month that is also a word or a name needs a preposition, a determiner or a limit before it.
MONTH_CONTEXT = (
    "(?<=(in | since | until | till | by | of | last | next | this | during | through | from | before | after | for"
    " | early | late | DASH | to | and | between))"
)


def day_of(found: Found) -> int:
    return int("".join(filter(str.isdigit, found.text("d"))))


def month_of(found: Found) -> int:
    return MONTHS[found.text("m")]


def full_day(found: Found) -> Meaning | None:
    return day_in_month(month_of(found), day_of(found), found.integer("y"))


def day_in_month(month: int, number: int, year: int | None = None) -> Meaning | None:
    if year is not None:
        return _absolute(calendar.day(year, month, number))
    # 2024 is a leap year: whether a day exists in the year that is meant is seen later.
    return OfYear("day", month, number) if calendar.day(2024, month, number) else None


def day_and_month(found: Found) -> Meaning | None:
    return day_in_month(month_of(found), day_of(found))


def month_and_year(found: Found) -> Meaning | None:
    return _absolute(calendar.month(found.integer("y"), month_of(found)))


def bare_month(found: Found) -> Meaning | None:
    return OfYear("month", month_of(found))


def one_of_months(found: Found) -> Meaning | None:
    number = MONTHS[found.text(found.cut)]
    if found.has("y"):
        return _absolute(calendar.month(found.integer("y"), number))
    return OfYear("month", number)


def one_of_days(found: Found) -> Meaning | None:
    """For ranges and lists of days, of which one may name the month and the year for all."""
    words = found.texts(found.cut)
    month = next((MONTHS[word] for word in words if word in MONTHS), 0) or month_of(found)
    number = next(int("".join(filter(str.isdigit, word))) for word in words if word[0].isdigit())
    return day_in_month(month, number, found.integer("y") if found.has("y") else None)


def worded_day(found: Found) -> Meaning | None:
    return day_in_month(month_of(found), ORDINAL_WORDS[found.text("o")])


def iso_day(found: Found) -> Meaning | None:
    text = found.text("t").upper().replace(" ", "T")
    year, month, day = (int(part) for part in text[:10].split("-"))
    meaning = _absolute(calendar.day(year, month, day))
    return AtTime(text[11:], meaning) if meaning and len(text) > 10 else meaning


def day_by_figures(found: Found) -> Meaning | None:
    """Month first, as in the United States, unless only day first gives a date; dotted dates are day first."""
    text = found.text("t")
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    orders = [(second, first)] if "." in text else [(first, second), (second, first)]
    return next((day for month, number in orders if (day := _absolute(calendar.day(year, month, number)))), None)


def named_day(found: Found) -> Meaning | None:
    return Weekday(WEEKDAYS[found.text("w")])


def nth_weekday(found: Found) -> Meaning | None:
    which = day_of(found) if found.has("d") else ORDINAL_WORDS[found.text("o")] if found.has("o") else -1
    if which > 5:
        return None
    year = found.integer("y") if found.has("y") else None
    return OfYear("weekday", month_of(found), which, WEEKDAYS[found.text("w")], year=year)


def numbered_day(found: Found) -> Meaning | None:
    return DayOfMonth(day_of(found))


def _absolute(period: calendar.Period | None) -> Absolute | None:
    return Absolute(period) if period else None


_YEAR = "COMMA? y:YEAR"
_TO = "(DASH | to | through | until | and | or | COMMA | COMMA and)"
_NO_QUANTITY = "(?!DASH? (UNITS | UNIT | PERCENT | million | billion))"


_MONTH_DAY = f"(m:MONTH {DAY})"
_DAY_MONTH = f"({DAY} m:MONTH)"
_IN_YEAR = "(COMMA? y:YEAR)?"

RULES = (
    Rule("DATE", f"{NAMED} {MONTH} {DAY_NUMBER} {_YEAR}", full_day, "It was [Friday, July 21, 2017]. = 2017-07-21"),
    Rule("DATE", f"{NAMED} {DAY_NUMBER} (day? of)? {MONTH} {_YEAR}", full_day,
         "It began on [3 May 2022]. = 2022-05-03"),
    Rule("DATE", f"{NAMED} {MONTH} the? {DAY_NUMBER} {_NO_QUANTITY}", day_and_month,
         "He rang on [Oct. 16]. = 2025-10-16"),
    Rule("DATE", f"{NAMED} {DAY_NUMBER} (day? of)? {MONTH}", day_and_month,
         "He rang on [16th of October]. = 2025-10-16"),
    Rule("DATE", f"{NAMED} {MONTH} the? o:ORDINAL_WORD", worded_day, "She spoke on [July fourth]. = 2025-07-04"),
    Rule("DATE", f"the? o:ORDINAL_WORD (day? of) {MONTH}", worded_day, "She spoke on [the first of May]. = 2025-05-01"),
    Rule("DATE", "9 SLASH 11 (?!SLASH)", lambda found: day_in_month(9, 11, 2001),
         "He was there on [9/11]. = 2001-09-11"),
    Rule("DATE", "t:ISO", iso_day, "Filed on [2025-10-16]. = 2025-10-16"),
    Rule("DATE", "t:SLASHED", day_by_figures, "They chose [7/8/07] with care. = 2007-07-08"),
    Rule("DATE", "t:DOTTED", day_by_figures, "They chose [7.8.2007] with care. = 2007-08-07"),
    Rule("DATE", f"{MONTH} (COMMA | of)? y:YEAR", month_and_year, "Since [May 2008] it sold none. = 2008-05"),
    Rule("DATE", "m:CLEAR_MONTH", bare_month, "Sales fell in [February]. = 2025-02"),
    Rule("DATE", f"{MONTH_CONTEXT} {MONTH}", bare_month, "The shop has been shut since [May]. = 2025-05"),
    Rule("DATE", f"a:MONTH {_TO} b:MONTH {_IN_YEAR}", one_of_months,
         "Prices rose in [July] and August 2008. = 2008-07", cuts=("a", "b")),
    Rule("DATE", f"a:{_MONTH_DAY} {_TO} b:{DAY} {_IN_YEAR} {_NO_QUANTITY}", one_of_days,
         "They held talks on [Oct. 23]-25. = 2025-10-23", cuts=("a", "b")),
    Rule("DATE", f"a:{_MONTH_DAY} {_TO} b:{DAY} {_TO} c:{DAY} {_IN_YEAR} {_NO_QUANTITY}", one_of_days,
         "They met on [Oct. 16], 18 and 20. = 2025-10-16", cuts=("a", "b", "c")),
    Rule("DATE", f"a:{DAY} {_TO} b:{_DAY_MONTH} {_IN_YEAR}", one_of_days,
         "The fair ran from [3] to 5 May 2022. = 2022-05-03", cuts=("a", "b")),
    Rule("DATE", f"a:{_MONTH_DAY} {_TO} b:(MONTH {DAY}) {_IN_YEAR}", one_of_days,
         "It ran [Sept. 30] to Oct. 4, 2009. = 2009-09-30", cuts=("a", "b")),
    Rule("DATE", "the (d:ORDINAL_DAY | o:ORDINAL_WORD | last) w:WEEKDAY_NAME (in | of) m:MONTH (COMMA? y:YEAR)?",
         nth_weekday,
         "They met on [the first Monday of May]. = 2025-05-05"),
    Rule("DATE", "w:WEEKDAY_NAME", named_day, "The court ruled on [Tuesday]. = 2025-10-28"),
    Rule("DATE",
         "(?<=(on | by | until | till | from | before | after | through)) the d:ORDINAL_DAY"
         " (?!(ORDINAL | century | UNIT | DASH))", numbered_day,
         "They met on Oct. 16 and on [the 18th]. = 2025-10-18", needs="noun"),
)  # fmt: skip
