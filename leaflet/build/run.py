"""Builds the selected editions, one after the other in a warm engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.build.cache import cache_folder
from leaflet.build.output import write
from leaflet.build.plan import Selection, plan
from leaflet.checks.glyphs import missing_glyphs
from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.edition import Edition
    from leaflet.typeset.fonts import Library

Report: TypeAlias = Callable[[int, int, str], None]
"""Told before each edition: its number from 1, how many there are, its name."""


@dataclass(frozen=True, slots=True)
class Built:
    """One finished file, named from the project; `seconds` is wall time."""

    file: str
    pages: int
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Ready:
    """Editions in which nothing is wrong, as far as can be told before typesetting."""

    files: Files
    editions: tuple[Edition, ...]
    library: Library


def build(root: Path, selection: Selection, report: Report) -> list[Built]:
    """Build the selected editions; give the files in the order of their names.

    Raises:
        LeafletError: with every problem; then no file has changed. A mistake in
            sources or catalogs stops the work before anything is typeset.
    """
    built = list(_typeset(check(root, selection), report))
    write(root, {one.file: pdf for one, pdf in built})
    return [one for one, _ in built]


def check(root: Path, selection: Selection) -> Ready:
    """Give what is ready to typeset.

    Raises:
        LeafletError: with every problem of sources, catalogs, fonts and glyphs.
    """
    files = Files(root)
    editions = plan(files, selection)
    # Fonts and engine come in here, not above: they cost half a second, and a
    # mistake is told without them.
    from leaflet.typeset.fonts import read_fonts

    library = read_fonts(files)
    if problems := list(dict.fromkeys(_font_problems(editions, library))):
        raise LeafletError(problems)
    return Ready(files, tuple(editions), library)


def _font_problems(editions: list[Edition], library: Library) -> Iterator[Problem]:
    """Tell of families and characters that no bundled font has."""
    fonts = editions[0].project.fonts
    unknown = {fonts.text, fonts.headings} - set(library.families)
    for family in sorted(unknown):
        message = f"the font {family} is not in styles/fonts"
        hint = f"the fonts are: {', '.join(library.families) or 'none'}"
        yield Problem("font-unknown", Location("leaflet.yaml"), message, hint)
    if not unknown:
        # Editions that differ in format alone have the same text.
        for edition in {(e.leaflet.slug, e.language): e for e in editions}.values():
            yield from missing_glyphs(edition, library.missing)


def _typeset(ready: Ready, report: Report) -> Iterator[tuple[Built, bytes]]:
    """Give each file with its bytes; problems are told when all have had their turn."""
    from leaflet.markup import Pages
    from leaflet.typeset.pages import Typesetter

    cache = cache_folder()
    pages = Pages(ready.files, cache)
    typesetter = Typesetter(ready.files, ready.library, cache)
    problems: list[Problem] = []
    for number, edition in enumerate(ready.editions, start=1):
        report(number, len(ready.editions), edition.name)
        started = time.perf_counter()
        try:
            html = pages.render(edition)
            printed = typesetter.print(html, edition.format.design.fit, edition.name)
        except LeafletError as error:
            problems += error.problems
            continue
        file = f"build/{edition.leaflet.slug}/{edition.name}.pdf"
        seconds = time.perf_counter() - started
        yield Built(file, printed.pages, len(printed.pdf), seconds), printed.pdf
    if problems:
        raise LeafletError(problems)
