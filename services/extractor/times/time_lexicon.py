"""The words and figures that English time expressions are made of, by class."""

from __future__ import annotations

from services.extractor.times.calendar_periods import Season, Unit

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

WEEKDAYS_PLURAL = {f"{name}s": number for name, number in WEEKDAYS.items() if name.endswith("day")}

SEASON_NAMES: dict[str, Season] = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}

# The letter is that of an ISO 8601 duration; clock units stand behind its T.
UNITS: dict[str, str] = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE",
    "fortnight": "W",
    "month": "M", "quarter": "Q", "season": "S", "year": "Y", "decade": "E", "century": "C", "millennium": "L",
}  # fmt: skip
UNITS_PLURAL = {(f"{name}s" if not name.endswith("ury") else "centuries"): code for name, code in UNITS.items()}
UNITS_SHORT = {"min": "TM", "mins": "TM", "sec": "TS", "secs": "TS", "hr": "TH", "hrs": "TH", "yr": "Y", "yrs": "Y"}

# Units that the calendar counts, for "last week" and "two years ago".
CALENDAR_UNITS: dict[str, Unit] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century", "yrs": "year", "yr": "year",
}  # fmt: skip

DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "noon": "12:00",
    "midnight": "24:00", "dawn": "MO", "lunchtime": "MI", "dusk": "EV",
}  # fmt: skip
DAY_PARTS_PLURAL = {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"}

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {name: 10 * n for n, name in enumerate(_TENS, start=2)}
NUMBER_WORDS = {name: n for n, name in enumerate(_SMALL)} | TENS
MULTIPLIERS = {"hundred": 100, "thousand": 1000}

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
ORDINAL_WORDS = {name: n for n, name in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
NUMBER_OF_QUARTER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "opening": 1, "1st": 1,
                     "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip

DECADE_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

# Minutes east of Greenwich. Abbreviations are those of English-language news; IST is India's, CST North America's.
ZONES = {
    "gmt": 0, "utc": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "ist": 330, "jst": 540,
    "aest": 600, "aedt": 660, "hkt": 480, "sgt": 480, "pkt": 300,
}  # fmt: skip
# Zones whose offset depends on the day: kept as words of the expression, without an offset in the value.
FLOATING_ZONES = frozenset({"et", "ct", "mt", "pt"})

FREQUENCIES = {
    "hourly": "XXXX-XX-XXTXX", "nightly": "XXXX-XX-XXTNI", "daily": "XXXX-XX-XX", "weekly": "XXXX-WXX",
    "biweekly": "P2W",
    "fortnightly": "P2W", "monthly": "XXXX-XX", "quarterly": "XXXX-QX", "yearly": "XXXX", "annually": "XXXX",
    "annual": "P1Y",
    "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip

# Words that are a time only when written with a capital.
NEED_A_CAPITAL = frozenset({"march", "may", "mar", "sat", "sun", "wed", "dec", "jan", "mon"})

VAGUE = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "soon": "FUTURE_REF",
}  # fmt: skip
