"""What a PDF is made of, as values. Places are millimetres, sizes of type points.

A page's own space has its origin at the lower left corner, as PDF counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
"""The inks of every press, in the order of DeviceCMYK."""
MM = 25.4 / 72
"""One point in millimetres."""

Plates = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: 0 for none, 1 for full."""


class Box(NamedTuple):
    """A rectangle on a page, in millimetres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def shared(self, other: Box) -> Box | None:
        """Give what lies in both; None where they do not touch.

        >>> Box(0, 0, 10, 10).shared(Box(5, 5, 20, 20))
        Box(left=5, bottom=5, right=10, top=10)
        """
        low, high = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Box(low, high, right, top) if low <= right and high <= top else None

    def grown(self, by: float) -> Box:
        """Give the box with each side moved outwards; a negative length shrinks it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """Tell whether the other box lies inside."""
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and self.right + slack >= other.right
            and self.top + slack >= other.top
        )


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as the file says it; `inks` are the names of separations.

    `space` is a device space's name, or a kind such as `ICCBased3`, `Lab`, `Pattern`.
    """

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    inks: tuple[str, ...] = ()

    @property
    def plates(self) -> Plates | None:
        """The process inks; None where only a profile could tell."""
        if self.space in CMYKS and len(self.values) == len(PROCESS):
            cyan, magenta, yellow, black = self.values
            return cyan, magenta, yellow, black
        if self.space in GREYS and self.values:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        if self.inks:
            tints = dict(zip(self.inks, self.values, strict=False))
            if "All" in tints:
                return (tints["All"],) * 4
            cyan, magenta, yellow, black = (tints.get(ink, 0.0) for ink in PROCESS)
            return cyan, magenta, yellow, black
        return None

    @property
    def spots(self) -> tuple[str, ...]:
        """Its inks that are neither process inks nor a mark's."""
        return tuple(ink for ink in self.inks if ink not in (*PROCESS, "All", "None"))

    @property
    def spot(self) -> float:
        """How much of all its spot inks together, 1 for one that is full."""
        tints = zip(self.inks, self.values, strict=False)
        return sum(tint for ink, tint in tints if ink in self.spots)

    @property
    def is_white(self) -> bool:
        """Tell whether it leaves the paper as it is."""
        if self.space in RGBS and self.values:
            return min(self.values) >= WHITE
        plates = self.plates
        return plates is not None and not self.spots and max(plates) <= 1 - WHITE

    @property
    def is_black(self) -> bool:
        """Tell whether it is black ink, full and alone."""
        return self.plates == (0, 0, 0, 1)


GREYS = ("DeviceGray", "CalGray", "ICCBased1")
CMYKS = ("DeviceCMYK", "ICCBased4")
RGBS = ("DeviceRGB", "CalRGB", "ICCBased3")
WHITE = 0.999


class Kind(StrEnum):
    """In what way something is painted."""

    TEXT = "a text"
    FILL = "an area"
    STROKE = "a line"
    SHADING = "a gradient"


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing that is painted, as far as its clip lets it be seen.

    `size` is points: a text's size, a line's width, an area's thinner side.
    """

    kind: Kind
    box: Box
    colour: Colour
    size: float
    overprint: bool = False
    opacity: float = 1.0
    text: str = ""
    font: str = ""
    missing: int = 0  # glyphs of a text that its font has not (.notdef)
    whole: Box | None = None  # where the clip cuts something off


@dataclass(frozen=True, slots=True)
class Placed:
    """An image as it stands on the page; `ppi` is pixels per inch, the worse axis."""

    box: Box
    width: int
    height: int
    ppi_across: float
    ppi_down: float
    space: str
    bits: int
    is_mask: bool = False
    inks: tuple[str, ...] = ()
    inline: bool = False  # it stands in the content itself

    @property
    def ppi(self) -> float:
        """Pixels per inch of the axis that has fewer."""
        return min(self.ppi_across, self.ppi_down)


@dataclass(frozen=True, slots=True)
class Font:
    """A font in use; `name` is without the prefix of a subset."""

    name: str
    kind: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something that stands on a page without being painted, such as a link."""

    kind: str
    box: Box
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its boxes and what is on it.

    `trim` and `bleed` are what PDF says where the file is silent: the crop box.
    """

    number: int
    media: Box
    crop: Box
    bleed: Box
    trim: Box
    given: frozenset[str] = frozenset()  # the boxes that the file names itself
    rotate: int = 0
    unit: float = 1.0
    painted: tuple[Painted, ...] = ()
    images: tuple[Placed, ...] = ()
    fonts: tuple[Font, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    blends: tuple[str, ...] = ()  # colour spaces that transparency is blended in
    transparent: bool = False
    tabs: str = ""

    @property
    def text(self) -> str:
        """All text that is painted, in the order of painting."""
        return " ".join(p.text for p in self.painted if p.kind is Kind.TEXT)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing on it can be seen."""
        return not self.images and all(one.colour.is_white for one in self.painted)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree, in its order."""

    kind: str
    language: str = ""
    alternative: str = ""
    actual: str = ""
    scope: str = ""
    headers: bool = False  # a cell that names its header cells


@dataclass(frozen=True, slots=True)
class Intent:
    """What the file was made to be printed by; `channels` are its profile's."""

    kind: str
    identifier: str
    registry: str
    channels: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole file. The three standards are as its XMP names them, or empty."""

    name: str
    version: str
    pages: tuple[Page, ...]
    x: str = ""
    a: str = ""
    ua: str = ""
    intents: tuple[Intent, ...] = ()
    title: str = ""
    shows_title: bool = False
    language: str = ""
    tagged: bool = False
    elements: tuple[Element, ...] = ()
    trapped: str = ""
    encrypted: bool = False
    repaired: tuple[str, ...] = ()  # what had to be mended to read it
