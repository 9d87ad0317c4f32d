"""Preflight of a file that may come from anybody, in a process of its own."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from leaflet.build.workers import Limits, begin, confine
from leaflet.problems import DEBUG, LeafletError, Location, Problem, internal

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

LIMITS = Limits()
STDERR = 2


def inspect(path: Path, target: str | None, limits: Limits = LIMITS) -> list[Problem]:
    """Give all that is wrong with a PDF, within limits of time and memory.

    A hostile file can only end the process that looks at it.
    """
    process, pipe = begin(_look, (path, target, limits))
    try:
        problems: list[Problem] = pipe.recv()
    except (EOFError, ConnectionResetError):
        code = process.wait()
        message = f"ended the process that looked at it (exit code {code})"
        if code == -signal.SIGALRM:
            message = f"takes longer than {limits.seconds:.0f} s to look at"
        problems = [_beyond(path, message)]
    finally:
        pipe.close()
        process.kill()
        process.wait()
    return problems


def _look(pipe: Connection, path: Path, target: str | None, limits: Limits) -> None:
    """Send what is wrong with a file (in its process)."""
    from leaflet.checks.preflight import Target, preflight

    confine(limits)
    if os.environ.get(DEBUG) != "1":  # what C++ says when it dies is told as a problem
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDERR)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    name = str(path)
    try:
        chosen = Target(target) if target else None
        problems = preflight(path.read_bytes(), name, chosen)
    except LeafletError as error:
        problems = list(error.problems)
    except MemoryError:
        problems = [_beyond(path, "takes more memory than any leaflet")]
    except Exception as error:  # of our own; the file's faults have problems
        problems = [internal(error, name)]
    pipe.send(problems)


def _beyond(path: Path, message: str) -> Problem:
    hint = "this is larger than any leaflet, or made to do harm"
    return Problem("pdf-limit", Location(str(path)), message, hint)
