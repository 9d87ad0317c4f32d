"""The files that a build reads, and how each stands: enough to see that none changed.

Imported before anything that takes its time, so it needs nothing but `os`.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from leaflet.source.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

State = tuple[int, int]
"""When a file was changed (ns) and its size; (0, 0) where there is none."""
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
            found.update(_walk(os.path.join(root, folder), f"{begin}{folder}/"))
    found.update(_settings(str(files.root)))
    for name in others:
        found.setdefault(name, state(os.path.join(files.root, name)))
    found.update(own_program())
    engine = find_spec("weasyprint")  # where it is; it is not imported
    if engine is not None and engine.origin:
        found[f"{ENGINE}weasyprint"] = state(engine.origin)
    return found


def own_program() -> dict[str, State]:
    """Give the state of each file of our own code."""
    package = os.path.dirname(os.path.dirname(__file__))
    return dict(sorted(_walk(package, PROGRAM)))


def state(path: str) -> State:
    """Give the state of one file."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return (0, 0)
    return (seen.st_mtime_ns, seen.st_size)


def place(files: Files, name: str) -> str:
    """Give the path of a file by its name here."""
    if name.startswith(OURS):
        return os.path.join(files.shipped, name.removeprefix(OURS))
    if name.startswith(PROGRAM):
        package = os.path.dirname(os.path.dirname(__file__))
        return os.path.join(package, name.removeprefix(PROGRAM))
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


def _walk(folder: str, name: str) -> Iterator[tuple[str, State]]:
    """Give the files below a folder; what editors hide is left out."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _walk(entry.path, f"{name}{entry.name}/")
        else:
            yield name + entry.name, state(entry.path)
