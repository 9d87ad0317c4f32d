"""Sheets as they come out: what is printed where, found in the file itself."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from leaflet.impose import MM, on_sheets
from leaflet.sheet import FOLDS, PAPERS, Design, Direction, Format
from leaflet.sheet.formats import Layout, Target
from tests.folding import Printed, sheet, steps

FIRST = 100
"""Page 1 shows 101: all numbers begin with the same glyph, so that lefts compare."""


def target(layout: Layout, to: Target = "office", paper: str = "a4") -> Format:
    design = Design(layout=layout, target=to, stylesheets=("page.css",))
    return Format("own", design, PAPERS[paper])


def numbered(made: Format, pages: int) -> bytes:
    """Give a file whose pages show their numbers at the lower left, tagged and linked.

    Each number is a link to the web, and to the first page.
    """
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    sizes = made.pages
    for number in range(1, pages + 1):
        size = sizes.get(number, sizes[1])
        page = pdf.add_blank_page(page_size=(size.width * MM, size.height * MM))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.StructParents = number
        drawn = f"/P <</MCID 0>> BDC BT /F 12 Tf 30 30 Td ({FIRST + number}) Tj ET EMC"
        page.obj.Contents = pdf.make_stream(drawn.encode())
        rect = [30, 30, 40, 40]
        away = Dictionary(S=Name.URI, URI=f"https://example.org/{number}")
        links = [
            Dictionary(Subtype=Name.Link, Rect=rect, A=away, Contents="the web"),
            Dictionary(Subtype=Name.Link, Rect=rect, Dest=pikepdf.String("top")),
        ]
        page.obj.Annots = Array([pdf.make_indirect(link) for link in links])
    pdf.docinfo["/Title"] = "Numbers"
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


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("layout", FOLDS)
def test_the_printed_sheet_folds(layout: Layout, direction: Direction) -> None:
    made = target(layout)
    panels = FOLDS[layout].panels
    pdf = on_sheets(numbered(made, panels), made, direction)
    inset = 30 / MM
    sides: list[list[Printed]] = [
        [
            (number, x, x + made.pages[number].width)
            for number, left, _ in side
            for x in [round(left - inset)]  # creases stand on half millimetres at least
        ]
        for side in shown(pdf)
    ]
    if layout in ("trifold", "z-fold"):
        outside, inside = sides
        folded = sheet(outside, inside, 297)
        for step in steps(layout, direction):
            folded = folded.fold(*step)
        assert folded.seen() == [1]
        assert folded.seen_behind() == [panels]
    one_way = slice(None, None, 1 if direction == "ltr" else -1)
    fold = FOLDS[layout]
    assert [[n for n, *_ in sorted(s, key=lambda p: p[1])] for s in sides] == [
        list(fold.outside[one_way]),
        list(fold.inside[one_way]),
    ]


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
