"""The same work on more than one machine: a Dask scheduler and its workers.

What an edition is made from travels with it, and its bytes come back: the machines
need the same release of Leaflet, and no folder in common. Whoever can reach a
scheduler can run code on its workers: it belongs into a network of one's own.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from leaflet.build.cache import cache_folder
from leaflet.build.digests import program, value_digest
from leaflet.build.output import write
from leaflet.build.press import Outcome, Press, beyond
from leaflet.build.workers import Limits, print_all
from leaflet.model import Figure, parts
from leaflet.problems import ExitCode, LeafletError, Location, Problem
from leaflet.source.files import Files, visible
from leaflet.typeset.fonts import read_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leaflet.edition import Edition

FOLDERS = ("templates", "styles")
"""What all editions need."""
AHEAD = 200
"""Editions that are on their way at the same time."""
PATIENCE = 30
"""Seconds to wait for a scheduler, and for its first worker."""
_one_at_a_time = Lock()  # a Dask worker has threads; the engine bears one


@dataclass(frozen=True, slots=True)
class Bundle:
    """What all editions need: files by name, and the program that they are for."""

    digest: str
    program: str
    project: Mapping[str, bytes] = field(compare=False)
    shipped: Mapping[str, bytes] = field(compare=False)


def print_on(
    address: str, files: Files, editions: Sequence[Edition], limits: Limits
) -> Iterator[tuple[int, Outcome]]:
    """Give what became of each edition, by its number, as they are finished.

    Dask gives the work of a machine that is lost to another.

    Raises:
        LeafletError: there is no scheduler at that address, or it has no worker.
    """
    with _client(address) as (dask, client):
        # A task's result, not scattered data: Dask makes it anew where it is lost.
        bundle = client.submit(_itself, _bundle(files, editions), pure=False)
        numbers: dict[Any, int] = {}
        finished = dask.as_completed(loop=client.loop)
        for number, edition in enumerate(editions):
            given = (bundle, edition, _pictures(files, edition), limits)
            job = client.submit(work, *given, pure=False, retries=1)
            numbers[job] = number
            finished.add(job)
            if len(numbers) >= AHEAD:
                job = next(finished)
                yield _outcome(job, numbers.pop(job), editions)
        for job in finished:
            yield _outcome(job, numbers.pop(job), editions)


def work(
    bundle: Bundle, edition: Edition, pictures: Mapping[str, bytes], limits: Limits
) -> Outcome:
    """Print one edition, on the machine that has it (in the Dask worker)."""
    try:
        with _one_at_a_time:
            root, press = _workshop(bundle)
        missing = {n: d for n, d in pictures.items() if not (root / n).exists()}
        write(root, missing)
    except LeafletError as error:
        return Outcome(None, tuple(error.problems))
    ((_, outcome),) = print_all(press, [edition], 1, limits)
    return outcome


@contextmanager
def _client(address: str) -> Iterator[tuple[Any, Any]]:
    """Give Dask, and a client of the scheduler, which has a worker."""
    at = Location("--scheduler")
    try:
        import distributed

        dask: Any = distributed
    except ImportError as error:
        hint = "install it: pip install 'leaflet[dask]'"
        message = "Dask is not installed here"
        problem = Problem("scheduler-missing", at, message, hint)
        raise LeafletError(problem, ExitCode.SETUP) from error
    try:
        client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no scheduler with a worker at {address}: {error}"
        hint = "start `dask scheduler`, then `dask worker tcp://…` on each machine"
        problem = Problem("scheduler-unreachable", at, message, hint)
        raise LeafletError(problem, ExitCode.SETUP) from error
    with client:
        yield dask, client


def _outcome(job: Any, number: int, editions: Sequence[Edition]) -> tuple[int, Outcome]:
    """Give what came back; an edition that ended machine after machine is told of."""
    try:
        return number, job.result()
    except Exception as error:  # Dask lets any error through
        message = f"came back from no machine: {error}"
        return number, Outcome(None, (beyond(editions[number].name, message),))


def _itself(bundle: Bundle) -> Bundle:
    return bundle


def _bundle(files: Files, editions: Sequence[Edition]) -> Bundle:
    """Give what all editions need, read from here."""
    named = {edition.project.logo.file for edition in editions if edition.project.logo}
    named |= {e.format.design.profile for e in editions if e.format.design.profile}
    project = _folders(files.root)
    project |= {n: p.read_bytes() for n in sorted(named) if (p := files.find(n))}
    shipped = _folders(files.shipped) if files.shipped in files.roots else {}
    digest = value_digest([sorted(project.items()), sorted(shipped.items())])
    return Bundle(digest, program(), project, shipped)


def _folders(root: Path) -> dict[str, bytes]:
    """Give the files of the folders that all editions need."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted(visible((root / folder).rglob("*")))
        if path.is_file()
    }


def _pictures(files: Files, edition: Edition) -> dict[str, bytes]:
    """Give the pictures in an edition's text, and on its front."""
    named = {figure.path for figure in parts(edition.blocks, Figure)}
    names = sorted(filter(None, named | {edition.cover_picture}))
    return {n: path.read_bytes() for n in names if (path := files.find(n))}


@lru_cache(maxsize=2)
def _workshop(bundle: Bundle) -> tuple[Path, Press]:
    """Give the folder where a bundle was unpacked, and a press for it.

    Raises:
        LeafletError: this machine has another program.
    """
    if bundle.program != program():
        message = "a worker has another release of Leaflet or WeasyPrint"
        hint = "install the same on all machines"
        at = Location("--scheduler")
        raise LeafletError(Problem("scheduler-version", at, message, hint))
    folder = Path(tempfile.mkdtemp(prefix="leaflet-"))
    root, shipped = folder / "project", folder / "shipped"
    for one, named in ((root, bundle.project), (shipped, bundle.shipped)):
        one.mkdir()
        write(one, named)
    files = Files(root, shipped)
    return root, Press(files, read_fonts(files), cache_folder())
