"""A language's words, made ready to be looked up in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError

from leaflet.checks.numbers.languages import LANGUAGES
from leaflet.checks.numbers.languages.words import Phrases, Words
from leaflet.checks.numbers.notation import Notation, notation
from leaflet.checks.numbers.prose import fold
from leaflet.checks.numbers.units import PERIODS, SYMBOLS

LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
"""A letter of a script that puts spaces between words."""

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says of a number."""

    values: frozenset[Fraction]
    kind: str  # number, one, ordinal, part, hint
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a phrase says about the number beside it: the signs that it can mean."""

    signs: frozenset[str]
    after: bool  # stands after its number
    sure: bool  # says so in any sentence


@dataclass(frozen=True, slots=True)
class Names:
    """Phrases that are looked up at a place in a text, the longest first."""

    meanings: Mapping[str, str]
    lengths: tuple[int, ...]

    def at(self, text: str, start: int) -> tuple[str, int] | None:
        """Give the meaning of the phrase that begins here, and its end."""
        for length in self.lengths:
            phrase = text[start : start + length]
            if phrase in self.meanings and _whole(text, start + len(phrase)):
                return self.meanings[phrase], start + len(phrase)
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that reading a text in one locale needs."""

    language: str
    words: Words
    notation: Notation
    known: bool  # its number words, units and comparisons are known
    numerals: Mapping[str, Word]
    phrases: re.Pattern[str]  # number words of more than one word
    numeral: re.Pattern[str]  # any number word, in any place
    units: Names
    multiples: Names
    limits: Mapping[str, Limit]
    limit: re.Pattern[str]
    months: Mapping[str, int]
    month: re.Pattern[str]
    periods: Mapping[str, str]
    period: re.Pattern[str] | None  # where words have no spaces between them
    per: re.Pattern[str]
    morning: re.Pattern[str]
    evening: re.Pattern[str]
    clock: re.Pattern[str]
    clock_before: re.Pattern[str]
    nots: re.Pattern[str]
    and_half: re.Pattern[str]
    prefixes: frozenset[str]
    ranges: frozenset[str]
    measures: frozenset[str]


@cache
def lexicon(locale: str) -> Lexicon:
    """Give the lexicon of a locale; one of signs and symbols where it is not known."""
    locale = locale.replace("-", "_")
    language = locale.partition("_")[0]
    words = LANGUAGES.get(language, Words())
    months, numerals, limits = (
        _months(language, words),
        _numerals(words),
        _limits(words),
    )
    units = _units(words)
    return Lexicon(
        language=language,
        words=words,
        notation=notation(locale),
        known=language in LANGUAGES,
        numerals=numerals,
        phrases=any_of(phrase for phrase in numerals if " " in phrase),
        numeral=any_of(numerals, edges=False),
        units=_names(units),
        multiples=_names(_by_phrase(words.multiples)),
        limits=limits,
        limit=_limit(limits, words),
        months=months,
        month=any_of(months),
        periods=(periods := _periods(words, units)),
        period=any_of(periods, edges=False) if words.counted else None,
        per=_per(words),
        morning=any_of(_split(words.morning)),
        evening=any_of(_split(words.evening)),
        clock=any_of(_split(words.clock), edges=not words.counted),
        clock_before=any_of(_split(words.clock_before)),
        nots=any_of(_split(words.nots), edges=not words.counted),
        and_half=any_of(_split(words.and_half), edges=not words.counted),
        prefixes=frozenset(_split(words.prefixes)),
        ranges=frozenset(_split(words.ranges)),
        measures=frozenset(words.measures),
    )


def any_of(phrases: Iterable[str], *, edges: bool = True) -> re.Pattern[str]:
    """Give a pattern for any of the phrases, the longest first; none match nothing.

    `edges`: they are words of their own, not parts of one.
    """
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(map(re.escape, longest)) or "(?!)"
    if not edges:
        return re.compile(body)
    left = rf"(?<!{LETTER})(?<![\u0900-\u0963\u0a00-\u0a51])"
    right = rf"(?!-?{LETTER}|[\u0900-\u0963\u0a00-\u0a51])"
    # A phrase may end in a sign, as "plus d'" does: then a letter may follow.
    return re.compile(rf"{left}(?:{body})(?:(?<=['.])|{right})")


def _whole(text: str, end: int) -> bool:
    """Whether a word ends here: no letter, no vowel sign, no apostrophe follows."""
    if end >= len(text) or not text[end - 1].isalpha():
        return True
    after = text[end]
    if "\u3040" <= text[end - 1] <= "\u9fff":
        return True
    elided = after == "'" and text[end + 1 : end + 2].isalpha()
    return not (_continues(after) or elided)


def _continues(sign: str) -> bool:
    """Whether this sign belongs to the word before it."""
    spaced = sign.isalpha() and not "\u3040" <= sign <= "\u9fff"
    return spaced or "\u0900" <= sign <= "\u0963" or "\u0a00" <= sign <= "\u0a51"


def _split(phrases: Phrases) -> list[str]:
    """Give the phrases of one field, folded."""
    return [fold(phrase) for phrase in phrases.split(", ") if phrase]


