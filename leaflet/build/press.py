"""One edition to its bytes: what all ways of building share.

Nothing here knows how many processes or machines there are.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.problems import LeafletError, Location, Problem, internal, system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from leaflet.edition import Edition
    from leaflet.press import Job
    from leaflet.sheet import Imposition
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library
    from leaflet.typeset.pages import Printed

SIZE = 100_000_000
"""Bytes of a PDF: what is larger was not made for anybody to open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition: printed, or problems; `seconds` is wall time."""

    printed: Printed | None
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


class Press:
    """Templates and engine, warm; prints one edition after the other.

    It can be sent to another process, which makes its own from the same files.
    """

    def __init__(self, files: Files, library: Library, cache: Path) -> None:
        from leaflet.impose import on_sheets
        from leaflet.markup import Pages
        from leaflet.press import printable
        from leaflet.typeset.pages import Typesetter

        self._impose, self._ink = on_sheets, printable
        self._files = files
        self._made_from = (files, library, cache)
        self._pages = Pages(files, cache)
        self._typesetter = Typesetter(files, library, cache)

    def __reduce__(self) -> tuple[Callable[..., Press], tuple[object, ...]]:
        return Press, self._made_from

    def warm(self, languages: Iterable[str]) -> None:
        """Read the hyphenation dictionaries of these languages (BCP 47).

        German takes half a second, which each worker would pay again.
        """
        self._typesetter.warm(languages)

    def print(self, edition: Edition) -> Outcome:
        """Give the PDF of an edition, or everything that is wrong with it."""
        started = time.perf_counter()
        printed: Printed | None = None
        problems: tuple[Problem, ...] = ()
        try:
            printed = self._printed(edition)
        except LeafletError as error:
            problems = tuple(error.problems)
        except (MemoryError, RecursionError) as error:
            kind = "memory" if isinstance(error, MemoryError) else "nesting"
            problems = (beyond(edition.name, f"needs more {kind} than any leaflet"),)
        except OSError as error:
            problems = (system(error),)
        except Exception as error:  # one edition's fault stops no other
            problems = (internal(error, edition.name),)
        return Outcome(printed, problems, time.perf_counter() - started)

    def _printed(self, edition: Edition) -> Printed:
        html = self._pages.render(edition)
        target, name = edition.format, edition.name
        printed = self._typesetter.print(html, target.fit, name, target.design.keeps)
        direction = edition.language.direction
        pdf = self._impose(printed.pdf, target, direction)
        if target.design.target == "press":
            sheets = target.imposition(printed.pages, direction)
            pdf = self._ink(pdf, self._job(edition, sheets))
        printed = replace(printed, pdf=pdf)
        if len(printed.pdf) > SIZE:
            message = f"would be a file of {len(printed.pdf):,} bytes"
            raise LeafletError(beyond(edition.name, message))
        return printed

    def _job(self, edition: Edition, sheets: Imposition | None) -> Job:
        """Give what the print shop must know of an edition."""
        from leaflet.press import Job, condition_of

        design, project = edition.format.design, edition.project
        return Job(
            name=edition.name,
            condition=condition_of(self._files, design.profile, project.territory),
            colours=project.colours,
            bleed=design.bleed,
            folds=tuple(side.creases for side in sheets.sides) if sheets else (),
            flat=design.keeps == "x-1a",
        )


def beyond(name: str, message: str) -> Problem:
    """Tell of an edition that goes beyond a limit of docs/security.md."""
    hint = "see its templates, stylesheets and pictures for what never ends"
    return Problem("edition-limit", Location(name), message, hint)
