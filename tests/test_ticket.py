"""The job ticket's numbers: sheets of every fold, as a print shop measures them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from leaflet.project import Colour, Colours
from leaflet.sheet import FOLDS, PAPERS, Design, Direction, Format
from leaflet.sheet.formats import Layout
from leaflet.ticket.drawing import HEIGHT, SCALES, WIDTH, Words, drawing
from leaflet.ticket.lengths import Length, length
from leaflet.ticket.outline import Outline, closed_width, outline
from tests.conftest import ROOT

DIRECTIONS: tuple[Direction, ...] = ("ltr", "rtl")
LAYOUTS: tuple[Layout, ...] = (
    *("flat", "half-fold", "trifold"),
    *("z-fold", "gate-fold", "booklet"),
)


def press(layout: Layout, paper: str = "a4") -> Format:
    spreads = layout == "booklet"
    design = Design(
        layout=layout,
        target="press",
        bleed=3,
        spreads=spreads,
        stylesheets=("a.css",),
    )
    return Format("own", design, PAPERS[paper])


@pytest.mark.parametrize(
    ("millimetres", "mm", "inches"),
    [
        (93.6625, "93.66", "3 11/16"),
        (279.4, "279.4", "11"),
        (3.175, "3.18", "1/8"),
        (297, "297", "11.69"),
        (0, "0", "0"),
    ],
)
def test_a_length_in_both_units(millimetres: float, mm: str, inches: str) -> None:
    assert length(millimetres, "en") == Length(mm, inches)


def test_lengths_are_in_the_notation_of_the_shop() -> None:
    assert length(93.6625, "fr_CA") == Length("93,66", "3 11/16")
    assert length(297, "fr_CA") == Length("297", "11,69")


# --- outlines


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_panels_fill_both_sides(
    layout: Layout, paper: str, direction: Direction
) -> None:
    target = press(layout, paper)
    for pages in {target.shown_pages, 2 if target.fold else 7}:
        made = outline(target, pages, direction)
        for face in made.faces:
            at = 0.0
            for panel in sorted(face.panels, key=lambda each: each.left):
                assert panel.left == pytest.approx(at, abs=0.001)
                assert (panel.role == "white") == (panel.number == 0)
                at += panel.width
            assert at == pytest.approx(made.width, abs=0.001)
            # Whatever is folded is folded between two panels.
            edges = {round(panel.left, 3) for panel in face.panels}
            assert {round(crease.at, 3) for crease in face.creases} <= edges


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_trifold_as_the_shop_sees_it(direction: Direction) -> None:
    outside, inside = outline(press("trifold"), 6, direction).faces
    way = slice(None, None, 1 if direction == "ltr" else -1)
    roles = [(panel.number, panel.role) for panel in outside.panels]
    assert roles == [(5, ""), (6, "back"), (1, "front")][way]
    assert [panel.width for panel in outside.panels] == [97, 100, 100][way]
    assert [panel.number for panel in inside.panels] == [2, 3, 4][way]
    turned = [(crease.at, crease.turn, crease.step) for crease in inside.creases]
    assert turned == (
        [(100, "valley", 2), (200, "valley", 1)]
        if direction == "ltr"
        else [(97, "valley", 1), (197, "valley", 2)]
    )
    assert {crease.turn for crease in outside.creases} == {"mountain"}


def test_both_halves_of_a_gate_are_the_front() -> None:
    made = outline(press("gate-fold"), 8, "ltr")
    fronts = [panel.number for panel in made.faces[0].panels if panel.role == "front"]
    assert fronts == [2, 1]
    assert [crease.at for crease in made.faces[0].creases] == [73.5, 223.5]


@pytest.mark.parametrize(
    ("layout", "width"),
    [
        ("half-fold", 148.5),
        ("trifold", 100),
        ("z-fold", 99),
        ("gate-fold", 150),
        ("booklet", 148.5),
    ],
)
def test_the_size_of_the_folded_sheet(layout: Layout, width: float) -> None:
    target = press(layout)
    made = outline(target, target.shown_pages, "ltr")
    assert closed_width(target, made) == pytest.approx(width)


@pytest.mark.parametrize(
    ("pages", "faces", "sheets", "white"),
    [(1, 1, 1, ()), (2, 2, 1, ()), (3, 2, 2, (4,)), (4, 2, 2, ())],
)
def test_flat_sheets_are_counted(
    pages: int, faces: int, sheets: int, white: tuple[int, ...]
) -> None:
    made = outline(press("flat"), pages, "ltr")
    assert (len(made.faces), made.sheets, made.white) == (faces, sheets, white)


def test_a_booklet_shows_its_outermost_sheet_and_what_stays_white() -> None:
    made = outline(press("booklet"), 6, "ltr")
    assert made.sheets == 2
    outer, inner = made.faces
    assert [(p.number, p.role) for p in outer.panels] == [(6, "back"), (1, "front")]
    assert [(p.number, p.role) for p in inner.panels] == [(2, ""), (0, "white")]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_pages_that_the_shop_imposes_are_bound_at_their_spine(
    direction: Direction,
) -> None:
    design = Design(layout="booklet", target="press", stylesheets=("a.css",))
    target = Format("own", design, PAPERS["a4"])
    made = outline(target, 6, direction)
    assert (made.width, made.height, made.sheets) == (148.5, 210, 2)
    assert (made.single, made.white) == (True, (6, 7))
    spines = [face.spine for face in made.faces]
    assert spines == (["left", "right"] if direction == "ltr" else ["right", "left"])
    assert [face.panels[0].role for face in made.faces] == ["front", ""]
    root, _ = drawn(made)
    assert "spine" in [text.text for text in root.iter(TEXT)]


# --- drawings

GREY = Colour(rgb="#777777", cmyk=(0, 0, 0, 50))
COLOURS = Colours(ink=GREY, muted=GREY, accent=GREY, tint=GREY, paper=GREY)
TEXT = "{http://www.w3.org/2000/svg}text"


def drawn(made: Outline, *, inches: bool = False) -> tuple[ET.Element, float]:
    numbers = [made.width, made.height]
    numbers += [panel.width for face in made.faces for panel in face.panels]
    numbers += [crease.at for face in made.faces for crease in face.creases]
    words = Words(
        titles=("<one>", "two")[: len(made.faces)],
        lengths={round(number, 4): length(number, "en") for number in numbers},
        roles={"front": "front", "back": "back", "white": "white"},
        turns={turn: turn for turn in ("valley", "mountain", "spine")},
        bleed="bleed",
        inches=inches,
        spoken="in words",
    )
    picture = drawing(made, 3, COLOURS, "Source Sans 3", words)
    # S314: the picture is our own.
    return ET.fromstring(str(picture.svg)), picture.scale  # noqa: S314


@pytest.mark.parametrize("paper", [*PAPERS])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_sheet_is_drawn_to_scale_within_its_room(
    layout: Layout, paper: str
) -> None:
    target = press(layout, paper)
    made = outline(target, target.shown_pages, "ltr")
    root, scale = drawn(made)
    assert scale in SCALES
    assert float(root.attrib["width"][:-2]) <= WIDTH
    assert float(root.attrib["height"][:-2]) <= HEIGHT
    boxes = [
        (float(box.attrib["width"]) * scale, float(box.attrib["height"]) * scale)
        for box in root.iter("{http://www.w3.org/2000/svg}rect")
    ]
    # On each side first the bleed, then the trim; the key comes last.
    trim = pytest.approx((made.width, made.height), abs=0.01)
    bleed = pytest.approx((made.width + 6, made.height + 6), abs=0.01)
    assert boxes[:-1] == [bleed, trim] * len(made.faces)


def test_creases_are_drawn_where_they_are_and_named() -> None:
    root, scale = drawn(outline(press("z-fold"), 6, "ltr"))
    inside = root.findall("{*}g")[1]
    folds = [
        (float(line.attrib["x1"]) * scale, line.attrib["stroke-dasharray"])
        for line in inside.findall("{*}line")
        if "stroke-dasharray" in line.attrib
    ]
    assert [place for place, _ in folds] == pytest.approx([99, 198], abs=0.01)
    assert len({dashes for _, dashes in folds}) == 2  # one valley, one mountain
    said = [text.text for text in inside.iter(TEXT)]
    assert said[0] == "two"
    for word in ("99", "198", "297", "210", "2", "3", "6", "back"):
        assert word in said
    assert root.findtext("{*}title") == "in words"


def test_inches_stand_below_millimetres_where_they_rule() -> None:
    made = outline(press("trifold", "letter"), 6, "ltr")
    said = [text.text for text in drawn(made, inches=True)[0].iter(TEXT)]
    assert {"93.66", "3 11/16", "92.08", "3 5/8", "215.9 (8 1/2)"} <= set(said)
    assert "3 11/16" not in [text.text for text in drawn(made)[0].iter(TEXT)]


def test_words_are_escaped() -> None:
    made = outline(press("half-fold"), 4, "ltr")
    assert next(drawn(made)[0].iter(TEXT)).text == "<one>"


def test_each_fold_has_a_name_on_the_ticket() -> None:
    page = (ROOT / "templates/ticket.html.j2").read_text("utf-8")
    assert set(re.findall(r'layout == "([\w-]+)"', page)) == {*FOLDS, "booklet"}
