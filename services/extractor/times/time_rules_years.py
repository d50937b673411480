"""Rules for years and their parts: 2009, the 1990s, the 20th century, the third quarter, fiscal 2024, Easter."""

from __future__ import annotations

from services.extractor.times import calendar_periods as calendar
from services.extractor.times.calendar_periods import SEASONS
from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import DECADE_WORDS, NUMBER_OF_QUARTER, ORDINAL_WORDS, SEASON_NAMES
from services.extractor.times.time_meanings import Absolute, Counted, Meaning, OfYear


def year(found: Found) -> Meaning | None:
    return _absolute(calendar.year_of(found.integer(found.cut or "y")))


def end_of_span(found: Found) -> Meaning | None:
    """For "2009-10" and "2009-2010": the second year may leave its century out."""
    first, second = found.integer("a"), found.integer("b")
    if second < 100:
        second += first // 100 * 100
    return _absolute(calendar.year_of(first if found.cut == "a" else second)) if first < second else None


def fiscal(found: Found) -> Meaning | None:
    number = int("".join(filter(str.isdigit, found.text("y"))))
    return _absolute(calendar.fiscal_year(number if number >= 100 else 2000 + number))


def decade(found: Found) -> Meaning | None:
    """The 80s are the 1980s, the 10s the 2010s."""
    text = found.text("t")
    number = DECADE_WORDS.get(text) or int("".join(filter(str.isdigit, text)))
    if number < 100:
        number += 1900 if number >= 30 else 2000
    if found.has("y"):
        number = found.integer("y") // 100 * 100 + number % 100
    return _absolute(calendar.decade(number))


def century(found: Found) -> Meaning | None:
    text = found.text("o")
    number = ORDINAL_WORDS.get(text) or int("".join(filter(str.isdigit, text)))
    if found.has("t"):
        number += 20
    return _absolute(calendar.century(number)) if 1 <= number <= 30 else None


def part_of_year(found: Found) -> Meaning | None:
    """A quarter, half or season, in a year that is a figure, is counted from now, or is missing."""
    which = _year_meant(found)
    if found.has("s"):
        number = SEASONS.index(SEASON_NAMES[found.text("s")]) + 1
        return OfYear("season", number, year=which)
    text = found.text("o")
    if found.has("h"):
        return OfYear("half", 1 if text in ("first", "opening", "1st", "h1") else 2, year=which)
    number = int(text[1]) if text in _QUARTERS else NUMBER_OF_QUARTER[text]
    return OfYear("quarter", number, year=which)


def holiday(found: Found) -> Meaning | None:
    """Any holiday of the table; the name is the expression's words without its year."""
    words = [word for word in found.texts("h") if word not in (".", "'", "’", "s")]
    name = _HOLIDAY_NAMES.get("".join(words)) or _HOLIDAY_NAMES.get("".join(words).removesuffix("day"))
    return OfYear("holiday", name=name, year=_year_meant(found)) if name else None


def _year_meant(found: Found) -> int | Counted | None:
    if found.has("y"):
        return found.integer("y")
    if found.has("r"):
        return year_named(found.text("r"))
    return None


def _absolute(period: calendar.Period | None) -> Absolute | None:
    return Absolute(period) if period else None


def year_named(word: str) -> Counted:
    """last year, this year, that year, the following year."""
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)
    return Counted("year", step, "article" if word in ("last", "this", "next") else "mentioned")


_QUARTERS = ("q1", "q2", "q3", "q4")
_HOLIDAY_NAMES = {
    "newyear'sday": "new year's day", "newyearday": "new year's day", "newyearsday": "new year's day",
    "newyearseve": "new year's eve", "newyeareve": "new year's eve", "christmas": "christmas", "xmas": "christmas",
    "christmaseve": "christmas eve", "easter": "easter", "eastersunday": "easter", "eastermonday": "easter monday",
    "goodfriday": "good friday", "palmsunday": "palm sunday", "ashwednesday": "ash wednesday",
    "thanksgiving": "thanksgiving", "blackfriday": "black friday", "halloween": "halloween",
    "valentineday": "valentine's day", "valentinesday": "valentine's day", "labor": "labor day",
    "memorial": "memorial day",
    "veterans": "veterans day", "presidents": "presidents' day", "columbus": "columbus day", "boxing": "boxing day",
    "independence": "independence day", "bastille": "bastille day", "juneteenth": "juneteenth",
    "martinlutherking": "martin luther king day", "martinlutherkingjr": "martin luther king day",
    "stpatrick": "st. patrick's day", "stpatricks": "st. patrick's day",
}  # fmt: skip

