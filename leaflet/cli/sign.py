"""The command that signs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from leaflet.cli.options import PROJECT
from leaflet.cli.report import print_lines

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.signoff import Signed


@click.command("sign")
@PROJECT
@click.argument("leaflet")
@click.argument("lang")
@click.option("--name", required=True, help="Who has read it, as printed.")
@click.option("--role", required=True, help="As what: nurse, translator, patient.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="When it was read; today unless told otherwise.",
)
@click.option(
    "--proof",
    "digest",
    help="The text that was read, as a proof names it; any other is refused.",
)
def sign_command(  # noqa: PLR0913, PLR0917  # what a signature says
    project: Path,
    leaflet: str,
    lang: str,
    name: str,
    role: str,
    date: dt.datetime | None,
    digest: str | None,
) -> None:
    """Sign that somebody has read LEAFLET in LANG beside its source, all of it."""
    from leaflet.build.sign import sign
    from leaflet.signoff import Reader

    today = dt.datetime.now().astimezone().date()
    day = date.date() if date else today
    reader = Reader(name=name, role=role, date=day.isoformat())
    made = sign(project, leaflet, lang, reader, today.isoformat(), digest)
    click.echo(f"{name}, {role}: {_said(made.signed)}", err=True)
    print_lines([made.file])


def _said(signed: Signed) -> str:
    messages = f"{signed.messages} messages"
    if not signed.before:
        return f"{messages} signed for the first time"
    return f"{messages} signed, {signed.changed} of them changed since {signed.before}"
