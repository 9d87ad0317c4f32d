"""The rules of typography of a locale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from leaflet import typography
from leaflet.problems import LeafletError, Problem
from leaflet.source.kept import keep, recall
from leaflet.source.settings import read_settings
from leaflet.source.states import newest, state

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leaflet.source.files import Files


def read_rules(files: Files, locale: str) -> typography.Rules:
    """Give a locale's rules of typography: its own over its language's over all's.

    Raises:
        LeafletError: a file of rules has a mistake.
    """
    lineage = (f"styles/typography/{n}.yaml" for n in typography.lineage(locale))
    paths = [path for name in lineage if (path := files.find(name))]
    name = ("rules", str(files.root.resolve()), locale)
    states = [(str(path), state(str(path))) for path in paths]
    kept = recall(files.cache, name, states)
    if kept is not None:
        return msgspec.msgpack.decode(kept, type=typography.Rules)
    rules = _read_rules(files, paths)
    encoded = msgspec.msgpack.encode(rules)
    keep(files.cache, name, states, encoded, newest(states))
    return rules


def _read_rules(files: Files, paths: Sequence[Path]) -> typography.Rules:
    """Give what the files say, the nearest first."""
    merged: dict[str, Any] = {}
    problems: list[Problem] = []
    for path in reversed(paths):
        read = read_settings(files, path, typography.Rules, problems)
        # Only what the file itself names: a default must not hide the parent's rule.
        said = (place[0] for place in read.lines if len(place) == 1)
        if read.value:
            own = {str(key): getattr(read.value, str(key)) for key in said}
            merged = typography.inherit(own, merged)
    if problems:
        raise LeafletError(problems)
    return typography.Rules(**merged)
