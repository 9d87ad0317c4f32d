"""One build at a time in a project."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from leaflet.build.output import opened
from leaflet.problems import ExitCode, LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "build/.lock"


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the project's lock; the system drops it when a process dies, however.

    Raises:
        LeafletError: another build holds it, or it cannot be written.
    """
    # A record lock: a worker, which is a copy of this process, does not hold it.
    with os.fdopen(opened(root, FILE, os.O_RDWR), "r+b", buffering=0) as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = file.read(20).decode("ascii", "replace").strip()
            message = "another build is at work in this project"
            message += f" (process {holder})" if holder else ""
            hint = "wait until it has ended; two at once would do the work twice"
            problem = Problem("build-locked", Location(FILE), message, hint)
            raise LeafletError(problem, ExitCode.SETUP) from error
        with suppress(OSError):  # a full disk: then nobody is told who holds it
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
        yield
