"""Papers and formats as numbers."""

from __future__ import annotations

import msgspec
import pytest

from leaflet.sheet import PAPERS, Design, Fit, Pages, formats, usual_paper

DESIGN = {
    "layout": "flat",
    "target": "screen",
    "papers": ["a4", "letter"],
    "stylesheets": ["flat.css"],
}


@pytest.mark.parametrize(
    ("territory", "paper"),
    [("CA", "letter"), ("US", "letter"), ("MX", "letter"), ("FR", "a4"), ("BR", "a4")],
)
def test_the_paper_of_a_territory(territory: str, paper: str) -> None:
    assert usual_paper(territory) == paper


def test_papers_stand_upright() -> None:
    assert {name: (p.width, p.height) for name, p in PAPERS.items()} == {
        "a4": (210, 297),
        "letter": (215.9, 279.4),
    }


def test_one_format_for_each_paper() -> None:
    design = msgspec.convert(DESIGN, Design)
    made = formats("screen", design, "CA")
    assert [str(each) for each in made] == ["screen-a4", "screen-letter"]
    assert [each.paper for each in made] == [PAPERS["a4"], PAPERS["letter"]]
    assert design.fit == Fit()


def test_the_territory_chooses_where_no_paper_is_named() -> None:
    design = msgspec.convert({**DESIGN, "papers": []}, Design)
    for territory, name in (("CA", "screen-letter"), ("FR", "screen-a4")):
        assert [str(each) for each in formats("screen", design, territory)] == [name]


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


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("layout", "scroll"),
        ("papers", ["a5"]),
        ("stylesheets", []),
        ("fit", {"last_page": 1.5}),
        ("fit", {"leading": [0, 1, 2]}),
        ("fit", {"pages": {"exactly": 0}}),
    ],
)
def test_a_design_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**DESIGN, key: value}, Design)
