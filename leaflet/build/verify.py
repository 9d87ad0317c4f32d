"""Prints again what was built, and compares the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.build.jobs import Job, output_name, printed, ticket_name
from leaflet.build.ready import ready
from leaflet.problems import Location, Problem
from leaflet.source.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaflet.build.run import Options, Report
    from leaflet.build.selection import Selection


def verify(
    root: Path, selection: Selection, report: Report, options: Options
) -> list[Problem]:
    """Give what is not, byte for byte, what the sources make; nothing is written.

    Raises:
        LeafletError: no edition can be printed at all.
    """
    files = Files(root)
    found = ready(files, selection)
    jobs = [Job(edition, {}, "to compare", 0.0) for edition in found.editions]
    told: dict[str, list[Problem]] = {}
    for job, outcome in printed(files, found.library, jobs, options, report):
        name = output_name(job.edition)
        pdf = outcome.printed.pdf if outcome.printed else None
        told[name] = [*outcome.problems, *_differs(root / name, name, pdf)]
        if outcome.ticket is not None:
            ticket = ticket_name(job.edition)
            told[name] += _differs(root / ticket, ticket, outcome.ticket)
    return [*found.problems, *(one for name in sorted(told) for one in told[name])]


def _differs(path: Path, name: str, pdf: bytes | None) -> Iterator[Problem]:
    """Tell of a file that is not there, or not what was printed now."""
    hint = "`leaflet build` brings it up to date; if it was, tell us of both files"
    if not path.is_file():
        yield Problem("verify-missing", Location(name), "was never built", hint)
    elif pdf is not None and path.read_bytes() != pdf:
        message = "is not what the sources make now"
        yield Problem("verify-different", Location(name), message, hint)
