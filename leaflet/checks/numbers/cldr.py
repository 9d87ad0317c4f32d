"""What CLDR says of a language: its months, units, multiples and halves of the day.

This serves every language, with a module of ours or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.units import UnknownUnitError, format_unit, get_unit_name

UNITS = {
    "second": "duration-second",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
    "week": "duration-week",
    "month": "duration-month",
    "year": "duration-year",
    "mg": "mass-milligram",
    "µg": "mass-microgram",
    "g": "mass-gram",
    "kg": "mass-kilogram",
    "ml": "volume-milliliter",
    "l": "volume-liter",
    "mm": "length-millimeter",
    "cm": "length-centimeter",
    "m": "length-meter",
    "km": "length-kilometer",
    "°c": "temperature-celsius",
    "°f": "temperature-fahrenheit",
}
"""By unit of ours, that of CLDR."""
COUNTS = (1, 2, 3, 5, 11, 21, 100)
"""Numbers that between them ask for every plural form."""
_NUMBER = re.compile(r"[\d.,٫٬\s\u00a0\u200e\u200f\u202f]*\d[\d.,٫٬]*")


def known(locale: str) -> Locale | None:
    """Give the locale, or its language's; None where CLDR has neither."""
    for name in (locale, locale.partition("_")[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def months(locale: Locale) -> Iterator[tuple[int, str]]:
    """Give the number and the names of each month, long and short."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                word = name.strip(".")
                if len(word) > 1 and not any(sign.isdigit() for sign in word):
                    yield number, word


def units(locale: Locale) -> Iterator[tuple[str, str]]:
    """Give our unit and its names, in every plural form."""
    for unit, identifier in UNITS.items():
        try:
            names = [get_unit_name(identifier, "long", locale) or ""]
            names += [
                _NUMBER.sub("", format_unit(count, identifier, length, locale=locale))
                for count in COUNTS
                for length in ("long", "short")
            ]
        except UnknownUnitError:
            continue
        for name in {name.strip() for name in names}:
            if len(name) > 1 or "\u3040" <= name <= "\ud7a3":
                yield unit, name


def multiples(locale: Locale) -> Iterator[tuple[int, str]]:
    """Give thousand, million … and their words, in every plural form."""
    lengths = locale.compact_decimal_formats
    for plural in lengths["long" if "long" in lengths else "short"].values():
        for power, pattern in plural.items():
            zeros = pattern.pattern.count("0")
            word = pattern.pattern.replace("0", "").replace("'", "").strip()
            if len(word) > 1 or "\u3040" <= word <= "\ud7a3":
                yield int(power) // 10 ** (zeros - 1), word


def half_days(locale: Locale) -> dict[str, list[str]]:
    """Give the words for the hours before noon and for those after it."""
    found: dict[str, list[str]] = {"morning": [], "evening": []}
    for width in locale.day_periods["format"].values():
        for name, word in width.items():
            late = name.startswith(("pm", "afternoon", "evening", "noon"))
            early = name.startswith(("am", "morning"))
            if len(word) > 1 and (late or early):
                found["evening" if late else "morning"].append(word)
    return found


def twelve_hours(locale: Locale) -> bool:
    """Whether the language counts the hours twice a day."""
    return "h" in re.sub("'[^']*'", "", locale.time_formats["short"].pattern)
