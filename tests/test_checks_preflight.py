"""Preflight: for each check a file that has the fault, and one that has not."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from leaflet.checks.preflight import CHECKS, Target, preflight
from leaflet.facts import read_facts
from leaflet.facts.values import MM
from leaflet.problems import LeafletError, Problem, Severity
from tests.conftest import ROOT
from tests.pdfs import (
    BLACK_TEXT,
    Change,
    glyph,
    in_resources,
    made,
    on_page,
    tagged,
    with_image,
)
from tests.ref.preflight import page

WHITE = "0 0 0 0 k 0 0 360 480 re f "


def ids(data: bytes, target: Target | None = None) -> set[str]:
    return {problem.id for problem in preflight(data, "a.pdf", target)}


def on_root(**values: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.Root[f"/{key}"] = value

    return change


def without(*path: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        item: Any = pdf.Root if path[0] != "page" else pdf.pages[0].obj
        for part in path[1:-1]:
            item = item[part]
        del item[path[-1]]

    return change


def not_embedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        if "/FontDescriptor" in font:
            del font.FontDescriptor["/FontFile2"]


def second(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1].obj
    page.TrimBox = Array([30, 30, 330, 430])


def noted(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Subtype=Name.Text, Rect=[60, 60, 80, 80])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def rgb_group(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def tree(*elements: dict[str, Any]) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K = Array([Dictionary(one) for one in elements])

    return change


PICTURE = BLACK_TEXT + "q 72 0 0 72 60 200 cm /Im Do Q "
SOUND = BLACK_TEXT
BAND = "0 1 0 0 k -1 380 362 101 re f "

FAULTS: dict[str, Callable[[], bytes]] = {
    "preflight-boxes": partial(made, SOUND, without("page", "/TrimBox")),
    "preflight-bleed-box": partial(
        made,
        SOUND + BAND,
        without("page", "/BleedBox"),
        on_page(BleedBox=Array([30, 30, 330, 450])),
    ),
    "preflight-crop-box": partial(
        made, SOUND, on_page(CropBox=Array([10, 10, 350, 470]))
    ),
    "preflight-user-unit": partial(made, SOUND, on_page(UserUnit=2)),
    "preflight-rotation": partial(made, SOUND, on_page(Rotate=90)),
    "preflight-sizes": partial(made, SOUND, second, pages=2),
    "preflight-empty": partial(made, WHITE),
    "preflight-bleed": partial(made, SOUND + "0 1 0 0 k 30 380 300 70 re f "),
    "preflight-safe": partial(
        made, "BT /Over gs 0 0 0 1 k /F 10 Tf 32 300 Td (Near) Tj ET"
    ),
    "preflight-overflow": partial(
        made, "BT /Over gs 0 0 0 1 k /F 10 Tf 300 300 Td (Over the edge of it) Tj ET"
    ),
    "preflight-fonts": partial(made, SOUND, not_embedded),
    "preflight-glyphs": partial(
        made, "BT /Over gs 0 0 0 1 k /C 10 Tf 60 300 Td <00250000> Tj ET"
    ),
    "preflight-text-inks": partial(
        made, "BT .9 .4 0 0 k /F 7 Tf 60 300 Td (Small) Tj ET"
    ),
    "preflight-text-reversed": partial(
        made,
        "0 .5 1 .6 k 50 280 200 40 re f BT 0 0 0 0 k /F 7 Tf 60 300 Td (Small) Tj ET",
    ),
    "preflight-text-black": partial(
        made, "BT .7 .7 .6 1 k /F 20 Tf 60 300 Td (Rich) Tj ET"
    ),
    "preflight-text-overprint": partial(
        made, "BT 0 0 0 1 k /F 10 Tf 60 300 Td (Word) Tj ET"
    ),
    "preflight-text-grey-space": partial(
        made, "BT /Over gs 0 g /F 10 Tf 60 300 Td (Word) Tj ET"
    ),
    "preflight-white-overprint": partial(
        made,
        "0 0 0 .7 k 50 280 200 40 re f "
        "BT /Over gs 0 0 0 0 k /F 10 Tf 60 300 Td (Gone) Tj ET",
    ),
    "preflight-contrast": partial(
        made, "0 0 0 .4 k 50 280 200 40 re f " + SOUND.replace("0 0 0 1", "0 0 0 .7")
    ),
    "preflight-standard": partial(
        made, SOUND, lambda pdf: pdf.Root.__delitem__("/Metadata")
    ),
    "preflight-annotations": partial(made, SOUND, noted),
    "preflight-intent": partial(made, SOUND, without("root", "/OutputIntents")),
    "preflight-blending": partial(made, "/Half gs " + SOUND, rgb_group),
    "preflight-colours": partial(made, "1 0 0 rg 60 60 50 50 re f " + SOUND),
    "preflight-image-colours": partial(made, PICTURE, with_image(300, "DeviceRGB")),
    "preflight-spots": partial(made, "/Spot cs 1 scn 60 60 50 50 re f " + SOUND),
    "preflight-ink": partial(made, "1 .9 .8 .7 k 60 60 100 100 re f " + SOUND),
    "preflight-ink-uncounted": partial(
        made, "q 9 0 0 9 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI Q " + SOUND
    ),
    "preflight-hairlines": partial(
        made, "0 0 0 1 K 2 w .05 0 0 .05 0 0 cm 2000 2000 m 4000 4000 l S"
    ),
    "preflight-line-overprint": partial(
        made, "0 0 0 1 K 1 w 60 60 m 200 60 l S " + SOUND
    ),
    "preflight-resolution": partial(made, PICTURE, with_image(100)),
}
SOUNDS: dict[str, Callable[[], bytes]] = {
    "preflight-bleed": partial(made, SOUND + "0 1 0 0 k 20 380 320 80 re f "),
    "preflight-bleed-box": partial(made, SOUND + BAND),
    "preflight-sizes": partial(made, SOUND, pages=2),
    "preflight-safe": partial(
        made, "BT /Over gs 0 0 0 1 k /F 10 Tf 39 300 Td (Far) Tj ET"
    ),
    "preflight-overflow": partial(
        made, "BT /Over gs 0 0 0 1 k /F 10 Tf 60 5 Td (What only the shop reads) Tj ET"
    ),
    "preflight-glyphs": partial(
        made, "BT /Over gs 0 0 0 1 k /C 10 Tf 60 300 Td <00250026> Tj ET"
    ),
    "preflight-text-inks": partial(
        made, "BT .9 .4 0 0 k /F 8 Tf 60 300 Td (Large) Tj ET"
    ),
    "preflight-text-reversed": partial(
        made,
        "0 .5 1 .6 k 50 280 200 40 re f BT 0 0 0 0 k /F 9 Tf 60 300 Td (Large) Tj ET",
    ),
    "preflight-text-black": partial(
        made, "BT .7 .6 .4 1 k /F 20 Tf 60 300 Td (Less) Tj ET"
    ),
    "preflight-text-overprint": partial(
        made, "BT 0 0 0 1 k /F 12 Tf 60 300 Td (Large) Tj ET"
    ),
    "preflight-text-grey-space": partial(
        made, "BT 0 g /F 12 Tf 60 300 Td (Large) Tj ET"
    ),
    "preflight-contrast": partial(made, "0 0 0 .2 k 50 280 200 40 re f " + SOUND),
    "preflight-blending": partial(
        made,
        "/Half gs " + SOUND,
        on_page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
    ),
    "preflight-image-colours": partial(made, PICTURE, with_image(300)),
    "preflight-ink": partial(made, "1 .9 .8 .7 k 60 60 20 20 re f " + SOUND),
    "preflight-ink-uncounted": partial(
        made, "q 9 0 0 9 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q " + SOUND
    ),
    "preflight-hairlines": partial(
        made, "0 0 0 1 K 6 w .05 0 0 .05 0 0 cm 2000 2000 m 4000 4000 l S"
    ),
    "preflight-line-overprint": partial(
        made, "/Over gs 0 0 0 1 K 1 w 60 60 m 200 60 l S " + SOUND
    ),
    "preflight-resolution": partial(made, PICTURE, with_image(300)),
}
ON_SCREEN: dict[str, Callable[[], bytes]] = {
    "preflight-tagged": partial(tagged, SOUND, without("root", "/StructTreeRoot")),
    "preflight-title": partial(tagged, SOUND, without("root", "/ViewerPreferences")),
    "preflight-language": partial(tagged, SOUND, without("root", "/Lang")),
    "preflight-figures": partial(tagged, SOUND, tree({"/S": Name.Figure})),
    "preflight-table-headers": partial(tagged, SOUND, tree({"/S": Name.TH})),
    "preflight-headings": partial(
        tagged, SOUND, tree({"/S": Name.H1}, {"/S": Name.H3})
    ),
    "preflight-links": partial(tagged, SOUND, on_page(Tabs=Name.R)),
}
OFFICE: dict[str, Callable[[], bytes]] = {
    "preflight-margin": partial(made, SOUND + BAND, without("root", "/Metadata"))
}


def test_each_check_has_a_file_with_its_fault() -> None:
    known = {*FAULTS, *ON_SCREEN, *OFFICE}
    assert {check.id for check in CHECKS} == known
    assert len(CHECKS) == len(known)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_for_the_press(name: str) -> None:
    assert name in ids(FAULTS[name](), Target.PRESS)


@pytest.mark.parametrize("name", SOUNDS)
def test_what_is_just_right_is_not_told(name: str) -> None:
    assert name not in ids(SOUNDS[name](), Target.PRESS)


@pytest.mark.parametrize("name", ON_SCREEN)
def test_a_fault_is_found_for_the_screen(name: str) -> None:
    assert ids(ON_SCREEN[name](), Target.SCREEN) == {name}


def test_nothing_is_told_of_a_sound_file() -> None:
    assert preflight(made(), "a.pdf") == []
    assert preflight(tagged(), "a.pdf") == []


def test_the_target_is_what_the_file_says() -> None:
    rgb = "1 0 0 rg 60 60 50 50 re f " + SOUND
    assert "preflight-colours" in ids(made(rgb))  # PDF/X: the press
    assert "preflight-colours" not in ids(tagged(rgb))
    nothing_said = OFFICE["preflight-margin"]()  # printed at home
    assert ids(nothing_said) == {"preflight-margin"}


def test_digital_print_takes_images_in_rgb() -> None:
    data = made(PICTURE, with_image(300, "DeviceRGB"))
    assert ids(data, Target.DIGITAL) == set()
    assert ids(data, Target.PRESS) == {"preflight-image-colours"}


@pytest.mark.parametrize(
    ("pixels", "severity"), [(149, Severity.ERROR), (224, Severity.WARNING)]
)
def test_resolution_is_bad_or_poor(pixels: int, severity: Severity) -> None:
    (problem,) = preflight(made(PICTURE, with_image(pixels)), "a.pdf")
    assert (problem.id, problem.severity) == ("preflight-resolution", severity)
    assert problem.at.line == 1
    assert f"only {pixels} ppi" in problem.message


def test_a_problem_says_where_and_how_often() -> None:
    text = "BT 0 0 0 1 k /F 10 Tf 60 300 Td (Word) Tj (More) Tj ET"
    problem: Problem = preflight(made(text), "a.pdf")[0]
    assert str(problem.at) == "a.pdf:1"
    assert "«Word» does not overprint: 11 mm from the left, 50 mm" in problem.message
    assert "(and 1 more on this page)" in problem.message


def test_what_is_inside_forms_and_tiles_is_found() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"1 0 0 rg 0 0 20 20 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 20, 20],
            Matrix=[1, 0, 0, 1, 100, 100],
        )
        tile = pdf.make_stream(
            b"0 1 0 rg 0 0 5 5 re f",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 5, 5],
            XStep=5,
            YStep=5,
            Resources=Dictionary(),
        )
        resources = pdf.pages[0].obj.Resources
        resources.XObject = Dictionary(Fm=form)
        resources.Pattern = Dictionary(P=tile)

    form = made(SOUND + "q 1 0 0 1 10 0 cm /Fm Do Q ", change)
    (problem,) = preflight(form, "a.pdf")
    assert problem.id == "preflight-colours"
    assert "28 mm from the left" in problem.message  # 30 pt trim, 110 pt form
    assert ids(made(SOUND + "/Pattern cs /P scn 90 90 50 50 re f ", change)) == {
        "preflight-colours"
    }


@pytest.mark.parametrize(
    ("start", "found"),
    [
        ("1000 0 d0", {"preflight-colours"}),
        # Such a glyph is a shape in the text's colour, whatever it says.
        ("1000 0 0 0 1000 1000 d1", set()),
    ],
)
def test_glyphs_that_are_drawn_with_colours(start: str, found: set[str]) -> None:
    letter = glyph(start, "1 0 0 rg 0 0 1000 1000 re f")
    text = "BT /Over gs 0 0 0 1 k /T 20 Tf 90 90 Td (aa) Tj (a) Tj ET "
    data = made(SOUND + text, in_resources("Font", "T", letter))
    assert ids(data, Target.PRESS) == found
    (page_,) = read_facts(data, "a.pdf").pages
    red = [one for one in page_.painted if one.colour.space == "DeviceRGB"]
    assert len(red) == len(found)  # once on a page
    for one in red:
        assert (round(one.box.left / MM), round(one.box.width / MM)) == (90, 20)


def test_contrast_inside_a_form_is_measured_where_it_stands() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"BT 0 0 0 .5 k /F 13 Tf 0 0 Td (Faint) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, -10, 200, 50],
            Matrix=[1, 0, 0, 1, 60, 300],
            Resources=pdf.pages[0].obj.Resources,
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)

    ground = "0 0 0 {} k 50 290 200 40 re f q 1 0 0 1 10 0 cm /Fm Do Q "
    assert "preflight-contrast" in ids(made(ground.format(".4"), change))
    assert "preflight-contrast" not in ids(made(ground.format("1"), change))


def test_a_line_below_a_text_is_not_its_ground() -> None:
    line = "0 0 0 1 K /Over gs 1 w 60 299 m 110 299 l S "
    assert ids(made(line + SOUND)) == set()


def test_hostile_files_are_a_problem() -> None:
    data = made()
    for broken in (b"", b"%PDF-1.7", data[:900], b"x" * 1000):
        with pytest.raises(LeafletError) as caught:
            preflight(broken, "a.pdf")
        assert caught.value.problems[0].id == "pdf-broken"


def test_a_page_that_makes_no_sense_is_told_with_its_number() -> None:
    def nonsense(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.TrimBox = Name.Nowhere

    with pytest.raises(LeafletError) as caught:
        preflight(made(SOUND, nonsense, pages=2), "a.pdf")
    (problem,) = caught.value.problems
    assert (problem.id, problem.at.line) == ("pdf-broken", 2)


def test_a_page_that_is_cut_off_is_told() -> None:
    with pytest.raises(LeafletError) as caught:
        preflight(made(SOUND + "(never closed"), "a.pdf")
    (problem,) = caught.value.problems
    assert str(problem).startswith("a.pdf:1: error[pdf-broken]: this page cannot be")


def test_what_needs_a_password_is_told() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(LeafletError) as caught:
        preflight(out.getvalue(), "a.pdf")
    assert caught.value.problems[0].id == "pdf-locked"


def test_what_is_locked_for_changes_alone_is_no_pdf_x() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    assert ids(out.getvalue()) == {"preflight-standard"}


def test_a_file_that_unpacks_to_a_disk_full_is_refused() -> None:
    bomb = zlib.compress(b"q " * 60_000_000, 9)

    def change(pdf: pikepdf.Pdf) -> None:
        packed = pdf.make_stream(bomb)
        packed.write(bomb, filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = packed

    with pytest.raises(LeafletError) as caught:
        preflight(made(SOUND, change), "a.pdf")
    assert caught.value.problems[0].id == "pdf-limit"


def test_forms_that_draw_themselves_are_refused() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            b"/Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 500]
        )
        form.Resources = Dictionary(XObject=Dictionary(Fm=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)

    with pytest.raises(LeafletError) as caught:
        preflight(made("/Fm Do", change), "a.pdf")
    assert caught.value.problems[0].id == "pdf-limit"


@settings(max_examples=60, deadline=None, database=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), max_size=8))
def test_any_damage_is_a_problem_and_no_traceback(
    changes: list[tuple[float, bytes]],
) -> None:
    data = bytearray(SMALL)
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    with contextlib.suppress(LeafletError):
        preflight(bytes(data), "a.pdf")


SMALL = tagged(SOUND + BAND, not_embedded)
"""Mostly structure, without the bulk of a font, so that damage hits something."""


# --- the page in the docs


def test_the_page_in_the_docs_is_made_from_the_checks() -> None:
    assert (ROOT / "docs/preflight.md").read_text("utf-8") == page()
