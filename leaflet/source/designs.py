"""Formats: how leaflets can look, and that their stylesheets are fit for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from leaflet.edition import DRAFT_STYLE, TICKET_STYLE
from leaflet.problems import Location, Problem
from leaflet.sheet import Design
from leaflet.source.kept import keep, recall
from leaflet.source.settings import read_settings
from leaflet.source.states import newest, states_below
from leaflet.source.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.source.files import Files


def read_designs(files: Files, problems: list[Problem]) -> Mapping[str, Design | None]:
    """Give the designs by name; None for one that problems were told of."""
    name = ("designs", *(str(root.resolve()) for root in files.roots))
    folders = [str(root / "styles") for root in files.roots]
    states = [sorted(states_below(folder, "")) for folder in folders]
    kept = recall(files.cache, name, states)
    if kept is not None:
        return msgspec.msgpack.decode(kept, type=dict[str, Design])
    found: list[Problem] = []
    designs = _read_designs(files, found)
    problems += found
    if not found and not _with_pictures(files):
        changed = max(map(newest, states))
        keep(files.cache, name, states, msgspec.msgpack.encode(designs), changed)
    return designs


def _with_pictures(files: Files) -> bool:
    """Tell whether a stylesheet names a picture, which may change without it."""
    sheets = files.all("styles/*.css").values()
    return any(b"url" in path.read_bytes().lower() for path in sheets)


def _read_designs(files: Files, problems: list[Problem]) -> dict[str, Design | None]:
    designs: dict[str, Design | None] = {}
    sheets = {f"styles/{DRAFT_STYLE}", f"styles/{TICKET_STYLE}"}
    for path in files.all("styles/formats/*.yaml").values():
        read = read_settings(files, path, Design, problems)
        designs[path.stem] = read.value
        for place, sheet in read.scalars.items():
            if place[0] == "stylesheets" and not files.find(f"styles/{sheet}"):
                at = Location(files.name(path), read.lines[place])
                hint = "stylesheets are files of styles/, the project's or ours"
                message = f"there is no stylesheet {sheet}"
                problems.append(Problem("style-missing", at, message, hint))
            elif place[0] == "stylesheets":
                sheets.add(f"styles/{sheet}")
        for place, wrong in read.value.faults() if read.value else ():
            at = Location(files.name(path), read.lines[place])
            hint = "see docs/formats.md: a format in YAML"
            problems.append(Problem("format-value", at, wrong, hint))
        for key, wrong in read.value.fit.faults() if read.value else ():
            at = Location(files.name(path), read.lines["fit", key])
            hint = "see docs/architecture.md: the text is fitted"
            problems.append(Problem("fit-bounds", at, f"fit.{key} {wrong}", hint))
    problems += read_styles(files, sorted(sheets))
    return designs
