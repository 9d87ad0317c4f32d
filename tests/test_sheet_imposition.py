"""The tests fold: each panel is where its reader expects it."""

from __future__ import annotations

from itertools import chain

import pytest

from leaflet.sheet import FOLDS, PAPERS, STOCKS, Direction, Imposition, Side
from leaflet.sheet.folds import StockName
from leaflet.sheet.imposition import copies, folded, padded, saddle_stitched
from tests.folding import Printed, Sheet, sheet, steps

DIRECTIONS: tuple[Direction, ...] = ("ltr", "rtl")
STOCK_NAMES: tuple[StockName, ...] = ("light", "medium", "heavy")


def printed(side: Side) -> list[Printed]:
    return [(p.page, p.left, p.left + p.width) for p in side.places]


def laid(made: Imposition) -> Sheet:
    outside, inside = made.sides
    return sheet(printed(outside), printed(inside), made.width)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("paper", ["a4", "letter", "legal", "tabloid"])
@pytest.mark.parametrize("stock", STOCK_NAMES)
@pytest.mark.parametrize("layout", FOLDS)
def test_a_folded_sheet(
    layout: str, stock: StockName, paper: str, direction: Direction
) -> None:
    fold = FOLDS[layout]
    made = folded(fold, PAPERS[paper].lying, stock, direction, fold.panels)
    flat = laid(made)
    closed = flat
    for step in steps(layout, direction):
        closed = closed.fold(*step)
    front = [1, 2] if layout == "gate-fold" else [1]
    back = [7, 8] if layout == "gate-fold" else [fold.panels]
    one_way = slice(None, None, 1 if direction == "ltr" else -1)
    assert closed.seen() == front[one_way]
    assert closed.seen_behind() == back[one_way]
    assert (list(fold.front), list(fold.back)) == (front, back)
    inner = [2, 3, 6] if layout == "z-fold" else list(fold.inside)
    assert flat.seen() == inner[one_way]
    # No leaf that is folded in reaches over the leaves around it.
    widest = max(leaf.right - leaf.left for leaf in closed.leaves)
    reach = max(leaf.right for leaf in closed.leaves) - min(
        leaf.left for leaf in closed.leaves
    )
    middle = 2 if layout == "gate-fold" else 1
    assert reach == pytest.approx(middle * widest, abs=0.001)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("layout", FOLDS)
def test_creases_are_where_one_folds_and_nowhere_else(
    layout: str, direction: Direction
) -> None:
    fold = FOLDS[layout]
    made = folded(fold, PAPERS["a4"].lying, "medium", direction, fold.panels)
    outside, inside = made.sides
    flat = laid(made)
    ways = {"over": "valley", "under": "mountain"}
    wanted = [
        (flat.creases[crease], ways[way], number)
        for number, (crease, _, way) in enumerate(steps(layout, direction), start=1)
    ]
    assert sorted(wanted) == [(c.at, c.turn, c.step) for c in inside.creases]
    # Seen from behind, each is at the other side, and turned the other way.
    other = {"valley": "mountain", "mountain": "valley"}
    for one, behind in zip(inside.creases, outside.creases[::-1], strict=True):
        assert behind.at == pytest.approx(297 - one.at)
        assert (behind.turn, behind.step) == (other[one.turn], one.step)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_trifold_opens_in_the_order_of_its_panels(direction: Direction) -> None:
    fold = FOLDS["trifold"]
    flat = laid(folded(fold, PAPERS["a4"].lying, "medium", direction, 6))
    flap, front = steps("trifold", direction)
    opened = flat.fold(*flap)
    assert opened.seen() == ([2, 5] if direction == "ltr" else [5, 2])
    assert opened.fold(*front).seen() == [1]


