"""Papers, and formats as data."""

from __future__ import annotations

import msgspec
import pytest

from leaflet.sheet import FOLDS, PAPERS, Design, Fit, formats, usual_paper
from leaflet.sheet.formats import Format

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
        "a3": (297, 420),
        "a4": (210, 297),
        "a5": (148, 210),
        "dl": (99, 210),
        "letter": (215.9, 279.4),
        "half-letter": (139.7, 215.9),
        "legal": (215.9, 355.6),
        "tabloid": (279.4, 431.8),
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


def one(territory: str = "FR", **values: object) -> Format:
    """Give the only format of a design."""
    design = msgspec.convert({**DESIGN, "papers": ["a4"], **values}, Design)
    assert not list(design.faults())
    (made,) = formats("own", design, territory)
    return made


def test_a_paper_of_ones_own() -> None:
    made = one(papers=["card"], sizes={"card": [102, 229]})
    assert str(made) == "own-card"
    assert (made.sheet.width, made.sheet.height) == (102, 229)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"papers": ["a4", "a0"]}, ("papers", 1)),
        ({"copies_on": "a0", "target": "office"}, ("copies_on",)),
        ({"copies_on": "a4"}, ("copies_on",)),
        ({"bleed": 3}, ("bleed",)),
    ],
)
def test_values_that_make_no_sense_are_told(
    values: dict[str, object], fault: tuple[object, ...]
) -> None:
    design = msgspec.convert({**DESIGN, **values}, Design)
    assert [place for place, _ in design.faults()] == [fault]


def test_the_usual_paper_is_named_once() -> None:
    design = msgspec.convert({**DESIGN, "papers": ["usual", "letter"]}, Design)
    assert [str(made) for made in formats("own", design, "CA")] == ["own-letter"]


@pytest.mark.parametrize("layout", FOLDS)
def test_a_folded_sheet_has_as_many_pages_as_panels(layout: str) -> None:
    made = one(layout=layout, fit={"size": [9, 10, 11]})
    assert made.fit.pages.exactly == len(made.pages) == FOLDS[layout].panels
    assert made.fit.size == (9, 10, 11)
    assert made.sheet.width == 297
    assert {page.height for page in made.pages.values()} == {210}


def test_a_booklet_has_pages_of_half_the_sheet() -> None:
    (page,) = one(layout="booklet", papers=["letter"]).pages.values()
    assert page.width == pytest.approx(139.7)
    assert page.height == 215.9


def test_only_office_and_press_are_imposed() -> None:
    assert one(layout="trifold", target="screen").imposition(6, "ltr") is None
    assert one(target="office").imposition(2, "ltr") is None
    assert one(layout="trifold", target="press").imposition(6, "ltr") is not None


def test_copies_stand_on_the_paper_that_the_territory_uses() -> None:
    for territory, width in (("FR", 297), ("CA", 215.9)):
        made = one(territory, papers=["dl"], copies_on="usual", target="office")
        sheets = made.imposition(1, "ltr")
        assert sheets is not None
        assert sheets.width == width
        assert set(sheets.sides[0].pages) == {1}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("layout", "scroll"),
        ("papers", [""]),
        ("target", "wall"),
        ("stock", "cardboard"),
        ("bleed", -1),
        ("sizes", {"card": [0, 10]}),
        ("stylesheets", []),
        ("fit", {"last_page": 1.5}),
        ("fit", {"leading": [0, 1, 2]}),
        ("fit", {"pages": {"exactly": 0}}),
    ],
)
def test_a_design_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**DESIGN, key: value}, Design)
