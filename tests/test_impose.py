"""Sheets as they come out: what is printed where, found in the file itself."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from leaflet.impose import MM, on_sheets
from leaflet.press import Condition, Job, condition_of, printable
from leaflet.sheet import FOLDS, PAPERS, Design, Direction, Format
from leaflet.sheet.formats import Layout, Target
from leaflet.source.files import Files
from tests.conftest import ROOT
from tests.folding import Printed, sheet, steps
from tests.test_press import COLOURS

FIRST = 100
"""Page 1 shows 101: all numbers begin with the same glyph, so that lefts compare."""


INSET = 30 / MM + 0.46
"""Where a number begins on its page: there is a little white before the glyph."""


def target(
    layout: Layout, to: Target = "office", paper: str = "a4", *, spreads: bool = False
) -> Format:
    design = Design(
        layout=layout,
        target=to,
        bleed=3 if to == "press" else 0,
        spreads=spreads,
        stylesheets=("page.css",),
    )
    return Format("own", design, PAPERS[paper])


def numbered(made: Format, pages: int) -> bytes:
    """Give a file whose pages show their numbers at the lower left, tagged and linked.

    Each number is a link to the web, and to the first page. For the press, each page is
    painted in a grey of its own, up to its bleed.
    """
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    sizes = made.pages
    for number in range(1, pages + 1):
        size = sizes.get(number, sizes[1])
        page = pdf.add_blank_page(page_size=(size.width * MM, size.height * MM))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.StructParents = number
        painted = ""
        if bleed := made.design.bleed * MM:
            trim = page.obj.TrimBox = page.obj.MediaBox
            page.obj.MediaBox = Array(
                float(value) + by
                for value, by in zip(trim, (-bleed, -bleed, bleed, bleed), strict=True)
            )
            grey = number / 10
            painted = f"{grey} {grey} {grey} rg -999 -999 9999 9999 re f 0 g "
        drawn = f"/P <</MCID 0>> BDC BT /F 12 Tf 30 30 Td ({FIRST + number}) Tj ET EMC"
        page.obj.Contents = pdf.make_stream((painted + drawn).encode())
        rect = [30, 30, 40, 40]
        away = Dictionary(S=Name.URI, URI=f"https://example.org/{number}")
        links = [
            Dictionary(Subtype=Name.Link, Rect=rect, A=away, Contents="the web"),
            Dictionary(Subtype=Name.Link, Rect=rect, Dest=pikepdf.String("top")),
        ]
        page.obj.Annots = Array([pdf.make_indirect(link) for link in links])
    pdf.docinfo["/Title"] = "Numbers"
    for date in ("/CreationDate", "/ModDate"):
        pdf.docinfo[date] = "D:20261123000000Z"
    pdf.Root.Lang = pikepdf.String("fr-CA")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def shown(pdf: bytes) -> list[list[tuple[int, float, float]]]:
    """Give the numbers on each page with their left and foot in millimetres."""
    document = pdfium.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        found.append(
            [
                (int(text.get_text_bounded(*box)) - FIRST, box[0] / MM, box[1] / MM)
                for box in boxes
            ]
        )
    document.close()
    return found


def panels(pdf: bytes, made: Format) -> list[list[Printed]]:
    """Give the panels on each side, by the numbers that are printed there."""
    return [
        [
            (number, x, x + made.pages[number].width)
            for number, left, _ in side
            for x in [round(left - INSET, 1)]
        ]
        for side in shown(pdf)
    ]


@pytest.fixture
def condition() -> Condition:
    return condition_of(Files(ROOT), None, "FR")


def for_the_shop(
    pdf: bytes, made: Format, direction: Direction, condition: Condition
) -> bytes:
    """Give the sheets as a print shop gets them."""
    sheets = made.imposition(made.shown_pages, direction)
    assert sheets
    folds = tuple(tuple(crease.at for crease in side.creases) for side in sheets.sides)
    job = Job("numbers", condition, COLOURS, made.design.bleed, folds)
    return printable(on_sheets(pdf, made, direction), job)


def fold_marks(page: pikepdf.Page) -> list[float]:
    """Give where dashed lines stand outside of the bleed, in mm from the trim's left.

    Each is there at the head and at the foot, in every ink.
    """
    *_, marks = page.Contents
    _, dashed = marks.read_bytes().decode().split("[1.5 1.5] 0 d")
    space = page.Resources.ColorSpace["/AllInks"]
    assert [str(part) for part in list(space)[:2]] == ["/Separation", "/All"]
    left, foot, _, head = (float(value) for value in page.TrimBox)
    bleed = [float(value) for value in page.BleedBox]
    ends: dict[float, list[float]] = {}
    for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]", dashed):
        assert not bleed[1] <= float(y) <= bleed[3]
        ends.setdefault(round((float(x) - left) / MM, 2), []).append(float(y))
    for ys in ends.values():
        assert [y < foot for y in ys].count(True) == 2
        assert [y > head for y in ys].count(True) == 2
    return sorted(ends)


@pytest.mark.parametrize("target_of", ["office", "press"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("layout", FOLDS)
def test_the_printed_sheet_folds(
    layout: Layout, direction: Direction, target_of: Target, condition: Condition
) -> None:
    made, fold = target(layout, target_of), FOLDS[layout]
    pdf = numbered(made, fold.panels)
    if target_of == "press":
        pdf = for_the_shop(pdf, made, direction, condition)
    else:
        pdf = on_sheets(pdf, made, direction)
    outside, inside = panels(pdf, made)
    flat = folded = sheet(outside, inside, 297)
    for step in steps(layout, direction):
        folded = folded.fold(*step)
    one_way = slice(None, None, 1 if direction == "ltr" else -1)
    assert folded.seen() == list(fold.front[one_way])
    assert folded.seen_behind() == list(fold.back[one_way])
    if target_of == "press":
        creases = sorted(flat.creases[step[0]] for step in steps(layout, direction))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            front, back = opened.pages
            assert fold_marks(back) == creases
            assert fold_marks(front) == [297 - crease for crease in creases[::-1]]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_art_bleeds_outwards_and_never_over_a_fold(
    direction: Direction, condition: Condition
) -> None:
    made = target("trifold", "press")
    pdf = for_the_shop(numbered(made, 6), made, direction, condition)
    document = pdfium.PdfDocument(pdf)
    seen = [page.render(scale=254 / 72).to_pil().convert("L") for page in document]
    document.close()
    room = 3 + 1 + 5  # bleed, gap and marks, in millimetres; ten dots each
    for side, picture in zip(panels(pdf, made), seen, strict=True):
        middle = picture.height // 2
        inks = []
        for _, left, right in side:
            centre = round(((left + right) / 2 + room) * 10)
            own = picture.getpixel((centre, middle))
            inks.append(own)
            for x, inwards, outer in ((left, 1, left == 0), (right, -1, right == 297)):
                at = round((x + room) * 10)
                assert close(picture.getpixel((at + 2 * inwards, middle)), own)
                beside = picture.getpixel((at - 2 * inwards, middle))
                assert close(beside, own) == outer
                beyond = picture.getpixel((at - 28 * inwards, middle))
                assert close(beyond, own) == outer
            for y in (room * 10 - 28, picture.height - room * 10 + 28):
                assert close(picture.getpixel((centre, y)), own)
        assert len(set(inks)) == 3


def close(one: object, other: object) -> bool:
    assert isinstance(one, int)
    assert isinstance(other, int)
    return abs(one - other) < 5


def test_a_shop_gets_a_booklet_page_by_page(condition: Condition) -> None:
    made = target("booklet", "press")
    pages = on_sheets(numbered(made, 6), made, "ltr")
    numbers = [[number for number, *_ in side] for side in shown(pages)]
    assert numbers == [[1], [2], [3], [4], [5], [], [], [6]]
    job = Job("numbers", condition, COLOURS, made.design.bleed, ())
    with pikepdf.open(io.BytesIO(printable(pages, job))) as pdf:
        for page in pdf.pages:
            trim = [float(value) / MM for value in page.TrimBox]
            assert trim == pytest.approx([0, 0, 148.5, 210], abs=0.01)
            bleed = [float(value) / MM for value in page.BleedBox]
            assert bleed == pytest.approx([-3, -3, 151.5, 213], abs=0.01)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_shop_may_get_the_spreads_of_a_booklet(direction: Direction) -> None:
    made = target("booklet", "press", spreads=True)
    sides = shown(on_sheets(numbered(made, 8), made, direction))
    one_way = slice(None, None, 1 if direction == "ltr" else -1)
    found = [[n for n, *_ in sorted(side, key=lambda p: p[1])] for side in sides]
    assert [side[one_way] for side in found] == [[8, 1], [2, 7], [6, 3], [4, 5]]
    lefts = {number: left for side in sides for number, left, _ in side}
    towards_the_spine = -0.13 if direction == "ltr" else 0.13
    assert lefts[3] - lefts[7] == pytest.approx(towards_the_spine, abs=0.01)


def test_a_booklet_creeps() -> None:
    made = target("booklet")
    sides = shown(on_sheets(numbered(made, 8), made, "ltr"))
    lefts = {number: left for side in sides for number, left, _ in side}
    assert lefts[2] - lefts[6] == pytest.approx(-0.13, abs=0.01)
    assert lefts[3] - lefts[7] == pytest.approx(-0.13, abs=0.01)


def test_a_sheet_tells_printer_and_viewer() -> None:
    made = target("trifold")
    with pikepdf.open(io.BytesIO(on_sheets(numbered(made, 6), made, "ltr"))) as pdf:
        told = pdf.Root.ViewerPreferences
        assert told.Duplex == Name.DuplexFlipShortEdge
        assert told.PrintScaling == Name("/None")
        assert told.DisplayDocTitle
        assert str(pdf.Root.Lang) == "fr-CA"
        assert str(pdf.docinfo["/Title"]) == "Numbers"
        assert [page.label for page in pdf.pages] == ["5-6-1", "2-3-4"]
        for page in pdf.pages:
            size = [float(value) / MM for value in page.mediabox[2:]]
            assert size == pytest.approx([297, 210])
            assert page.trimbox == page.mediabox


def test_no_tags_are_left_and_no_jumps() -> None:
    made = target("trifold")
    with pikepdf.open(io.BytesIO(on_sheets(numbered(made, 6), made, "ltr"))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        for page in pdf.pages:
            for form in page.form_xobjects.values():
                assert b"MCID" not in form.read_bytes()
                assert "/StructParents" not in form
        links = {
            str(link.A.URI): [float(v) / MM for v in link.Rect]
            for page in pdf.pages
            for link in page.obj.Annots
        }
    assert set(links) == {f"https://example.org/{n}" for n in range(1, 7)}
    inset = 30 / MM
    assert links["https://example.org/1"][0] == pytest.approx(197 + inset, abs=0.01)
    assert links["https://example.org/3"][0] == pytest.approx(100 + inset, abs=0.01)


def test_copies_are_drawn_once_and_placed_often() -> None:
    design = Design(layout="flat", target="office", stylesheets=("page.css",))
    made = Format("own", design, PAPERS["a5"], PAPERS["a4"])
    pdf = on_sheets(numbered(made, 3), made, "ltr")
    assert [[number for number, *_ in side] for side in shown(pdf)] == [
        [1, 1],
        [2, 2],
        [3, 3],
    ]
    with pikepdf.open(io.BytesIO(pdf)) as sheets:
        assert [page.label for page in sheets.pages] == ["1", "2", "3"]
        assert [list(page.form_xobjects) for page in sheets.pages] == [
            ["/P1"],
            ["/P2"],
            ["/P3"],
        ]


def test_a_page_that_is_a_sheet_keeps_all_and_tells_its_edge() -> None:
    made = target("flat", paper="letter")
    pdf = on_sheets(numbered(made, 2), made, "ltr")
    with pikepdf.open(io.BytesIO(pdf)) as sheets:
        assert sheets.Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge
        assert len(sheets.pages[0].obj.Annots) == 2
    assert [side[0][0] for side in shown(pdf)] == [1, 2]


def test_a_screen_gets_the_pages_as_they_are() -> None:
    made = target("trifold", "screen")
    pdf = numbered(made, 6)
    assert on_sheets(pdf, made, "ltr") == pdf


def test_the_same_pages_give_the_same_bytes() -> None:
    made = target("z-fold")
    pdf = numbered(made, 6)
    assert on_sheets(pdf, made, "ltr") == on_sheets(pdf, made, "ltr")
