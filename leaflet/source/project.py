"""A whole project: its settings, its leaflets, its references, its formats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from leaflet.glossary import Glossary
from leaflet.problems import LeafletError, Location, Problem
from leaflet.project import Project, contrast
from leaflet.references import Reference
from leaflet.sheet import Design, Format, formats
from leaflet.source.designs import read_designs
from leaflet.source.files import visible
from leaflet.source.leaflets import Known, read_leaflet
from leaflet.source.pictures import PICTURES, read_picture
from leaflet.source.settings import read_settings
from leaflet.source.values import known_language, known_territory, unknown_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from leaflet.model import Leaflet
    from leaflet.source.files import Files
    from leaflet.source.yaml import Place, Read

SETTINGS = "leaflet.yaml"
GLOSSARY = "glossary.yaml"


class Contrast(NamedTuple):
    """The least contrast of these colours on these grounds, for some readers."""

    least: float
    readers: str
    colours: tuple[str, ...]
    grounds: tuple[str, ...]


ALL_PRINT = Contrast(4.5, "people", ("ink", "muted", "accent"), ("paper", "tint"))
"""WCAG 2.1, 1.4.3, level AA."""
LARGE_PRINT = Contrast(7, "people with low vision", ("ink", "accent"), ("paper",))
"""WCAG 2.1, 1.4.6, level AAA; large print has no other colours."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that authors wrote, read and found sound.

    `problems` are those of leaflets that were left out.
    """

    project: Project
    leaflets: tuple[Leaflet, ...]
    references: Mapping[str, Reference]
    designs: Mapping[str, Design]
    problems: tuple[Problem, ...] = ()


def leaflet_paths(files: Files) -> dict[str, Path]:
    """Give the file of each leaflet by slug."""
    paths = (folder / "leaflet.md" for folder in _folders(files))
    return {path.parent.name: path for path in paths if path.exists()}


def read_sources(
    files: Files, slugs: Collection[str] = (), *, whole: bool = True
) -> Sources:
    """Give the project's sources; `slugs` narrows the leaflets that are read.

    Where they need not be `whole`, leaflets that have problems are left out.

    Raises:
        LeafletError: with every problem of every file that was read.
    """
    problems: list[Problem] = []
    settings = read_settings(files, files.root / SETTINGS, Project, problems)
    designs = read_designs(files, problems)
    problems += _sign_off_problems(settings, designs)
    references, keys = _references(files, problems)
    known = Known(keys, designs)
    readings = [
        read_leaflet(files, path, known)
        for slug, path in leaflet_paths(files).items()
        if not slugs or slug in slugs
    ]
    apart = [problem for reading in readings for problem in reading.problems]
    apart += _folder_problems(files)
    apart.sort(key=lambda problem: problem.at)
    languages = {tag for reading in readings for tag in reading.languages}
    problems += _brand_problems(files, settings, set(filter(known_language, languages)))
    leaflets = tuple(reading.leaflet for reading in readings if reading.leaflet)
    if any(_in_large_print(leaflet, designs) for leaflet in leaflets):
        problems += _contrasts(settings, LARGE_PRINT)
    stops = bool(problems) or ((whole or not leaflets) and bool(apart))
    if stops or settings.value is None:
        raise LeafletError(sorted([*problems, *apart], key=lambda one: one.at))
    sound = {name: design for name, design in designs.items() if design}
    return Sources(settings.value, leaflets, references, sound, tuple(apart))


def read_formats(files: Files) -> list[Format]:
    """Give all formats that the project could use, in the order of their names.

    Raises:
        LeafletError: with every problem of the settings and of the formats.
    """
    problems: list[Problem] = []
    settings = read_settings(files, files.root / SETTINGS, Project, problems)
    designs = read_designs(files, problems)
    if problems or settings.value is None:
        raise LeafletError(sorted(problems, key=lambda problem: problem.at))
    return [
        made
        for name, design in sorted(designs.items())
        if design
        for made in formats(name, design, settings.value.territory)
    ]


def _folders(files: Files) -> list[Path]:
    """Give the folders of the leaflets."""
    paths = visible((files.root / "content").glob("*"))
    return sorted(path for path in paths if path.is_dir())


def _folder_problems(files: Files) -> Iterator[Problem]:
    """Tell of a folder with texts but no leaflet, and of a project without any."""
    if not leaflet_paths(files):
        hint = "write content/<name>/leaflet.md"
        yield Problem("project-empty", Location("content"), "there is no leaflet", hint)
    for path in sorted(visible((files.root / "content").glob("*.md"))):
        if path.stem.casefold() != "readme":
            message = "stands in no folder of its own, so it is no leaflet"
            hint = f"move it to content/{path.stem.lower()}/leaflet.md"
            yield Problem("leaflet-missing", Location(files.name(path)), message, hint)
    for folder in _folders(files):
        names = [path.name for path in visible(folder.iterdir())]
        others = [name for name in names if not name.lower().endswith(tuple(PICTURES))]
        if others and "leaflet.md" not in names:
            hint = "the text stands in leaflet.md; pictures alone need none"
            message = f"no leaflet.md among {', '.join(sorted(others))}"
            at = Location(files.name(folder))
            yield Problem("leaflet-missing", at, message, hint)


def _references(
    files: Files, problems: list[Problem]
) -> tuple[dict[str, Reference], set[str] | None]:
    """Give the references of the whole project and of each leaflet, and their keys.

    A reference with a mistake has a key nevertheless. The keys are None where a file
    could not be read at all.
    """
    found: dict[str, Reference] = {}
    keys: set[str] = set()
    readable = True
    folders = [files.root / "content", *_folders(files)]
    for path in [folder / "references.yaml" for folder in folders]:
        if not path.exists():
            continue
        read = read_settings(files, path, dict[str, Reference], problems)
        readable = readable and bool(read.lines)
        named = [str(place[0]) for place in read.lines if len(place) == 1]
        for key in named:
            if key in keys:
                at = Location(files.name(path), read.lines[(key,)])
                message = f"the reference {key} stands in two files"
                hint = "keep one; a key of content/references.yaml serves all leaflets"
                problems.append(Problem("reference-duplicate", at, message, hint))
        keys.update(named)
        found |= read.value or {}
    return found, keys if readable else None


def _sign_off_problems(
    settings: Read[Project], formats: Collection[str]
) -> Iterator[Problem]:
    """Tell of formats that are to be signed for, and are not there."""
    for place, name in settings.scalars.items():
        if place[0] == "sign_off" and name not in formats:
            at = Location(SETTINGS, settings.lines[place])
            hint = f"the formats are: {', '.join(formats)}"
            yield Problem("format-unknown", at, f"there is no format {name!r}", hint)


def _brand_problems(
    files: Files, settings: Read[Project], languages: set[str]
) -> Iterator[Problem]:
    """Tell what the brand lacks for leaflets in these languages."""
    project = settings.value
    if project is None:
        return
    yield from _contrasts(settings, ALL_PRINT)
    named = {("association", "name"): project.association.name}
    if project.logo:
        named["logo", "alternative"] = project.logo.alternative
    own = project.association.language
    for place, names in named.items():
        needed = languages | {own} if place[0] == "association" else languages
        yield from _names(place, names, needed, settings)
    if project.logo and not files.find(project.logo.file):
        at = Location(SETTINGS, settings.lines["logo", "file"])
        hint = "its path begins at the project's folder"
        message = f"there is no logo {project.logo.file}"
        yield Problem("logo-missing", at, message, hint)
    elif project.logo:
        yield from read_picture(files, project.logo.file)
    if not known_territory(project.territory):
        at = Location(SETTINGS, settings.lines["territory",])
        message = f"there is no territory {project.territory}"
        hint = "use two letters of ISO 3166, such as CA"
        yield Problem("territory-unknown", at, message, hint)


def _in_large_print(leaflet: Leaflet, designs: Mapping[str, Design | None]) -> bool:
    """Tell whether a leaflet appears in large print."""
    made = (designs[name] for name in leaflet.front.formats)
    return any(design and design.layout == "large-print" for design in made)


def _contrasts(settings: Read[Project], rule: Contrast) -> Iterator[Problem]:
    """Tell of colours that cannot be read on the grounds that they stand on."""
    if settings.value is None:
        return
    colours = settings.value.colours
    for name, ground in product(rule.colours, rule.grounds):
        ratio = contrast(getattr(colours, name), getattr(colours, ground))
        if ratio < rule.least:
            at = Location(SETTINGS, settings.lines["colours", name])
            message = f"{name} on {ground} has a contrast of {ratio:.2f}:1"
            hint = f"{rule.least:g}:1 is the least that {rule.readers} can read"
            yield Problem("colour-contrast", at, message, hint)


def _names(
    place: Place, names: Collection[str], needed: set[str], settings: Read[Project]
) -> Iterator[Problem]:
    """Tell of languages that a name is missing in, and of those that are none."""
    for tag in sorted(needed - set(names)):
        at = Location(SETTINGS, settings.lines[place])
        message = f"{'.'.join(map(str, place))} has nothing for {tag}"
        hint = f"add a line `{tag}: …`: a leaflet or the association is in {tag}"
        yield Problem("brand-language", at, message, hint)
    for tag in names:
        if not known_language(tag):
            at = Location(SETTINGS, settings.lines[*place, tag])
            yield unknown_language(tag, at)


def read_glossary(files: Files) -> Glossary:
    """Give the project's glossary; an empty one where there is none.

    Raises:
        LeafletError: glossary.yaml has a mistake.
    """
    path = files.root / GLOSSARY
    if not path.exists():
        return Glossary()
    problems: list[Problem] = []
    read = read_settings(files, path, Glossary, problems)
    if read.value is None:
        raise LeafletError(problems)
    return read.value


def schemas() -> dict[str, bytes]:
    """Give the JSON Schema of each kind of YAML file, by the name of its file."""
    shapes = {
        "leaflet.schema.json": Project,
        "glossary.schema.json": Glossary,
        "content/references.schema.json": dict[str, Reference],
        "styles/formats/format.schema.json": Design,
    }
    return {
        name: msgspec.json.format(msgspec.json.encode(msgspec.json.schema(shape)))
        + b"\n"
        for name, shape in shapes.items()
    }
