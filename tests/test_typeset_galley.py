"""What the galley foresees is what the engine then makes of the text."""

from __future__ import annotations

import pytest

from leaflet.sheet import Setting
from leaflet.typeset.galley import Galley, Outcome
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import WORDS, paragraphs, text

DESIGN = Setting(10, 1.4, 1)
SETTINGS = [
    Setting(10, leading, space) for leading in (1.15, 1.3, 1.9) for space in (0, 1.8)
]
ROW = "<tr><td>one<td>" + WORDS
TABLE = f"<table><thead><tr><th>head<th>cell</thead><tbody>{ROW * 9}</tbody></table>"
LIST = f"<ul>{''.join(f'<li>{WORDS}' for _ in range(9))}</ul>"
BOX = f"<section class=box><b>title</b><div><ul><li>{WORDS}<li>two</ul></div></section>"
DRAWING = "<svg viewBox='0 0 3 2' style='display: block; width: 40mm'></svg>"
FIGURE = (
    f"<figure style='break-inside: avoid'>{DRAWING}"
    "<figcaption>A caption</figcaption></figure>"
)
TEXTS = {
    "paragraphs": paragraphs(9, 3),
    "short paragraphs": paragraphs(30, 1),
    "headings": f"<h2>Heading</h2>{paragraphs(2, 3)}" * 5,
    "list": f"<p>{WORDS}</p>{LIST}" * 2,
    "boxes": f"{paragraphs(2)}{BOX}" * 4,
    "table": f"{paragraphs(3)}{TABLE}{paragraphs(4)}",
    "table without a header": f"{paragraphs(2)}<table>{ROW * 9}</table>",
    "forced": f"{paragraphs(2)}<h2 style='break-before: page'>New</h2>" * 4,
    "picture": f"{paragraphs(3)}<div style='height: 30mm'></div>" * 3,
    "figure": f"{paragraphs(3)}{FIGURE}" * 3,
    "lines": f"{paragraphs(6)}<section class=box><div class=lines></div></section>",
    "above the page": f"<p style='margin-top: -5mm'>{WORDS}</p>{paragraphs(8)}",
    "margin above a box's foot": (
        f"<section class=box><p>{WORDS}</p></section>{paragraphs(1, 3)}" * 5
    ),
    "footnotes": f"<p>{WORDS}<span class=note>a note</span></p>" + paragraphs(9),
    "flex": f"{paragraphs(2)}<div style='display: flex'><p>a</p><p>b</p></div>" * 4,
}


def agrees(foreseen: Outcome, real: Outcome) -> bool:
    return (
        (foreseen.pages, foreseen.lined) == (real.pages, real.lined)
    ) and foreseen.fill == pytest.approx(real.fill, abs=0.02)


@pytest.mark.parametrize("name", TEXTS)
def test_pages_come_out_as_foreseen(typesetter: Typesetter, name: str) -> None:
    made = text(typesetter, TEXTS[name])
    galley = Galley(made.lay(DESIGN).pages, DESIGN)
    wrong = [
        (setting, galley.outcome(setting), real)
        for setting in SETTINGS
        if not agrees(galley.outcome(setting), real := made.lay(setting).outcome)
    ]
    assert not wrong


def test_between_two_settings_is_their_blend(typesetter: Typesetter) -> None:
    made = text(typesetter, TEXTS["headings"])
    galley = Galley(made.lay(DESIGN).pages, DESIGN)
    one, other = Setting(10, 1.2, 0.5), Setting(10, 1.6, 2)
    middle = Setting(10, 1.3, 0.875)
    assert agrees(galley.between(one, other, 0.25), made.lay(middle).outcome)


@pytest.mark.parametrize("size", [8, 9, 11, 12])
def test_another_size_is_foreseen_nearly(typesetter: Typesetter, size: float) -> None:
    varied = "".join(f"<p>{(WORDS * 9)[: 17 * n]}" for n in range(1, 36))
    made = text(typesetter, varied)
    galley = Galley(made.lay(DESIGN).pages, DESIGN)
    setting = Setting(size, 1.4, 1)
    foreseen, real = galley.outcome(setting), made.lay(setting).outcome
    assert foreseen.pages + foreseen.fill == pytest.approx(
        real.pages + real.fill, rel=0.03
    )
