"""The commands that build and check leaflets."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from leaflet.cli.options import JSON, LANG, LEAFLET, PROJECT
from leaflet.cli.report import print_lines, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leaflet.build.run import Built


@click.command("build")
@PROJECT
@LANG
@LEAFLET
@click.option("--format", "formats", multiple=True, help="Only this format.")
@click.option("--paper", "papers", multiple=True, help="Only this paper.")
@JSON
def build_command(project: Path, *, as_json: bool, **chosen: tuple[str, ...]) -> None:
    """Typeset leaflets into build/. All of them, or those that the options choose."""
    from leaflet.build.plan import Selection
    from leaflet.build.run import build

    with reporting(as_json=as_json):
        try:
            built = build(project, Selection(**chosen), _progress)
        finally:
            _clear_progress()
        if as_json:
            print_lines(json.dumps(asdict(one)) for one in built)
        else:
            print_lines(_table(built))


@click.command("check")
@PROJECT
@LANG
@LEAFLET
@JSON
def check_command(project: Path, *, as_json: bool, **chosen: tuple[str, ...]) -> None:
    """Tell what is wrong. All that `build` looks at before it typesets anything."""
    from leaflet.build.plan import Selection
    from leaflet.build.run import check

    with reporting(as_json=as_json):
        check(project, Selection(**chosen))
        click.echo("no problems", err=True)


@click.command("schema")
@PROJECT
def schema_command(project: Path) -> None:
    """Write the JSON Schemas. By them editors complete and check the YAML files."""
    from leaflet.build.output import write
    from leaflet.source.project import schemas

    write(project, schemas())
    print_lines(schemas())


def _progress(number: int, total: int, name: str) -> None:
    """Say what is being built: one line that stays the same on a terminal."""
    line = f"[{number}/{total}] {name}"
    if sys.stderr.isatty():
        click.echo(f"\r\033[2K{line}", nl=False, err=True)
    else:
        click.echo(line, err=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[2K", nl=False, err=True)


def _table(built: list[Built]) -> Iterator[str]:
    """Give the lines of the table: file, pages, size and time."""
    head = ("file", "pages", "size", "time")
    rows = [
        (one.file, str(one.pages), f"{one.size / 1000:.0f} kB", f"{one.seconds:.1f} s")
        for one in built
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join(cells)
