"""Lengths as a print shop reads them: millimetres, and inches as fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from leaflet.sheet.papers import INCH
from leaflet.typography import decimal

_PARTS = 32
"""Parts of an inch that rulers have."""
_CLOSE = 0.0001
"""Inches that a length may be off a part, and be told as one."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length as text, in a locale's notation and without units."""

    mm: str
    inches: str


def length(millimetres: float, locale: str) -> Length:
    """Give a length as text.

    >>> length(93.6625, "en")
    Length(mm='93.66', inches='3 11/16')
    >>> length(297, "fr_CA")
    Length(mm='297', inches='11,69')
    """
    inches = millimetres / INCH
    parts = round(inches * _PARTS)
    text = decimal(inches, locale)
    if abs(inches - parts / _PARTS) < _CLOSE:
        whole, rest = divmod(Fraction(parts, _PARTS), 1)
        text = " ".join(filter(None, (str(whole or ""), str(rest or "")))) or "0"
    return Length(decimal(millimetres, locale), text)