_HOLIDAY = (
    "(new year APOSTROPHE? s? (day | eve) | new years (day | eve)"
    " | christmas (day | eve)? | xmas | easter (sunday | monday)?"
    " | good friday | palm sunday | ash wednesday | thanksgiving (day)? | black friday | halloween"
    " | (valentine | valentines) APOSTROPHE? s? day | labor day | memorial day | veterans APOSTROPHE? day"
    " | presidents APOSTROPHE? day"
    " | columbus day | boxing day | independence day | bastille day | juneteenth | martin luther king jr? DOT? day"
    " | st DOT? (patrick | patricks) APOSTROPHE? s? day)"
)
_OF_YEAR = (
    "((of | in | for)? (COMMA? (fiscal year?)? y:YEAR"
    " | the? r:(last | this | next | previous | that | same | following) year))"
)
_OF = f"{_OF_YEAR}?"

RULES = (
    Rule("DATE", "(the year)? y:YEAR (?!DASH? (UNIT | UNITS))", year,
         "It sold most in [2010]. = 2010", needs="not a number"),
    Rule("DATE", "a:YEAR (DASH | SLASH) b:(YEAR | DAY)", end_of_span,
         "It was the pandemic of [2009]-2010. = 2009", cuts=("a", "b")),
    Rule("DATE", "(fiscal year? | financial year) y:YEAR", fiscal, "Profits rose in [fiscal 2024]. = FY2024"),
    Rule("DATE", "y:FISCAL", fiscal, "Profits rose in [FY24]. = FY2024"),
    Rule("DATE", "y:YEAR (fiscal | financial) year", fiscal, "Profits rose in the [2024 fiscal year]. = FY2024"),
    Rule("DATE", "the? t:DECADE", decade, "He grew up in [the 1980s]. = 198"),
    Rule("DATE", "the t:DECADE_WORD", decade, "He grew up in [the eighties]. = 198"),
    Rule("DATE", "the? o:ORDINAL DASH? century", century, "It was common in [the 20th century]. = 19"),
    Rule("DATE", "the? t:twenty DASH? o:ORDINAL_WORD DASH? century", century,
         "It is rare in [the twenty-first century]. = 20"),
    Rule("DATE", f"(the | its | their)? fiscal? o:NTH DASH? (fiscal | financial)? quarter {_OF}", part_of_year,
         "Sales fell in [the third quarter of this year]. = 2025-Q3"),
    Rule("DATE", f"o:(q1 | q2 | q3 | q4) {_OF}", part_of_year, "Sales fell in [Q3 2024]. = 2024-Q3"),
    Rule("DATE", f"(the)? o:(first | second | 1st | 2nd) h:half {_OF_YEAR}", part_of_year,
         "Sales fell in [the first half of 2024]. = 2024-H1"),
    Rule("DATE", "s:SEASON (of | COMMA)? y:YEAR", part_of_year, "They wed in [summer 2012]. = 2012-SU"),
    Rule("DATE", "the s:SEASON (of | COMMA)? y:YEAR", part_of_year, "They wed in [the summer of 2012]. = 2012-SU"),
    Rule("DATE", "(the)? s:SEASON (of | in)? the? r:(last | this | next | that | same | following) year", part_of_year,
         "They wed in [the spring last year]. = 2024-SP"),
    Rule("DATE", "(?<=(in | during | since | until | by | of | through | early | late | mid | DASH)) (the)? s:SEASON",
         part_of_year,
         "They wed in [the summer]. = 2025-SU"),
    Rule("DATE", f"h:{_HOLIDAY} ((of | in)? COMMA? y:YEAR | r:(last | this | next) year)?", holiday,
         "The truce held until [Christmas Eve 2024]. = 2024-12-24"),
)  # fmt: skip
