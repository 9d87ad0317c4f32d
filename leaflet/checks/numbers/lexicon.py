"""A language's words, made ready to be looked up in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from babel import Locale

from leaflet.checks.numbers import cldr
from leaflet.checks.numbers.languages import LANGUAGES
from leaflet.checks.numbers.languages.words import Phrases, Words
from leaflet.checks.numbers.notation import Notation, notation
from leaflet.checks.numbers.prose import fold
from leaflet.checks.numbers.units import PERIODS, SYMBOLS

LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
"""A letter of a script that puts spaces between words."""

HALF = Fraction(1, 2)
LATIN = "\u024f"
"""The last Latin letter, but those with two marks as in Vietnamese."""


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
    often: Names  # daily, weekly
    morning: re.Pattern[str]
    evening: re.Pattern[str]
    twelve_hours: bool  # an hour without a word may be before noon or after
    clock: re.Pattern[str]
    clock_before: re.Pattern[str]
    nots: re.Pattern[str]
    and_half: re.Pattern[str]
    prefixes: frozenset[str]
    ranges: frozenset[str]
    measures: frozenset[str]


@cache
def lexicon(locale: str) -> Lexicon:
    """Give the lexicon of a locale: our words and CLDR's, or CLDR's alone."""
    locale = locale.replace("-", "_")
    language = locale.partition("_")[0]
    words, data = LANGUAGES.get(language, Words()), cldr.known(locale)
    numerals, limits, months = _numerals(words), _limits(words), _months(words, data)
    units, edges = _units(words, data), not words.counted
    periods, halves = _periods(words, units), cldr.half_days(data) if data else {}
    return Lexicon(
        language=language,
        words=words,
        notation=notation(locale),
        known=language in LANGUAGES,
        numerals=numerals,
        phrases=any_of(phrase for phrase in numerals if " " in phrase),
        numeral=any_of(numerals, edges=False),
        units=_names(units),
        multiples=_names(_multiples(words, data)),
        limits=limits,
        limit=_limit(limits, words),
        months=months,
        month=any_of(months),
        periods=periods,
        period=None if edges else any_of(periods, edges=False),
        per=_per(words),
        often=_names({w: p for p, names in words.often.items() for w in _split(names)}),
        morning=_hours(words.morning, "am, a.m., a.m, a. m.", halves.get("morning")),
        evening=_hours(words.evening, "pm, p.m., p.m, p. m.", halves.get("evening")),
        twelve_hours=words.twelve_hours or bool(data and cldr.twelve_hours(data)),
        clock=any_of(_split(words.clock), edges=edges),
        clock_before=any_of(_split(words.clock_before)),
        nots=any_of(_split(words.nots), edges=edges),
        and_half=any_of(_split(words.and_half), edges=edges),
        prefixes=frozenset(_split(words.prefixes)),
        ranges=frozenset(_split(words.ranges)),
        measures=frozenset(words.measures),
    )


def _hours(
    ours: Phrases, symbols: Phrases, theirs: list[str] | None
) -> re.Pattern[str]:
    """Match the words for one half of the day."""
    found = _split(ours) + _split(symbols) + [fold(word) for word in theirs or ()]
    return any_of(word for word in found if word)


def any_of(phrases: Iterable[str], *, edges: bool = True) -> re.Pattern[str]:
    """Give a pattern for any of the phrases, the longest first; none match nothing.

    `edges`: they are words of their own, not parts of one.
    """
    longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(map(re.escape, longest)) or "(?!)"
    if not edges:
        return re.compile(body)
    left = rf"(?<!{LETTER})(?<![\u0900-\u0963\u0a00-\u0a75])"
    right = rf"(?!-?{LETTER}|[\u0900-\u0963\u0a00-\u0a75])"
    # A phrase may end in a sign, as "plus d'" does: then a letter may follow.
    return re.compile(rf"{left}(?:{body})(?:(?<=['.])|{right})")


def _whole(text: str, end: int) -> bool:
    """Whether a word ends here: no letter, no vowel sign, no apostrophe follows."""
    last, after = text[end - 1], text[end : end + 1]
    if not after or not last.isalpha() or _runs_on(last):
        return True
    if last.isascii() and after > LATIN and not "\u1e00" <= after <= "\u1eff":
        return True  # what Korean adds to "mg"
    elided = after == "'" and text[end + 1 : end + 2].isalpha()
    return not (_continues(after) or elided)


def _runs_on(sign: str) -> bool:
    """Whether this letter is of a script that adds the next word without a space."""
    return "\u3040" <= sign <= "\ud7a3"


def _continues(sign: str) -> bool:
    """Whether this sign belongs to the word before it."""
    spaced = sign.isalpha() and not _runs_on(sign)
    return spaced or "\u0900" <= sign <= "\u0963" or "\u0a00" <= sign <= "\u0a75"


def _split(phrases: Phrases) -> list[str]:
    """Give the phrases of one field, folded."""
    return [fold(phrase) for phrase in phrases.split(", ") if phrase]


def _multiples(words: Words, data: Locale | None) -> dict[str, str]:
    """Give the number, as digits, of each word for a multiple."""
    found = {fold(word): str(n) for n, word in cldr.multiples(data)} if data else {}
    for number, phrases in words.multiples.items():
        found.update(dict.fromkeys(_split(phrases), str(number)))
    return found


def _names(meanings: Mapping[str, str]) -> Names:
    return Names(
        meanings, tuple(sorted({len(name) for name in meanings}, reverse=True))
    )


def _units(words: Words, data: Locale | None) -> dict[str, str]:
    """Give the unit of each name: ours before CLDR's."""
    found = {fold(name): unit for unit, name in cldr.units(data)} if data else {}
    for table in (SYMBOLS, words.units):
        for unit, phrases in table.items():
            found.update(dict.fromkeys(_split(phrases), unit))
    return found


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
    for number, phrases in words.hints.items():
        yield "hint" if number else "zero", Fraction(number), "", phrases
    for number, phrases in words.ordinals.items():
        yield "ordinal", Fraction(number), "", phrases
    for under, phrases in words.parts.items():
        yield "part", Fraction(1, under), "", phrases
    for unit, phrases in words.duals.items():
        yield "number", Fraction(2), unit, phrases
    for number, phrases in _numbers(words):
        yield "number", Fraction(number), "", phrases
    yield "one", Fraction(1), "", words.one
    yield "half", HALF, "", words.halves
    yield "maybe half", HALF, "", words.maybe_halves


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
    prefixes = ["", *(one for one in _split(words.prefixes) if len(one) == 1)]
    return {
        prefix + phrase: Limit(frozenset(signs), phrase in after, sure)
        for phrases, signs, sure in fields
        for phrase in _split(phrases)
        for prefix in prefixes
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


def _months(words: Words, data: Locale | None) -> dict[str, int]:
    """Give the number of each month's name."""
    found = {fold(name): n for n, name in cldr.months(data)} if data else {}
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
