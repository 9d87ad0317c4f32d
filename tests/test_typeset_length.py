"""What is told of a text that its pages do not hold, or that does not fill them."""

from __future__ import annotations

import re

import pytest

from leaflet.problems import LeafletError, Problem
from leaflet.sheet import Fit, Pages
from leaflet.typeset.pages import Typesetter
from tests.typeset_text import WORDS, html, paragraphs

BACK = "<footer class=closing style='break-before: page'>the back</footer>"


def fit(pages: Pages) -> Fit:
    return Fit(
        pages=pages, size=(10, 10, 10), leading=(1.3, 1.4, 1.5), space=(0.5, 1, 2)
    )


def text(count: int) -> str:
    return "".join(
        f'<p data-at="content/x/leaflet.md:{10 + n}">Part {n}. {WORDS}{WORDS}</p>'
        for n in range(count)
    )


def told(typesetter: Typesetter, body: str, pages: Pages) -> Problem:
    with pytest.raises(LeafletError) as caught:
        typesetter.print(html(body), fit(pages), "x-en-trifold")
    (problem,) = caught.value.problems
    return problem


def numbers(problem: Problem) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", problem.message)]


@pytest.mark.parametrize("back", ["", BACK])
def test_too_long_is_told_by_lines_and_words(typesetter: Typesetter, back: str) -> None:
    """Cutting what was told makes it fit, and not much less than that does."""
    pages = Pages(exactly=4) if back else Pages(at_most=3)
    problem = told(typesetter, text(20) + back, pages)
    lines, room, words = numbers(problem)
    assert problem.id == "fit-too-long"
    assert "x-en-trifold: the text in en is" in problem.message
    assert room == (pages.exactly or pages.at_most)
    each = len(f"Part 1. {WORDS}{WORDS}".split())
    cut = -(-words // each)
    assert typesetter.print(html(text(20 - cut) + back), fit(pages), "x").pages == room
    assert told(typesetter, text(20 - cut + 2) + back, pages).id == "fit-too-long"
    assert lines == pytest.approx(words / each * 4, rel=0.4)  # four lines a paragraph


def test_where_to_cut_is_told(typesetter: Typesetter) -> None:
    problem = told(typesetter, text(20), Pages(at_most=2))
    assert problem.at.path == "content/x/leaflet.md"
    number = problem.at.line - 10
    assert f"“Part {number}. Ask your nurse what you may…”" in problem.hint
    kept = typesetter.print(html(text(number)), fit(Pages(at_most=2)), "x")
    assert kept.pages == 2


def test_place_unknown(typesetter: Typesetter) -> None:
    problem = told(typesetter, paragraphs(20), Pages(at_most=2))
    assert str(problem.at) == "x-en-trifold"
    assert problem.hint


def test_too_short_is_told(typesetter: Typesetter) -> None:
    problem = told(typesetter, text(3) + BACK, Pages(exactly=6))
    pages, room, lines, words = numbers(problem)
    assert problem.id == "fit-too-short"
    assert str(problem.at) == "content/x/leaflet.md:12"  # where the text ends
    assert (pages, room) == (2, 6)
    assert 4 * 13 < lines < 4 * 20
    assert words > lines * 3


BREAK = '<div style="break-after: page"></div>'


def test_between_breaks_each_text_is_cut_at_its_own_end(typesetter: Typesetter) -> None:
    """Two pages too many: both texts that run over lose their ends."""
    over, short = text(6), text(2).replace("leaflet.md:1", "leaflet.md:9")
    body = BREAK.join([over, short, over.replace("Part", "Other"), short]) + BACK
    problem = told(typesetter, body, Pages(exactly=5))
    assert "“Part 3. Ask" in problem.hint
    assert "“Other 3. Ask" in problem.hint
    lines, *_ = numbers(problem)
    assert 2 * 4 < lines < 2 * 13  # not those of the texts that fit


def test_what_to_cut_is_the_least(typesetter: Typesetter) -> None:
    """One page too many: the text that runs over by less is cut."""
    body = BREAK.join([text(8), text(6).replace("Part", "Other")]) + BACK
    problem = told(typesetter, body, Pages(exactly=4))
    assert "“Other 3. Ask" in problem.hint
    assert "Part" not in problem.hint


def test_breaks_alone_may_be_too_many(typesetter: Typesetter) -> None:
    problem = told(typesetter, BREAK.join([text(1)] * 4), Pages(at_most=3))
    assert problem.id == "fit-too-long"
    assert "breaks" in problem.message
    assert "::: page-break" in problem.hint


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li data-at=a.md:{0}>Item {0}</li></ul>",
        "<table><tr><td data-at=a.md:{0}>Item {0}</td></tr></table>",
    ],
)
def test_items_and_cells_say_where_to_cut(typesetter: Typesetter, body: str) -> None:
    start, one, end = re.split(r"(<li.*/li>|<tr.*/tr>)", body)
    items = "".join(one.format(number) for number in range(1, 60))
    problem = told(typesetter, start + items + end, Pages(at_most=1))
    assert problem.at.path == "a.md"
    assert 10 < problem.at.line < 30
    assert f"“Item {problem.at.line}”" in problem.hint
