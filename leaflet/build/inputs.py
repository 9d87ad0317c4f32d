"""The files that a build reads, and how each stands: enough to see that none changed.

Imported before anything that takes its time, so it needs nothing but `os`.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from leaflet.source.files import Files
from leaflet.source.states import PACKAGE, state, states_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaflet.source.states import State

FOLDERS = ("content", "locales", "templates", "styles")
OURS, PROGRAM, ENGINE = "ours:", "program:", "engine:"
"""What names of files outside the project begin with."""
PACKAGES = (
    *("babel", "cssselect2", "fonttools", "jinja2", "markupsafe", "pikepdf", "pillow"),
    *("pydyf", "pypdfium2", "pyphen", "segno", "tinycss2", "tinyhtml5", "weasyprint"),
)
"""The packages that have a hand in a PDF; METADATA beside each has its version."""


def states(files: Files, others: Iterable[str]) -> dict[str, State]:
    """Give the state of each file that a build reads, by its name.

    Args:
        files: the project, and what we ship.
        others: names of files elsewhere, such as the logo, or the engine's libraries.
    """
    found: dict[str, State] = {}
    for root in files.roots:
        begin = "" if root == files.root else OURS
        for folder in FOLDERS:
            found.update(states_below(os.path.join(root, folder), f"{begin}{folder}/"))
    found.update(_settings(str(files.root)))
    for name in others:
        found.setdefault(name, state(place(files, name)))
    found.update(states_below(PACKAGE, PROGRAM))
    found.update(_packages())
    return found


def place(files: Files, name: str) -> str:
    """Give the path of a file by its name here."""
    if name.startswith(OURS):
        return os.path.join(files.shipped, name.removeprefix(OURS))
    if name.startswith(PROGRAM):
        return os.path.join(PACKAGE, name.removeprefix(PROGRAM))
    if name.startswith(ENGINE):  # a library of the system has its whole path
        return os.path.join(_installed(), name.removeprefix(ENGINE))
    return os.path.join(files.root, name)


@cache
def _installed() -> str:
    """Give the folder that the engine is installed in; it is not imported."""
    engine = find_spec("weasyprint")
    return os.path.dirname(os.path.dirname((engine and engine.origin) or ""))


def _packages() -> Iterator[tuple[str, State]]:
    """Give the file that has the version of each package."""
    try:
        entries = os.listdir(_installed())
    except OSError:
        return
    for entry in entries:
        if entry.endswith(".dist-info") and entry.partition("-")[0].lower() in PACKAGES:
            name = f"{ENGINE}{entry}/METADATA"
            yield name, state(os.path.join(_installed(), entry, "METADATA"))


def _settings(root: str) -> Iterator[tuple[str, State]]:
    """Give the YAML files beside leaflet.yaml."""
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.name.endswith((".yaml", ".yml")):
                yield entry.name, state(entry.path)
