"""Rules for durations and for repeated times: two weeks, a 12-year low, every Friday, annually, twice a month."""

from __future__ import annotations

from services.extractor.times.time_grammar import Found, Rule
from services.extractor.times.time_lexicon import (
    DAY_PARTS,
    DAY_PARTS_PLURAL,
    FREQUENCIES,
    MONTHS,
    UNITS,
    UNITS_PLURAL,
    UNITS_SHORT,
    WEEKDAYS,
    WEEKDAYS_PLURAL,
)
from services.extractor.times.time_meanings import Meaning, Stated
from services.extractor.times.time_numbers import NUMBER, number_of

_UNIT_CODES = UNITS | UNITS_PLURAL | UNITS_SHORT
# Units that ISO 8601 lacks, in those that it has; "dozens of decades" keeps TIMEX3's own letters.
_IN_ISO = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "Q": (3, "M")}
_HALVES = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "E": "P5Y", "C": "P50Y", "M": "P15D", "L": "P500Y"}
_EVERY = {
    "TS": "PT1S", "TM": "PT1M", "TH": "XXXX-XX-XXTXX", "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX", "Q": "XXXX-QX", "S": "XXXX-SX", "Y": "XXXX", "E": "XXX", "C": "XX", "L": "X",
}  # fmt: skip


def duration(code: str, number: float | None) -> str:
    """An ISO 8601 duration such as P3Y, PT30M or P2.5D; PXY where the number is not told."""
    if number == 0.5 and code in _HALVES:
        return _HALVES[code]
    clock = "T" if code.startswith("T") else ""
    letter = code.removeprefix("T")
    if number is None:
        return f"P{clock}X{letter}"
    if code in _IN_ISO:
        factor, letter = _IN_ISO[code]
        number *= factor
    return f"P{clock}{number:g}{letter}" if number < 1e6 else f"P{clock}{int(number)}{letter}"


def length(found: Found) -> Meaning | None:
    code = _UNIT_CODES[found.text("u")]
    if not found.has("n"):
        rate = None if found.has("half") or found.text("rate") == "one" else _EVERY[code]
        return Stated(duration(code, 1.5 if found.has("half") else 1), as_rate=rate)
    return Stated(duration(code, number_of(found.texts("n"))))


def half_length(found: Found) -> Meaning | None:
    return Stated(duration(_UNIT_CODES[found.text("u")], 0.5))


def unknown_length(found: Found) -> Meaning | None:
    return Stated(duration(_UNIT_CODES[found.text("u")], None))


def every(found: Found) -> Meaning | None:
    word = found.text("u")
    if word in WEEKDAYS or word in WEEKDAYS_PLURAL:
        return Stated(f"XXXX-WXX-{(WEEKDAYS | WEEKDAYS_PLURAL)[word]}")
    if word in MONTHS:
        return Stated(f"XXXX-{MONTHS[word]:02d}")
    if word in DAY_PARTS or word in DAY_PARTS_PLURAL:
        return Stated(f"XXXX-XX-XXT{(DAY_PARTS | DAY_PARTS_PLURAL)[word]}")
    if found.has("n"):
        return Stated(duration(_UNIT_CODES[word], number_of(found.texts("n"))))
    return Stated(_EVERY[_UNIT_CODES[word]])


def every_other(found: Found) -> Meaning | None:
    return Stated(duration(_UNIT_CODES[found.text("u")], 2))


def frequency(found: Found) -> Meaning | None:
    return Stated(FREQUENCIES[found.text("t")])


_NOT_OLD = "(?!DASH? (old | olds | ago))"
_N_UNITS = f"{NUMBER} u:(UNITS | UNIT_SHORT)"

RULES = (

            Rule("DURATION",
            f"the? (last | past | next | coming | first | final | previous | following | mere)? {_N_UNITS} {_NOT_OLD}",
            length,
         "He led it for [33 years]. = P33Y"),
    Rule("DURATION", f"{NUMBER} DASH u:(UNIT | UNITS) {_NOT_OLD}", length, "It fell to a [12-year] low. = P12Y"),
    Rule("DURATION", f"rate:(a | an | one) u:LENGTH {_NOT_OLD}", length, "It shut for [a week]. = P1W",
         needs="adverbial"),
    Rule("DURATION", "(a | one) u:UNIT and half:a half", length, "It shut for [a year and a half]. = P1.5Y"),
    Rule("DURATION", "half DASH? (a | an) DASH? u:UNIT", half_length, "It took [half an hour]. = PT30M"),
    Rule("DURATION", "a DASH? half DASH? u:UNIT", half_length, "It took [a half-hour]. = PT30M"),
    Rule("DURATION", "the past u:(day | week | month | year | decade | century)", length,
         "It grew over [the past decade]. = P10Y"),
    Rule("DURATION", "the next u:(decade | century)", length, "It will grow over [the next decade]. = P10Y"),
    Rule("DURATION", "all u:(day | night | week | month | year)", length, "He slept [all day]. = P1D"),
    Rule("DURATION", f"({NUMBER} DASH)? u:UNIT DASH? long", length, "It was a [month-long] ban. = P1M"),
    Rule("DURATION", "u:(seconds | minutes | hours | days | weeks | months | years | decades | centuries)",
         unknown_length, "The firms blocked it for [years]. = PXY"),
    Rule("DURATION", "(the)? (recent | past | last | coming | next) u:UNITS", unknown_length,
         "It grew in [recent years]. = PXY"),

    Rule("SET", "(every | each) u:(UNIT | WEEKDAY_NAME | CLEAR_MONTH | DAY_PART)", every,
         "She jogs [every morning]. = XXXX-XX-XXTMO"),
    Rule("SET", f"every {NUMBER} u:UNITS", every, "They vote [every two years]. = P2Y"),
    Rule("SET", "every other u:UNIT", every_other, "They meet [every other week]. = P2W"),
    Rule("SET", "on weekends", lambda found: Stated("XXXX-WXX-WE"), "The shop shuts [on weekends]. = XXXX-WXX-WE"),
    Rule("SET", "u:WEEKDAYS", every, "The shop shuts on [Mondays]. = XXXX-WXX-1"),
    Rule("SET",
         "(once | twice | NUMBER times | several times | many times) (a | an | every | each | per) u:UNIT", every,
         "They meet [twice a month]. = XXXX-XX"),
    Rule("SET", "per u:UNIT", every, "It sells 60 barrels [per day]. = XXXX-XX-XX"),
    Rule("SET", "t:FREQUENCY", frequency, "It reports [annually]. = XXXX"),
)  # fmt: skip
