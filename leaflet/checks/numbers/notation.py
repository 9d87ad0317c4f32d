"""How a language writes a number's digits: separators, groups; and how to read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from leaflet.checks.numbers.cldr import known

SPACES = " \u00a0\u2009\u202f"
LONG = 40
"""Digits beyond which a number is compared as a string: it is an identifier."""


@dataclass(frozen=True, slots=True)
class Notation:
    """What may divide digits: before decimals, and between groups of them."""

    decimals: str
    groups: str
    known: bool = True


NEUTRAL = Notation(".,٫", ".,'٬" + SPACES, known=False)
"""For a language that we do not know: every usual sign, in each of its senses."""

_EVERYWHERE = "'٬" + SPACES
"""Groups that cannot be taken for anything else."""


@cache
def notation(locale: str) -> Notation:
    """Give the notation of a locale, by CLDR; `NEUTRAL` where it has none.

    >>> notation("fr_CA").decimals
    ',٫'
    """
    if locale.partition("_")[0] == "en":  # CLDR has commas for en_ZA: few write so
        return Notation(".٫", "," + _EVERYWHERE)
    data = known(locale)
    symbols = data.number_symbols.get("latn") if data else None
    if not symbols:
        return NEUTRAL
    decimal, group = symbols.get("decimal", "."), symbols.get("group", ",")
    return Notation(decimal + "٫", group.replace("’", "'") + _EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Value:
    """What digits can mean."""

    here: frozenset[Fraction | str]  # in their own language's notation
    elsewhere: frozenset[Fraction | str]  # in another language's
    foreign: bool = False  # they mean nothing in their own


def value(digits: str, rules: Notation) -> Value:
    """Give what a run of digits and separators can mean.

    >>> sorted(value("1,000", notation("en")).here)
    [Fraction(1000, 1)]
    >>> sorted(value("1,000", notation("fr")).here)
    [Fraction(1, 1)]
    """
    if digits.isdigit():
        return Value(frozenset((whole(digits),)), frozenset())
    if rules == NEUTRAL:
        return Value(_every(digits) or frozenset((digits,)), frozenset())
    here = _meanings(digits, rules.decimals, rules.groups)
    every = _every(digits)
    if here:
        return Value(here, every - here)
    return Value(every or frozenset((digits,)), frozenset(), foreign=bool(every))


def whole(digits: str) -> Fraction | str:
    """Give the whole number; what is too long to be one, as it is."""
    return Fraction(int(digits)) if len(digits) <= LONG else digits


@cache
def _grouped(groups: str) -> re.Pattern[str]:
    """Match groups of three with one sign, or by lakh and crore."""
    sign = f"[{re.escape(groups)}]" if groups else "(?!)"
    thousands = rf"[0-9]{{1,3}}({sign})[0-9]{{3}}(?:\1[0-9]{{3}})*"
    return re.compile(rf"{thousands}|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}")


def _meanings(digits: str, decimals: str, groups: str) -> frozenset[Fraction | str]:
    """Give the one meaning by these separators, or none."""
    body, sign, rest = digits, "", ""
    for mark in decimals:
        head, found, tail = digits.rpartition(mark)
        if found and tail.isdigit() and mark not in head:
            body, sign, rest = head, found, tail
    usual = groups.replace(sign, "") if sign else groups
    if not body.isdigit():
        lakhs = "," in groups or "," not in body
        if not (_grouped(usual).fullmatch(body) and lakhs) or body[0] == "0":
            return frozenset()
    plain = re.sub(r"[^0-9]", "", body)
    if len(plain + rest) > LONG:
        return frozenset((digits,))
    return frozenset((Fraction(int(plain + rest), 10 ** len(rest)),))


def _every(digits: str) -> frozenset[Fraction | str]:
    """Give every meaning that digits have in some notation."""
    pairs = product(("", ".", ",", "٫"), (".", ",", _EVERYWHERE))
    found: set[Fraction | str] = set()
    for decimal, group in pairs:
        if decimal != group:
            found |= _meanings(digits, decimal, group)
    return frozenset(found)
