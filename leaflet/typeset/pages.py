"""One edition's HTML to pages, and pages to PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaflet.finish import STANDARDS, UA_1, Tagging
from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.engine import engine, fetcher, log, use_fonts
from leaflet.typeset.fit import fitted
from leaflet.typeset.foot import settle
from leaflet.typeset.hyphenation import read_dictionaries
from leaflet.typeset.layout import Text, filled
from leaflet.typeset.length import misfit
from leaflet.typeset.limits import over_limits
from leaflet.typeset.pictures import Cabinet, gallery
from leaflet.typeset.words import lost_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leaflet.sheet import Fit
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, its pages, how full its last page is (0 to 1).

    `pictures` are the names of the project's pictures in it; `layouts` is how often
    the text was laid out until it fitted.
    """

    pdf: bytes
    pages: int
    last_page: float
    pictures: tuple[str, ...] = ()
    layouts: int = 1


class Typesetter:
    """Sets one edition after the other with the same fonts (one set per process).

    WeasyPrint 70 keeps 0.27 MB for each font configuration that is ever made, so
    there is one; see docs/performance notes in bench/README.md.
    """

    def __init__(self, files: Files, library: Library, cache: Path) -> None:
        use_fonts(library, cache)
        self._engine = engine(cache)
        self._fonts = self._engine.text.fonts.FontConfiguration()
        self._fetcher = fetcher(files)
        self._cabinet = Cabinet(files, cache)
        self._library = library
        self._cache = cache

    def warm(self, languages: Iterable[str]) -> None:
        """Read the hyphenation dictionaries of languages (BCP 47), once for all."""
        read_dictionaries(languages, self._cache)

    def print(
        self,
        html: str,
        fit: Fit,
        name: str,
        standard: str = UA_1.name,
        target: str = "screen",
    ) -> Printed:
        """Give the PDF of an edition's HTML, in one of `finish.STANDARDS`.

        With any other standard it is bare: what the press takes further. `target` is
        where it goes, for its pictures: screen, office or press.

        Raises:
            LeafletError: the engine complained, used a font that is not ours or lost
                text, or the text does not fit its pages.
        """
        self._fetcher.fetched.clear()
        with log() as said:
            text = self.text(html, target)
            layout = fitted(text.lay, fit)
            document = layout.document
            if refused := list(over_limits(document, name)):
                raise LeafletError(refused)
            if unfit := list(misfit(layout, fit, name)):
                raise LeafletError(unfit)
            settle(layout)
            pdf = _written(document, standard)
        problems = [
            Problem("typesetting", Location(name), line, "see docs/writing.md")
            for line in said
        ]
        problems += self._foreign_fonts(document, name)
        problems += lost_words(layout, text.html.etree_element, name)
        if problems:
            raise LeafletError(problems)
        pictures = tuple(sorted(self._fetcher.fetched))
        pages = layout.pages
        return Printed(pdf, len(pages), filled(pages[-1]), pictures, text.layouts)

    def text(self, html: str, target: str = "screen") -> Text:
        """Give an edition's HTML, ready to be laid out, its pictures for a target."""
        images = gallery(self._fetcher, self._cabinet, target)
        return Text(self._engine, self._fonts, self._fetcher, images, html)

    def _foreign_fonts(self, document: Any, name: str) -> list[Problem]:
        """Tell of families that are not ours, and of characters without a glyph."""
        problems = []
        for font in document.fonts.values():
            family = (
                font.family.decode() if isinstance(font.family, bytes) else font.family
            )
            if not any(family.startswith(ours) for ours in self._library.families):
                message = f"the font {family} is not in styles/fonts"
                problems.append(Problem("font-foreign", Location(name), message))
            for code in font.missing:
                message = f"no font has the character {chr(code)} (U+{code:04X})"
                problems.append(Problem("glyph-missing", Location(name), message))
        return problems


def _written(document: Any, standard: str) -> bytes:
    """Give the file of laid out pages."""
    keeps = STANDARDS.get(standard)
    if keeps is None:
        return bytes(document.write_pdf())
    with Tagging(document, keeps) as tagging:
        return bytes(
            document.write_pdf(
                finisher=tagging.finish, pdf_variant=keeps.variant, pdf_tags=True
            )
        )
