"""Which setting a text ends up in, and after how many layouts."""

from __future__ import annotations

import pytest

from leaflet.sheet import Fit, Pages
from leaflet.typeset.fit import LAYOUTS, excess, fitted, rank
from leaflet.typeset.galley import Outcome
from leaflet.typeset.layout import Layout
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import WORDS, paragraphs, text

LEADING, SPACE = (1.2, 1.4, 1.6), (0.5, 1.0, 1.5)
FLAT = Fit(last_page=0.75, size=(10, 10, 10), leading=LEADING, space=SPACE)
PANELS = """
@page { size: 70mm 100mm; margin: 6mm }
@page :nth(2) { size: 60mm 100mm }
@page :nth(5) { size: 60mm 100mm }
"""
BACK = "<footer class=closing style='break-before: page'>back panel</footer>"


def fold(size: tuple[float, float, float], pages: int = 6) -> Fit:
    return Fit(pages=Pages(exactly=pages), size=size, leading=LEADING, space=SPACE)


def fit_text(typesetter: Typesetter, body: str, fit: Fit) -> tuple[Layout, int]:
    made = text(typesetter, body, PANELS if fit.pages.exactly else "")
    return fitted(made.lay, fit), made.layouts


# --- what is better


@pytest.mark.parametrize(
    ("pages", "count", "over"),
    [
        (Pages(), 9, 0),
        (Pages(exactly=6), 6, 0),
        (Pages(exactly=6), 8, 2),
        (Pages(exactly=6), 5, -1),
        (Pages(at_most=4), 3, 0),
        (Pages(at_most=4), 5, 1),
        (Pages(multiple=4), 5, 0),
    ],
)
def test_excess(pages: Pages, count: int, over: int) -> None:
    assert excess(pages, count) == over


def test_ranks_put_the_worst_first() -> None:
    fit = Fit(pages=Pages(at_most=4, multiple=4), last_page=0.5)
    worst_first = [
        (0, Outcome(5, 1, lined=False)),  # too long
        (0, Outcome(3, 1, lined=False)),  # one page white
        (0, Outcome(4, 0.2, lined=False)),  # nearly empty
        (0, Outcome(4, 0.4, lined=False)),
        (1, Outcome(4, 0.6, lined=False)),
        (0.5, Outcome(4, 0.6, lined=False)),
        (0.5, Outcome(4, 0.9, lined=False)),
        (0.2, Outcome(4, 0.1, lined=True)),  # lines take what is left
    ]
    ranks = [rank(fit, way, outcome) for way, outcome in worst_first]
    assert ranks == sorted(ranks, reverse=True)
    assert [one.serves for one in ranks] == [False] * 4 + [True] * 4


# --- flat pages


def test_the_design_stands_where_it_serves(typesetter: Typesetter) -> None:
    layout, layouts = fit_text(typesetter, paragraphs(5, 3), FLAT)
    assert layout.setting == FLAT.design
    assert layouts == 1
    assert layout.outcome.fill > 0.75


@pytest.mark.parametrize("count", range(4, 16, 2))
def test_last_page_is_filled_or_pulled_back(typesetter: Typesetter, count: int) -> None:
    layout, layouts = fit_text(typesetter, paragraphs(count), FLAT)
    assert layouts <= 2
    assert layout.outcome.fill > 1 / 3


def test_no_room_to_move_is_one_layout(typesetter: Typesetter) -> None:
    fit = Fit(last_page=1, size=(10, 10, 10))
    layout, layouts = fit_text(typesetter, "<p>little</p>", fit)
    assert layouts == 1
    assert layout.setting == fit.design


# --- so many pages and no more


@pytest.mark.parametrize("count", [14, 18, 21, 24])
def test_panels_of_two_widths_are_filled(typesetter: Typesetter, count: int) -> None:
    """The text is put on six panels, or nothing within the bounds puts it there."""
    body = f"<h2>Title</h2>{paragraphs(count, 2)}{BACK}"
    fit = fold((8, 10, 12))
    layout, layouts = fit_text(typesetter, body, fit)
    assert layouts <= LAYOUTS
    possible = {
        text(typesetter, body, PANELS).lay(fit.at(way / 4)).outcome.pages
        for way in range(-4, 5)
    }
    assert layout.outcome.pages == 6 or 6 not in possible


@pytest.mark.parametrize("longer", [1, 1.1, 1.2])
def test_a_text_a_fifth_longer_ends_on_the_same_panel(
    typesetter: Typesetter, longer: float
) -> None:
    words = (WORDS * 30).split()
    some = "".join(
        f"<p>{' '.join(words[: int(size * longer)])}</p>" for size in (30, 60, 90) * 3
    )
    layout, layouts = fit_text(typesetter, some + BACK, fold((8.5, 10, 11)))
    assert layout.outcome.pages == 6
    assert layouts <= 4
    assert layout.setting.size >= 8.5


def test_large_print_stays_large(typesetter: Typesetter) -> None:
    fit = Fit(
        pages=Pages(multiple=4),
        size=(18, 18, 18),
        leading=(1.25, 1.3, 1.6),
        space=(0.8, 1, 2),
    )
    layout, _ = fit_text(typesetter, paragraphs(4), fit)
    assert layout.setting.size == 18
    assert 1.25 <= layout.setting.leading <= 1.6
    assert layout.outcome.pages % 4 == 0


def test_space_gives_way_before_the_size(typesetter: Typesetter) -> None:
    body = f"{paragraphs(17)}{BACK}"
    layout, _ = fit_text(typesetter, body, fold((8, 10, 10)))
    tighter, _ = fit_text(typesetter, f"{paragraphs(26)}{BACK}", fold((8, 10, 10)))
    assert layout.setting.size == 10 > tighter.setting.size
    assert tighter.setting.leading == 1.2


@pytest.mark.parametrize("count", [1, 60])
def test_what_cannot_fit_costs_few_layouts(typesetter: Typesetter, count: int) -> None:
    layout, layouts = fit_text(typesetter, paragraphs(count) + BACK, fold((8, 10, 12)))
    assert layouts <= 3
    assert (layout.outcome.pages > 6) == (count == 60)
