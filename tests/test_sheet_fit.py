"""How far a text may be stretched to fill its pages."""

from __future__ import annotations

import pytest

from leaflet.sheet import Fit, Pages

FIT = Fit(size=(10, 11, 12), leading=(1.2, 1.4, 1.6), space=(0.5, 1, 2))


def test_space_gives_way_before_the_size_does() -> None:
    ways = (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 1)
    assert [FIT.at(way) for way in ways] == [
        (10, 1.2, 0.5),
        (10.5, 1.2, 0.5),
        (11, 1.2, 0.5),
        (11, 1.3, 0.75),
        (11, 1.4, 1),
        (11, 1.5, 1.5),
        (11, 1.6, 2),
        (12, 1.6, 2),
    ]
    assert FIT.design == FIT.at(0)


def test_a_size_that_is_fixed_leaves_the_whole_way_to_space() -> None:
    fit = Fit(leading=(1.2, 1.4, 1.6))
    assert [fit.at(way).leading for way in (-1, -0.5, 0.5, 1)] == [1.2, 1.3, 1.5, 1.6]


@pytest.mark.parametrize(
    ("fit", "key"),
    [
        (Fit(size=(12, 11, 12)), "size"),
        (Fit(leading=(1.2, 1.5, 1.4)), "leading"),
        (Fit(space=(2, 1, 0.5)), "space"),
        (Fit(pages=Pages(exactly=6, at_most=8)), "pages"),
        (Fit(pages=Pages(exactly=6, multiple=2)), "pages"),
    ],
)
def test_bounds_that_cannot_be_kept_are_told(fit: Fit, key: str) -> None:
    ((told, _),) = fit.faults()
    assert told == key
    assert not list(FIT.faults())
