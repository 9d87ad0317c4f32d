"""A column of text as numbers, and the pages that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SLACK = 0.01  # CSS pixels: what the engine's own sums are off by


class Break(Enum):
    """Whether a page may end before a piece."""

    MAY = "may"
    NOT = "not"
    MUST = "must"


MAY, NOT, MUST = Break


@dataclass(slots=True)
class Piece:
    """A line, or what cannot be broken; lengths in CSS pixels.

    A page drops `space` at its top, or keeps `top` of it where the break was asked for,
    and puts `repeated` there, the height of a table's header. `hangs` may stand below
    its foot; `lined` tells lines to write on.
    """

    space: float
    height: float
    break_before: Break = MAY
    lined: bool = False
    top: float = 0.0
    repeated: float = 0.0
    hangs: float = 0.0


class Column(NamedTuple):
    """The pieces of a text, field by field: so they are reckoned with fastest."""

    spaces: list[float]
    heights: list[float]
    hangs: list[float]
    tops: list[float]
    repeated: list[float]
    breaks: list[Break]
    lined: list[bool]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Column:
        """Give pieces as a column."""
        return cls(
            [piece.space for piece in pieces],
            [piece.height for piece in pieces],
            [piece.hangs for piece in pieces],
            [piece.top for piece in pieces],
            [piece.repeated for piece in pieces],
            [piece.break_before for piece in pieces],
            [piece.lined for piece in pieces],
        )


class Page(NamedTuple):
    """A page: its first piece, how high its text is, how high it may be, in pixels."""

    start: int
    height: float
    room: float
    forced: bool  # it begins where a break was asked for


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a text comes out: its pages, and of the last one how full it is (0 to 1).

    `lined` tells that the last page has lines to write on, which take what is left.
    """

    pages: int
    fill: float
    lined: bool


def outcome(column: Column, rooms: Sequence[float]) -> Outcome:
    """Give how a column comes out on pages."""
    pages = pages_of(column, rooms)
    last = pages[-1]
    fill = min(last.height / last.room, 1.0)
    return Outcome(len(pages), fill, any(column.lined[last.start :]))


def pages_of(column: Column, rooms: Sequence[float]) -> list[Page]:
    """Give the pages that a column makes; all further ones are like the last known."""
    pages: list[Page] = []
    start, end = 0, len(column.heights)
    while not pages or start < end:
        room = rooms[min(len(pages), len(rooms) - 1)]
        stop, height = _page(column, start, room, first=not pages)
        pages.append(Page(start, height, room, column.breaks[start] is MUST))
        start = stop
    return pages


def _page(column: Column, start: int, room: float, *, first: bool) -> tuple[int, float]:
    """Give where the next page begins, and how high this one's text stands."""
    spaces, heights, hangs, tops, repeated, breaks, _ = column
    if first:
        space = spaces[start]
    else:
        space = tops[start] if breaks[start] is MUST else repeated[start]
    height, allowed = space + heights[start], None
    for index in range(start + 1, len(heights)):
        if breaks[index] is MUST:
            return index, height
        if breaks[index] is MAY:
            allowed = index, height
        ends = height + spaces[index] + heights[index]
        if ends - hangs[index] > room + SLACK:
            return allowed or (index, height)
        height = ends
    return len(heights), height