def _by_phrase(table: Mapping[int, Phrases]) -> dict[str, str]:
    return {
        word: str(key) for key, phrases in table.items() for word in _split(phrases)
    }


def _names(meanings: Mapping[str, str]) -> Names:
    return Names(
        meanings, tuple(sorted({len(name) for name in meanings}, reverse=True))
    )


def _units(words: Words) -> dict[str, str]:
    """Give the unit of each name, those of all languages among them."""
    tables = (SYMBOLS, words.units)
    return {
        name: unit
        for table in tables
        for unit, phrases in table.items()
        for name in _split(phrases)
    }


def _numerals(words: Words) -> dict[str, Word]:
    """Give what each number word says; a word of two kinds is the less sure one."""
    found: dict[str, Word] = {}
    for kind, value, unit, phrases in _said(words):
        for phrase in _split(phrases):
            known = found.get(phrase)
            values = frozenset((value,)) | (known.values if known else frozenset())
            kinds, units = (known.kind, known.unit) if known else (kind, unit)
            if known is None or not unit:
                found[phrase] = Word(values, kinds, units)
    return found


def _said(words: Words) -> Iterator[tuple[str, Fraction, str, Phrases]]:
    """Give kind, value, unit and words of each number that a language says."""
    for kind, table in (("hint", words.hints), ("ordinal", words.ordinals)):
        for number, phrases in table.items():
            yield kind, Fraction(number), "", phrases
    for under, phrases in words.parts.items():
        yield "part", Fraction(1, under), "", phrases
    for unit, phrases in words.duals.items():
        yield "number", Fraction(2), unit, phrases
    for number, phrases in _numbers(words):
        yield "number", Fraction(number), "", phrases
    yield "one", Fraction(1), "", words.one
    yield "part" if words.counted else "half", HALF, "", words.halves


def _numbers(words: Words) -> Iterator[tuple[int, Phrases]]:
    """Give number words, those among them that join ten and unit: vierundzwanzig."""
    yield from words.numbers.items()
    if not words.tens_joint:
        return
    ones = {1: words.one.split(", ")[0], **words.numbers}
    for ten in range(20, 100, 10):
        for unit in range(1, 10):
            tens, small = (_split(ones[number])[0] for number in (ten, unit))
            yield ten + unit, f"{small}{words.tens_joint}{tens}"


def _limits(words: Words) -> dict[str, Limit]:
    """Give what each phrase of comparison says."""
    after = set(_split(words.after))
    fields = (
        (words.maybe_more, ">≥", False),
        (words.maybe_less, "<≤", False),
        (words.or_more, ">≥", True),
        (words.or_less, "<≤", True),
        (words.more, ">", True),
        (words.less, "<", True),
        (words.at_least, "≥", True),
        (words.at_most, "≤", True),
    )
    return {
        phrase: Limit(frozenset(signs), phrase in after, sure)
        for phrases, signs, sure in fields
        for phrase in _split(phrases)
    }


def _limit(limits: Mapping[str, Limit], words: Words) -> re.Pattern[str]:
    """Match a phrase of comparison: "and more" is none in "and more than"."""
    edges = not words.counted
    after = any_of((phrase for phrase in limits if limits[phrase].after), edges=edges)
    before = any_of(
        (phrase for phrase in limits if not limits[phrase].after), edges=edges
    )
    than = r"(?![ \u00a0](?:than|als|de|que|di|do|dan)(?!\w)|[ \u00a0]d')"
    if words.counted:
        return any_of(limits, edges=False)
    return re.compile(rf"(?:{after.pattern}){than}|{before.pattern}")


def _months(language: str, words: Words) -> dict[str, int]:
    """Give the number of each month's name, by CLDR and by our own words."""
    found: dict[str, int] = {}
    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return found
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                word = fold(name).strip(".")
                if not any(sign.isdigit() for sign in word) and len(word) > 1:
                    found[word] = number
    for number, phrases in words.months.items():
        found.update(dict.fromkeys(_split(phrases), number))
    return found


def _periods(words: Words, units: Mapping[str, str]) -> dict[str, str]:
    """Give the period that a word names, or says how often: days, daily."""
    ordinals = {word for phrases in words.ordinals.values() for word in _split(phrases)}
    found = {
        name: unit
        for name, unit in units.items()
        if unit in PERIODS and len(name) > 1 and name not in ordinals
    }
    if words.counted:
        found.update({name: unit for name, unit in units.items() if unit in PERIODS})
    for period, phrases in (*words.often.items(), *words.duals.items()):
        if period in PERIODS:
            found.update(dict.fromkeys(_split(phrases), period))
    return found


def _per(words: Words) -> re.Pattern[str]:
    """Match what stands between a unit and what it is counted by: mg/kg, mg per kg."""
    phrases = "|".join(map(re.escape, _split(words.per))) or "(?!)"
    return re.compile(rf"[ \u00a0]?/[ \u00a0]?|[ \u00a0](?:{phrases})[ \u00a0]|每")
