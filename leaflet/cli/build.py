"""The commands that build and check leaflets."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.options import (
    FILES,
    FORMAT,
    JOBS,
    JSON,
    LANG,
    LEAFLET,
    PAPER,
    PROFILE,
    PROJECT,
    STANDARD,
)
from leaflet.cli.report import finish, print_lines, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaflet.build.run import Built, Progress


NAMED = 4
"""Files that are named where there are warnings."""


@click.command("build")
@PROJECT
@LANG
@LEAFLET
@FORMAT
@PAPER
@STANDARD
@PROFILE
@JOBS
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Print on the machines of a Dask scheduler, such as tcp://10.0.0.1:8786.",
)
@click.option("--force", is_flag=True, help="Typeset also what has not changed.")
@click.option("--explain", is_flag=True, help="Say of each why it was built, or not.")
@click.option(
    "--draft",
    is_flag=True,
    help="Also build what is not finished, as drafts that say what they lack.",
)
@JSON
def build_command(  # noqa: PLR0913  # each is an option of its own
    project: Path,
    *,
    jobs: int,
    scheduler: str,
    force: bool,
    explain: bool,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Typeset leaflets into build/. All of them, or those that the options choose."""
    from leaflet.build.run import Options, build
    from leaflet.build.selection import Selection

    options = Options(jobs, force, scheduler)
    with reporting(as_json=as_json):
        try:
            result = build(project, Selection(**chosen), progress, options)
        finally:
            clear_progress()
        if as_json:
            print_lines(json.dumps(asdict(one)) for one in result.files)
        elif result.files:
            print_lines(_table(result.files, explain=explain))
            tell_warnings(result.files)
        finish(result.problems, as_json=as_json)


@click.command("check")
@FILES
@PROJECT
@LANG
@LEAFLET
@click.option(
    "--target",
    type=click.Choice(["screen", "office", "press", "digital"]),
    help="Where the PDF files go; else what they say that they are made for.",
)
@JSON
def check_command(
    files: tuple[Path, ...],
    project: Path,
    *,
    target: str | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Tell what is wrong. All that `build` looks at before it typesets anything.

    With FILES, preflight on them: any PDF, whoever made it.
    """
    from leaflet.build.run import check
    from leaflet.build.selection import Selection

    with reporting(as_json=as_json):
        if files:
            from leaflet.build.inspection import inspect

            problems = [problem for file in files for problem in inspect(file, target)]
        else:
            problems = [*check(project, Selection(**chosen))]
        finish(problems, as_json=as_json)
        if not problems:
            click.echo("no problems", err=True)


@click.command("schema")
@PROJECT
def schema_command(project: Path) -> None:
    """Write the JSON Schemas. By them editors complete and check the YAML files."""
    from leaflet.build.output import write
    from leaflet.source.project import schemas

    write(project, schemas())
    print_lines(schemas())


def progress(progress: Progress) -> None:
    """Say what was built: one line that stays the same on a terminal."""
    line = f"[{progress.done}/{progress.total}] {progress.name}"
    if progress.seconds_left >= 1:
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        line += f", {f'{minutes} min ' if minutes else ''}{seconds} s left"
    if sys.stderr.isatty():
        click.echo(f"\r\033[2K{line}", nl=False, err=True)
    else:
        click.echo(line, err=True)


def tell_warnings(built: Sequence[Built]) -> None:
    """Say how many warnings preflight has, and how to read them."""
    warned = [one for one in built if one.warnings]
    if warned:
        number = sum(one.warnings for one in warned)
        names = " ".join(one.file for one in warned[:NAMED])
        more = " …" if len(warned) > NAMED else ""
        noun = "warning" if number == 1 else "warnings"
        line = f"{number} {noun} of preflight; to read: leaflet check {names}{more}"
        click.echo(line, err=True)


def clear_progress() -> None:
    """Leave the line of progress empty, for what is said next."""
    if sys.stderr.isatty():
        click.echo("\r\033[2K", nl=False, err=True)


def _table(built: Sequence[Built], *, explain: bool) -> Iterator[str]:
    """Give the lines of the table: file, pages, size and time, and why."""
    rows = [("file", "pages", "size", "time")]
    rows += [
        (
            one.file,
            str(one.pages),
            f"{one.size / 1000:.0f} kB",
            f"{one.seconds:.1f} s" if one.built else "kept",
        )
        for one in built
    ]
    reasons = ["why", *(one.why for one in built)] if explain else [""] * len(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, why in zip(rows, reasons, strict=True):
        cells = [row[0].ljust(widths[0])]
        cells += [c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join([*cells, why]).rstrip()
