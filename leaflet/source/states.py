"""How files stand on the disk: enough to see that none changed, without reading any.

Imported before anything that takes its time, so it needs nothing but `os`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

State = tuple[int, int]
"""When a file was changed (ns), and its size; (0, 0) where there is none."""
PACKAGE = os.path.dirname(os.path.dirname(__file__))
"""The folder of our own code."""


def state(path: str) -> State:
    """Give the state of one file."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return (0, 0)
    # Whoever copies or unpacks a file may set the first of both; nobody the second.
    return (max(seen.st_mtime_ns, seen.st_ctime_ns), seen.st_size)


def newest(states: Iterable[tuple[str, State]]) -> int:
    """Give when the youngest of some files was changed (ns); 0 where there is none."""
    return max((changed for _, (changed, _) in states), default=0)


def states_below(folder: str, name: str) -> Iterator[tuple[str, State]]:
    """Give each file below a folder that is known by `name`, and its state.

    What editors hide is left out.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from states_below(entry.path, f"{name}{entry.name}/")
        else:
            yield name + entry.name, state(entry.path)
