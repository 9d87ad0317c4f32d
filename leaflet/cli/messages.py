"""The commands that work with translators' catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from leaflet.cli.options import LANG, LEAFLET, PROJECT
from leaflet.cli.report import print_written

if TYPE_CHECKING:
    from pathlib import Path


@click.group("messages")
def messages_group() -> None:
    """Work with translators' catalogs."""


@messages_group.command("extract")
@PROJECT
def extract_command(project: Path) -> None:
    """Write locales/*.pot from content and templates, where messages changed."""
    from leaflet.build.messages import extract

    print_written(extract(project))


@messages_group.command("update")
@PROJECT
@LANG
@LEAFLET
def update_command(
    project: Path, languages: tuple[str, ...], leaflets: tuple[str, ...]
) -> None:
    """Bring the catalogs up to date with the texts; no translation is lost."""
    from leaflet.build.messages import update

    print_written(update(project, languages, leaflets))


@messages_group.command("migrate")
@PROJECT
def migrate_command(project: Path) -> None:
    """Carry the catalogs over to new rules of extraction; no translation is lost."""
    from leaflet.build.messages import migrate

    print_written(migrate(project))
