"""What is read of a text, and what its comparison finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from leaflet.checks.numbers.lexicon import Lexicon
from leaflet.problems import Severity

Reading: TypeAlias = Fraction | str
"""A number; or a time, month, identifier as a string: `time 975`, `month 3`."""
Readings: TypeAlias = frozenset[Reading]

NEEDED = frozenset(("digits", "date", "code", "name", "number", "half"))
"""Kinds of mention whose loss is one; an article, "both", "first" may come and go."""


class Kind(StrEnum):
    """In what way a translation's numbers differ from its source's."""

    CHANGED = "changed"  # another number stands where the source has one
    MISSING = "missing"
    ADDED = "added"
    UNIT = "unit"  # the same number, of something else: 5 mg, 5 g
    COMPARISON = "comparison"  # at least became at most, or was lost
    CONVERTED = "converted"  # 100.4 °F became 38 °C: right, but somebody must say so
    AMBIGUOUS = "ambiguous"  # 1,000 mg in French, where the comma is the decimal one
    NOTATION = "notation"  # clear, but not as the language writes it: 0.5 in French
    ORDER = "order"  # the same numbers, in another order


@dataclass(frozen=True, slots=True)
class Difference:
    """One number, unit or comparison that is not as in the source."""

    kind: Kind
    message: str  # what a person reads: the source has 5 mg, the translation 50 mg
    hint: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A number in a text: digits, a word, a month, a telephone number."""

    start: int
    end: int
    readings: Readings  # what it can mean; most mean one thing
    elsewhere: Readings = frozenset()  # in another language's notation
    foreign: bool = False  # written as no number of this language is
    kind: str = "digits"  # one of NEEDED, or: one, ordinal, part, hint, month, roman
    unit: str = ""
    loose: bool = False  # the unit is a neighbour's: 2 of "2 to 5 mg"
    per: tuple[str, ...] = ()  # kg and day of mg/kg/day
    signs: frozenset[str] = frozenset()  # of < ≤ ≥ >; empty: none
    sure: bool = False  # the signs are meant

    @property
    def needed(self) -> bool:
        """Whether the other text must have it."""
        return self.kind in NEEDED


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that is being read; both strings have the same length."""

    shown: str  # as written
    text: str  # folded; what was read is hidden
    lexicon: Lexicon

    def follows(self, end: int) -> int:
        """Give where the next word begins: after one space, if one stands here."""
        return end + (self.text[end : end + 1] in (" ", "\u00a0", "\u202f", "\u2009"))


Stage: TypeAlias = Callable[[Scan], Iterator[Mention]]


@dataclass(frozen=True, slots=True)
class Text:
    """What was read of one text."""

    shown: str
    lexicon: Lexicon
    mentions: tuple[Mention, ...]  # in the order of the text
    signs: tuple[frozenset[str], ...]  # every comparison beside a number, sure or not
    periods: Mapping[str, str]  # day, week … named anywhere, and the word for it
    per: frozenset[str]  # what anything is counted by, but periods: kg of 每公斤

    def quote(self, mention: Mention) -> str:
        """Give a number as it is written."""
        return self.shown[mention.start : mention.end].strip()
