"""What can be wrong, where, and the one form in which it is told."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


DEBUG = "LEAFLET_DEBUG"
"""The variable of the environment that adds a traceback to faults of our own."""


class ExitCode(IntEnum):
    """What the process says to its caller (documented in docs/cli.md)."""

    OK = 0
    PROBLEMS = 1  # something in the project is wrong; every problem was printed
    USAGE = 2  # the command line was not understood (click's own code)
    SETUP = 3  # this machine lacks something that Leaflet needs
    INTERRUPTED = 130  # Ctrl-C, as shells count it (128 + SIGINT)


class Severity(StrEnum):
    """How bad a problem is: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; `line` and `column` count from 1, 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give `path:line:column`, without the parts that are unknown."""
        known = [n for n in (self.line, self.column) if n] if self.line else []
        return ":".join([self.path, *map(str, known)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable id, a place, a message and a hint."""

    id: str
    at: Location
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Give the one text form: `place: severity[id]: message`, then the hint."""
        text = f"{self.at}: {self.severity}[{self.id}]: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class LeafletError(Exception):
    """Work stopped; carries every problem that was found, not the first."""

    def __init__(
        self,
        problems: Iterable[Problem] | Problem,
        exit_code: ExitCode = ExitCode.PROBLEMS,
    ) -> None:
        self.problems: Sequence[Problem] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        self.exit_code = exit_code
        # All that __init__ takes, so that a worker process can send it (pickle).
        super().__init__(self.problems, exit_code)

    def __str__(self) -> str:
        """Give the text form of every problem."""
        return "\n".join(map(str, self.problems))


def system(error: OSError) -> Problem:
    """Tell what the machine refused: a file, or a library that is not installed."""
    at = Location(str(error.filename or "leaflet"))
    hint = "" if error.filename else "`make pdf` tells what this machine lacks"
    return Problem("system", at, error.strerror or str(error), hint)


def internal(error: Exception, what: str = "") -> Problem:
    """Tell of a fault of our own: where in our code, what it did, how to report it."""
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(error)
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(package)]
    name = Path(ours[-1].filename).relative_to(package.parent).as_posix()
    doing = f", with {what}" if what else ""
    message = f"this is a fault of Leaflet{doing}: {type(error).__name__}: {error}"
    hint = f"report this line, and what {DEBUG}=1 leaflet … prints"
    return Problem("internal", Location(name, ours[-1].lineno or 0), message, hint)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Give the problems that stop the work, in their order."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


SHOWN = 60
"""Characters of a text that a problem quotes."""


def short(text: str) -> str:
    """Quote a text, cut where it is long.

    >>> short("one  two")
    '«one two»'
    """
    line = " ".join(text.split())
    return f"«{line if len(line) <= SHOWN else line[: SHOWN - 1] + '…'}»"
