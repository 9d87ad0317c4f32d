"""What a language's words for numbers, units and comparisons may be: the shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Phrases: TypeAlias = str
"""Words or phrases, with ", " between: small letters, every form that is met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language; an empty field says nothing about the language."""

    numbers: Mapping[int, Phrases] = field(default_factory=dict)
    """From two up. A language without this one has its number words unchecked."""
    one: Phrases = ""
    """One, and the articles like it: may be there or not."""
    hints: Mapping[float, Phrases] = field(default_factory=dict)
    """Words that may stand for a number, and as well may not: both, double, 1.5."""
    hint_endings: Mapping[int, Phrases] = field(default_factory=dict)
    """Endings of words that do: the Arabic dual."""
    ordinals: Mapping[int, Phrases] = field(default_factory=dict)
    halves: Phrases = ""
    maybe_halves: Phrases = ""
    """Half before a unit, something else elsewhere: Spanish medio, the middle."""
    parts: Mapping[int, Phrases] = field(default_factory=dict)
    """Third, quarter: by denominator."""
    and_half: Phrases = ""
    """What adds a half to the number before it."""
    multiples: Mapping[int, Phrases] = field(default_factory=dict)
    tens_joint: str = ""
    """Joins unit and ten into one word: vier-und-zwanzig."""
    tens_link: Phrases = ""
    """Stands between ten and unit: treinta y cinco."""
    counted: bool = False
    """Numerals run into the next word (Chinese): they count before a measure word."""

    measures: Phrases = ""
    prefixes: Phrases = ""
    """What is written together with the word after it: the Arabic article."""

    units: Mapping[str, Phrases] = field(default_factory=dict)
    """By unit: a symbol of `units.SYMBOLS`, or the name of a period or a portion."""
    often: Mapping[str, Phrases] = field(default_factory=dict)
    """By period: daily, weekly."""
    duals: Mapping[str, Phrases] = field(default_factory=dict)
    """By unit: one word that says two of them."""
    per: Phrases = ""

    at_least: Phrases = ""
    at_most: Phrases = ""
    more: Phrases = ""
    less: Phrases = ""
    or_more: Phrases = ""
    """After the number, at least or more than: 以上."""
    or_less: Phrases = ""
    maybe_more: Phrases = ""
    """Says a lower limit, or something else: over (above, or during)."""
    maybe_less: Phrases = ""
    after: Phrases = ""
    """Of all these, those that stand after their number, not before."""
    ranges: Phrases = ""
    """Those of them that between two numbers only say "to"."""
    nots: Phrases = ""

    months: Mapping[int, Phrases] = field(default_factory=dict)
    """Besides those of CLDR."""
    clock: Phrases = ""
    """After an hour: Uhr, बजे."""
    clock_before: Phrases = ""
    morning: Phrases = ""
    evening: Phrases = ""
    twelve_hours: bool = False
    """An hour without a word may be in the morning or after noon."""
    whole_first: Phrases = ""
    """Stands between the whole and its part: 10 में से 1."""
    bare_one: bool = False
    """No article: a noun alone may say one."""
