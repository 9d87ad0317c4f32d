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
    made = formats("screen", design)
    assert [str(each) for each in made] == ["screen-a4", "screen-letter"]
    assert [each.paper for each in made] == [PAPERS["a4"], PAPERS["letter"]]
    assert design.fit == Fit(last_page=0.0, steps=((1.4, 1.0),))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("layout", "scroll"),
        ("papers", []),
        ("papers", ["a5"]),
        ("stylesheets", []),
        ("fit", {"last_page": 1.5}),
        ("fit", {"steps": []}),
    ],
)
def test_a_design_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**DESIGN, key: value}, Design)
