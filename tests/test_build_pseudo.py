"""Every layout in the pseudo-languages: nothing is lost, cut off or without a glyph."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest

from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.edition import Edition
from leaflet.markup import Pages
from leaflet.problems import errors
from leaflet.pseudo import BEGIN, DIRECTIONS, END
from leaflet.source.files import Files
from leaflet.source.project import read_sources
from leaflet.typeset.fonts import read_fonts
from tests.conftest import ROOT, Driver
from tests.pdf_facts import Facts, Page, read_facts, read_pages
from tests.verapdf import failures

GOOD = ROOT / "tests/projects/good"
DESIGNS = read_sources(Files(ROOT)).designs
LAYOUTS = {design.stylesheets: name for name, design in DESIGNS.items()}
"""One format for each set of stylesheets: those that differ in paper look alike."""
READ = [
    name
    for name in LAYOUTS.values()
    if DESIGNS[name].target == "screen"
    or (DESIGNS[name].target, DESIGNS[name].layout) == ("office", "flat")
    if not DESIGNS[name].copies_on
]
"""Those that a screen reader reads; sheets to be folded or cut have no tags."""
EDGE = 3.0
"""Millimetres that no text may come nearer to the edge of a page."""
FURNITURE = "//*[local-name()='svg']|//head|//p[starts-with(@class,'running-')]"


@dataclass(frozen=True)
class Case:
    """One edition: what went in, what came out."""

    edition: Edition
    body: str  # the text, without running matter and pictures
    pages: tuple[Page, ...]
    facts: Facts | None  # of a file for the printer or the press, which has no tags
    pdf: bytes


MORE = "\n\nA sheet of eight panels is refused where its text fills fewer. " * 30


def printed(driver: Driver) -> dict[str, Case]:
    """Print every format of a project in both languages, each on one paper."""
    files = Files(driver.root)
    press = Press(files, read_fonts(files), driver.root / "cache")
    pages = Pages(files)
    made: dict[str, Case] = {}
    for edition in plan(files, Selection(languages=tuple(DIRECTIONS))).editions:
        name = f"{edition.language.tag}:{edition.format.name}"
        if name not in made:
            outcome = press.print(edition)
            assert errors(outcome.problems) == []  # a missing glyph would be one
            assert outcome.printed
            pdf = outcome.printed.pdf
            facts = read_facts(pdf) if edition.format.name in READ else None
            body = _body(pages.render(edition))
            made[name] = Case(edition, body, read_pages(pdf), facts, pdf)
    return made


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Print every layout of a leaflet with every block, in both languages."""
    eight, four = (
        {name for name in LAYOUTS.values() if DESIGNS[name].layout == layout}
        for layout in ("gate-fold", "half-fold")
    )
    rest = {*LAYOUTS.values()} - eight - four
    made: dict[str, Case] = {}
    for formats, more in ((eight, MORE), (four, ""), (rest, "")):
        driver = Driver(tmp_path_factory.mktemp("pseudo"))
        for path in GOOD.rglob("*"):
            if path.is_file():
                driver.write(path.relative_to(GOOD).as_posix(), path.read_bytes())
        # A dot of 96 ppi is refused for the press.
        driver.replace("content/tiny/leaflet.md", "![A dot](DOT.PNG)", "")
        names = f"[{', '.join(sorted(formats))}]"
        driver.replace("content/tiny/leaflet.md", "[screen, office]", names)
        driver.append("content/tiny/leaflet.md", more)
        if formats == four:  # two of them for the text: no third may begin
            for place in ("page", "panel"):
                asked = f"::: {place}-break\n:::\n"
                driver.replace("content/tiny/leaflet.md", asked, "")
        made |= printed(driver)
    return made


@pytest.fixture(params=[f"{t}:{n}" for t in DIRECTIONS for n in LAYOUTS.values()])
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


