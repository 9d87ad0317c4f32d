"""What no shape can tell of a value: whether there is such a language or day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

from leaflet.problems import Location, Problem
from leaflet.shapes import a_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.source.yaml import Place, Read

LANGUAGES = ("language", "languages")
DATES = ("date", "published", "reviewed", "next_review")
_CLDR = Locale("en")


def known_language(tag: str) -> bool:
    """Tell whether CLDR has data for a language, so that its dates can be written."""
    try:
        Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def named_language(tag: str) -> bool:
    """Tell whether `fr` or `zh-Hant` begins with a language that has a name."""
    return tag.partition("-")[0] in _CLDR.languages


def known_territory(code: str) -> bool:
    """Tell whether CLDR has a name for a territory."""
    return code in _CLDR.territories


def value_problems(read: Read[Any], path: str) -> Iterator[Problem]:
    """Tell of languages that are unknown and of days that no year has."""
    for place, value in read.scalars.items():
        at = Location(path, read.lines[place])
        key = last_key(place)
        if key in LANGUAGES and not known_language(str(value)):
            yield unknown_language(str(value), at)
        elif key in DATES and not _exists(str(value)):
            yield Problem("date", at, f"{key}: {value} is no day of any year")


def unknown_language(tag: str, at: Location) -> Problem:
    """Give the problem of a tag that names no language."""
    spelt = tag.replace("-", "_")
    hint = "use a tag of CLDR, such as fr, pa or zh_Hant"
    if spelt != tag and known_language(spelt):
        hint = f"write {spelt}"
    return Problem("language-unknown", at, f"no language is tagged {tag}", hint)


def last_key(place: Place) -> str:
    """Give the last word of a place: `keywords` for the second of the keywords."""
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def _exists(date: str) -> bool:
    """Tell whether a year, month or day is one of the calendar."""
    try:
        a_day(date if len(date) > len("2021") else f"{date}-01")
    except ValueError:
        return False
    return True
