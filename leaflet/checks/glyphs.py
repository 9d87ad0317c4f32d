"""Checks on characters: each has a glyph in the fonts that we bring."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from leaflet.model import Box, Figure, Heading, parts, plain, texts
from leaflet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.edition import Edition, Passage, Proof
    from leaflet.problems import Location as Place

METADATA = ("description", "keywords")
"""Fields that nobody sees in print: no font need have their characters."""


def missing_glyphs(
    edition: Edition, missing: Callable[[str, str], str]
) -> Iterator[Problem]:
    """Every character that is printed is in its font.

    `missing` gives the characters of a text that a family lacks.
    """
    if edition.proof:
        yield from _missing_in_proof(edition, edition.proof, missing)
        return
    fonts, blocks = edition.project.fonts.of(edition.language.tag), edition.blocks
    unprinted = {figure.alternative for figure in parts(blocks, Figure)}
    large = {heading.text for heading in parts(blocks, Heading)}
    large |= {box.title for box in parts(blocks, Box) if box.title}
    for text in texts(blocks):
        if text not in unprinted:
            family = fonts.headings if text in large else fonts.text
            yield from _missing(plain(text.inlines), family, text.at, missing)
    for path, text in edition.leaflet.fields:
        if path[0] not in METADATA:
            family = fonts.headings if path == ("title",) else fonts.text
            yield from _missing(plain(edition.fields[path]), family, text.at, missing)


def _missing_in_proof(
    edition: Edition, proof: Proof, missing: Callable[[str, str], str]
) -> Iterator[Problem]:
    """Any family of a proof's languages will do: its texts quote each other."""
    languages = (proof.voice.language, proof.source_language, edition.language)
    fonts = edition.project.fonts
    families = [*dict.fromkeys(fonts.of(one.tag).text for one in languages)]
    for passage in proof.passages:
        lacking = " ".join(_said(passage))
        for family in families:
            lacking = missing(lacking, family)
        yield from _missing(lacking, families[-1], passage.at, missing)


def _said(passage: Passage) -> Iterator[str]:
    """Give all that a proof says of a message."""
    yield from (plain(passage.source), plain(passage.translation))
    yield from (passage.note, passage.before, *passage.comments)
    yield from (finding.message for finding in passage.findings)
    for word, wanted in passage.terms:
        yield from (word, *wanted)


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
