"""Papers by name, and the territories that use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

Positive: TypeAlias = Annotated[float, Meta(gt=0, title="a number above 0")]
Unit: TypeAlias = Literal["mm", "in"]

INCH = 25.4
"""Millimetres."""
LETTER_TERRITORIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where US Letter is the office paper (CLDR 48.2, measurementData.paperSize)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A trimmed sheet, in millimetres; `unit` is what its own trade measures in."""

    name: str
    width: float
    height: float
    unit: Unit = "mm"

    @property
    def lying(self) -> Paper:
        """The paper on its long side.

        >>> PAPERS["a4"].lying
        Paper(name='a4', width=297, height=210, unit='mm')
        """
        short, long = sorted((self.width, self.height))
        return Paper(self.name, long, short, self.unit)


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("a3", 297, 420),
        Paper("a4", 210, 297),
        Paper("a5", 148, 210),
        Paper("dl", 99, 210),
        Paper("letter", 215.9, 279.4, "in"),
        Paper("half-letter", 139.7, 215.9, "in"),
        Paper("legal", 215.9, 355.6, "in"),
        Paper("tabloid", 279.4, 431.8, "in"),
    )
}
"""The papers by name, upright (ISO 216; ANSI/ASME Y14.1; DL: a third of A4)."""


def usual_paper(territory: str) -> str:
    """Give the name of the paper that a territory's printers hold."""
    return "letter" if territory in LETTER_TERRITORIES else "a4"
