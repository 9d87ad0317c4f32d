"""Where each page lands on the sheets that go through the printer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING, Literal, TypeAlias

from leaflet.sheet.folds import STOCKS, panel_widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaflet.sheet.folds import Direction, Fold, StockName, Turn
    from leaflet.sheet.papers import Paper

CLEAR = 7
"""Millimetres at each edge that desktop printers may not reach (6.7 mm measured)."""
TICK = 3
"""How long a mark for folding or cutting is, in millimetres."""
Edge: TypeAlias = Literal["short", "long"]


@dataclass(frozen=True, slots=True)
class Place:
    """A page's box on a sheet, in millimetres from the sheet's lower left corner.

    `creep` is how far the page is moved inside its box, to the right.
    """

    page: int
    left: float
    foot: float
    width: float
    height: float
    creep: float = 0.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A short line that says where to fold or cut, from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True, order=True)
class Crease:
    """Where a side is folded, in millimetres from its left edge, and in which step.

    The turn is that of one who sees this side.
    """

    at: float
    turn: Turn
    step: int = 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet as it lies before the reader; creases from left to right."""

    places: tuple[Place, ...]
    ticks: tuple[Tick, ...] = ()
    creases: tuple[Crease, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages from left to right."""
        return tuple(place.page for place in sorted(self.places, key=_left))


@dataclass(frozen=True, slots=True)
class Imposition:
    """Sheets of one size, side after side; each second side is the back of the first.

    All are turned over about a line that runs from top to bottom.
    """

    width: float
    height: float
    sides: tuple[Side, ...]

    @property
    def shared(self) -> bool:
        """Whether several pages stand on one side."""
        return any(len(side.places) > 1 for side in self.sides)

    @property
    def edge(self) -> Edge:
        """The edge that the printer must turn the sheet on."""
        return "short" if self.width > self.height else "long"


def folded(  # each is a number of its own
    fold: Fold,
    sheet: Paper,
    stock: StockName,
    direction: Direction,
    pages: int,
) -> Imposition:
    """Give the two sides of a folded sheet; `sheet` lies as it is folded.

    The last page is the back panel. Where there are fewer pages than panels, those
    before the back stay white.

    Raises:
        ValueError: there are more pages than panels.
    """
    if pages > fold.panels:
        message = f"{pages} pages do not fit {fold.panels} panels"
        raise ValueError(message)
    widths = panel_widths(fold, sheet, stock)
    fold = fold.read(direction)
    page_of = {panel: panel for panel in range(1, pages)} | {fold.panels: pages}
    outside, inside = (
        tuple(
            Place(page_of[panel], left, 0.0, widths[panel], sheet.height)
            for panel, left in zip(panels, _lefts(panels, widths), strict=True)
            if panel in page_of
        )
        for panels in (fold.outside, fold.inside)
    )
    lefts = _lefts(fold.inside, widths)
    creases = sorted(
        Crease(lefts[each.crease], each.turn, number)
        for number, each in enumerate(fold.steps, start=1)
    )
    ticks = tuple(_ticks([crease.at for crease in creases], sheet))
    behind = [_from_behind(crease, sheet) for crease in reversed(creases)]
    return Imposition(
        sheet.width,
        sheet.height,
        (Side(outside, (), tuple(behind)), Side(inside, ticks, tuple(creases))),
    )


def _lefts(panels: tuple[int, ...], widths: Mapping[int, float]) -> list[float]:
    """Give where each panel begins that stands beside the others."""
    rights = accumulate(widths[panel] for panel in panels[:-1])
    return [0.0, *(round(right, 4) for right in rights)]


def _from_behind(crease: Crease, sheet: Paper) -> Crease:
    """Give a crease as one sees it from the other side of the sheet."""
    turn: Turn = "mountain" if crease.turn == "valley" else "valley"
    return Crease(round(sheet.width - crease.at, 4), turn, crease.step)


def padded(pages: int) -> list[int | None]:
    """Give pages in a multiple of four; the last stays last, white ones before it.

    >>> padded(6)
    [1, 2, 3, 4, 5, None, None, 6]
    """
    white = -pages % 4
    return [*range(1, pages), *[None] * white, pages]


def saddle_stitched(
    sheet: Paper, stock: StockName, direction: Direction, pages: int
) -> Imposition:
    """Give the sheets of a booklet, the outermost first; `sheet` lies open.

    Inner sheets are pushed out by those around them. Each page is moved towards the
    spine by as much, so that all margins are equal when the booklet is trimmed.

    >>> from leaflet.sheet.papers import PAPERS
    >>> a4 = PAPERS["a4"].lying
    >>> [side.pages for side in saddle_stitched(a4, "light", "ltr", 8).sides]
    [(8, 1), (2, 7), (6, 3), (4, 5)]
    """
    order = padded(pages)
    half = sheet.width / 2
    sides = []
    for number in range(len(order) // 2):
        spread = (order[-1 - number], order[number])  # the later page stands left …
        if number % 2:  # … on outer sides
            spread = spread[::-1]
        if direction == "rtl":
            spread = spread[::-1]
        creep = number // 2 * STOCKS[stock].thickness
        places = tuple(
            Place(page, left, 0.0, half, sheet.height, round(move, 3))
            for page, left, move in zip(
                spread, (0.0, half), (creep, -creep), strict=True
            )
            if page
        )
        turn: Turn = "valley" if number % 2 else "mountain"
        sides.append(Side(places, (), (Crease(half, turn),)))
    # One folds with the middle of the booklet up.
    sides[-1] = replace(sides[-1], ticks=tuple(_ticks([half], sheet)))
    return Imposition(sheet.width, sheet.height, tuple(sides))


def one_by_one(page: Paper, pages: int) -> Imposition:
    """Give a booklet's pages as they are read, in a multiple of four.

    Print shops impose for their own machines, and know how far their paper creeps.

    >>> from leaflet.sheet.papers import PAPERS
    >>> [side.pages for side in one_by_one(PAPERS["a5"], 6).sides]
    [(1,), (2,), (3,), (4,), (5,), (), (), (6,)]
    """
    sides = (
        Side((Place(number, 0.0, 0.0, page.width, page.height),) if number else ())
        for number in padded(pages)
    )
    return Imposition(page.width, page.height, tuple(sides))


def copies(page: Paper, sheet: Paper, pages: int) -> Imposition | None:
    """Give each page as often as it fits a sheet, to be cut; None where it does not.

    >>> from leaflet.sheet.papers import PAPERS
    >>> made = copies(PAPERS["a5"], PAPERS["a4"], 2)
    >>> made.width, made.edge, [side.pages for side in made.sides]
    (297, 'short', [(1, 1), (2, 2)])
    """
    turned = (sheet.width, sheet.height), (sheet.height, sheet.width)
    width, height = max(turned, key=lambda size: prod(_columns_and_rows(page, *size)))
    across, down = _columns_and_rows(page, width, height)
    if not across * down:
        return None
    lefts = _centred(page.width, across, width)
    feet = _centred(page.height, down, height)
    lying = type(sheet)(sheet.name, width, height)
    ticks = (
        *_ticks([*lefts, lefts[-1] + page.width], lying),
        *_ticks([*feet, feet[-1] + page.height], lying, level=True),
    )
    return Imposition(
        width,
        height,
        tuple(
            Side(
                tuple(
                    Place(number, left, foot, page.width, page.height)
                    for foot in reversed(feet)
                    for left in lefts
                ),
                ticks,
            )
            for number in range(1, pages + 1)
        ),
    )


def _columns_and_rows(page: Paper, width: float, height: float) -> tuple[int, int]:
    """Give how many pages fit across and down; a hundredth of a millimetre is none."""
    return int((width + 0.01) // page.width), int((height + 0.01) // page.height)


def _centred(length: float, number: int, room: float) -> list[float]:
    """Give where boxes of one length begin that stand side by side in the middle."""
    start = (room - length * number) / 2
    return [round(start + length * each, 4) for each in range(number)]


def _ticks(places: list[float], sheet: Paper, *, level: bool = False) -> Iterator[Tick]:
    """Give ticks at two edges, where the printer reaches them: at head and foot.

    Level ones stand at both sides; their places count from the foot.
    """
    along, across = sheet.width, sheet.height
    if level:
        along, across = across, along
    for place in places:
        if CLEAR <= place <= along - CLEAR:
            for near, far in (
                (CLEAR, CLEAR + TICK),
                (across - CLEAR, across - CLEAR - TICK),
            ):
                ends = ((place, near), (place, far))
                yield Tick(ends[0][::-1], ends[1][::-1]) if level else Tick(*ends)


def _left(place: Place) -> float:
    return place.left
