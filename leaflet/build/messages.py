"""Brings templates of catalogs and catalogs up to date with the texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet import __version__, typography
from leaflet.build.output import write
from leaflet.build.plan import spoken, unknown
from leaflet.build.voices import catalog_name
from leaflet.catalog import LABELS, LABELS_LANGUAGE
from leaflet.messages.extract import label_messages, leaflet_messages
from leaflet.messages.merge import merged, template
from leaflet.messages.rules import migrated, other_rules
from leaflet.messages.start import catalog
from leaflet.pofile import parse
from leaflet.problems import LeafletError
from leaflet.source.files import Files
from leaflet.source.project import leaflet_paths, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import PoFile
    from leaflet.problems import Problem
    from leaflet.source.project import Sources


@dataclass(frozen=True, slots=True)
class Domain:
    """The messages of one domain, and the languages that want them.

    They are those that the leaflet appears in, and those that somebody has begun
    to translate it into: languages with a catalog in the project.
    """

    name: str
    project_id: str
    source_language: str
    messages: tuple[Extracted, ...]
    languages: tuple[str, ...]

    @property
    def template_name(self) -> str:
        """The path in the project of the template of its catalogs."""
        return f"locales/{self.name}.pot"

    def updated(self, po: PoFile | None, language: str) -> PoFile:
        """Give a catalog with the domain's messages; a new one where there is none.

        Raises:
            LeafletError: other rules of extraction have made it.
        """
        if po is None:
            po = catalog(language, self.source_language, self.project_id)
        elif wrong := other_rules(po):
            raise LeafletError(wrong)
        return merged(po, self.project_id, self.source_language, self.messages)


def extract(root: Path) -> list[str]:
    """Write locales/*.pot where messages changed; give the files written.

    Raises:
        LeafletError: the sources have a mistake; half a text is not extracted.
    """
    files = Files(root)
    return write_catalogs(files, _templates(domains(files, read_sources(files))))


def update(
    root: Path, languages: Sequence[str] = (), leaflets: Sequence[str] = ()
) -> list[str]:
    """Extract, then merge into the catalogs; give the files written.

    Empty `languages` or `leaflets` mean all; chosen leaflets leave the labels out.

    Raises:
        LeafletError: with every problem of sources and catalogs; nothing is written.
    """
    files = Files(root)
    found = chosen_domains(files, languages, leaflets)
    changed = {**_templates(found), **each_catalog(files, found, Domain.updated)}
    return write_catalogs(files, changed)


def migrate(root: Path) -> list[str]:
    """Carry every catalog over to today's rules of extraction; give those written.

    Raises:
        LeafletError: with every catalog that is damaged; nothing is written.
    """
    files = Files(root)
    problems: list[Problem] = []
    changed: dict[str, PoFile] = {}
    for path in catalog_paths(files):
        name = files.name(path)
        try:
            po = parse(files.read_bytes(path), name)
            changed[name] = migrated(po, labels=path.stem == LABELS)
        except LeafletError as error:
            problems += error.problems
    if problems:
        raise LeafletError(problems)
    return write_catalogs(files, changed)


def chosen_domains(
    files: Files, languages: Sequence[str], leaflets: Sequence[str]
) -> list[Domain]:
    """Give the domains of the chosen leaflets, in the chosen languages only.

    Raises:
        LeafletError: the sources have a mistake, or what was chosen is not there.
    """
    if wrong := list(unknown("leaflet", leaflets, leaflet_paths(files))):
        raise LeafletError(wrong)
    sources = read_sources(files, leaflets)
    found = list(domains(files, sources, labels=not leaflets))
    known = {tag for domain in found for tag in domain.languages}
    if wrong := list(unknown("lang", languages, known | spoken(sources.leaflets))):
        raise LeafletError(wrong)
    return [
        replace(d, languages=tuple(t for t in d.languages if t in languages))
        if languages
        else d
        for d in found
    ]


def domains(files: Files, sources: Sources, *, labels: bool = True) -> Iterator[Domain]:
    """Give the domain of the templates' labels, then that of each leaflet."""

    def languages(domain: str, said: Iterable[str], own: str) -> tuple[str, ...]:
        tags = dict.fromkeys(_wanted(files, domain, said, own))
        return tuple(tag for tag in tags if tag != own)

    if labels:
        yield Domain(
            LABELS,
            f"leaflet {__version__}",
            LABELS_LANGUAGE,
            label_messages(files),
            languages(LABELS, spoken(sources.leaflets), LABELS_LANGUAGE),
        )
    for leaflet in sources.leaflets:
        slug, own = leaflet.slug, leaflet.language
        yield Domain(
            slug,
            f"{slug} {leaflet.front.version}",
            own,
            leaflet_messages(leaflet),
            languages(slug, leaflet.front.languages, own),
        )


def _wanted(files: Files, domain: str, said: Iterable[str], own: str) -> Iterator[str]:
    """Give the languages of a domain: those that leaflets say, then those begun.

    French serves French Canadians as long as they have no catalog of their own; an
    empty one would hide it.
    """

    def exists(tag: str) -> bool:
        return catalog_path(files, catalog_name(tag, domain)) is not None

    for tag in sorted(said):
        parents = typography.lineage(tag)[1:-1]
        served = domain == LABELS and own in parents  # they are worded in English
        if exists(tag) or not (served or any(map(exists, parents))):
            yield tag
    for path in catalog_paths(files):
        if path.stem == domain:
            yield path.parent.parent.name


def catalog_paths(files: Files) -> list[Path]:
    """Give the project's catalogs, in the order of their names."""
    return sorted((files.root / "locales").glob("*/LC_MESSAGES/*.po"))


def each_catalog(
    files: Files,
    found: Iterable[Domain],
    change: Callable[[Domain, PoFile | None, str], PoFile],
) -> dict[str, PoFile]:
    """Give what becomes of each catalog, by its name.

    Raises:
        LeafletError: with the problems of all catalogs.
    """
    problems: list[Problem] = []
    changed: dict[str, PoFile] = {}
    for domain in found:
        for tag in domain.languages:
            name = catalog_name(tag, domain.name)
            try:
                changed[name] = change(domain, read_catalog(files, name), tag)
            except LeafletError as error:
                problems += error.problems
    if problems:
        raise LeafletError(problems)
    return changed


def _templates(found: Iterable[Domain]) -> dict[str, PoFile]:
    return {
        d.template_name: template(d.project_id, d.source_language, d.messages)
        for d in found
    }


def catalog_path(files: Files, name: str) -> Path | None:
    """Give a catalog's file; that of labels is ours until a project has its own."""
    labels = name.endswith((f"/{LABELS}.po", f"/{LABELS}.pot"))
    path = files.find(name) if labels else files.root / name
    return path if path and path.exists() else None


def read_catalog(files: Files, name: str) -> PoFile | None:
    """Give a catalog as it is; None where there is none.

    Raises:
        LeafletError: it is damaged.
    """
    path = catalog_path(files, name)
    return parse(files.read_bytes(path), name) if path else None


def write_catalogs(files: Files, catalogs: Mapping[str, PoFile]) -> list[str]:
    """Write catalogs unless only line numbers differ from what stands there."""
    changed = {}
    for name, po in catalogs.items():
        try:
            old = read_catalog(files, name)
        except LeafletError:  # a damaged template is made anew: nobody works in it
            old = None
        if old is None or _without_lines(old) != _without_lines(po):
            changed[name] = po.encode()
    write(files.root, changed)
    return list(changed)


def _without_lines(po: PoFile) -> list[object]:
    """Give what makes a difference to a translator."""
    return [
        (e.key, e.msgstr, e.flags, e.obsolete, e.previous, e.extracted, e.comments)
        for e in po.entries
    ]
