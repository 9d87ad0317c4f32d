"""The command that proves what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from leaflet.cli.build import clear_progress, progress
from leaflet.cli.options import FORMAT, JOBS, JSON, LANG, LEAFLET, PAPER, PROJECT
from leaflet.cli.report import reporting
from leaflet.problems import LeafletError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify")
@PROJECT
@LANG
@LEAFLET
@FORMAT
@PAPER
@JOBS
@JSON
def verify_command(project: Path, *, jobs: int, as_json: bool, **chosen: Any) -> None:
    """Print again what was built, and compare the bytes. Nothing is written."""
    from leaflet.build.run import Options
    from leaflet.build.selection import Selection
    from leaflet.build.verify import verify

    with reporting(as_json=as_json):
        try:
            problems = verify(project, Selection(**chosen), progress, Options(jobs))
        finally:
            clear_progress()
        if problems:
            raise LeafletError(problems)
        click.echo("each file is what the sources make", err=True)