@pytest.fixture(params=[f"{t}:{n}" for t in DIRECTIONS for n in READ])
def tagged(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


def _body(html: str) -> str:
    tree = lxml.html.document_fromstring(html)
    for element in tree.xpath(FURNITURE):
        element.drop_tree()
    return str(tree.text_content())


def letters(text: str) -> str:
    """Give a text without spaces, what steers its direction, and hyphens."""
    return re.sub(r"[\s\u202c\u202e\u00ad-]", "", text)


def test_files_say_what_they_are(tagged: Case) -> None:
    tag = tagged.edition.language.tag
    assert tagged.facts
    assert tagged.facts.info["Title"].startswith(f"pseudo {tag}: {BEGIN}")
    assert tagged.facts.lang == tag


def test_all_text_is_read(tagged: Case) -> None:
    assert tagged.facts
    read, said = letters(tagged.facts.tree.content), letters(tagged.body)
    if tagged.edition.language.direction == "rtl":  # drawn in the order of the eye
        turned = str.maketrans("", "", "[]()⟦⟧")  # brackets look the other way
        assert Counter(read.translate(turned)) == Counter(said.translate(turned))
    else:
        assert read == said


def test_no_text_is_lost(case: Case) -> None:
    assert case.edition.name.endswith("-pseudo")
    drawn = Counter("".join(page.text for page in case.pages))
    assert drawn[BEGIN] == drawn[END]
    assert drawn[BEGIN] >= case.body.count(BEGIN)


def test_no_text_leaves_the_page(case: Case) -> None:
    for page in case.pages:
        for piece in page.drawn:
            if piece.text.strip():
                assert piece.box.left > EDGE, piece
                assert piece.box.right < page.width - EDGE, piece
                assert 0 < piece.box.top < piece.box.bottom < page.height, piece


def test_it_passes_pdf_ua(tagged: Case, tmp_path: Path) -> None:
    path = tmp_path / "edition.pdf"
    path.write_bytes(tagged.pdf)
    assert failures(path, "ua1") == []


def test_they_are_made_only_for_those_who_name_them(tiny: Driver) -> None:
    tiny.run("build", "--lang", "xx", "--lang", "en", "--paper", "a4").exits(0)
    made = ["hours-en-screen-a4.pdf", "hours-xx-screen-a4-pseudo.pdf"]
    assert sorted(tiny.files("build/hours")) == [f"build/hours/{name}" for name in made]
    tiny.run("build", "--paper", "a4").exits(0)
    for _ in range(2):
        tiny.run("build", "--paper", "a4", "--json").exits(0)
        assert "xx" not in tiny.out
        assert "hours-en" in tiny.out
    english = read_facts((tiny.root / "build/hours" / made[0]).read_bytes())
    assert "xx" not in english.tree.text
    assert not (tiny.root / "locales/xx").exists()


def test_they_need_no_signature_and_are_no_drafts(tiny: Driver) -> None:
    tiny.append("leaflet.yaml", "sign_off: [screen]\n")
    tiny.run("build", "--lang", "xr", "--paper", "a4", "--draft").exits(0)
    tiny.writes("build/hours/hours-xr-screen-a4-pseudo.pdf")
    tiny.run("sign", "hours", "xx", "--name", "A", "--role", "b").exits(1)
    tiny.tells("lang-unknown")


@pytest.mark.parametrize("tag", DIRECTIONS)
def test_the_page_is_turned_round(cases: dict[str, Case], tag: str) -> None:
    """The page number stands where a line ends."""
    name = next(name for name in LAYOUTS.values() if name.startswith("office"))
    page = cases[f"{tag}:{name}"].pages[0]
    (number,) = (
        piece
        for piece in page.drawn
        if piece.mark is None and BEGIN in piece.text and piece.box.top > 250
    )
    is_left = (number.box.left + number.box.right) / 2 < page.width / 2
    assert is_left == (DIRECTIONS[tag] == "rtl")
