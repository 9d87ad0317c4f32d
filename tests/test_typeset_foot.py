"""Lines to write on grow as if they had been laid out so high."""

from __future__ import annotations

import pytest

from leaflet.sheet import Setting
from leaflet.typeset.foot import settle
from leaflet.typeset.layout import Layout, filled, free
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import paragraphs, text

DESIGN = Setting(10, 1.4, 1)
RULED = (
    ".lines { background: linear-gradient(to top, #000 1pt, #fff 1pt) 0 0/100% 5mm }"
    ".box { background: #cde } .tint { background: #fc0 }"
)
NOTES = "<section class=box><b>Notes</b><div><div class=lines></div></div></section>"
CLOSING = "<footer class='closing tint'><p id=z>closing <a href='#z'>to</a></footer>"
TEXTS = {
    "alone": NOTES,
    "above the closing": f"{paragraphs(1)}{NOTES}{CLOSING}",
    "above text": f"{paragraphs(1)}{NOTES}<p class=tint>after</p>{CLOSING}",
    "above a float": f"{NOTES}<p class=tint style='float: left'>a</p><p>b<p>c<p>d",
    "on the second page": f"{paragraphs(7)}{NOTES}{CLOSING}",
    "above a footnote": f"<p>text<span class=note>a note</span></p>{NOTES}",
}


def lay(typesetter: Typesetter, body: str, more: float = 0) -> Layout:
    height = f".lines {{ height: calc(20mm + {more}px) }}"
    return text(typesetter, body, RULED + height).lay(DESIGN)


def positions(box: object) -> list[tuple[str, float, float]]:
    """Give the kind, top and height of every box in a box."""
    here = getattr(box, "position_y", 0.0), getattr(box, "height", 0.0)
    found = [(type(box).__name__, *here)]
    for child in getattr(box, "children", ()):
        found += positions(child)
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_grown_lines_are_like_lines_laid_out_so_high(
    typesetter: Typesetter, name: str
) -> None:
    grown = lay(typesetter, TEXTS[name])
    room = free(grown.pages[-1])
    assert room > 10
    settle(grown)
    wanted = lay(typesetter, TEXTS[name], room)
    expected = wanted.document.write_pdf()
    for mine, other in zip(
        map(positions, grown.pages),
        map(positions, wanted.pages),
        strict=True,
    ):
        assert [kind for kind, *_ in mine] == [kind for kind, *_ in other]
        heights = [tuple(place) for _, *place in mine]
        assert heights == [pytest.approx(tuple(place)) for _, *place in other]
    assert filled(grown.pages[-1]) == pytest.approx(1, abs=0.001)
    assert grown.document.write_pdf() == expected
