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

Edge: TypeAlias = Literal["left", "right", ""]
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
    """One side of a sheet: which page of the file it is, and what is on it.

    `spine` is the edge at which a single page of a booklet is bound.
    """

    page: int
    panels: tuple[Panel, ...]
    creases: tuple[Crease, ...] = ()
    spine: Edge = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A sheet's trimmed size and its sides; of several sheets the first.

    `sheets` is how many there are; `white` are the pages of the file that stay empty,
    and one more where the last back does. `single` pages are for the shop to impose.
    """

    width: float
    height: float
    faces: tuple[Face, ...]
    sheets: int
    white: tuple[int, ...] = ()
    single: bool = False


def outline(target: Format, pages: int, direction: Direction) -> Outline:
    """Give the sheet of a format with so many typeset pages."""
    made = target.imposition(pages, direction)
    if made is None:
        size = target.pages[1]
        faces = tuple(
            Face(page, (Panel(page, 0.0, size.width),))
            for page in range(1, min(pages, 2) + 1)
        )
        odd = (pages + 1,) * (pages % 2) if pages > 1 else ()
        return Outline(size.width, size.height, faces, (pages + 1) // 2, odd)
    if not made.shared:
        return _single(made, direction)
    faces = tuple(_faces(target, made, pages, direction))
    return Outline(made.width, made.height, faces, len(made.sides) // 2)


def _single(made: Imposition, direction: Direction) -> Outline:
    """Give a booklet's first two pages, and where they are bound."""
    numbers = enumerate(made.sides, start=1)
    white = tuple(number for number, side in numbers if not side.places)
    edges: tuple[Edge, Edge] = ("left", "right")
    if direction == "rtl":
        edges = ("right", "left")
    roles: tuple[Role, Role] = ("front", "")
    faces = tuple(
        Face(number, (Panel(number, 0.0, made.width, role),), spine=edge)
        for number, role, edge in zip((1, 2), roles, edges, strict=True)
    )
    sheets = len(made.sides) // 4
    return Outline(made.width, made.height, faces, sheets, white, single=True)


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
