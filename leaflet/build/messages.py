"""Brings templates of catalogs and catalogs up to date with the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet import __version__
from leaflet.build.output import write
from leaflet.build.plan import spoken, unknown
from leaflet.build.voices import catalog_name
from leaflet.catalog import LABELS, LABELS_LANGUAGE
from leaflet.messages.extract import label_messages, leaflet_messages
from leaflet.messages.merge import catalog, merged, template
from leaflet.pofile import parse
from leaflet.problems import LeafletError
from leaflet.source.files import Files, read_bytes
from leaflet.source.project import leaflet_paths, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import PoFile
    from leaflet.problems import Problem
    from leaflet.source.project import Sources


@dataclass(frozen=True, slots=True)
class Domain:
    """The messages of one domain, and the languages that want them."""

    name: str
    project_id: str
    messages: tuple[Extracted, ...]
    languages: tuple[str, ...]

    @property
    def template_name(self) -> str:
        """The path in the project of the template of its catalogs."""
        return f"locales/{self.name}.pot"


def extract(root: Path) -> list[str]:
    """Write locales/*.pot where messages changed; give the files written.

    Raises:
        LeafletError: the sources have a mistake; half a text is not extracted.
    """
    files = Files(root)
    sources = read_sources(files)
    return _write(files, _templates([_labels(files, sources), *_texts(sources)]))


def update(
    root: Path, languages: Sequence[str] = (), leaflets: Sequence[str] = ()
) -> list[str]:
    """Extract, then merge into the catalogs; give the files written.

    Empty `languages` or `leaflets` mean all; chosen leaflets leave the labels out.

    Raises:
        LeafletError: with every problem of sources and catalogs; nothing is written.
    """
    files = Files(root)
    if wrong := list(unknown("leaflet", leaflets, leaflet_paths(files))):
        raise LeafletError(wrong)
    sources = read_sources(files, leaflets)
    if wrong := list(unknown("lang", languages, spoken(sources.leaflets))):
        raise LeafletError(wrong)
    domains = [*([] if leaflets else [_labels(files, sources)]), *_texts(sources)]
    problems: list[Problem] = []
    changed = _templates(domains)
    for domain in domains:
        for tag in domain.languages:
            if tag in (languages or domain.languages):
                name = catalog_name(tag, domain.name)
                try:
                    po = _read(files, name) or catalog(tag, domain.project_id)
                    changed[name] = merged(po, domain.project_id, domain.messages)
                except LeafletError as error:
                    problems += error.problems
    if problems:
        raise LeafletError(problems)
    return _write(files, changed)


def _labels(files: Files, sources: Sources) -> Domain:
    """Give the domain of the templates."""
    return Domain(
        LABELS,
        f"leaflet {__version__}",
        label_messages(files),
        tuple(sorted(spoken(sources.leaflets) - {LABELS_LANGUAGE})),
    )


def _texts(sources: Sources) -> Iterator[Domain]:
    """Give the domain of each leaflet."""
    for leaflet in sources.leaflets:
        yield Domain(
            leaflet.slug,
            f"{leaflet.slug} {leaflet.front.version}",
            leaflet_messages(leaflet),
            tuple(t for t in leaflet.front.languages if t != leaflet.language),
        )


def _templates(domains: Iterable[Domain]) -> dict[str, PoFile]:
    return {d.template_name: template(d.project_id, d.messages) for d in domains}


def _read(files: Files, name: str) -> PoFile | None:
    """Give a catalog as it is; that of labels is ours until a project needs its own."""
    labels = name.endswith((f"/{LABELS}.po", f"/{LABELS}.pot"))
    path = files.find(name) if labels else files.root / name
    return parse(read_bytes(path, name), name) if path and path.exists() else None


def _write(files: Files, catalogs: Mapping[str, PoFile]) -> list[str]:
    """Write catalogs unless only line numbers differ from what stands there."""
    changed = {}
    for name, po in catalogs.items():
        try:
            old = _read(files, name)
        except LeafletError:  # a damaged template is made anew: nobody works in it
            old = None
        if old is None or _without_lines(old) != _without_lines(po):
            changed[name] = po.encode()
    write(files.root, changed)
    return list(changed)


def _without_lines(po: PoFile) -> list[object]:
    """Give what makes a difference to a translator."""
    return [
        (e.key, e.msgstr, e.flags, e.obsolete, e.previous, e.extracted)
        for e in po.entries
    ]
