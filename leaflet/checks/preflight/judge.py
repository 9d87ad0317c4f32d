"""All checks of a target on one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from leaflet.checks.preflight.access import ACCESS
from leaflet.checks.preflight.inks import INKS
from leaflet.checks.preflight.lettering import LETTERING
from leaflet.checks.preflight.pages import PAGES
from leaflet.checks.preflight.values import LIMITS, Finding, Subject, Target
from leaflet.facts import read_facts
from leaflet.facts.plates import inked
from leaflet.facts.rendered import shown
from leaflet.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from leaflet.checks.preflight.values import Check
    from leaflet.facts import Facts

FAMILIES = {"pages": PAGES, "lettering": LETTERING, "inks": INKS, "access": ACCESS}
"""The checks by what they look at."""
CHECKS: tuple[Check, ...] = tuple(chain.from_iterable(FAMILIES.values()))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is in a PDF, and all that is wrong with it for its target."""

    facts: Facts
    problems: tuple[Problem, ...]


def preflight(data: bytes, name: str, target: Target | None = None) -> list[Problem]:
    """Give all that is wrong with a PDF for its target; a line is a page.

    Without a target, the one that the file is made for.

    Raises:
        LeafletError: it is no PDF that can be read.
    """
    return [*inspect(data, name, target).problems]


def inspect(
    data: bytes, name: str, target: Target | None = None, ink: float | None = None
) -> Inspection:
    """Give what is in a PDF beside all that is wrong with it.

    `ink` is what the printing condition bears, in percent, where that is known: less
    than the target's own limit then counts.

    Raises:
        LeafletError: see `preflight`.
    """
    facts = read_facts(data, name)
    target = target or guessed(facts)
    limits = LIMITS[target]
    if ink is not None:
        limits = replace(limits, ink=min(limits.ink, ink))
    over = inked(data, facts, limits.ink) if limits.ink else ()
    subject = Subject(facts, limits, shown(data, name), over)
    problems = [
        Problem("pdf-repaired", Location(name), message, _REPAIRED, Severity.WARNING)
        for message in facts.repaired[:1]
    ]
    for check in CHECKS:
        if severity := check.targets.get(target):
            found = dict.fromkeys(check.function(subject))
            problems += [_problem(check, one, name, severity) for one in found]
    return Inspection(facts, tuple(problems))


_REPAIRED = "the file is damaged, and was mended to be read; export it again"


def guessed(facts: Facts) -> Target:
    """Give the target that a file says it is made for: PDF/X, tags, or neither.

    What says nothing of itself will be printed at home.
    """
    if facts.x:
        return Target.PRESS
    return Target.SCREEN if facts.tagged and facts.ua else Target.OFFICE


def _problem(check: Check, found: Finding, name: str, severity: Severity) -> Problem:
    # A check may be milder than its target says, and never sterner.
    milder = Severity.WARNING in (severity, found.severity)
    return Problem(
        check.id,
        Location(name, found.page),
        found.message,
        found.hint or check.advice,
        Severity.WARNING if milder else severity,
    )
