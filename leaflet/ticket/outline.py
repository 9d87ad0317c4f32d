"""A press file's sheet as numbers: what stands where on both of its sides.

Lengths are millimetres from the left edge of the trim, as each side lies before one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.sheet import Crease, Direction, Format, Imposition, Side

Role: TypeAlias = Literal["front", "back", "white", ""]


@dataclass(frozen=True, slots=True)
class Panel:
    """One page or panel on a side; its role is the cover that it becomes, if any.

    One that stays white has the number 0.
    """

    number: int
    left: float
    width: float
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One side of a sheet: which page of the file it is, and what is on it."""

    page: int
    panels: tuple[Panel, ...]
    creases: tuple[Crease, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A sheet's trimmed size and its sides; of several sheets the first.

    `sheets` is how many there are; `white` tells that the last back stays empty.
    """

    width: float
    height: float
    faces: tuple[Face, ...]
    sheets: int
    white: bool = False


def outline(target: Format, pages: int, direction: Direction) -> Outline:
    """Give the sheet of a format with so many typeset pages."""
    made = target.imposition(pages, direction)
    if made is None:
        size = target.pages[1]
        faces = tuple(
            Face(page, (Panel(page, 0.0, size.width),))
            for page in range(1, min(pages, 2) + 1)
        )
        sheets, odd = (pages + 1) // 2, bool(pages % 2)
        return Outline(size.width, size.height, faces, sheets, white=odd)
    faces = tuple(_faces(target, made, pages, direction))
    return Outline(made.width, made.height, faces, len(made.sides) // 2)


def closed_width(target: Format, made: Outline) -> float:
    """Give the width of the folded sheet: what one sees of it from behind."""
    inside = made.faces[-1].panels
    if target.fold is None:
        return inside[0].width if target.has_covers else made.width
    widths = target.pages
    return sum(widths[panel].width for panel in target.fold.back)


def _faces(
    target: Format, made: Imposition, pages: int, direction: Direction
) -> Iterator[Face]:
    """Give the sides of the first sheet, with the panels that stay white."""
    fold, half = target.fold, Panel(0, 0.0, made.width / 2, "white")
    for number, side in enumerate(made.sides[:2], start=1):
        if fold:
            widths, read = target.pages, fold.read(direction)
            order = read.outside if number == 1 else read.inside
            rights = [*accumulate(widths[panel].width for panel in order)]
            lefts = [0.0, *rights[:-1]]
            white = [
                Panel(0, round(left, 4), widths[panel].width, "white")
                for panel, left in zip(order, lefts, strict=True)
            ]
        else:  # a booklet
            white = [half, replace(half, left=half.width)]
        panels = {panel.left: panel for panel in white}
        panels |= {panel.left: panel for panel in _panels(target, side, pages)}
        yield Face(number, tuple(panels.values()), side.creases)


def _panels(target: Format, side: Side, pages: int) -> Iterator[Panel]:
    fold = target.fold
    front, back = (fold.front, fold.back) if fold else ((1,), (pages,))
    for place in side.places:
        role: Role = ""
        if place.page in front:
            role = "front"
        elif place.page in back:
            role = "back"
        yield Panel(place.page, place.left, place.width, role)
