"""Built-in formats on the sample leaflets: what their readers were promised."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdfium2 import raw

from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.checks.preflight import Target as PreflightTarget
from leaflet.checks.preflight import preflight
from leaflet.edition import Edition
from leaflet.facts import Kind
from leaflet.facts import read_facts as preflight_facts
from leaflet.sheet import Design, formats
from leaflet.source.files import Files
from leaflet.source.project import read_sources
from leaflet.typeset.fonts import read_fonts
from tests.conftest import ROOT, Driver
from tests.pdf_facts import Facts, read_facts
from tests.sheets import Sheets, body_of, letters
from tests.verapdf import failures

SCREEN = (
    *("infusion-day-en-trifold-screen-letter", "infusion-day-fr-trifold-screen-a4"),
    *("infusion-day-en-large-print-a4", "infusion-day-fr-large-print-letter"),
    *("ivig-scleroderma-en-large-print-letter", "ivig-scleroderma-fr-large-print-a4"),
    "ivig-scleroderma-fr-booklet-screen-a4",
    # The longest words, and the other direction.
    "infusion-day-xx-trifold-screen-letter-pseudo",
    "infusion-day-xr-trifold-screen-a4-pseudo",
)
OFFICE = (
    *("infusion-day-en-trifold-a4", "infusion-day-fr-trifold-letter"),
    *("ivig-scleroderma-en-booklet-letter", "infusion-day-fr-a5-a5"),
    *("infusion-day-fr-dl-dl", "infusion-day-fr-office-a4"),
)
LARGE = tuple(name for name in SCREEN if "large-print" in name)


@dataclass(frozen=True)
class Made:
    """An edition, its HTML and its file."""

    edition: Edition
    html: str
    pdf: bytes

    @property
    def facts(self) -> Facts:
        return read_facts(self.pdf)

    @property
    def body(self) -> Any:
        return body_of(self.html)


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    files = Files(ROOT)
    return Press(files, read_fonts(files), tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def made(sheets: Sheets) -> dict[str, Made]:
    """Give the editions that the tests look at."""
    found = {name: sheets[name] for name in SCREEN + OFFICE}
    return {name: Made(one.edition, one.html, one.pdf) for name, one in found.items()}


def designs() -> dict[str, Design]:
    return dict(read_sources(Files(ROOT)).designs)


@pytest.mark.parametrize("name", [name for name in SCREEN if "-xr-" not in name])
def test_every_word_is_read_in_order(made: dict[str, Made], name: str) -> None:
    one = made[name]
    assert letters(one.facts.tree.content) == letters(one.body.text_content())


def test_every_layout_has_a_format_for_screen_and_office() -> None:
    leaflets = [design for design in designs().values() if not design.for_review]
    made_for = {(each.layout, each.target) for each in leaflets}
    layouts = {layout for layout, _ in made_for}
    assert len(layouts) == 7
    assert {(layout, "screen") for layout in layouts} <= made_for
    assert {(layout, "office") for layout in layouts} <= made_for


# --- panels


@pytest.mark.parametrize("language", ["en", "fr"])
def test_panels_begin_where_the_author_broke_them(
    made: dict[str, Made], language: str
) -> None:
    paper = {"en": "letter", "fr": "a4"}[language]
    one = made[f"infusion-day-{language}-trifold-screen-{paper}"]
    front, *inner, back = one.facts.pages
    assert len(inner) == 4
    assert letters(one.edition.title) in letters(front.text)
    headings = [letters(h.text_content()) for h in one.body.iter("h2")]
    starts = [letters(page.text) for page in inner]
    assert starts[1].startswith(headings[1])
    assert starts[2].startswith(headings[3])
    assert starts[3].startswith(headings[5])
    assert one.edition.project.association.email in back.text
    # The lines to write on take what the flap leaves: its text ends at the foot.
    flap = inner[-1]
    end = max(piece.box.bottom for piece in flap.drawn if piece.mark is not None)
    assert flap.height - end == pytest.approx(12, abs=2.5)


def test_the_flap_is_narrower_and_its_text_with_it(made: dict[str, Made]) -> None:
    one = made["infusion-day-fr-trifold-screen-a4"]
    widths = [round(page.width) for page in one.facts.pages]
    assert widths == [100, 100, 100, 97, 97, 100]
    for page in one.facts.pages[1:]:
        assert max(piece.box.right for piece in page.drawn) <= page.width - 8.9


def test_no_text_of_a_fold_is_smaller_than_the_least_allowed() -> None:
    for name, design in designs().items():
        least = 9 if design.layout != "booklet" else 10
        assert design.fit.size[0] >= least, name


# --- large print


def test_large_print_is_large_and_never_tight() -> None:
    large = {n: d for n, d in designs().items() if d.layout == "large-print"}
    sizes = {name: design.fit.size for name, design in large.items()}
    assert sizes == {
        "large-print": (18, 18, 18),
        "large-print-14": (14, 14, 14),
        "large-print-16": (16, 16, 16),
        "large-print-22": (22, 22, 22),
        "large-print-office": (18, 18, 18),
    }
    assert all(design.fit.leading[0] >= 1.25 for design in large.values())


@pytest.mark.parametrize("name", LARGE)
def test_no_text_of_large_print_is_small(made: dict[str, Made], name: str) -> None:
    # The logo has lettering of its own.
    assert min(sizes(made[name].pdf, below=40)) >= 16


@pytest.mark.parametrize("name", LARGE)
def test_no_word_of_large_print_is_slanted_or_divided(
    made: dict[str, Made], name: str
) -> None:
    one = made[name]
    assert not any("Italic" in font.family for font in one.facts.fonts)
    printed = "".join("".join(page.text.split()) for page in one.facts.pages)
    for word in one.body.text_content().split():
        assert word in printed


def test_a_wide_table_can_be_read_aloud(tiny: Driver) -> None:
    table = (
        "\n::: table Doses\n| | Adults | Children | Notes |\n|---|--:|--:|---|\n"
        "| Morning | 2 | 1 | With food |\n| Night | 3 | | |\n:::\n"
    )
    tiny.append("content/hours/leaflet.md", table)
    tiny.replace("content/hours/leaflet.md", "[screen]", "[large-print]")
    tiny.replace("content/hours/leaflet.md", "languages: [en, fr]", "languages: [en]")
    tiny.run("build", "--paper", "a4").exits(0)
    path = tiny.root / "build/hours/hours-en-large-print-a4.pdf"
    assert failures(path, "ua1") == []
    words = letters(read_facts(path).tree.content)
    assert "MorningAdults2Children1NotesWithfoodNightAdults3" in words


def sizes(pdf: bytes, below: float) -> Iterator[float]:
    """Give the size of each character in points, from `below` mm under the top."""
    document = pdfium.PdfDocument(pdf)
    for page in document:
        text, height = page.get_textpage(), page.get_height()
        for at in range(text.count_chars()):
            shown = text.get_text_range(at, 1).strip()
            if shown and text.get_charbox(at)[3] < height - below * 72 / 25.4:
                yield raw.FPDFText_GetFontSize(text.raw, at)
    document.close()


# --- folded sheets and booklets for the shop

SHOP = (
    *("trifold-press", "z-fold-press", "half-fold-press", "gate-fold-press"),
    *("booklet-press", "booklet-press-spreads"),
)
PANELS = ("trifold-press", "z-fold-press", "half-fold-press", "gate-fold-press")
ROOM = 3.175 + 1 + 5
"""Millimetres from the trim to the paper's edge: bleed, gap and marks."""


