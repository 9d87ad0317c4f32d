"""The fonts that we ship or a project brings: no system font is ever used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.kept import keep, recall
from leaflet.source.states import newest, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from leaflet.source.files import Files

FAMILY, TYPOGRAPHIC_FAMILY = 1, 16  # ids of the name table (OpenType 1.9, name)
COLLECTIONS = (".ttc", ".otc")
"""Files of many fonts: which of them is meant?"""
SUFFIXES = (".ttf", ".otf", *COLLECTIONS)
INVISIBLE = frozenset(
    "\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u202c\u202e\u2060\u2066\u2067\u2068\u2069"
)
"""Characters that steer the line and need no glyph (Unicode, Default_Ignorable)."""


@dataclass(frozen=True, slots=True)
class Library:
    """Families by name, each with the characters that all its faces have."""

    folders: tuple[Path, ...]
    families: Mapping[str, frozenset[int]]

    def missing(self, text: str, family: str) -> str:
        """Give the characters of a text that the family cannot show, each once."""
        known = self.families[family]
        lacking = (c for c in text if ord(c) not in known and c not in INVISIBLE)
        return "".join(dict.fromkeys(lacking))

    def configuration(self, cache: Path) -> str:
        """Give the text of a fontconfig file that knows these folders alone."""
        folders = "".join(
            f"<dir>{escape(str(f.resolve()))}</dir>" for f in self.folders
        )
        return (
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
            f"<fontconfig>{folders}<cachedir>{escape(str(cache))}</cachedir>"
            "</fontconfig>\n"
        )


def read_fonts(files: Files) -> Library:
    """Give the families under styles/fonts.

    Raises:
        LeafletError: with every file that is no font.
    """
    folders = tuple(
        folder for root in files.roots if (folder := root / "styles/fonts").is_dir()
    )
    paths = [path for folder in folders for path in sorted(folder.rglob("*"))]
    paths = [path for path in paths if path.suffix.lower() in SUFFIXES]
    name = ("fonts", *(str(folder.resolve()) for folder in folders))
    states = [(str(path), state(str(path))) for path in paths]
    families = recall(files.cache, name, states)
    if families is None:
        families = _families(files, paths)
        keep(files.cache, name, states, families, newest(states))
    return Library(folders, families)


def _families(files: Files, paths: Iterable[Path]) -> dict[str, frozenset[int]]:
    families: dict[str, frozenset[int]] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            name, characters = _face(path)
        except Exception as error:  # fontTools lets any error through
            hint = "fonts are static TrueType or OpenType files (.ttf, .otf), one each"
            message = f"is no font: {error or type(error).__name__}"
            at = Location(files.name(path))
            problems.append(Problem("font-unreadable", at, message, hint))
        else:
            families[name] = families.get(name, characters) & characters
    if problems:
        raise LeafletError(problems)
    return families


def _face(path: Path) -> tuple[str, frozenset[int]]:
    """Give a face's family and the characters that it has."""
    # Late: it takes 30 ms, and most builds find in the cache what it would tell.
    from fontTools.ttLib import TTFont, TTLibError

    if path.suffix.lower() in COLLECTIONS:
        raise TTLibError("it holds several; take that of one language")
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY)
        if not family:
            raise TTLibError("it has no name")
        ends = (table.offset + table.length for table in font.reader.tables.values())
        if max(ends) > path.stat().st_size:
            raise TTLibError("it is cut off")
        return family, frozenset(font.getBestCmap())
