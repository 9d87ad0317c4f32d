"""The command line: arguments to one library call, its result to a report.

The only place that prints and exits: data on stdout, talk on stderr.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leaflet import __version__
from leaflet.problems import ExitCode, LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.build.run import Built

PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with leaflet.yaml; this folder unless told otherwise.",
)


def main() -> NoReturn:
    """Run the command line; the process ends here, with a documented exit code."""
    code = ExitCode.OK
    try:
        cli.main(standalone_mode=False)
    except LeafletError as error:
        _tell(error.problems)
        code = error.exit_code
    except click.UsageError as error:
        error.show()
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was finished stays", err=True)
        code = ExitCode.INTERRUPTED
    except OSError as error:
        where = str(error.filename or "leaflet")
        reason = error.strerror or str(error)
        _tell([Problem("system", Location(where), reason)])
        code = ExitCode.SETUP
    sys.exit(code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leaflet")
def cli() -> None:
    """Write a leaflet once, translate its catalogs, print it everywhere."""


@cli.command("build")
@PROJECT
@click.option("--lang", "languages", multiple=True, help="Only this language.")
@click.option("--leaflet", "leaflets", multiple=True, help="Only this leaflet.")
@click.option("--format", "formats", multiple=True, help="Only this format.")
@click.option("--paper", "papers", multiple=True, help="Only this paper.")
def build_command(
    project: Path,
    languages: tuple[str, ...],
    leaflets: tuple[str, ...],
    formats: tuple[str, ...],
    papers: tuple[str, ...],
) -> None:
    """Typeset leaflets into build/: all, or those that the options choose."""
    from leaflet.build.plan import Selection
    from leaflet.build.run import build

    selection = Selection(languages, leaflets, formats, papers)
    built = build(project, selection, _progress)
    _clear_progress()
    _table(built, project)


@cli.group("messages")
def messages_group() -> None:
    """Work with translators' catalogs."""


@messages_group.command("extract")
@PROJECT
def extract_command(project: Path) -> None:
    """Write locales/*.pot from content and templates, where messages changed."""
    from leaflet.build.messages import extract

    _written(extract(project), project)


@messages_group.command("update")
@PROJECT
@click.option("--lang", "languages", multiple=True, help="Only this language.")
def update_command(project: Path, languages: tuple[str, ...]) -> None:
    """Bring the catalogs up to date with the texts; no translation is lost."""
    from leaflet.build.messages import update

    _written(update(project, languages), project)


@cli.command("schema")
@PROJECT
def schema_command(project: Path) -> None:
    """Write the JSON Schemas by which editors complete and check the YAML files."""
    from leaflet.build.output import write
    from leaflet.source.project import schemas

    for name, data in schemas().items():
        write(project / name, data)
        click.echo(name)


def _written(paths: list[Path], project: Path) -> None:
    for path in paths:
        click.echo(path.relative_to(project).as_posix())
    if not paths:
        click.echo("nothing changed", err=True)


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


def _table(built: list[Built], project: Path) -> None:
    """Print file, pages, size and time, then the sum."""
    rows = [
        (
            built_file.path.relative_to(project).as_posix(),
            str(built_file.pages),
            f"{built_file.size / 1000:.0f} kB",
            f"{built_file.seconds:.1f} s",
        )
        for built_file in built
    ]
    head = ("file", "pages", "size", "time")
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)]
        click.echo("  ".join(cells))


def _tell(problems: Iterable[Problem]) -> None:
    """Print problems on stderr, each once, and how many there were."""
    shown = list(dict.fromkeys(problems))
    for problem in shown:
        click.echo(str(problem), err=True)
    number = len(shown)
    click.echo(f"{number} problem{'s' if number != 1 else ''}", err=True)
