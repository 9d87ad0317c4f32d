"""The commands that work with translators' catalogs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.exchange import export_command, import_command
from leaflet.cli.options import FILES, JSON, LANG, LEAFLET, PROJECT
from leaflet.cli.report import finish, print_lines, print_written, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.build.progress import Progress

WIDEST = 200
"""Columns of a table: a line that is too long for a terminal is better than a cut."""


@click.group("messages")
def messages_group() -> None:
    """Work with translators' catalogs."""


for command in (export_command, import_command):
    messages_group.add_command(command)


@messages_group.command("extract")
@PROJECT
def extract_command(project: Path) -> None:
    """Write locales/*.pot from content and templates, where messages changed."""
    from leaflet.build.messages import extract

    print_written(extract(project))


@messages_group.command("update")
@PROJECT
@click.argument("tags", metavar="[LANG]...", nargs=-1)
@LANG
@LEAFLET
def update_command(
    project: Path,
    tags: tuple[str, ...],
    languages: tuple[str, ...],
    leaflets: tuple[str, ...],
) -> None:
    """Bring the catalogs up to date with the texts; no translation is lost."""
    from leaflet.build.messages import update

    written, problems = update(project, (*tags, *languages), leaflets)
    print_written(written)
    finish(problems, as_json=False)


@messages_group.command("add")
@PROJECT
@click.argument("languages", metavar="LANG...", nargs=-1, required=True)
@LEAFLET
def add_command(
    project: Path, languages: tuple[str, ...], leaflets: tuple[str, ...]
) -> None:
    """Begin to translate into a language. Tells what else it needs."""
    from leaflet.build.messages import add

    added = add(project, languages, leaflets)
    print_written(added.files)
    for at, what in added.needs:
        click.echo(f"{at}: {what}", err=True)


@messages_group.command("status")
@PROJECT
@LANG
@LEAFLET
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    default=0,
    metavar="N",
    help="Exit with 1 where less than N percent of the messages are done.",
)
@JSON
def status_command(
    project: Path,
    *,
    languages: tuple[str, ...],
    leaflets: tuple[str, ...],
    fail_under: int,
    as_json: bool,
) -> None:
    """Tell how far each translation is, as the texts are today."""
    from leaflet.build.progress import behind, progress

    with reporting(as_json=as_json):
        rows, problems = progress(project, languages, leaflets)
        if as_json:
            print_lines(
                json.dumps({**asdict(row), "percent": row.percent}) for row in rows
            )
        elif rows:
            print_lines(_status(rows))
        elif not problems:
            click.echo("nothing is translated here", err=True)
        finish([*problems, *behind(rows, fail_under)], as_json=as_json)


@messages_group.command("check")
@FILES
@PROJECT
@LANG
@LEAFLET
@click.option("--source", default="", help="Of FILES: the language of their sources.")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option(
    "--explain",
    "explain_checks",
    is_flag=True,
    is_eager=True,
    help="Explain all checks, and do no more.",
)
@JSON
def check_command(  # noqa: PLR0913  # an option each
    files: tuple[Path, ...],
    project: Path,
    *,
    languages: tuple[str, ...],
    leaflets: tuple[str, ...],
    source: str,
    strict: bool,
    explain_checks: bool,
    as_json: bool,
) -> None:
    """Compare translations with their sources: the project's, or those in FILES.

    FILES are any .po files, also outside of a project; --lang is then their language,
    where neither header nor path tells it.
    """
    from leaflet.build.comparison import file_problems, project_problems
    from leaflet.checks.translations.page import page

    if explain_checks:
        print_lines(page().splitlines())
        return
    with reporting(as_json=as_json):
        if files:
            target = "".join(languages[-1:])
            problems = [
                p for file in files for p in file_problems(file, source, target)
            ]
        else:
            problems = project_problems(project, languages, leaflets)
        finish(problems, as_json=as_json, strict=strict)
        if not problems:
            click.echo("no problems", err=True)


@messages_group.command("migrate")
@PROJECT
def migrate_command(project: Path) -> None:
    """Carry the catalogs over to new rules of extraction; no translation is lost."""
    from leaflet.build.messages import migrate

    print_written(migrate(project))


def _status(rows: list[Progress]) -> Iterator[str]:
    """Give the lines of the table, coloured on a terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table("leaflet", "language", box=None, pad_edge=False)
    for name in ("", *rows[0].counts):
        table.add_column(name, justify="right")
    for row in rows:
        cells = [
            f"{count.messages} [dim]({count.words})[/]" if count.messages else "–"
            for count in row.counts.values()
        ]
        style = "green" if row.complete else "yellow"
        percent = f"[{style}]{row.percent} %[/]"
        table.add_row(row.leaflet, row.language, percent, *cells)
    table.caption = "messages (words)"
    console = Console(width=WIDEST)
    with console.capture() as captured:
        console.print(table)
    return map(str.rstrip, captured.get().splitlines())
