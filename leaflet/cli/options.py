"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.problems import LeafletError, Location, Problem


def _project(context: click.Context, _parameter: object, folder: Path) -> Path:
    """Refuse a folder that is no project, where one is needed."""
    if context.params.get("files") or context.params.get("explain_checks"):
        return folder
    if not (folder / "leaflet.yaml").exists():
        at = Location(str(folder / "leaflet.yaml"))
        message = "there is no such file, so the folder is no project"
        hint = "go to a project's folder, or name it: --project FOLDER"
        raise LeafletError(Problem("project-missing", at, message, hint))
    return folder


FILES = click.argument(
    "files",
    metavar="[FILE]...",
    nargs=-1,
    is_eager=True,  # with files, the folder need be no project
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
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
FORMAT = click.option("--format", "formats", multiple=True, help="Only this format.")
PAPER = click.option("--paper", "papers", multiple=True, help="Only this paper.")
STANDARD = click.option(
    "--standard",
    type=click.Choice(["ua-1", "ua-2", "x-4", "x-1a"]),
    help="Keep PDF/UA-1 and PDF/A-2a, or PDF/UA-2 and PDF/A-4; for the press PDF/X-4 "
    "or PDF/X-1a.",
)
PROFILE = click.option(
    "--icc",
    "profile",
    metavar="FILE",
    help="For the press: the print shop's own profile, a file of the project.",
)
JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 1000),
    default=0,
    help="Editions at the same time; 0, the default: one on each core.",
)
