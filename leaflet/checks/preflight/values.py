"""What preflight looks at and what it finds: a file, its findings, the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leaflet.problems import Severity

if TYPE_CHECKING:
    from leaflet.facts import Box, Facts, Page
    from leaflet.facts.plates import Inked
    from leaflet.facts.rendered import Shown

SHOWN = 40
"""Characters of a text that a problem quotes."""
ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Target(StrEnum):
    """Where a file goes. Two kinds of print shop: offset plates, and digital print."""

    SCREEN = "screen"
    OFFICE = "office"
    PRESS = "press"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a target bears; 0 says that it does not ask.

    Text and lines are points, `safe` and `bleed` millimetres, `ink` percent. Images are
    pixels per inch: an error up to the first, a warning up to the second.
    """

    text: float = 0
    line: float = 0
    image: tuple[float, float] = (0, 0)
    bitmap: tuple[float, float] = (0, 0)
    ink: float = 0
    safe: float = 0
    bleed: float = 0


LIMITS = {
    Target.SCREEN: Limits(image=(0, 95)),
    Target.OFFICE: Limits(line=0.25, image=(71, 149), bitmap=(149, 299), safe=7),
    Target.PRESS: Limits(8, 0.25, (149, 224), (549, 799), 320, 3, 3),
    Target.DIGITAL: Limits(5, 0.25, (95, 149), (349, 599), 0, 3, 3),
}
"""For press and digital print GWG 2022, SheetCMYK and Digital Print; office is ours."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A file for a target, with what only its pictures and plates tell."""

    facts: Facts
    limits: Limits
    shown: tuple[Shown, ...] = ()
    inked: tuple[Inked, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and on which page; 0 is the file as a whole."""

    page: int
    message: str
    hint: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong, as data: docs/preflight.md is made from it.

    `targets` says for which it is looked at, and how bad it is there. `clause` is where
    the rule comes from.
    """

    id: str
    title: str
    rationale: str
    advice: str
    clause: str
    targets: Mapping[Target, Severity]
    function: Callable[[Subject], Iterator[Finding]]


PRINT = {Target.PRESS: ERROR, Target.DIGITAL: ERROR}
PRINT_WARNS = {Target.PRESS: WARNING, Target.DIGITAL: WARNING}
PLATES_WARN = {Target.PRESS: WARNING}
PAPER = {Target.OFFICE: ERROR, **PRINT}
PAPER_WARNS = {Target.OFFICE: WARNING, **PRINT_WARNS}
ALL = {Target.SCREEN: ERROR, **PAPER}
ALL_WARN = {Target.SCREEN: WARNING, **PAPER_WARNS}
SCREEN = {Target.SCREEN: ERROR}
OFFICE_ONLY = {Target.OFFICE: WARNING}


def place(page: Page, box: Box) -> str:
    """Say where something stands: millimetres from the sheet's top left corner."""
    across, down = box.left - page.trim.left, page.trim.top - box.top
    return f"{across:.0f} mm from the left, {down:.0f} mm from the top"


def quoted(text: str) -> str:
    """Quote the beginning of a text."""
    line = " ".join(text.split())
    return f"«{line if len(line) <= SHOWN else line[: SHOWN - 1] + '…'}»"


def more(hits: int) -> str:
    """Say how many more there are on the page."""
    return f" (and {hits - 1} more on this page)" if hits > 1 else ""
