"""From HTML to pages: which step is taken, what stands at the foot, what is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.problems import LeafletError
from leaflet.sheet import Fit
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts
from leaflet.typeset.pages import Printed, Typesetter
from tests.pdf_facts import Drawn, read_facts, squeeze
from tests.ref.pictures import expect_picture

ROOT = Path(__file__).parent.parent
STYLE = """
@page { size: 80mm 100mm; margin: 10mm }
html { font: 10pt/var(--leading) "Source Sans 3"; hyphenate-character: "-" }
body { margin: 0 }
p { margin: 0 0 calc(10pt * var(--space)) }
.closing { break-inside: avoid }
"""
LINES = "".join(f"<p>line {n}</p>" for n in range(12))
CLOSING = (
    '<footer class="the closing"><p>closing <a id=z href="https://a.org/">link</a>'
)
ONE = Fit()


def html(body: str, style: str = "", attributes: str = "lang=en") -> str:
    return (
        f"<!DOCTYPE html><html {attributes}><head><title>Test</title>"
        f"<style>{STYLE}{style}</style></head><body>{body}</body></html>"
    )


def drawn(printed: Printed, text: str, page: int = -1) -> Drawn:
    """Give the piece of a page that begins with a text."""
    pieces = read_facts(printed.pdf).pages[page].drawn
    return next(piece for piece in pieces if piece.text.startswith(text))


def problems(typesetter: Typesetter, text: str) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as caught:
        typesetter.print(text, ONE, "edition-name")
    assert {problem.at.path for problem in caught.value.problems} == {"edition-name"}
    return [(problem.id, problem.message) for problem in caught.value.problems]


# --- the foot of the last page


def test_closing_block_stands_at_the_foot(typesetter: Typesetter) -> None:
    printed = typesetter.print(html("<p>text</p>" + CLOSING), ONE, "x")
    closing = drawn(printed, "closing")
    assert 80 < closing.box.bottom < 90
    assert drawn(printed, "text").box.bottom < 16
    assert printed.pages == 1


def test_links_and_anchors_move_with_the_closing_block(typesetter: Typesetter) -> None:
    body = f'<p>text <a href="#z">to</a></p>{CLOSING}'
    printed = typesetter.print(html(body), ONE, "x")
    _, link = read_facts(printed.pdf).links
    words = drawn(printed, "link").box
    assert link.box.top < words.top < words.bottom < link.box.bottom


def test_what_is_painted_moves_with_the_closing_block(typesetter: Typesetter) -> None:
    """A tint, a tinted cell, a border, a picture behind the text: all at the foot."""
    style = """
    .closing { background: #cde; padding: 3mm; border-top: 1mm solid #0b5563 }
    .closing td { background: #fc0; padding: 2mm }
    .closing p { background: linear-gradient(90deg, #fff, #0b5563) }
    """
    body = f"<p>text</p>{CLOSING}<table><tr><td>cell</table></footer>"
    printed = typesetter.print(html(body, style), ONE, "x")
    expect_picture("closing-block", printed.pdf, resolution=30)


def test_closing_block_stands_above_footnotes(typesetter: Typesetter) -> None:
    style = ".note { float: footnote }"
    body = f"<p>text<span class=note>a note</span></p>{CLOSING}"
    printed = typesetter.print(html(body, style), ONE, "x")
    closing, note = drawn(printed, "closing"), drawn(printed, "a note")
    assert 70 < closing.box.bottom < note.box.top


def test_closing_block_over_two_pages_stays_in_the_flow(
    typesetter: Typesetter,
) -> None:
    style = ".closing { break-inside: auto }"
    body = f"{'<p>text</p>' * 8}<footer class=closing>{LINES}</footer>"
    printed = typesetter.print(html(body, style), ONE, "x")
    assert printed.pages > 1
    assert read_facts(printed.pdf).pages[-1].drawn[0].box.top < 15
    assert printed.last_page < 1


def test_closing_block_taller_than_the_page_is_left_alone(
    typesetter: Typesetter,
) -> None:
    style = ".closing { height: 120mm }"
    printed = typesetter.print(html(CLOSING, style), ONE, "x")
    assert drawn(printed, "closing", 0).box.top < 15


# --- the fit


def test_fill_is_the_share_of_the_last_page(typesetter: Typesetter) -> None:
    style = "div { height: 20mm }"
    bare = typesetter.print(html("<div>a</div>", style), ONE, "x")
    assert bare.last_page == pytest.approx(0.25, abs=0.01)
    closing = "<div>a</div><div class=closing>b</div>"
    assert typesetter.print(html(closing, style), ONE, "x").last_page == pytest.approx(
        0.5, abs=0.01
    )
    five = typesetter.print(html("<div>a</div>" * 5, style), ONE, "x")
    assert five.pages == 2
    assert five.last_page == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize(
    ("last_page", "leading"),
    [
        (0.25, 3.0),  # the design is good enough
        (0.35, 3.9),  # the nearest that is full enough
        (0.9, 6.0),  # none is: the one that fills most
    ],
)
def test_nearest_setting_that_fills_is_taken(
    typesetter: Typesetter, last_page: float, leading: float
) -> None:
    fit = Fit(last_page=last_page, leading=(2.0, 3.0, 6.0), space=(0.1, 0.1, 0.1))
    printed = typesetter.print(html("<p>one</p><p>two</p>"), fit, "x")
    gap = drawn(printed, "two").box.bottom - drawn(printed, "one").box.bottom
    assert gap == pytest.approx((leading * 10 + 1) * 25.4 / 72, abs=0.3)
    assert printed.layouts == (1 if leading == 3 else 2)


def test_pages_are_counted(typesetter: Typesetter) -> None:
    body = '<p style="break-after: page">a</p>' * 2 + "<p>b</p>"
    assert typesetter.print(html(body), ONE, "x").pages == 3


def test_list_begins_with_its_number(typesetter: Typesetter) -> None:
    printed = typesetter.print(html("<ol start=7><li>seventh</ol>"), ONE, "x")
    assert squeeze(read_facts(printed.pdf).tree.text) == "7. seventh"


# --- what is told


def test_unknown_css_is_a_problem(typesetter: Typesetter) -> None:
    ((kind, message),) = problems(typesetter, html("x", "p { colour: red }"))
    assert kind == "typesetting"
    assert "colour: red" in message


def test_missing_picture_is_a_problem(typesetter: Typesetter) -> None:
    body = '<img src="https://leaflet.invalid/none.png" alt="none">'
    told = problems(typesetter, html(body))
    assert any("not a picture of the project" in message for _, message in told)


def test_picture_without_alternative_is_a_problem(typesetter: Typesetter) -> None:
    body = '<img src="https://leaflet.invalid/styles/images/wordmark.svg">'
    told = problems(typesetter, html(body))
    assert any("no required alt description" in message for _, message in told)


def test_glyph_missing_from_the_templates_is_a_problem(typesetter: Typesetter) -> None:
    told = problems(typesetter, html("a 漢 b 漢"))
    assert ("glyph-missing", "no font has the character 漢 (U+6F22)") in told
    assert len([kind for kind, _ in told if kind == "glyph-missing"]) == 1


def test_problems_of_one_edition_do_not_stick_to_the_next(
    typesetter: Typesetter,
) -> None:
    problems(typesetter, html("x", "p { colour: red }"))
    assert typesetter.print(html("x"), ONE, "y").pages == 1


# --- other


def test_right_to_left_page_is_typeset(typesetter: Typesetter) -> None:
    text = html(f"<p>text</p>{CLOSING}", attributes="lang=ar dir=rtl")
    printed = typesetter.print(text, ONE, "x")
    facts = read_facts(printed.pdf)
    assert facts.lang == "ar"
    assert drawn(printed, "text").box.right == pytest.approx(70, abs=0.5)


def test_two_typesetters_keep_their_fonts_apart(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    """The engine reads where fonts are once for each typesetter."""
    folder = tmp_path / "project/styles/fonts"
    folder.mkdir(parents=True)
    name = "SourceSans3_600SemiBold.ttf"
    shutil.copy(ROOT / "styles/fonts/source-sans-3" / name, folder)
    files = Files(tmp_path / "project", tmp_path / "nothing")
    bold = Typesetter(files, read_fonts(files), tmp_path / "cache")
    families = []
    for one in (typesetter, bold, typesetter):
        printed = one.print(html("text"), ONE, "x")
        (font,) = read_facts(printed.pdf).fonts
        families.append("Semi" in font.family)
    assert families == [False, True, False]


def test_same_bytes_twice_in_one_process(typesetter: Typesetter) -> None:
    text = html(f"{LINES}{CLOSING}")
    first = typesetter.print(text, ONE, "x")
    typesetter.print(html("something else"), ONE, "y")
    assert typesetter.print(text, ONE, "x") == first


# --- lines to write on

NOTES = "<section><div class=lines></div></section>"
RULED = ".lines { height: var(--notes, 20mm); border: 1pt solid } section { margin: 0 }"


def test_lines_take_what_is_left_of_the_last_page(typesetter: Typesetter) -> None:
    text = html(f"<p>one</p>{NOTES}{CLOSING}", RULED)
    printed = typesetter.print(text, Fit(last_page=0.9), "x")
    assert printed.pages == 1
    assert printed.last_page == pytest.approx(1, abs=0.01)


def test_lines_on_an_earlier_page_stay_as_they_are(typesetter: Typesetter) -> None:
    body = f'{NOTES}<p style="break-before: page">two</p>{CLOSING}'
    printed = typesetter.print(html(body, RULED), ONE, "x")
    assert printed.pages == 2
    assert printed.last_page < 0.6
