"""One text laid out in one setting, and how its pages came out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from leaflet.finish.elements import replaced
from leaflet.markup import BASE, settings
from leaflet.typeset.boxes import footnotes, path_to
from leaflet.typeset.galley import Outcome
from leaflet.typeset.restyle import Restyled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from leaflet.sheet import Setting


@dataclass(frozen=True)
class Layout:
    """Pages in one setting; `context` is what the engine laid them out with.

    Their boxes have no headers, footers and backgrounds before the document is asked
    for: where the text does not fit, nobody does.
    """

    pages: Sequence[Any]
    context: Any
    setting: Setting
    finish: Callable[[], Any]

    @cached_property
    def document(self) -> Any:
        """The engine's document of these pages, whole."""
        return self.finish()

    @cached_property
    def outcome(self) -> Outcome:
        """How many pages there are, and how full the last one is."""
        last = self.pages[-1]
        lined = bool(path_to(last.children[0], "lines"))
        return Outcome(len(self.pages), filled(last), lined)


class Text:
    """One edition's HTML, parsed once, laid out as often as its fit needs.

    The steps are those of `HTML.render` (WeasyPrint 70, `Document._render`). The
    second time, the cascade is not run again: its styles are taken over into the other
    setting, which saves a third of a layout.
    """

    def __init__(
        self, engine: Any, fonts: Any, fetcher: Any, images: Any, html: str
    ) -> None:
        self.html = engine.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
        self.layouts = 0
        self._fonts = fonts
        self._images = images
        self._profiles: dict[str, Any] = {}  # of colour, which the cascade finds
        self._first: Any = None

    def lay(self, setting: Setting) -> Layout:
        """Give the pages in a setting."""
        from weasyprint import layout
        from weasyprint.formatting_structure.build import build_formatting_structure

        html = self.html
        context = self._again(setting) if self._first else self._context(setting)
        self.layouts += 1
        root = build_formatting_structure(
            html.etree_element,
            context.style_for,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            context.counter_style,
            context.footnotes,
        )
        pages: list[Any] = []

        def noted(*arguments: Any) -> list[Any]:
            pages[:] = make_all_pages(*arguments)
            return pages

        # The engine makes all pages before it adds to each what is not text.
        make_all_pages = layout.make_all_pages
        with replaced(layout, "make_all_pages", noted):
            whole = layout.layout_document(html, root, context)
            first = next(whole)
        rest = chain([first], whole)
        return Layout(pages, context, setting, lambda: self._document(rest))

    def _document(self, boxes: Iterable[Any]) -> Any:
        """Give the engine's document of pages."""
        from weasyprint.document import Document, Page
        from weasyprint.html import get_html_metadata
        from weasyprint.pdf.metadata import DocumentMetadata

        html, pages = self.html, [Page(box) for box in boxes]
        metadata = DocumentMetadata(**get_html_metadata(html))
        document = Document(
            pages, metadata, html.url_fetcher, self._fonts, self._profiles, None
        )
        document._html = html  # noqa: SLF001  # as the engine does
        return document

    def _context(self, setting: Setting) -> Any:
        """Give the engine's context, after its cascade."""
        from weasyprint import DEFAULT_OPTIONS
        from weasyprint.css.counters import CounterStyle
        from weasyprint.document import Document

        # An inline style of the root wins over the stylesheets' own values.
        style = ";".join(
            f"--{name}:{value}" for name, value in settings(setting).items()
        )
        self.html.etree_element.set("style", style)
        options = DEFAULT_OPTIONS | {
            "presentational_hints": True,  # or `<ol start>` counts from 1
            "cache": self._images,
        }
        self._first = Document._build_layout_context(  # noqa: SLF001  # no public name
            self.html, self._fonts, CounterStyle(), self._profiles, options
        )
        return self._first

    def _again(self, setting: Setting) -> Any:
        """Give a context like the first one's, in another setting."""
        from weasyprint.css.targets import TargetCollector
        from weasyprint.layout import LayoutContext

        first, collector = self._first, TargetCollector()
        style_for = Restyled(setting).all(first.style_for)
        for style in style_for.get_computed_styles().values():
            if style["anchor"]:
                collector.collect_anchor(style["anchor"])
        return LayoutContext(
            style_for,
            first.get_image_from_uri,
            self._fonts,
            first.counter_style,
            collector,
        )


def filled(page: Any) -> float:
    """Give how full a page is, from 0 to 1."""
    return 1 - free(page) / float(page.height)


def free(page: Any) -> float:
    """Give the height that text leaves at the foot of a page, in CSS pixels."""
    root = page.children[0]
    return max(0.0, foot(page) - float(root.position_y + root.margin_height()))


def foot(page: Any) -> float:
    """Give where the text of a page must end, in CSS pixels from the sheet's top."""
    notes = footnotes(page)
    return float(notes.position_y if notes else page.content_box_y() + page.height)
