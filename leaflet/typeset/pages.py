"""One edition's HTML to pages, and pages to PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaflet.finish import STANDARDS, UA_1, Tagging
from leaflet.markup import BASE, settings
from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.engine import engine, fetcher, log, use_fonts
from leaflet.typeset.limits import over_limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leaflet.sheet import Fit, Setting
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library

MM = 25.4 / 96  # one CSS pixel in millimetres (CSS Values 3, 5.2)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, its pages, how full its last page is (0 to 1).

    `pictures` are the names of the project's pictures in it.
    """

    pdf: bytes
    pages: int
    last_page: float
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """Pages in one setting, and what their last page leaves free (CSS pixels)."""

    document: Any
    setting: Setting
    fill: float
    free: float
    notes: Any  # the box of lines to write on, where the last page has one

    def fills(self, least: float) -> bool:
        """Tell whether the last page is full enough, or can be filled with lines."""
        return self.fill >= least or self.notes is not None


class Typesetter:
    """Sets one edition after the other with the same fonts (one set per process).

    WeasyPrint 70 keeps 0.27 MB for each font configuration that is ever made, so
    there is one; see docs/performance notes in bench/README.md.
    """

    def __init__(self, files: Files, library: Library, cache: Path) -> None:
        use_fonts(library, cache)
        self._engine = engine()
        self._fonts = self._engine.text.fonts.FontConfiguration()
        self._fetcher = fetcher(files)
        self._library = library

    def warm(self, languages: Iterable[str]) -> None:
        """Read the hyphenation dictionaries of languages (BCP 47), once for all."""
        import pyphen

        for language in languages:
            if known := pyphen.language_fallback(language):
                pyphen.Pyphen(lang=known)

    def print(
        self, html: str, fit: Fit, name: str, standard: str = UA_1.name
    ) -> Printed:
        """Give the PDF of an edition's HTML, in one of `finish.STANDARDS`.

        Raises:
            LeafletError: the engine complained, or used a font that is not ours.
        """
        self._fetcher.fetched.clear()
        with log() as said:
            laid = self._fitted(html, fit)
            document = laid.document
            if refused := list(over_limits(document, name)):
                raise LeafletError(refused)
            keeps = STANDARDS[standard]
            with Tagging(document, keeps) as tagging:
                pdf = document.write_pdf(
                    finisher=tagging.finish, pdf_variant=keeps.variant, pdf_tags=True
                )
        problems = [
            Problem("typesetting", Location(name), line, "see docs/writing.md")
            for line in said
        ]
        problems += self._foreign_fonts(document, name)
        if problems:
            raise LeafletError(problems)
        pictures = tuple(sorted(self._fetcher.fetched))
        return Printed(pdf, len(document.pages), laid.fill, pictures)

    def _fitted(self, html: str, fit: Fit) -> _Laid:
        """Give the pages of the first setting whose last page is full enough.

        Where none is, the setting that fills it most; the text is the same in all.
        """
        source = self._engine.HTML(
            string=html, base_url=BASE, url_fetcher=self._fetcher
        )
        best = self._laid(source, fit.design)
        if not best.fills(fit.last_page):
            # A little on the last page is pulled back first, much is first spread out.
            first = -1 if best.fill < fit.last_page / 2 else 1
            for way in (first / 2, first, -first / 2, -first):
                laid = self._laid(source, fit.at(way))
                best = max(best, laid, key=lambda laid: laid.fill)
                if best.fills(fit.last_page):
                    break
        if best.notes is None:
            return best
        # The lines to write on take what is left of the page.
        return self._laid(source, best.setting, best.notes.height + best.free)

    def _laid(self, source: Any, setting: Setting, notes: float | None = None) -> _Laid:
        """Give the pages in one setting; `notes` is the height of its ruled lines."""
        # An inline style of the root wins over the stylesheets' own values.
        values = settings(setting)
        if notes is not None:
            values["notes"] = f"{notes:.2f}px"
        style = ";".join(f"--{name}:{value}" for name, value in values.items())
        source.etree_element.set("style", style)
        document = source.render(
            font_config=self._fonts,
            pdf_variant=UA_1.variant,  # all standards are laid out alike
            presentational_hints=True,  # or `<ol start>` counts from 1
        )
        return _settled(document, setting)

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


def _settled(document: Any, setting: Setting) -> _Laid:
    """Move the closing block to the foot of the last page, and measure that page.

    The engine has no way to say this in CSS: a box in the flow at the bottom of the
    last page. It is moved after layout, before drawing. A closing block that began on
    the page before stays where the text ends.
    """
    page = document.pages[-1]
    sheet = page._page_box  # noqa: SLF001  # the laid-out boxes have no public name
    free = max(0.0, _foot(sheet) - _end(sheet.children[0]))
    closing = _find(sheet, "closing")
    before = [p._page_box for p in document.pages[-2:-1]]  # noqa: SLF001
    begins_here = not any(_find(box, "closing") for box in before)
    if free and closing is not None and begins_here:
        closing.translate(0, free)
        _move_backgrounds(closing, free)
        # The page has noted where links and anchors are: let it look again.
        document.pages[-1] = type(page)(sheet)
    fill = float(1 - free / sheet.height)
    return _Laid(document, setting, fill, free, _find(sheet, "lines"))


def _foot(page: Any) -> float:
    """Give where text may end on a page, in CSS pixels: at its foot or its notes."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    notes = [box for box in page.children if isinstance(box, FootnoteAreaBox)]
    foot = page.content_box_y() + page.height
    return float(min([foot, *(box.position_y for box in notes if box.children)]))


def _end(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def _move_backgrounds(box: Any, down: float) -> None:
    """Move what is painted behind a box and all in it: the engine keeps it apart."""

    def moved(area: Any) -> Any:
        if isinstance(area, str):  # "unused": there is a colour and no picture
            return area
        left, top, *rest = area
        return (left, top + down, *rest)

    if background := getattr(box, "background", None):
        layers = [
            layer._replace(
                painting_area=moved(layer.painting_area),
                positioning_area=moved(layer.positioning_area),
                clipped_boxes=[moved(area) for area in layer.clipped_boxes],
            )
            for layer in background.layers
        ]
        box.background = background._replace(layers=layers)
    for child in box.all_children():
        _move_backgrounds(child, down)


def _find(box: Any, name: str) -> Any:
    """Give the box of the element with a class."""
    for child in getattr(box, "children", ()):
        element = child.element
        if element is not None and name in element.get("class", "").split():
            return child
        found = _find(child, name)
        if found is not None:
            return found
    return None
