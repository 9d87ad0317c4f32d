"""The domains of messages in a project: who has them, who wants them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet import __version__, typography
from leaflet.build.plan import spoken, unknown
from leaflet.build.voices import catalog_name
from leaflet.catalog import LABELS, LABELS_LANGUAGE
from leaflet.messages.extract import label_messages, leaflet_messages
from leaflet.messages.merge import merged
from leaflet.messages.read import read_file
from leaflet.messages.rules import other_rules
from leaflet.messages.start import catalog
from leaflet.problems import LeafletError
from leaflet.source.project import leaflet_paths, read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import PoFile
    from leaflet.source.files import Files
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


def needs_catalog(domain: str, own: str, language: str) -> bool:
    """Tell whether a domain that is worded in `own` has a catalog in a language.

    English labels serve every English; a leaflet's text is in one English alone.
    """
    return own not in (
        typography.lineage(language) if domain == LABELS else (language,)
    )


def chosen_sources(files: Files, leaflets: Sequence[str]) -> Sources:
    """Give the sources of the chosen leaflets; none chosen means all.

    Raises:
        LeafletError: the sources have a mistake, or there is no such leaflet.
    """
    if wrong := list(unknown("leaflet", leaflets, leaflet_paths(files))):
        raise LeafletError(wrong)
    return read_sources(files, leaflets)


def in_languages(found: Sequence[Domain], languages: Sequence[str]) -> list[Domain]:
    """Give the domains in the chosen languages only; none chosen means all.

    Raises:
        LeafletError: no domain is in a chosen language.
    """
    known = {tag for d in found for tag in (d.source_language, *d.languages)}
    if wrong := list(unknown("lang", languages, known)):
        raise LeafletError(wrong)
    chosen = languages or known
    return [
        replace(d, languages=tuple(tag for tag in d.languages if tag in chosen))
        for d in found
    ]


def domains(files: Files, sources: Sources, *, labels: bool = True) -> Iterator[Domain]:
    """Give the domain of the templates' labels, then that of each leaflet."""

    def languages(domain: str, said: Iterable[str], own: str) -> tuple[str, ...]:
        tags = sorted(set(_wanted(files, domain, said)))
        return tuple(tag for tag in tags if needs_catalog(domain, own, tag))

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


def _wanted(files: Files, domain: str, said: Iterable[str]) -> Iterator[str]:
    """Give the languages of a domain: those that leaflets say, then those begun.

    French serves French Canadians as long as they have no catalog of their own; an
    empty one would hide it.
    """

    def exists(tag: str) -> bool:
        return catalog_path(files, catalog_name(tag, domain)) is not None

    for tag in said:
        parents = typography.lineage(tag)[1:-1]
        if exists(tag) or not any(map(exists, parents)):
            yield tag
    for path in catalog_paths(files):
        if path.stem == domain:
            yield path.parent.parent.name


def catalog_paths(files: Files) -> list[Path]:
    """Give the project's catalogs, in the order of their names."""
    return sorted((files.root / "locales").glob("*/LC_MESSAGES/*.po"))


def catalog_path(files: Files, name: str) -> Path | None:
    """Give a catalog's file; that of labels is ours until a project has its own."""
    labels = name.endswith((f"/{LABELS}.po", f"/{LABELS}.pot"))
    path = files.find(name) if labels else files.root / name
    return path if path and path.exists() else None


def catalog_at(files: Files, name: str) -> PoFile | None:
    """Give a catalog as it is; None where there is none.

    Raises:
        LeafletError: it is damaged.
    """
    path = catalog_path(files, name)
    return read_file(files, path) if path else None
