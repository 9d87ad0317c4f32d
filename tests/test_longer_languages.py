"""Folded sheets in longer languages: the text still ends on the same panel."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.edition import Edition
from leaflet.markup import Pages
from leaflet.sheet import FOLDS, formats
from leaflet.source.files import Files
from leaflet.source.project import read_sources
from leaflet.typeset.pages import Typesetter
from tests.conftest import ROOT
from tests.pdf_facts import read_pages
from tests.sheets import body_of, letters

HALF = 9
"""Blocks of the sample that a half-fold has room for; the last is a checklist."""
FURNITURE = "//header|//footer|//section[@class='references']"


@dataclass(frozen=True)
class Ending:
    """A text on its panels: its length in letters, and the panel that it ends on."""

    length: int
    panels: int
    last: int


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    """Give the sample in each language."""
    chosen = Selection((), ("infusion-day",), ("trifold-screen",), ("a4",))
    made = plan(Files(ROOT), chosen).editions
    return {edition.language.tag: edition for edition in made}


def on(edition: Edition, layout: str, paper: str) -> Edition:
    """Give an edition on another sheet."""
    name = f"{layout}-screen"
    design = read_sources(Files(ROOT)).designs[name]
    (target,) = (one for one in formats(name, design, "CA") if one.paper.name == paper)
    return replace(edition, format=target)


def ending(typesetter: Typesetter, edition: Edition, layout: str, paper: str) -> Ending:
    """Print an edition on another sheet, and find where its text ends."""
    some = edition.blocks[:HALF] if layout == "half-fold" else edition.blocks
    made = replace(on(edition, layout, paper), blocks=some)
    html = Pages(Files(ROOT)).render(made)
    pages = read_pages(typesetter.print(html, made.format.fit, made.name).pdf)
    body = body_of(html)
    for element in body.xpath(FURNITURE):
        element.drop_tree()
    text = letters(body.text_content())
    (last,) = (n for n, page in enumerate(pages, 1) if text[-20:] in letters(page.text))
    return Ending(len(text), len(pages), last)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("layout", FOLDS)
def test_french_ends_on_the_same_panel(
    typesetter: Typesetter, editions: dict[str, Edition], layout: str, paper: str
) -> None:
    """The sample's French is a fifth longer than its English, in letters."""
    english, french = (
        ending(typesetter, editions[tag], layout, paper) for tag in ("en", "fr")
    )
    assert french.length >= 1.2 * english.length
    assert english.panels == french.panels == FOLDS[layout].panels
    assert english.last == french.last


@pytest.mark.parametrize(("layout", "breaks"), [("trifold", 3), ("half-fold", 0)])
def test_panels_that_are_too_few_are_not_begun(
    editions: dict[str, Edition], layout: str, breaks: int
) -> None:
    html = Pages(Files(ROOT)).render(on(editions["fr"], layout, "a4"))
    assert html.count('<div class="panel-break">') == breaks
