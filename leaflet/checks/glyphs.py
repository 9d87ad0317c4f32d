"""Checks on characters: each has a glyph in the fonts that we bring."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from leaflet.model import Heading, plain, texts
from leaflet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.edition import Edition
    from leaflet.problems import Location as Place


def missing_glyphs(
    edition: Edition, missing: Callable[[str, str], str]
) -> Iterator[Problem]:
    """Every character of an edition is in its font.

    `missing` gives the characters of a text that a family lacks.
    """
    fonts = edition.project.fonts
    headings = {id(b.text) for b in edition.blocks if isinstance(b, Heading)}
    parts = [(text.at, text.inlines, text) for text in texts(edition.blocks)]
    for at, inlines, text in parts:
        family = fonts.headings if id(text) in headings else fonts.text
        yield from _missing(plain(inlines), family, at, missing)
    places = {path: text.at for path, text in edition.leaflet.fields}
    for path, inlines in edition.fields.items():
        family = fonts.headings if path == ("title",) else fonts.text
        yield from _missing(plain(inlines), family, places[path], missing)


def _missing(
    text: str, family: str, at: Place, missing: Callable[[str, str], str]
) -> Iterator[Problem]:
    for character in missing(text, family):
        name = unicodedata.name(character, "a character without a name")
        message = (
            f"the font {family} has no {character} (U+{ord(character):04X}, {name})"
        )
        hint = "choose another character, or a font that has it (leaflet.yaml, fonts)"
        yield Problem("glyph-missing", at, message, hint)
