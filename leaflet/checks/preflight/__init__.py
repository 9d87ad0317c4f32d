"""Preflight: a finished PDF, any PDF, for the place that it goes to.

docs/preflight.md is made from these checks. They look at facts alone; none parses.
"""

from leaflet.checks.preflight.judge import (
    CHECKS,
    FAMILIES,
    Inspection,
    guessed,
    inspect,
    preflight,
)
from leaflet.checks.preflight.values import LIMITS, Check, Target

__all__ = [
    "CHECKS",
    "FAMILIES",
    "LIMITS",
    "Check",
    "Inspection",
    "Target",
    "guessed",
    "inspect",
    "preflight",
]
