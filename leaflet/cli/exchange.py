"""The commands that send translations to agencies, and take them back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflet.cli.options import LEAFLET, PROJECT
from leaflet.cli.report import print_lines, tell
from leaflet.problems import ExitCode, errors

if TYPE_CHECKING:
    from collections.abc import Collection

    from leaflet.build.exchange import Arrival

FORMATS = ("docx", "xliff", "xliff2", "csv", "xlsx")


@click.command("export")
@PROJECT
@click.argument("language", metavar="LANG")
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True)
@LEAFLET
@click.option("--only-open", is_flag=True, help="Only messages that are not done.")
def export_command(
    project: Path,
    language: str,
    format_: str,
    leaflets: tuple[str, ...],
    *,
    only_open: bool,
) -> None:
    """Write messages as files for translators who work in Word, Excel or CAT tools."""
    from leaflet.build.exchange import send

    written = send(project, language, format_, leaflets, only_open=only_open)
    print_lines(written)
    if not written:
        click.echo("nothing is left to translate", err=True)


@click.command("import")
@PROJECT
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Tell what would be written, no more.")
def import_command(
    project: Path, files: tuple[Path, ...], *, yes: bool, dry_run: bool
) -> None:
    """Take translations from files that came back; asks before it writes."""
    from leaflet.build.exchange import receive
    from leaflet.build.output import write

    arrival = receive(project, files)
    if arrival.problems:
        tell(arrival.problems)
    click.echo(_summary(arrival), err=True)
    if arrival.catalogs and not dry_run and (yes or _agreed(arrival.catalogs)):
        write(project, arrival.catalogs)
        print_lines(arrival.catalogs)
    if errors(arrival.problems):
        raise click.exceptions.Exit(ExitCode.PROBLEMS)


def _summary(arrival: Arrival) -> str:
    """Give one line: how many messages are new, changed, unchanged and refused."""
    counts = [*arrival.fates.items(), ("refused", arrival.refused)]
    counts.append(("comments", arrival.comments))
    return ", ".join(f"{number} {name}" for name, number in counts)


def _agreed(names: Collection[str]) -> bool:
    """Ask whether to write these files.

    Raises:
        UsageError: nobody is there to answer.
    """
    if not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here: say --yes or --dry-run")
    return click.confirm(f"write {', '.join(names)}?", err=True)
