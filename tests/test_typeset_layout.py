"""A layout is finished when its document is asked for, and not before."""

from __future__ import annotations

from leaflet.sheet import Setting
from leaflet.typeset.boxes import kind
from leaflet.typeset.layout import Layout
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import paragraphs, text

FOOTER = "@page { @bottom-center { content: counter(page) } }"


def margins(layout: Layout) -> list[list[str]]:
    """Give the margin boxes of each page that have something in them."""
    boxes = [
        [box for box in page.children if kind(box) == "MarginBox" and box.children]
        for page in layout.pages
    ]
    return [[box.at_keyword for box in page] for page in boxes]


def test_headers_and_footers_wait_for_the_document(typesetter: Typesetter) -> None:
    layout = text(typesetter, paragraphs(9, 3), FOOTER).lay(Setting(10, 1.4, 1))
    outcome = layout.outcome
    assert outcome.pages > 1
    assert margins(layout)[-1] == []
    assert len(layout.document.pages) == outcome.pages
    assert margins(layout) == [["@bottom-center"]] * outcome.pages
