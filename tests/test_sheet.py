"""Papers and formats as numbers."""

from __future__ import annotations

import msgspec
import pytest

from leaflet.sheet import PAPERS, Design, Fit, formats, usual_paper

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
    assert design.fit == Fit(last_page=0.0, design=(1.4, 1.0))


def test_the_territory_chooses_where_no_paper_is_named() -> None:
    design = msgspec.convert({**DESIGN, "papers": []}, Design)
    for territory, name in (("CA", "screen-letter"), ("FR", "screen-a4")):
        assert [str(each) for each in formats("screen", design, territory)] == [name]


FIT = Fit(last_page=0.8, design=(1.4, 1.0), tight=(1.2, 0.5), loose=(1.6, 2.0))


def test_little_on_the_last_page_is_pulled_back_first() -> None:
    others = [(1.3, 0.75), (1.2, 0.5), (1.5, 1.5), (1.6, 2.0)]
    assert list(FIT.others(0.2)) == others
    assert list(FIT.others(0.5)) == others[2:] + others[:2]


def test_an_end_that_is_the_design_is_not_tried() -> None:
    assert list(Fit(design=(1.4, 1.0), loose=(1.6, 2.0)).others(0.5)) == [
        (1.5, 1.5),
        (1.6, 2.0),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("layout", "scroll"),
        ("papers", ["a5"]),
        ("stylesheets", []),
        ("fit", {"last_page": 1.5}),
        ("fit", {"design": [0, 1]}),
    ],
)
def test_a_design_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**DESIGN, key: value}, Design)