@dataclass(frozen=True)
class Plates:
    """What a file puts on each plate, as Ghostscript parts it; ten dots a millimetre.

    Places are millimetres from the upper left corner of the trim.
    """

    plates: dict[str, Image.Image]

    def ink(
        self, plate: str, left: float, top: float, width: float, height: float
    ) -> tuple[int, int]:
        """Give the least and the most ink of a plate in a field, in percent."""
        x, y = (left + ROOM) * 10, (top + ROOM) * 10
        field = self.plates[plate].crop(
            (round(x), round(y), round(x + width * 10), round(y + height * 10))
        )
        levels = [100 - n / 2.55 for n, count in enumerate(field.histogram()) if count]
        return round(min(levels)), round(max(levels))


def plates(pdf: bytes, folder: Path, page: int = 1) -> Plates:
    (folder / "press.pdf").write_bytes(pdf)
    subprocess.run(
        [
            "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r254",
            f"-sPageList={page}", f"-sOutputFile={folder}/p%d.tif",
            str(folder / "press.pdf"),
        ],
        check=True,
    )  # fmt: skip
    made = {}
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(folder / f"p1({name}).tif") as plate:
            made[name] = plate.convert("L")
    return Plates(made)


def shop_edition(made: Edition, name: str, paper: str) -> Edition:
    """Give an edition in another format; a half-fold has room for half of the text."""
    design = designs()[name]
    (target,) = (one for one in formats(name, design, "CA") if one.paper.name == paper)
    some = made.blocks[:10] if design.layout == "half-fold" else made.blocks
    return replace(made, format=target, blocks=some)


@pytest.fixture(scope="session")
def shop(press: Press) -> dict[str, Made]:
    """Build each format for the shop once: French on A4."""
    chosen = Selection(("fr",), ("infusion-day",), ("trifold-press",), ("a4",))
    (edition,) = plan(Files(ROOT), chosen).editions
    found = {}
    for name in SHOP:
        one = shop_edition(edition, name, "a4")
        outcome = press.print(one)
        assert outcome.printed, outcome.problems
        found[name] = Made(one, "", outcome.printed.pdf)
    return found


@pytest.mark.parametrize("name", SHOP)
def test_a_shop_has_nothing_to_ask(shop: dict[str, Made], name: str) -> None:
    found = preflight(shop[name].pdf, name, PreflightTarget.PRESS)
    empty = {"preflight-empty"} if "booklet" in name else set()
    assert {problem.id for problem in found} <= empty  # a booklet of six pages


