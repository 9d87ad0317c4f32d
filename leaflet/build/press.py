"""One edition to its bytes: what all ways of building share.

Nothing here knows how many processes or machines there are.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.problems import LeafletError, Location, Problem, errors, internal, system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from leaflet.checks.preflight import Inspection, Target
    from leaflet.edition import Edition
    from leaflet.press import Condition
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library
    from leaflet.typeset.pages import Printed

SIZE = 100_000_000
"""Bytes of a PDF: what is larger was not made for anybody to open."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition: printed, or problems; `seconds` is wall time.

    `warnings` is how many preflight has, `ticket` the job ticket of a press edition.
    """

    printed: Printed | None
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    warnings: int = 0
    ticket: bytes | None = None


class Press:
    """Templates and engine, warm; prints one edition after the other.

    It can be sent to another process, which makes its own from the same files.
    """

    def __init__(self, files: Files, library: Library, cache: Path) -> None:
        from leaflet.checks.preflight import Target, inspect
        from leaflet.markup import Pages
        from leaflet.typeset.pages import Typesetter

        # Here, not at each edition: what is warm is so in all forks.
        self._inspect, self._target = inspect, Target
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
        problems: tuple[Problem, ...] = ()
        try:
            outcome = self._printed(edition)
            return replace(outcome, seconds=time.perf_counter() - started)
        except LeafletError as error:
            problems = tuple(error.problems)
        except (MemoryError, RecursionError) as error:
            kind = "memory" if isinstance(error, MemoryError) else "nesting"
            problems = (beyond(edition.name, f"needs more {kind} than any leaflet"),)
        except OSError as error:
            problems = (system(error),)
        except Exception as error:  # one edition's fault stops no other
            problems = (internal(error, edition.name),)
        return Outcome(None, problems, time.perf_counter() - started)

    def _printed(self, edition: Edition) -> Outcome:
        design = edition.format.design
        printed = self._typeset(edition)
        if edition.behind:
            printed = self._bound(edition, printed, self._typeset(edition.behind))
        condition = self._condition(edition)
        if design.target != "screen":
            pdf = self._on_paper(printed.pdf, edition, printed.pages, condition)
            printed = replace(printed, pdf=pdf)
        if len(printed.pdf) > SIZE:
            message = f"would be a file of {len(printed.pdf):,} bytes"
            raise LeafletError(beyond(edition.name, message))
        inspection = self.judge(printed.pdf, edition, condition)
        if inspection is None:
            return Outcome(printed)
        warnings, ticket = len(inspection.problems), None
        if condition and edition.shop:
            ticket = self._ticket(edition, printed, inspection, condition)
        return Outcome(printed, warnings=warnings, ticket=ticket)

    def _typeset(self, edition: Edition) -> Printed:
        """Give the pages of an edition, without those behind it."""
        target, html = edition.format, self._html(edition)
        design, name = target.design, edition.name
        return self._typesetter.print(
            html, target.fit, name, design.keeps, design.target
        )

    @staticmethod
    def _bound(edition: Edition, first: Printed, second: Printed) -> Printed:
        """Give the pages of both languages as one file."""
        from leaflet.bind import Part, bound

        languages = [part.language.bcp47 for part in edition.parts]
        made = [first, second]
        parts = (Part(one.pdf, tag) for one, tag in zip(made, languages, strict=True))
        pdf = bound(*parts, on_paper=edition.format.design.target != "screen")
        return replace(
            second,
            pdf=pdf.data,
            pages=pdf.pages,
            pictures=tuple(sorted({*first.pictures, *second.pictures})),
            layouts=first.layouts + second.layouts,
        )

    def _html(self, edition: Edition) -> str:
        if edition.proof is None:
            return self._pages.render(edition)
        from leaflet.proof import PAGE

        page = replace(edition, voice=edition.proof.voice)
        return self._pages.render(page, PAGE, read=edition, proof=edition.proof)

    def judge(
        self, pdf: bytes, edition: Edition, condition: Condition | None
    ) -> Inspection | None:
        """Do preflight, but not on drafts: their watermark is faint on purpose.

        Raises:
            LeafletError: the PDF has an error for the place that it goes to.
        """
        if edition.is_draft:
            return None
        target = self._target(edition.format.design.target)
        ink = condition.ink_limit if condition else None
        return self._judged(pdf, edition.name, target, ink)

    def _judged(
        self, pdf: bytes, name: str, target: Target, ink: float | None = None
    ) -> Inspection:
        inspection = self._inspect(pdf, name, target, ink)
        if errors(inspection.problems):
            raise LeafletError(inspection.problems)
        return inspection

    def _ticket(
        self,
        edition: Edition,
        printed: Printed,
        inspection: Inspection,
        condition: Condition,
    ) -> bytes:
        """Give the job ticket of a press edition, which is typeset like any edition."""
        from leaflet.ticket import PAGE, as_page, ticket_of

        page, name = as_page(edition), f"{edition.name}-ticket"
        ticket = ticket_of(edition, printed.pages, printed.pdf, inspection, condition)
        html = self._pages.render(page, PAGE, printed=edition, ticket=ticket)
        fit, keeps = page.format.fit, page.format.design.keeps
        made = self._typesetter.print(html, fit, name, keeps)
        self._judged(made.pdf, name, self._target.SCREEN)
        return made.pdf

    def _condition(self, edition: Edition) -> Condition | None:
        """Give the printing condition of a press edition."""
        design = edition.format.design
        if design.target != "press":
            return None
        from leaflet.press import condition_of

        return condition_of(self._files, design.profile, edition.project.territory)

    def _on_paper(
        self, pdf: bytes, edition: Edition, pages: int, condition: Condition | None
    ) -> bytes:
        """Give the pages as a printer or, in its condition, a print shop wants them.

        What a screen does not need is imported here: it costs 30 ms.
        """
        from leaflet.impose import on_sheets
        from leaflet.press import Job, printable

        direction, target = edition.language.direction, edition.format
        pdf = on_sheets(pdf, target, direction)
        design, project = target.design, edition.project
        if condition is None:
            return pdf
        sheets = target.imposition(pages, direction)
        job = Job(
            name=edition.name,
            condition=condition,
            colours=project.colours,
            bleed=design.bleed,
            folds=tuple(
                tuple(crease.at for crease in side.creases)
                for side in (sheets.sides if sheets else ())
            ),
            flat=design.keeps == "x-1a",
        )
        return printable(pdf, job)


def beyond(name: str, message: str) -> Problem:
    """Tell of an edition that goes beyond a limit of docs/security.md."""
    hint = "see its templates, stylesheets and pictures for what never ends"
    return Problem("edition-limit", Location(name), message, hint)
