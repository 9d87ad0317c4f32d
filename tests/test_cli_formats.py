"""`leaflet formats`."""

from __future__ import annotations

import json

from tests.conftest import Driver


def test_formats_are_shown_with_their_drawings(tiny: Driver) -> None:
    tiny.run("formats", "trifold").exits(0)
    name, description, facts, blank, size, sides, *_ = tiny.out.splitlines()
    assert name == "trifold"
    assert description.startswith("  Six panels")
    assert facts == "  trifold, office · 9.5 to 12 pt · turned on the short edge"
    assert not blank
    assert size == "  a4, 297 × 210 mm"
    assert sides.split() == ["outside", "inside"]
    assert tiny.out.splitlines()[-1] == (
        "  letter, 279.4 × 215.9 mm: 93.66 + 93.66 + 92.08"
    )


def test_all_formats_and_ones_own(tiny: Driver) -> None:
    tiny.write(
        "styles/formats/rack.yaml",
        "layout: flat\ntarget: office\npapers: [card]\nsizes: {card: [102, 229]}\n"
        "stylesheets: [text.css, narrow.css, small.css, office.css, slip.css]\n",
    )
    tiny.run("formats", "--json").exits(0)
    made = [json.loads(line) for line in tiny.out.splitlines()]
    (rack,) = (each for each in made if each["format"] == "rack")
    assert rack["sheet"] == [102, 229]
    assert rack["paper"] == "card"
    names = [each["format"] for each in made]
    assert names == sorted(names)
    assert {"screen", "office", "press", "large-print", "booklet"} <= set(names)
    (booklet, _) = (each for each in made if each["format"] == "booklet")
    assert booklet["sides"] == [[8, 1], [2, 7], [6, 3], [4, 5]]
    assert booklet["turned_on"] == "short"


def test_a_format_of_ones_own_is_built(tiny: Driver) -> None:
    tiny.write(
        "styles/formats/rack.yaml",
        "layout: flat\ntarget: office\npapers: [card]\nsizes: {card: [102, 229]}\n"
        "stylesheets: [text.css, narrow.css, small.css, office.css, slip.css]\n",
    )
    tiny.replace("content/hours/leaflet.md", "[screen]", "[rack]")
    tiny.run("build", "--lang", "en").exits(0)
    tiny.writes("build/hours/hours-en-rack-card.pdf")


def test_an_unknown_format_is_told(tiny: Driver) -> None:
    tiny.run("formats", "trifolt").exits(1).tells("format-unknown", "trifold")


def test_a_format_with_a_mistake_is_told_with_its_line(tiny: Driver) -> None:
    tiny.write("styles/formats/rack.yaml", "layout: flat\ntarget: wall\n")
    tiny.run("formats").exits(1).tells("rack.yaml:2: error[yaml-value]")
