"""The command that shows which formats there are."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from leaflet.cli.options import JSON, PROJECT
from leaflet.cli.report import print_lines, reporting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leaflet.sheet import Format, Paper


@click.command("formats")
@PROJECT
@click.argument("names", metavar="[FORMAT]...", nargs=-1)
@JSON
def formats_command(project: Path, *, names: tuple[str, ...], as_json: bool) -> None:
    """Show the formats: what each is for, and a drawing of its sheet."""
    from leaflet.build.choice import chosen_formats
    from leaflet.source.files import Files

    with reporting(as_json=as_json):
        made = chosen_formats(Files(project), names)
        print_lines(map(_json, made) if as_json else _shown(made))


def _json(target: Format) -> str:
    """Give one line of JSON; lengths are in millimetres."""
    design = target.design
    sheets = target.imposition(target.shown_pages, "ltr")
    return json.dumps(
        {
            "format": target.name,
            "description": design.description,
            "layout": design.layout,
            "target": design.target,
            "paper": target.paper.name,
            "sheet": _size(target.sheet),
            "pages": {number: _size(size) for number, size in target.pages.items()},
            "sides": [side.pages for side in sheets.sides] if sheets else None,
            "turned_on": sheets.edge if sheets else None,
            "stock": design.stock,
            "type": {"size": design.fit.size, "leading": design.fit.leading},
        }
    )


def _size(paper: Paper) -> tuple[float, float]:
    return (paper.width, paper.height)


def _shown(made: Sequence[Format]) -> Iterator[str]:
    """Give each format with its drawing, on the first of its papers."""
    from leaflet.sheet.drawing import drawing

    for number, (name, papers) in enumerate(groupby(made, key=lambda each: each.name)):
        first, *others = papers
        if number:
            yield ""
        yield click.style(name, bold=True)
        if first.design.description:
            yield f"  {first.design.description}"
        yield f"  {_facts(first)}"
        yield ""
        yield f"  {_measures(first)}"
        yield from (f"  {line}".rstrip() for line in drawing(first))
        for other in others:
            yield f"  {_measures(other)}{_panels(other)}"


def _facts(target: Format) -> str:
    """Give what is said of a format on one line."""
    design = target.design
    tight, _, loose = design.fit.size
    size = f"{tight:g} pt" if tight == loose else f"{tight:g} to {loose:g} pt"
    parts = [f"{design.layout}, {design.target}", size]
    sheets = target.imposition(target.shown_pages, "ltr")
    if sheets and sheets.shared:
        parts.append(f"turned on the {sheets.edge} edge")
    return " · ".join(parts)


def _measures(target: Format) -> str:
    """Give a paper's size as it lies, and the sheet that copies of it stand on."""
    sheet, carrier = target.sheet, target.carrier
    size = f"{target.paper.name}, {sheet.width:.4g} × {sheet.height:.4g} mm"
    return f"{size}, on {carrier.name}" if carrier else size


def _panels(target: Format) -> str:
    """Give the widths of the panels inside, where there are several."""
    if target.fold is None:
        return ""
    widths = (f"{target.pages[panel].width:.4g}" for panel in target.fold.inside)
    return f": {' + '.join(widths)}"
