"""A number's surroundings: million, its unit, what it is counted by, and a half."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from leaflet.checks.numbers.lexicon import HALF
from leaflet.checks.numbers.notation import SPACES, Value
from leaflet.checks.numbers.times import moments
from leaflet.checks.numbers.units import BEFORE, UNKNOWN, WORDS
from leaflet.checks.numbers.values import Mention, Reading, Readings, Scan

_LETTERS = re.compile(r"[^\W\d_]+\Z")
_SYMBOL_BEFORE = re.compile(r"(?:[^\d\s] |\A)(mg|ml|g|kg|l) \Z")
_LONGEST_PREFIX = 12
_HOURS = 24


def measured(
    scan: Scan, span: tuple[int, int], value: Value, kind: str = "digits"
) -> Mention:
    """Give the number that stands here, with what multiplies it and its unit."""
    start, end = span
    if kind == "digits" and _named(scan, start):
        return Mention(start=start, end=end, readings=value.here, kind="name")
    factor, end = _factor(scan, end)
    unit, end, per = _unit(scan, start, end)
    added, end = _half(scan, end)
    here, elsewhere = value.here, value.elsewhere
    if factor != 1 or added:
        here, elsewhere = (
            frozenset(
                one if isinstance(one, str) else one * factor + added for one in ones
            )
            for ones in (here, elsewhere)
        )
    if unit in ("hour", "minute"):
        here |= _as_time(scan, (start, end), here, unit)
    return Mention(
        start=start,
        end=end,
        readings=here,
        elsewhere=elsewhere,
        foreign=value.foreign,
        kind=kind,
        unit=unit,
        per=per,
    )


def exactly(number: Reading) -> Value:
    """Give the value of a number that can mean one thing."""
    return Value(frozenset((number,)), frozenset())


def shared(mentions: list[Mention], text: str) -> list[Mention]:
    """Give numbers the unit that stands after the next: 2 of "2 to 5 mg"."""
    found = list(mentions)
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        plain = one.kind in ("digits", "number", "one", "half")
        bare = plain and not one.unit and not one.per
        if (
            bare
            and following.unit
            and following.kind != "one"
            and _BETWEEN.fullmatch(text, one.end, following.start)
        ):
            unit, per = following.unit, following.per
            found[at] = replace(one, unit=unit, per=per, loose=True)
    return found


_BETWEEN = re.compile(r"[ \u00a0\u202f]?[^\s.;!?()]{1,6}[ \u00a0\u202f]?")


def swallowed(scan: Scan, end: int) -> bool:
    """Whether a unit and then a thing to swallow follow: 500 mg tablets."""
    unit = scan.lexicon.units.at(scan.text, scan.follows(end))
    if unit is None or unit[0] in WORDS:
        return False
    portion = scan.lexicon.units.at(scan.text, unit[1] + 1)
    return portion is not None and portion[0] in ("tablet", "capsule", "pill")


def _named(scan: Scan, start: int) -> bool:
    """Whether the digits belong to a name: B12, COVID-19."""
    text = scan.text
    at = start - 1 if text[start - 1 : start] == "-" else start
    before = text[at - 1 : at]
    if not before.isalpha() or "\u3040" <= before <= "\u9fff":
        return False
    # What Arabic writes together with a number is no name.
    word = _LETTERS.search(text[max(0, at - _LONGEST_PREFIX) : at])
    return not (word and word[0] in scan.lexicon.prefixes)


def _factor(scan: Scan, end: int) -> tuple[int, int]:
    """Give million, 万 or लाख where they follow, and where they end."""
    factor = 1
    for _ in range(2):
        found = scan.lexicon.multiples.at(scan.text, scan.follows(end))
        if found:
            factor, end = factor * int(found[0]), found[1]
    return factor, end


def _unit(scan: Scan, start: int, end: int) -> tuple[str, int, tuple[str, ...]]:
    """Give the unit of a number, where it ends, and what it is counted by."""
    text, units = scan.text, scan.lexicon.units
    at = scan.follows(end) + (text[end : end + 1] == "-")
    found = units.at(text, at)
    if found is None or (at == end and text[at : found[1]] == "s"):  # the 1990s
        end, per = _per(scan, end)
        return _unit_before(scan, start, at), end, per
    unit, end = found
    end, per = _per(scan, end)
    return unit, end, per


def _per(scan: Scan, end: int) -> tuple[int, tuple[str, ...]]:
    """Give what a number is counted by, and where it ends: /kg/day, a week, daily."""
    per: list[str] = []
    while (joint := scan.lexicon.per.match(scan.text, end)) and (
        found := scan.lexicon.units.at(scan.text, joint.end())
    ):
        per.append(found[0])
        end = found[1]
    often = scan.lexicon.often.at(scan.text, scan.follows(end))
    return (often[1], (*per, often[0])) if often else (end, tuple(per))


def _unit_before(scan: Scan, start: int, after: int) -> str:
    """Give the unit that stands before its number: $ 5, %20, 百分之20."""
    before = scan.text[max(0, start - 4) : start].rstrip(SPACES)
    if before.endswith("百分之"):
        return "%"
    symbol = (
        None
        if scan.lexicon.known
        else _SYMBOL_BEFORE.search(scan.text[max(0, start - 6) : start])
    )
    if symbol:
        return symbol[1]  # Swahili: ml 5
    unit = BEFORE.get(before[-1:], "")
    letter = scan.text[after : after + 1]
    # A letter of a script other than Latin.
    if not unit and not scan.lexicon.known and letter.isalpha() and letter > "\u036f":
        return UNKNOWN
    return unit


def _half(scan: Scan, end: int) -> tuple[Fraction, int]:
    """Give the half of "and a half" where it follows, and where it ends."""
    found = scan.lexicon.and_half.match(scan.text, scan.follows(end))
    return (HALF, found.end()) if found else (Fraction(0), end)


def _as_time(
    scan: Scan, span: tuple[int, int], readings: Readings, unit: str
) -> Readings:
    """Give what hours and minutes say besides: ½ h is 30 min, French 16 h is 4 pm."""
    found: set[Reading] = set()
    for number in readings:
        if isinstance(number, str):
            continue
        if unit == "minute":
            found.add(f"span {number}")
        elif number.denominator > 1:
            found.add(f"span {number * 60}")
        elif 0 <= number <= _HOURS:
            found |= moments(scan, span, int(number), 0)
    return frozenset(found)
