"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path

import click

from leaflet.problems import LeafletError, Location, Problem


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
