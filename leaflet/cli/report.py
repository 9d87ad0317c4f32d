"""What commands tell: lines of data on stdout, problems on stderr."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from leaflet.problems import LeafletError, errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaflet.problems import Problem


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


def finish(problems: Sequence[Problem], *, as_json: bool, strict: bool = False) -> None:
    """End a command that did its work: tell of warnings.

    Raises:
        LeafletError: an error is among the problems; where `strict`, any problem.
    """
    if problems if strict else errors(problems):
        raise LeafletError(problems)
    if as_json:
        print_lines(json.dumps(asdict(one)) for one in dict.fromkeys(problems))
    elif problems:
        tell(problems)


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
