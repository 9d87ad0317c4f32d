"""The command line: arguments to one library call, its result to a report.

The only place that prints and exits: data on stdout, talk on stderr.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leaflet import __version__
from leaflet.problems import ExitCode, LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaflet.build.run import Built

DEBUG = "LEAFLET_DEBUG"
PACKAGE = Path(__file__).parent


def main() -> NoReturn:
    """Run the command line; the process ends here, with a documented exit code.

    A tenth of a short build is spent looking for garbage, another tenth on tearing
    down what the system takes back anyway (measured, bench/README.md).
    """
    gc.set_threshold(200_000, 20, 20)
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a closed pipe was told of by whoever closed it
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> ExitCode:
    """Run one command and report; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What a stream has no character for is told in ASCII, not by a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        return ExitCode(cli.main(arguments, "leaflet", standalone_mode=False) or 0)
    except LeafletError as error:
        _tell(error.problems)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; no file is half made", err=True)
        return ExitCode.INTERRUPTED
    except OSError as error:
        _tell([_system(error)])
        return ExitCode.SETUP
    except Exception as error:  # users get a sentence, no traceback
        _tell([_internal(error)])
        return ExitCode.PROBLEMS


def _project(_context: object, _parameter: object, folder: Path) -> Path:
    """Refuse a folder that is no project."""
    if not (folder / "leaflet.yaml").exists():
        at = Location(str(folder / "leaflet.yaml"))
        message = "there is no such file, so the folder is no project"
        hint = "go to a project's folder, or name it: --project FOLDER"
        raise LeafletError(Problem("project-missing", at, message, hint))
    return folder


PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_project,
    help="The folder with leaflet.yaml; this folder unless told otherwise.",
)
LANG = click.option("--lang", "languages", multiple=True, help="Only this language.")
LEAFLET = click.option(
    "--leaflet", "leaflets", multiple=True, help="Only this leaflet."
)
JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print files and problems as JSON lines."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leaflet")
def cli() -> None:
    """Write a leaflet once, translate its catalogs, print it everywhere."""


@cli.command("build")
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

    with _reporting(as_json=as_json):
        try:
            built = build(project, Selection(**chosen), _progress)
        finally:
            _clear_progress()
        if as_json:
            _print(json.dumps(asdict(one)) for one in built)
        else:
            _print(_table(built))


@cli.command("check")
@PROJECT
@LANG
@LEAFLET
@JSON
def check_command(project: Path, *, as_json: bool, **chosen: tuple[str, ...]) -> None:
    """Tell what is wrong. All that `build` looks at before it typesets anything."""
    from leaflet.build.plan import Selection
    from leaflet.build.run import check

    with _reporting(as_json=as_json):
        check(project, Selection(**chosen))
        click.echo("no problems", err=True)


@cli.group("messages")
def messages_group() -> None:
    """Work with translators' catalogs."""


@messages_group.command("extract")
@PROJECT
def extract_command(project: Path) -> None:
    """Write locales/*.pot from content and templates, where messages changed."""
    from leaflet.build.messages import extract

    _written(extract(project))


@messages_group.command("update")
@PROJECT
@LANG
@LEAFLET
def update_command(
    project: Path, languages: tuple[str, ...], leaflets: tuple[str, ...]
) -> None:
    """Bring the catalogs up to date with the texts; no translation is lost."""
    from leaflet.build.messages import update

    _written(update(project, languages, leaflets))


@messages_group.command("migrate")
@PROJECT
def migrate_command(project: Path) -> None:
    """Carry the catalogs over to new rules of extraction; no translation is lost."""
    from leaflet.build.messages import migrate

    _written(migrate(project))


@cli.command("schema")
@PROJECT
def schema_command(project: Path) -> None:
    """Write the JSON Schemas. By them editors complete and check the YAML files."""
    from leaflet.build.output import write
    from leaflet.source.project import schemas

    write(project, schemas())
    _print(schemas())


def _print(lines: Iterable[str]) -> None:
    """Print data on stdout; the work is done, even where nobody reads on."""
    try:
        for line in lines:
            click.echo(line)
    except BrokenPipeError:  # `| head`: Python must not try again when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _written(names: list[str]) -> None:
    _print(names)
    if not names:
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


def _tell(problems: Iterable[Problem]) -> None:
    """Print problems on stderr, each once, and how many there were."""
    shown = list(dict.fromkeys(problems))
    for problem in shown:
        click.echo(str(problem), err=True)
    number = len(shown)
    click.echo(f"{number} problem{'s' if number != 1 else ''}", err=True)


@contextmanager
def _reporting(*, as_json: bool) -> Iterator[None]:
    """Print the problems of a command as JSON lines on stdout, where that is wanted."""
    try:
        yield
    except LeafletError as error:
        if not as_json:
            raise
        _print(json.dumps(asdict(one)) for one in dict.fromkeys(error.problems))
        raise click.exceptions.Exit(error.exit_code) from error


def _system(error: OSError) -> Problem:
    """Tell what the machine refused: a file, or a library that is not installed."""
    at = Location(str(error.filename or "leaflet"))
    hint = "" if error.filename else "`make pdf` tells what this machine lacks"
    return Problem("system", at, error.strerror or str(error), hint)


def _internal(error: Exception) -> Problem:
    """Tell of a fault of our own: where in our code, and how to report it."""
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(PACKAGE)]
    name = Path(ours[-1].filename).relative_to(PACKAGE.parent).as_posix()
    message = f"this is a fault of Leaflet: {type(error).__name__}: {error}"
    hint = f"report this line, and what {DEBUG}=1 leaflet … prints"
    return Problem("internal", Location(name, ours[-1].lineno or 0), message, hint)
