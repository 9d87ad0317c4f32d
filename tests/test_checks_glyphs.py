"""Every character that is printed has a glyph in the font that prints it."""

from __future__ import annotations

from leaflet.checks.glyphs import missing_glyphs
from leaflet.model import (
    Box,
    Figure,
    Footnote,
    Heading,
    Leaflet,
    Paragraph,
)
from leaflet.problems import Location
from tests.test_edition import FRONT, leaflet, resolved, text


def told(made: Leaflet, missing: dict[str, str]) -> list[tuple[str, str, Location]]:
    """Give id, character and place; `missing` has the characters of each family."""

    def lacking(words: str, family: str) -> str:
        return "".join(c for c in missing.get(family, "") if c in words)

    problems = missing_glyphs(resolved(made), lacking)
    return [(it.id, it.message.split(" has no ")[1][0], it.at) for it in problems]


def at(line: int) -> Location:
    return Location("a.md", line)


def test_nothing_is_missing() -> None:
    assert told(leaflet("Hello ≥"), {}) == []


def test_each_text_is_held_against_its_own_font() -> None:
    blocks = (
        Heading(2, text("One ≥ ∂", 3), "one"),
        Paragraph(text("Two ≥ ∂", 4)),
        Box(
            "summary",
            text("Three ≥ ∂", 5),
            (Heading(3, text("Four ≥ ∂", 6), "four"), Paragraph(text("Five ≥ ∂", 7))),
        ),
        Box("warning", None, (Paragraph(text("Six ≥ ∂", 8)),)),
    )
    assert told(leaflet(*blocks), {"Serif": "≥", "Sans": "∂"}) == [
        ("glyph-missing", "≥", at(3)),
        ("glyph-missing", "∂", at(4)),
        ("glyph-missing", "≥", at(5)),
        ("glyph-missing", "≥", at(6)),
        ("glyph-missing", "∂", at(7)),
        ("glyph-missing", "∂", at(8)),
    ]


def test_every_character_is_told() -> None:
    assert told(leaflet("≥ ∂"), {"Sans": "≥∂"}) == [
        ("glyph-missing", "≥", at(1)),
        ("glyph-missing", "∂", at(1)),
    ]


def test_a_footnote_is_print() -> None:
    notes = (Footnote("n", text("See ≥")),)
    assert told(leaflet("Hello[^n]", footnotes=notes), {"Sans": "≥"}) == [
        ("glyph-missing", "≥", at(1))
    ]


def test_what_is_only_read_aloud_needs_no_glyph() -> None:
    figure = Figure("a.svg", text("A ≥ B", 3), text("C ≥ D", 4))
    assert told(leaflet(figure), {"Sans": "≥"}) == [("glyph-missing", "≥", at(4))]


def test_the_front_matter() -> None:
    fields = (
        (("title",), text("≥ ∂", 2)),
        (("description",), text("≥ ∂", 3)),
        (("keywords", 0), text("≥ ∂", 4)),
        (("disclaimer",), text("≥ ∂", 5)),
    )
    made = leaflet(front=FRONT, fields=fields)
    assert told(made, {"Serif": "≥", "Sans": "∂"}) == [
        ("glyph-missing", "≥", at(2)),
        ("glyph-missing", "∂", at(5)),
    ]


def test_a_character_without_a_name() -> None:
    (problem,) = missing_glyphs(
        resolved(leaflet("a \ue000")), lambda words, _: "\ue000" * ("\ue000" in words)
    )
    assert "U+E000" in problem.message
