"""What commands tell: lines of data on stdout, problems on stderr."""

from __future__ import annotations

import json
import os
import sys
import traceback
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEBUG = "LEAFLET_DEBUG"
PACKAGE = Path(__file__).parent.parent


def print_lines(lines: Iterable[str]) -> None:
    """Print data on stdout; the work is done, even where nobody reads on."""
    try:
        for line in lines:
            click.echo(line)
    except BrokenPipeError:  # `| head`: Python must not try again when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_written(names: list[str]) -> None:
    """Print the names of written files; say so where there are none."""
    print_lines(names)
    if not names:
        click.echo("nothing changed", err=True)


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on stderr, each once, and how many there were."""
    shown = list(dict.fromkeys(problems))
    for problem in shown:
        click.echo(str(problem), err=True)
    number = len(shown)
    click.echo(f"{number} problem{'s' if number != 1 else ''}", err=True)


@contextmanager
def reporting(*, as_json: bool) -> Iterator[None]:
    """Print the problems of a command as JSON lines on stdout, where that is wanted."""
    try:
        yield
    except LeafletError as error:
        if not as_json:
            raise
        print_lines(json.dumps(asdict(one)) for one in dict.fromkeys(error.problems))
        raise click.exceptions.Exit(error.exit_code) from error


def system(error: OSError) -> Problem:
    """Tell what the machine refused: a file, or a library that is not installed."""
    at = Location(str(error.filename or "leaflet"))
    hint = "" if error.filename else "`make pdf` tells what this machine lacks"
    return Problem("system", at, error.strerror or str(error), hint)


def internal(error: Exception) -> Problem:
    """Tell of a fault of our own: where in our code, and how to report it."""
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(PACKAGE)]
    name = Path(ours[-1].filename).relative_to(PACKAGE.parent).as_posix()
    message = f"this is a fault of Leaflet: {type(error).__name__}: {error}"
    hint = f"report this line, and what {DEBUG}=1 leaflet … prints"
    return Problem("internal", Location(name, ours[-1].lineno or 0), message, hint)
