"""The sheet as numbers: lengths, papers, formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from leaflet.model import Name, Shape

LETTER_TERRITORIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where US Letter is the office paper (CLDR 48.2, measurementData.paperSize)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A trimmed sheet in portrait, in millimetres."""

    name: str
    width: float
    height: float


PAPERS = {
    paper.name: paper
    for paper in (Paper("a4", 210, 297), Paper("letter", 215.9, 279.4))
}
"""The papers by name (ISO 216; ANSI/ASME Y14.1)."""


def usual_paper(territory: str) -> str:
    """Give the name of the paper that a territory's printers hold."""
    return "letter" if territory in LETTER_TERRITORIES else "a4"


class Fit(Shape, frozen=True, kw_only=True):
    """How the typesetter may breathe so that the last page is not left empty.

    Each step is a pair of leading (a multiple of the type size) and space between
    paragraphs (a multiple of the usual one), tried in order; the first is the
    designer's own choice.
    """

    last_page: Annotated[
        float, Meta(ge=0, le=1, title="a share of the page, 0 to 1")
    ] = 0.0
    steps: Annotated[tuple[tuple[float, float], ...], Meta(min_length=1)] = (
        (1.4, 1.0),
    )


class Design(Shape, frozen=True, kw_only=True):
    """What one file of styles/formats says: layout x target, on some papers."""

    layout: Literal["flat"]
    target: Literal["screen", "office"]
    papers: Annotated[tuple[Literal["a4", "letter"], ...], Meta(min_length=1)]
    stylesheets: Annotated[tuple[Name, ...], Meta(min_length=1)]
    fit: Fit = Fit()


@dataclass(frozen=True, slots=True)
class Format:
    """A design on one paper; `name` is the design's, such as `screen`."""

    name: str
    design: Design
    paper: Paper

    def __str__(self) -> str:
        """Give the name as file names have it: `screen-letter`."""
        return f"{self.name}-{self.paper.name}"


def formats(name: str, design: Design) -> list[Format]:
    """Give one format for each paper of a design."""
    return [Format(name, design, PAPERS[paper]) for paper in design.papers]
