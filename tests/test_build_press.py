"""Press editions, as a project builds them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.conftest import ROOT, Driver

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "build/hours/hours-en-press-letter.pdf"
FOLDED = "layout: booklet\ntarget: press\nbleed: 3\nstylesheets: [page.css]\n"
MM = 72 / 25.4


@pytest.fixture
def shop(tiny: Driver) -> Driver:
    """Give a project with press editions; its pages have no styles of ours."""
    design = "layout: flat\ntarget: press\nbleed: 3\nstylesheets: [page.css]\n"
    tiny.write("styles/formats/press.yaml", design).write("styles/page.css", "")
    tiny.write("styles/formats/folded.yaml", FOLDED)
    return tiny.replace("content/hours/leaflet.md", "[screen]", "[press, folded]")


def built(driver: Driver, *arguments: str) -> pikepdf.Pdf:
    options = ("--lang", "en", "--paper", "letter", *arguments)
    driver.run("build", *options).exits(0)
    return pikepdf.open(driver.root / FILE)


def test_a_press_edition_keeps_pdf_x_4(shop: Driver) -> None:
    with built(shop, "--format", "press") as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 006"
        box = [round(float(v) / MM) for v in pdf.pages[0].BleedBox]
        assert box == [-3, -3, 219, 282]


def test_x_1a_for_once(shop: Driver) -> None:
    with built(shop, "--format", "press", "--standard", "x-1a") as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2001"


def test_the_shops_own_profile_for_once(shop: Driver) -> None:
    profile = "styles/icc/FOGRA39L_coated.icc"
    shutil.copy(ROOT / profile, shop.root / "shop.icc")
    with built(shop, "--format", "press", "--icc", "shop.icc") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.Info) == "FOGRA39L Coated"
    shop.run("build", "--format", "press", "--icc", "none.icc").exits(1)
    assert "none.icc: error[profile-unusable]: there is no such profile" in shop.err


def test_a_standard_of_screens_changes_no_press_edition(shop: Driver) -> None:
    with built(shop, "--format", "press", "--standard", "ua-2") as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"


def boxes(pages: pikepdf.PageList) -> Iterator[list[int]]:
    for page in pages:
        yield [round(float(v) / MM) for v in page.TrimBox]


def test_a_folded_sheet_has_its_folds_marked_outside(shop: Driver) -> None:
    shop.run("build", "--format", "folded", "--lang", "en", "--paper", "letter")
    shop.exits(0)
    with pikepdf.open(shop.root / FILE.replace("-press-", "-folded-")) as pdf:
        assert set(map(tuple, boxes(pdf.pages))) == {(0, 0, 279, 216)}
        marks = pdf.pages[0].Contents[-1].read_bytes().decode()
        _, _, turns = marks.partition("[1.5 1.5] 0 d")
        places = {round(float(line.split()[0]) / MM) for line in turns.split("S")[:-1]}
        assert places == {140}  # the spine


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("standard: ua-1", "is none for press: write x-4 or x-1a"),
        ("bleed: -1", "is not millimetres"),
    ],
)
def test_a_design_that_makes_no_sense(shop: Driver, line: str, said: str) -> None:
    design = f"layout: flat\ntarget: press\n{line}\nstylesheets: [page.css]\n"
    shop.write("styles/formats/press.yaml", design).run("build").exits(1)
    assert "styles/formats/press.yaml:3" in shop.err
    assert said in shop.err
