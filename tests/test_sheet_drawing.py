"""Drawings in text: each panel where it is printed, each width below it."""

from __future__ import annotations

import re

import pytest

from leaflet.sheet import FOLDS, PAPERS, Design, Format
from leaflet.sheet.drawing import drawing
from leaflet.sheet.formats import Layout, Target


def drawn(layout: Layout, to: Target = "office", on: str = "") -> list[str]:
    design = Design(layout=layout, target=to, stylesheets=("a.css",))
    paper = PAPERS["a5" if on else "a4"]
    return drawing(Format("own", design, paper, PAPERS[on] if on else None))


@pytest.mark.parametrize("layout", FOLDS)
def test_both_sides_of_a_fold(layout: Layout) -> None:
    lines = drawn(layout)
    assert lines[0].split() == ["outside", "inside"]
    (named,) = (line for line in lines if "front" in line)
    panels = [int(number) for number in re.findall(r"\d+", named)]
    assert panels == [*FOLDS[layout].outside, *FOLDS[layout].inside]
    assert f"{FOLDS[layout].panels} back" in named
    assert max(map(len, lines)) <= 78


def test_panels_stand_apart_on_a_screen() -> None:
    lines = drawn("trifold", "screen")
    assert lines[0].count("┌") == 6
    assert lines[-1].split() == ["100", "100", "100", "97", "97", "100"]


def test_a_page_is_a_box_of_its_own_width() -> None:
    top, *sides, foot, width = drawn("flat")
    assert top == f"┌{'─' * 17}┐"
    assert foot == f"└{'─' * 17}┘"
    assert {len(line) for line in sides} == {19}
    assert width.split() == ["210"]


def test_copies_stand_side_by_side() -> None:
    assert drawn("flat", on="a4")[-1].split() == ["148", "148"]
    four = drawn("flat", on="a3")
    assert sum(line.startswith("┌") for line in four) == 2
