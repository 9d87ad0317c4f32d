"""Builds the selected editions: those that changed, on all cores.

Imported before anything that takes its time: a build in which nothing changed sees
that from the manifest, and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from leaflet.build.manifest import Entry, read_manifest, unchanged
from leaflet.problems import LeafletError, errors
from leaflet.source.files import Files

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.build.selection import Selection
    from leaflet.problems import Problem

KEPT = "nothing changed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: editions finished, and the seconds that it will yet take."""

    done: int
    total: int
    name: str
    seconds_left: float


Report: TypeAlias = Callable[[Progress], None]
"""Told after each edition that was typeset."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: `jobs` at the same time, 0 for one on each core.

    `scheduler` is the address of Dask's, such as tcp://10.0.0.1:8786; none is here.
    """

    jobs: int = 0
    force: bool = False
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """One file as it stands, named from the project; `seconds` is wall time.

    `why` says why it was built, or that nothing changed.
    """

    file: str
    pages: int
    size: int
    seconds: float
    built: bool
    why: str
    warnings: int = 0  # of preflight

    @classmethod
    def of(cls, entry: Entry, why: str) -> Iterator[Built]:
        """Give the file of a manifest's entry, and its job ticket."""
        built = why != KEPT
        seconds = entry["seconds"] if built else 0.0
        file, pages, size = entry["file"], entry["pages"], entry["size"]
        yield cls(file, pages, size, seconds, built, why, entry.get("warnings", 0))
        if "ticket" in entry:
            ticket = entry["ticket"]
            yield cls(ticket["file"], 1, ticket["size"], 0.0, built, why)


@dataclass(frozen=True, slots=True)
class Result:
    """All selected files that are as they should be, and what is wrong with others."""

    files: tuple[Built, ...]
    problems: tuple[Problem, ...] = ()


def build(
    root: Path, selection: Selection, report: Report, options: Options | None = None
) -> Result:
    """Build the selected editions; give the files in the order of their names.

    An edition with a problem stops no other, and leaves the file that was there.

    Raises:
        LeafletError: with every problem, where no edition can be built, another build
            is at work, or a file cannot be written; those that are finished stay.
    """
    options = options or Options()
    files = Files(root)
    if not options.force:
        kept = unchanged(files, read_manifest(root), selection)
        if kept is not None:
            built = (Built.of(entry, KEPT) for entry in kept.values())
            return Result(tuple(chain.from_iterable(built)))
    from leaflet.build.renew import renew

    return renew(files, selection, report, options)


def check(root: Path, selection: Selection) -> tuple[Problem, ...]:
    """Look at all that `build` looks at before it typesets; give the warnings.

    Raises:
        LeafletError: with every problem of sources, catalogs, fonts and glyphs.
    """
    from leaflet.build.ready import ready

    problems = ready(Files(root), selection).problems
    if errors(problems):
        raise LeafletError(problems)
    return problems