@pytest.mark.parametrize("stock", STOCK_NAMES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", ["trifold", "gate-fold"])
def test_tucked_leaves_keep_off_the_crease(
    layout: str, paper: str, stock: StockName
) -> None:
    fold = FOLDS[layout]
    flat = laid(folded(fold, PAPERS[paper].lying, stock, "ltr", fold.panels))
    closed = flat
    for step in steps(layout, "ltr"):
        closed = closed.fold(*step)
    assert fold.short is not None
    gap = fold.short[PAPERS[paper].unit, stock]
    assert gap >= 0.79  # 1/32 in
    widths = {leaf.up in fold.tucked: leaf.right - leaf.left for leaf in closed.leaves}
    assert widths[False] - widths[True] == pytest.approx(gap, abs=0.001)


def test_a_text_that_ends_early_leaves_white_panels_before_the_back() -> None:
    made = folded(FOLDS["trifold"], PAPERS["a4"].lying, "medium", "ltr", 4)
    assert [side.pages for side in made.sides] == [(4, 1), (2, 3)]
    outside, _ = made.sides
    assert [place.left for place in outside.places] == [97, 197]
    assert [crease.at for crease in outside.creases] == [97, 197]


def test_a_text_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(ValueError, match="7 pages do not fit 6 panels"):
        folded(FOLDS["trifold"], PAPERS["a4"].lying, "medium", "ltr", 7)


def test_ticks_stand_on_the_creases_inside_where_printers_reach() -> None:
    made = folded(FOLDS["trifold"], PAPERS["a4"].lying, "medium", "ltr", 6)
    outside, inside = made.sides
    assert not outside.ticks
    assert {(t.start[0], t.end[0]) for t in inside.ticks} == {(100, 100), (200, 200)}
    ends = {tuple(sorted((t.start[1], t.end[1]))) for t in inside.ticks}
    assert ends == {(7, 10), (200, 203)}


# --- booklets


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("pages", range(1, 25))
def test_a_booklet_is_read_from_its_first_page_to_its_last(
    pages: int, direction: Direction
) -> None:
    """Nest the sheets, fold them in the middle, and turn the leaves."""
    made = saddle_stitched(PAPERS["a4"].lying, "light", direction, pages)
    middle = made.width / 2
    assert len(made.sides) % 2 == 0

    def page_at(side: Side, *, right: bool) -> int | None:
        here = (p.page for p in side.places if (p.left >= middle) == right)
        return next(here, None)

    forwards = direction == "ltr"
    leaves: list[tuple[int | None, int | None]] = []
    for outer, inner in zip(made.sides[::2], made.sides[1::2], strict=True):
        # The half that comes first lies under the reader's thumb; its back is printed
        # on the other half of the other side.
        first = page_at(outer, right=forwards), page_at(inner, right=not forwards)
        last = page_at(inner, right=forwards), page_at(outer, right=not forwards)
        middle_of = len(leaves) // 2
        leaves[middle_of:middle_of] = [first, last]
    assert list(chain(*leaves)) == padded(pages)


def test_inner_pages_creep_towards_the_spine() -> None:
    made = saddle_stitched(PAPERS["a4"].lying, "medium", "ltr", 12)
    thick = STOCKS["medium"].thickness
    assert [[place.creep for place in side.places] for side in made.sides] == [
        [0, 0],
        [0, 0],
        [thick, -thick],
        [thick, -thick],
        [2 * thick, -2 * thick],
        [2 * thick, -2 * thick],
    ]


def test_a_lying_sheet_is_turned_on_its_short_edge() -> None:
    assert saddle_stitched(PAPERS["a4"].lying, "light", "ltr", 4).edge == "short"
    upright = copies(PAPERS["dl"], PAPERS["letter"], 2)
    assert upright is not None
    assert upright.edge == "long"


# --- copies


@pytest.mark.parametrize(
    ("page", "on", "number"),
    [
        ("a5", "a4", 2),
        ("dl", "a4", 3),
        ("dl", "letter", 2),
        ("half-letter", "letter", 2),
    ],
)
def test_as_many_copies_as_fit(page: str, on: str, number: int) -> None:
    made = copies(PAPERS[page], PAPERS[on], 2)
    assert made is not None
    assert [side.pages for side in made.sides] == [(1,) * number, (2,) * number]
    front, back = (sorted(p.left for p in side.places) for side in made.sides)
    # Turned over, each copy has its own back behind it.
    width = PAPERS[page].width
    assert [made.width - left - width for left in reversed(back)] == pytest.approx(
        front
    )
    assert front[0] >= 0


def test_cuts_are_marked_where_there_is_something_to_cut() -> None:
    made = copies(PAPERS["a5"], PAPERS["a4"], 1)
    assert made is not None
    assert {tick.start[0] for tick in made.sides[0].ticks} == {148.5}


def test_a_page_that_does_not_fit_has_no_copies() -> None:
    assert copies(PAPERS["a3"], PAPERS["a4"], 1) is None
