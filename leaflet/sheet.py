"""The sheet as numbers: lengths, papers, formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Meta

from leaflet.shapes import Name, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

Positive: TypeAlias = Annotated[float, Meta(gt=0, title="a number above 0")]

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


Setting: TypeAlias = Annotated[
    tuple[Positive, Positive],
    Meta(
        description="Leading, as a multiple of the type size, and space between "
        "paragraphs, as a multiple of the stylesheet's own"
    ),
]


class Fit(Shape, frozen=True, kw_only=True):
    """How far the typesetter may go so that the last page is not left empty.

    `design` is the designer's own choice. Where it leaves the last page emptier than
    `last_page` says, settings between it and `tight` or `loose` are tried. The type
    size never changes.
    """

    last_page: Annotated[
        float,
        Meta(ge=0, le=1, title="a share of the page, 0 to 1"),
        Meta(description="The share that text and closing must fill"),
    ] = 0.0
    design: Setting = (1.4, 1.0)
    tight: Setting = (1.4, 1.0)
    loose: Setting = (1.4, 1.0)

    def others(self, fill: float) -> Iterator[Setting]:
        """Give the settings to try after the design's own left `fill` of the page.

        A little on the last page is pulled back first, much is first spread out.
        """
        ends = (self.tight, self.loose)
        for end in ends if fill < self.last_page / 2 else reversed(ends):
            if end != self.design:
                yield _between(self.design, end)
                yield end


def _between(one: Setting, other: Setting) -> Setting:
    """Give the setting half-way."""
    leading, space = ((a + b) / 2 for a, b in zip(one, other, strict=True))
    return round(leading, 3), round(space, 3)


class Design(Shape, frozen=True, kw_only=True):
    """What one file of styles/formats says: layout x target, on some papers."""

    layout: Literal["flat"]
    target: Literal["screen", "office"]
    papers: Annotated[
        tuple[Literal["a4", "letter"], ...],
        Meta(description="None named: the paper that the project's territory uses"),
    ] = ()
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


def formats(name: str, design: Design, territory: str) -> list[Format]:
    """Give one format for each paper of a design."""
    papers = design.papers or (usual_paper(territory),)
    return [Format(name, design, PAPERS[paper]) for paper in papers]
