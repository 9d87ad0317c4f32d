"""A second layout takes the styles of the first over, and gives the same file."""

from __future__ import annotations

import pytest

from leaflet.sheet import Setting
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import paragraphs, text

FIRST = Setting(10, 1.4, 1)
STYLES = {
    "plain": "",
    "em": "p { padding: .5em; border: .1em solid } h2 { letter-spacing: .1em }",
    "rem": "p { padding: .5rem; font-size: 9pt }",
    "line height": "p { padding-bottom: 1lh; text-indent: 1rlh }",
    "logical": "p { margin-block: calc(3pt * var(--space)); padding-inline: 1em }",
    "inherited": ":root { --own: calc(1pt * var(--space)) } p { padding: var(--own) }",
    "inherit": ".box > p { margin: inherit; line-height: 1.1 }",
    "pages": "@page { margin-top: calc(10mm * var(--space)) }",
    "pseudo": "p::before { content: 'a'; padding: calc(4pt * var(--space)) }",
    "size": "h2 { font-size: calc(9pt * var(--leading)); padding: 1em }",
}
BODY = (
    f"<h2 id=a>Heading</h2>{paragraphs(2)}<p><a href='#a'>back</a>"
    f"<section class=box>{paragraphs(2)}</section>"
    "<table><thead><tr><th>head</thead><tr><td>cell</table>"
)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("setting", [(10, 1.2, 0.5), (10, 1.4, 2), (12, 1.4, 1)])
def test_second_layout_is_like_a_first(
    typesetter: Typesetter, style: str, setting: tuple[float, float, float]
) -> None:
    wanted = Setting(*setting)
    made = text(typesetter, BODY, STYLES[style])
    first = made.lay(FIRST).document.write_pdf()
    second = made.lay(wanted).document.write_pdf()
    fresh = text(typesetter, BODY, STYLES[style]).lay(wanted).document.write_pdf()
    assert second == fresh != first
