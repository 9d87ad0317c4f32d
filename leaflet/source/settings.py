"""A YAML file of the project, or of ours, to a typed value."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from leaflet.problems import LeafletError, Problem
from leaflet.source.values import value_problems
from leaflet.source.yaml import Read, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.source.files import Files

T = TypeVar("T")


def read_settings(
    files: Files, path: Path, shape: type[T], problems: list[Problem]
) -> Read[T]:
    """Give what a YAML file says, adding its problems to the others."""
    name = files.name(path)
    try:
        read = read_yaml(files.read(path), name, shape)
    except LeafletError as error:
        read = Read(None, {}, tuple(error.problems))
    problems += [*read.problems, *value_problems(read, name)]
    return read
