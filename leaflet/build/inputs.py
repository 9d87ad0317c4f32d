"""The files that a build reads, and how each stands: enough to see that none changed.

Imported before anything that takes its time, so it needs nothing but `os`.
"""

from __future__ import annotations

import os
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


def states(files: Files, others: Iterable[str]) -> dict[str, State]:
    """Give the state of each file that a build reads, by its name.

    Args:
        files: the project, and what we ship.
        others: names of files elsewhere in the project, such as the logo.
    """
    found: dict[str, State] = {}
    for root in files.roots:
        begin = "" if root == files.root else OURS
        for folder in FOLDERS:
            found.update(states_below(os.path.join(root, folder), f"{begin}{folder}/"))
    found.update(_settings(str(files.root)))
    for name in others:
        found.setdefault(name, state(os.path.join(files.root, name)))
    found.update(states_below(PACKAGE, PROGRAM))
    engine = find_spec("weasyprint")  # where it is; it is not imported
    if engine is not None and engine.origin:
        found[f"{ENGINE}weasyprint"] = state(engine.origin)
    return found


def place(files: Files, name: str) -> str:
    """Give the path of a file by its name here."""
    if name.startswith(OURS):
        return os.path.join(files.shipped, name.removeprefix(OURS))
    if name.startswith(PROGRAM):
        return os.path.join(PACKAGE, name.removeprefix(PROGRAM))
    if name.startswith(ENGINE):
        engine = find_spec(name.removeprefix(ENGINE))
        return (engine.origin if engine else None) or ""
    return os.path.join(files.root, name)


def _settings(root: str) -> Iterator[tuple[str, State]]:
    """Give the YAML files beside leaflet.yaml."""
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.name.endswith((".yaml", ".yml")):
                yield entry.name, state(entry.path)
