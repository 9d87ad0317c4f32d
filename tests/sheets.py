"""The sample leaflets on every sheet: each edition is printed once, when asked for.

The leaflets are those of a copy of the project in which each names every format.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html

from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.markup import Pages
from leaflet.pseudo import DIRECTIONS
from leaflet.source.files import Files
from leaflet.source.project import read_sources
from leaflet.typeset.fonts import read_fonts
from tests.conftest import PARTS, ROOT
from tests.pdf_facts import Facts, read_facts

if TYPE_CHECKING:
    from leaflet.edition import Edition
    from leaflet.sheet.formats import Standard
    from leaflet.typeset.pages import Printed

SOURCES = read_sources(Files(ROOT))
SLUGS = ("infusion-day", "ivig-scleroderma")  # the shorter one first
LANGUAGES = ("en", "fr", "xx", "xr")
DESIGNS = SOURCES.designs
SCREENS = tuple(name for name, one in DESIGNS.items() if one.target == "screen")
"""The formats that are made for a screen reader; large print is among them."""
OFFICE = ("office", "large-print-office", "proof")
"""Those for a printer that have tags all the same: nothing is folded or cut."""
_NAMED = re.compile(r"^formats: .*$", re.MULTILINE)
_MADE = re.compile(r"[-\u2010\u00ad]")  # a hyphen may be the line's


@dataclass(frozen=True)
class Sheet:
    """One edition: what went in, what came out."""

    edition: Edition
    printed: Printed
    warnings: int  # of preflight; with an error there is no printed edition
    _pages: Pages

    @cached_property
    def html(self) -> str:
        return self._pages.render(self.edition)

    @property
    def pdf(self) -> bytes:
        return self.printed.pdf

    @cached_property
    def facts(self) -> Facts:
        return read_facts(self.pdf)

    @property
    def body(self) -> lxml.html.HtmlElement:
        return body_of(self.html)


class Sheets:
    """Prints an edition when it is first asked for: `sheets["name"]`."""

    def __init__(self, root: Path) -> None:
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, root / part)
        for path in root.glob("content/*/leaflet.md"):
            everything = f"formats: [{', '.join(DESIGNS)}]"
            text, named = _NAMED.subn(everything, path.read_text("utf-8"))
            assert named == 1
            path.write_text(text, "utf-8")
        self._files = Files(root)
        self._press = Press(self._files, read_fonts(self._files), root / "cache")
        self._pages = Pages(self._files)
        self._printed: dict[str, Sheet] = {}

    def __getitem__(self, name: str) -> Sheet:
        if name not in self._printed:
            edition = self._planned("ua-2" if "-ua-2" in name else None)[name]
            outcome = self._press.print(edition)
            assert outcome.printed, outcome.problems
            made = Sheet(edition, outcome.printed, outcome.warnings, self._pages)
            self._printed[name] = made
        return self._printed[name]

    @cache  # noqa: B019  # as long as the tests run
    def _planned(self, standard: Standard | None) -> dict[str, Edition]:
        chosen = SCREENS if standard else ()
        selection = Selection(LANGUAGES, formats=chosen, standard=standard)
        return {one.name: one for one in plan(self._files, selection).editions}


def name_of(slug: str, language: str, design: str, paper: str, once: str = "") -> str:
    """Give the name of an edition."""
    pseudo = "pseudo" if language in DIRECTIONS else ""
    return "-".join(filter(None, (slug, language, design, paper, once, pseudo)))


def body_of(html: str) -> lxml.html.HtmlElement:
    """Give the text that is to be read: no running matter, styles or pictures."""
    tree = lxml.html.document_fromstring(html)
    for element in tree.xpath("//svg|//p[starts-with(@class,'running-')]"):
        element.drop_tree()
    return tree.find("body")


def letters(text: str) -> str:
    """Give a text without spaces and hyphens, which line ends may add or take."""
    return _MADE.sub("", "".join(text.split()))
