"""Jobs: the editions to print, by however many processes, and the time they take."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.build.cache import cache_folder
from leaflet.build.press import Press
from leaflet.build.run import KEPT, Progress
from leaflet.build.workers import Limits, print_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaflet.build.press import Outcome
    from leaflet.build.run import Options, Report
    from leaflet.edition import Edition
    from leaflet.source.files import Files
    from leaflet.typeset.fonts import Library

LIMITS = Limits()
FIRST = 1.0
"""Seconds that an edition is expected to take before any was timed."""


@dataclass(frozen=True, slots=True)
class Job:
    """An edition, what it is made from, and why it is printed; `seconds` expected."""

    edition: Edition
    made_from: dict[str, str]
    why: str
    seconds: float


def output_name(edition: Edition) -> str:
    """Give the path in the project of an edition's file."""
    return f"build/{edition.leaflet.slug}/{edition.name}.pdf"


def ticket_name(edition: Edition) -> str:
    """Give the path in the project of a press edition's job ticket."""
    return f"build/{edition.leaflet.slug}/{edition.name}-ticket.pdf"


def printed(
    files: Files,
    library: Library,
    jobs: Sequence[Job],
    options: Options,
    report: Report,
) -> Iterator[tuple[Job, Outcome]]:
    """Print what must be, and tell how far it is."""
    todo = [job for job in jobs if job.why != KEPT]
    if not todo:
        return
    editions = [job.edition for job in todo]
    count = min(options.jobs or _cores(), len(todo))
    clock = Clock(todo, count)
    if options.scheduler:
        from leaflet.build.cluster import print_on

        printing = print_on(options.scheduler, files, editions, LIMITS)
    else:
        press = Press(files, library, cache_folder())
        press.warm({edition.language.bcp47 for edition in editions})
        printing = print_all(press, editions, count, LIMITS)
    for done, (number, outcome) in enumerate(printing, start=1):
        name = editions[number].name
        report(Progress(done, len(todo), name, clock.left(number, outcome.seconds)))
        yield todo[number], outcome


def _cores() -> int:
    """Give how many cores this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Clock:
    """Estimates the time that is left: from the last build, and from this one."""

    def __init__(self, jobs: Sequence[Job], count: int) -> None:
        known = [job.seconds for job in jobs if job.seconds]
        usual = sum(known) / len(known) if known else FIRST
        self._left = {n: job.seconds or usual for n, job in enumerate(jobs)}
        self._count = count
        self._expected = self._took = 0.0

    def left(self, number: int, seconds: float) -> float:
        """Give the seconds left, now that an edition is finished and took its own."""
        self._expected += self._left.pop(number)
        self._took += seconds
        pace = self._took / self._expected if self._expected else 1.0
        return sum(self._left.values()) * pace / self._count
