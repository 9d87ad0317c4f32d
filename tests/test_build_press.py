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
FOLDED = (
    "layout: booklet\ntarget: press\nbleed: 3\nspreads: true\nstylesheets: [page.css]\n"
)
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
    line, ticket = driver.out.splitlines()[1:]
    file = line.split()[0]
    assert ticket.startswith(file.replace(".pdf", "-ticket.pdf"))
    return pikepdf.open(driver.root / file)


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
    once = FILE.replace(".pdf", "-x-1a.pdf")
    before = (shop.writes(once).root / once).read_bytes()
    with built(shop, "--format", "press") as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
    assert (shop.root / once).read_bytes() == before
    assert "edition-old" not in shop.err
    # What nobody asks for is not built anew, and told to be old.
    shop.replace("content/hours/leaflet.md", "at nine", "at ten")
    with built(shop, "--format", "press"):
        assert f"{once}: warning[edition-old]" in shop.err
    shop.run("build", "--lang", "en", "--standard", "x-1a").exits(0)
    assert "-press-" in shop.out
    assert "edition-old" not in shop.run("build", "--lang", "en").err


def test_the_shops_own_profile_for_once(shop: Driver) -> None:
    profile = "styles/icc/FOGRA39L_coated.icc"
    shutil.copy(ROOT / profile, shop.root / "shop.icc")
    with built(shop, "--format", "press", "--icc", "shop.icc") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.Info) == "FOGRA39L Coated"
    shop.writes(FILE.replace(".pdf", "-shop.pdf"))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("none.icc", "there is no such profile"),
        ("/etc/passwd", "is no file of the project"),
        ("leaflet.yaml", "is no ICC profile"),
    ],
)
def test_a_bad_profile_is_told_before_anything_is_typeset(
    shop: Driver, file: str, said: str
) -> None:
    shop.run("build", "--format", "press", "--icc", file).exits(1)
    assert f"{file}: error[profile-unusable]: {said}" in shop.err
    assert "1 problem" in shop.err
    assert "[1/" not in shop.err  # no progress
    assert not list(shop.root.glob("build/*/*.pdf"))


def test_an_option_for_the_press_builds_the_press_alone(shop: Driver) -> None:
    shop.replace("content/hours/leaflet.md", "[press, folded]", "[screen, press]")
    shop.run("build", "--lang", "en", "--standard", "x-1a").exits(0)
    files = [line.split()[0] for line in shop.out.splitlines()[1:]]
    once = FILE.replace(".pdf", "-x-1a.pdf")
    assert files == [once, once.replace(".pdf", "-ticket.pdf")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "press", "--standard", "ua-2"), "press is for press, and may"),
        (("--format", "screen", "--standard", "x-1a"), "screen is for screen, and may"),
        (("--format", "screen", "--icc", "shop.icc"), "a profile is for the press"),
    ],
)
def test_an_option_that_a_format_cannot_follow_is_refused(
    shop: Driver, options: tuple[str, ...], said: str
) -> None:
    shop.run("build", *options).exits(1)
    assert "error[standard-unfit]" in shop.err
    assert said in shop.err


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