@pytest.mark.parametrize("name", PANELS)
def test_text_keeps_off_the_folds(shop: dict[str, Made], name: str) -> None:
    one = shop[name]
    target = one.edition.format
    sheets = target.imposition(target.shown_pages, "ltr")
    assert sheets
    pages = preflight_facts(one.pdf, name).pages
    for page, side in zip(pages, sheets.sides, strict=True):
        edges = sorted({place.left for place in side.places} | {sheets.width})
        texts = [piece for piece in page.painted if piece.kind is Kind.TEXT]
        assert len(texts) > 20
        for box in (piece.box for piece in texts):
            left, right = box.left - page.trim.left, box.right - page.trim.left
            assert any(a + 5 < left and right < b - 5 for a, b in pairwise(edges))


def test_the_front_reaches_the_bleed_and_ends_at_the_fold(
    shop: dict[str, Made], tmp_path: Path
) -> None:
    seen = plates(shop["trifold-press"].pdf, tmp_path)
    accent = {"Cyan": 90, "Magenta": 45, "Yellow": 45, "Black": 30}
    for plate, ink in accent.items():
        least, most = seen.ink(plate, 197.2, 201, 99.8 + 3, 9 + 3)
        assert ink - 1 <= least <= most <= ink + 1
        assert seen.ink(plate, 190, 100, 6.8, 113) == (0, 0)  # the back's margin
        assert seen.ink(plate, 297 + 3.4, 100, 0.5, 50) == (0, 0)  # beyond the bleed
        # The folds are marked on every plate, above the sheet and below it.
        for fold in (97, 197):
            for top in (-ROOM + 0.5, 210 + 3.175 + 1.5):
                assert seen.ink(plate, fold - 0.5, top, 1, 4)[1] > 60


def test_text_in_black_is_on_no_other_plate(
    shop: dict[str, Made], tmp_path: Path
) -> None:
    """On the tint of the notes, black text prints over it: nothing is cut out."""
    seen = plates(shop["trifold-press"].pdf, tmp_path, page=2)
    tint = (16, 27, 70, 22)  # in the box at the top of the first panel
    assert seen.ink("Black", *tint)[1] > 95
    assert seen.ink("Cyan", *tint) == (8, 8)


@pytest.mark.parametrize("name", SHOP)
def test_a_shop_may_ask_for_x_1a(
    press: Press, shop: dict[str, Made], name: str
) -> None:
    one = shop[name].edition
    design, once = one.format.design.keeping("x-1a", None)
    edition = replace(one, format=replace(one.format, design=design, once=once))
    outcome = press.print(edition)
    assert outcome.printed, outcome.problems
    assert outcome.printed.pdf.startswith(b"%PDF-1.3")


# --- office


@pytest.mark.parametrize("name", OFFICE)
def test_seven_millimetres_are_clear_at_each_edge(
    made: dict[str, Made], name: str
) -> None:
    document = pdfium.PdfDocument(made[name].pdf)
    for page in document:
        picture = page.render(scale=2, may_draw_forms=False).to_pil().convert("L")
        edge = int(6.9 * 2 * 72 / 25.4)
        width, height = picture.size
        inside = (edge, edge, width - edge, height - edge)
        picture.paste(255, inside)
        assert picture.getextrema() == (255, 255)
    document.close()


@pytest.mark.parametrize(
    ("name", "left"),
    [("infusion-day-en-trifold-a4", 197), ("infusion-day-fr-trifold-letter", 185.7)],
)
def test_a_printed_trifold_has_the_front_at_the_right(
    made: dict[str, Made], name: str, left: float
) -> None:
    one = made[name]
    title = one.edition.title.split()[0]
    document = pdfium.PdfDocument(one.pdf)
    outside, inside = ([*_places(page, title)] for page in document)
    document.close()
    assert outside == [pytest.approx(left + 9.5, abs=1)]
    assert not inside


def _places(page: Any, word: str) -> Iterator[float]:
    """Give how far from the left a word stands on a page, in millimetres."""
    text = page.get_textpage()
    search = text.search(word, match_case=True, match_whole_word=True)
    while found := search.get_next():
        yield text.get_charbox(found[0])[0] * 25.4 / 72


def test_the_band_at_the_top_is_whole(tiny: Driver) -> None:
    """Title, subtitle and authors are on one ground, whichever there are."""
    parts = "subtitle: Below\nauthors: [{name: Ada Roy}]\nlanguage: en"
    tiny.replace("content/hours/leaflet.md", "language: en", parts)
    tiny.run("build", "--lang", "en", "--paper", "a4").exits(0)
    (page,) = pdfium.PdfDocument(tiny.root / "build/hours/hours-en-screen-a4.pdf")
    seen = page.render(scale=2).to_pil().convert("L")
    white = [seen.getpixel((9, y)) == 255 for y in range(seen.height)]
    assert sum(above and not below for above, below in pairwise(white)) == 1
