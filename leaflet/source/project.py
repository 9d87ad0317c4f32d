"""A whole project: its settings, its leaflets, its references, its formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from leaflet import typography
from leaflet.problems import LeafletError, Location, Problem
from leaflet.project import Project, contrast
from leaflet.references import Reference
from leaflet.sheet import Design
from leaflet.source.leaflets import Known, read_leaflet
from leaflet.source.yaml import Read, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from leaflet.model import Leaflet
    from leaflet.source.files import Files

SETTINGS = "leaflet.yaml"
CONTRAST = 4.5
"""The least contrast of text on its ground (WCAG 2.1, 1.4.3, level AA)."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that authors wrote, read and found sound."""

    project: Project
    leaflets: tuple[Leaflet, ...]
    references: Mapping[str, Reference]
    designs: Mapping[str, Design]


def leaflet_paths(files: Files) -> dict[str, Path]:
    """Give the file of each leaflet by slug."""
    return {
        path.parent.name: path
        for path in sorted((files.root / "content").glob("*/leaflet.md"))
    }


def read_sources(files: Files, slugs: Collection[str] = ()) -> Sources:
    """Give the project's sources; `slugs` narrows the leaflets that are read.

    Raises:
        LeafletError: with every problem of every file that was read.
    """
    problems: list[Problem] = []
    settings = _read(files, files.root / SETTINGS, Project, problems)
    designs = {
        path.stem: design
        for path in files.all("styles/formats/*.yaml").values()
        if (design := _read(files, path, Design, problems).value)
    }
    references = _references(files, problems)
    known = Known(references, designs)
    leaflets = []
    for slug, path in leaflet_paths(files).items():
        if not slugs or slug in slugs:
            leaflet, wrong = read_leaflet(files, path, known)
            problems += wrong
            leaflets += [leaflet] if leaflet else []
    if not leaflet_paths(files):
        hint = "write content/<name>/leaflet.md"
        at = Location("content")
        problems.append(Problem("project-empty", at, "there is no leaflet", hint))
    if settings.value:
        problems += _brand_problems(settings, leaflets)
    if problems or settings.value is None:
        raise LeafletError(problems)
    return Sources(settings.value, tuple(leaflets), references, designs)


def _read(files: Files, path: Path, shape: type[T], problems: list[Problem]) -> Read[T]:
    """Give what a YAML file says, adding its problems to the others."""
    try:
        read = read_yaml(files.read(path), files.name(path), shape)
    except LeafletError as error:
        read = Read(None, {}, tuple(error.problems))
    problems += read.problems
    return read


def _references(files: Files, problems: list[Problem]) -> dict[str, Reference]:
    """Give the references of the whole project and of each leaflet, by key."""
    found: dict[str, Reference] = {}
    content = files.root / "content"
    for path in [*content.glob("references.yaml"), *content.glob("*/references.yaml")]:
        read = _read(files, path, dict[str, Reference], problems)
        for key, reference in (read.value or {}).items():
            if key in found:
                at = Location(files.name(path), read.lines[(key,)])
                message = f"the reference {key} stands in two files"
                problems.append(Problem("reference-duplicate", at, message))
            found[key] = reference
    return found


def _brand_problems(
    settings: Read[Project], leaflets: list[Leaflet]
) -> Iterator[Problem]:
    """Tell what the brand lacks for these leaflets."""
    project = settings.value
    if project is None:
        return

    def problem(id_: str, place: tuple[str, ...], message: str, hint: str) -> Problem:
        return Problem(id_, Location(SETTINGS, settings.lines[place]), message, hint)

    colours = project.colours
    for name in ("ink", "muted", "accent"):
        for ground in ("paper", "tint"):
            ratio = contrast(getattr(colours, name), getattr(colours, ground))
            if ratio < CONTRAST:
                message = f"{name} on {ground} has a contrast of {ratio:.1f}:1"
                hint = f"{CONTRAST}:1 is the least that people can read"
                yield problem("colour-contrast", ("colours", name), message, hint)
    named = {("association", "name"): project.association.name}
    if project.logo:
        named["logo", "alternative"] = project.logo.alternative
    languages = {tag for leaflet in leaflets for tag in leaflet.front.languages}
    for place, names in named.items():
        for tag in sorted(languages - set(names)):
            message = f"{'.'.join(place)} has nothing for {tag}"
            hint = f"a leaflet is in {tag}: add a line `{tag}: …`"
            yield problem("brand-language", place, message, hint)
    if project.association.language not in project.association.name:
        tag = project.association.language
        message = f"association.name has nothing for {tag}, the association's language"
        yield problem("brand-language", ("association", "name"), message, "add it")


def read_rules(files: Files, locale: str) -> typography.Rules:
    """Give a locale's rules of typography: its own over its language's over all's.

    Raises:
        LeafletError: a file of rules has a mistake.
    """
    merged: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in reversed(typography.lineage(locale)):
        path = files.find(f"styles/typography/{name}.yaml")
        if path is None:
            continue
        read = _read(files, path, typography.Rules, problems)
        # Only what the file itself names: a default must not hide the parent's rule.
        said = (place[0] for place in read.lines if len(place) == 1)
        if read.value:
            own = {str(key): getattr(read.value, str(key)) for key in said}
            merged = typography.inherit(own, merged)
    if problems:
        raise LeafletError(problems)
    return typography.Rules(**merged)


def schemas() -> dict[str, bytes]:
    """Give the JSON Schema of each kind of YAML file, by the name of its file."""
    shapes = {
        "leaflet.schema.json": Project,
        "content/references.schema.json": dict[str, Reference],
        "styles/formats/format.schema.json": Design,
    }
    return {
        name: msgspec.json.format(msgspec.json.encode(msgspec.json.schema(shape)))
        + b"\n"
        for name, shape in shapes.items()
    }
