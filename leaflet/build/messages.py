"""Templates of catalogs and catalogs, written where messages changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from babel import Locale

from leaflet import typography
from leaflet.build.catalogs import catalog_at, catalog_name, catalog_paths
from leaflet.build.domains import (
    Domain,
    chosen_sources,
    domains,
    in_languages,
    needs_catalog,
    without_leaflet,
)
from leaflet.build.output import write
from leaflet.catalog import LABELS
from leaflet.messages.merge import template
from leaflet.messages.read import read_file
from leaflet.messages.rules import migrated
from leaflet.problems import LeafletError, Location
from leaflet.source.files import Files
from leaflet.source.project import SETTINGS, read_sources
from leaflet.source.values import known_language, unknown_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.pofile import PoFile
    from leaflet.problems import Problem
    from leaflet.source.project import Sources

    Change: TypeAlias = tuple[PoFile | None, PoFile]
    """A catalog as it stands there, if it does, and as it will be."""


def extract(root: Path) -> list[str]:
    """Write locales/*.pot where messages changed; give the files written.

    Raises:
        LeafletError: the sources have a mistake; half a text is not extracted.
    """
    files = Files(root)
    return _write(files, _templates(files, domains(files, read_sources(files))))


def update(
    root: Path, languages: Sequence[str] = (), leaflets: Sequence[str] = ()
) -> tuple[list[str], list[Problem]]:
    """Extract, then merge into the catalogs; give the files written, and warnings.

    Empty `languages` or `leaflets` mean all; chosen leaflets leave the labels out.
    Those that belong to no leaflet are warned of.

    Raises:
        LeafletError: with every problem of sources and catalogs; nothing is written.
    """
    files = Files(root)
    sources = chosen_sources(files, leaflets)
    at = "leaflet messages update"
    there = [*domains(files, sources, labels=not leaflets)]
    found = in_languages(there, languages, at)
    written = _write(files, {**_templates(files, found), **_catalogs(files, found)})
    return written, [] if leaflets else without_leaflet(files, found, languages)


@dataclass(frozen=True, slots=True)
class Added:
    """Languages that were added: the files written, and what else they need, where."""

    files: list[str]
    needs: list[tuple[Location, str]]


def add(root: Path, languages: Sequence[str], leaflets: Sequence[str] = ()) -> Added:
    """Begin catalogs in some languages; nothing outside of locales/ is changed.

    Raises:
        LeafletError: CLDR knows no such language, or as in `update`.
    """
    if wrong := [found for tag in languages for found in _no_tag(tag)]:
        raise LeafletError(wrong)
    files = Files(root)
    sources = chosen_sources(files, leaflets)
    found = [
        replace(
            domain,
            languages=tuple(
                tag
                for tag in languages
                if needs_catalog(domain.name, domain.source_language, tag)
                and not (root / catalog_name(tag, domain.name)).exists()
            ),
        )
        for domain in domains(files, sources)
    ]
    written = _write(files, _catalogs(files, found))
    needs = [need for tag in languages for need in _needs(files, sources, tag)]
    return Added(written, needs)


def _no_tag(language: str) -> Iterator[Problem]:
    """Tell of what is no tag of a language, or not its one spelling."""
    wrong = unknown_language(language, Location("leaflet messages add"))
    spelt = language.replace("-", "_")
    if not known_language(spelt):
        yield wrong
    elif (proper := str(Locale.parse(spelt))) != language:
        yield replace(wrong, hint=f"write {proper}")


def _needs(
    files: Files, sources: Sources, language: str
) -> Iterator[tuple[Location, str]]:
    """Tell what a language needs outside of locales/, before it can be printed."""
    project, settings = sources.project, Location(SETTINGS)
    if language not in project.association.name:
        yield settings, f"give association.name in {language}"
    if project.logo and language not in project.logo.alternative:
        yield settings, f"say in {language} what the logo shows: logo.alternative"
    parents = typography.lineage(language)[:-1]
    rules = [f"styles/typography/{tag}.yaml" for tag in parents]
    if not any(files.find(name) for name in rules):
        yield (
            Location(rules[-1]),
            "write its rules of typography; without, texts are set as they are typed",
        )
    for leaflet in sources.leaflets:
        if language not in leaflet.front.languages:
            what = f"once its translation is done, add {language} to languages"
            yield Location(leaflet.path), what


def migrate(root: Path) -> list[str]:
    """Carry every catalog over to today's rules of extraction; give those written.

    Raises:
        LeafletError: with every catalog that is damaged; nothing is written.
    """
    files = Files(root)
    problems: list[Problem] = []
    changed: dict[str, Change] = {}
    for path in catalog_paths(files):
        try:
            old = read_file(files, path)
            new = migrated(old, labels=path.stem == LABELS)
            changed[files.name(path)] = old, new
        except LeafletError as error:
            problems += error.problems
    if problems:
        raise LeafletError(problems)
    return _write(files, changed)


def _catalogs(files: Files, found: Iterable[Domain]) -> dict[str, Change]:
    """Give what becomes of the domains' catalogs with today's messages.

    Raises:
        LeafletError: with the problems of all catalogs.
    """
    problems: list[Problem] = []
    changed: dict[str, Change] = {}
    for domain in found:
        for tag in domain.languages:
            name = catalog_name(tag, domain.name)
            try:
                old = catalog_at(files, name)
                changed[name] = old, domain.updated(old, tag)
            except LeafletError as error:
                problems += error.problems
    if problems:
        raise LeafletError(problems)
    return changed


def _templates(files: Files, found: Iterable[Domain]) -> dict[str, Change]:
    """Give what becomes of the templates of catalogs."""
    changed: dict[str, Change] = {}
    for domain in found:
        name = domain.template_name
        new = template(domain.project_id, domain.source_language, domain.messages)
        try:
            changed[name] = catalog_at(files, name), new
        except LeafletError:  # a damaged template is made anew: nobody works in it
            changed[name] = None, new
    return changed


def _write(files: Files, changes: Mapping[str, Change]) -> list[str]:
    """Write catalogs unless only line numbers differ from what stands there."""
    changed = {
        name: new.encode()
        for name, (old, new) in changes.items()
        if old is None or _without_lines(old) != _without_lines(new)
    }
    write(files.root, changed)
    return list(changed)


def _without_lines(po: PoFile) -> list[object]:
    """Give what makes a difference to a translator."""
    return [
        (e.key, e.msgstr, e.flags, e.obsolete, e.previous, e.extracted, e.comments)
        for e in po.entries
    ]
