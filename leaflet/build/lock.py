"""One build at a time in a project."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leaflet.problems import ExitCode, LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "build/.lock"


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the project's lock; the system drops it when a process dies, however.

    Raises:
        LeafletError: another build holds it.
    """
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    # A record lock: a worker, which is a copy of this process, does not hold it.
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW), "r+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = file.read(20).strip()
            message = "another build is at work in this project"
            message += f" (process {holder})" if holder else ""
            hint = "wait until it has ended; two at once would do the work twice"
            problem = Problem("build-locked", Location(FILE), message, hint)
            raise LeafletError(problem, ExitCode.SETUP) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
