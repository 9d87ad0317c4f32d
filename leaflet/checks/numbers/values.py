"""What the comparison of numbers finds: a difference, its kind, how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leaflet.problems import Severity


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
