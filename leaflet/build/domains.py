"""The domains of messages in a project: who has them, who wants them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leaflet import __version__, typography
from leaflet.build.catalogs import (
    Orphan,
    catalog_name,
    catalog_path,
    catalog_paths,
    language_of,
    left_for,
    orphan_problems,
    orphans,
)
from leaflet.build.choice import spoken, unknown
from leaflet.catalog import LABELS, LABELS_LANGUAGE
from leaflet.messages.extract import label_messages, leaflet_messages
from leaflet.messages.merge import merged
from leaflet.messages.rules import other_rules
from leaflet.messages.start import catalog
from leaflet.problems import LeafletError
from leaflet.source.project import leaflet_paths, read_sources
from leaflet.source.values import known_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from leaflet.messages.extract import Extracted
    from leaflet.pofile import PoFile
    from leaflet.problems import Problem
    from leaflet.source.files import Files
    from leaflet.source.project import Sources


@dataclass(frozen=True, slots=True)
class Domain:
    """The messages of one domain, and the languages that want them.

    They are those that the leaflet appears in, and those that somebody has begun
    to translate it into: languages with a catalog in the project. `left` are, by
    language, the catalogs that it had under another name.
    """

    name: str
    project_id: str
    source_language: str
    messages: tuple[Extracted, ...]
    languages: tuple[str, ...]
    left: Mapping[str, Orphan] = field(default_factory=dict)

    @property
    def template_name(self) -> str:
        """The path in the project of the template of its catalogs."""
        return f"locales/{self.name}.pot"

    def updated(self, po: PoFile | None, language: str) -> PoFile:
        """Give a catalog with the domain's messages.

        Where there is none, it is that which the leaflet had under another name, else
        a new one.

        Raises:
            LeafletError: other rules of extraction have made it.
        """
        if po is None and language in self.left:
            po = self.left[language].po
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


def chosen_sources(files: Files, leaflets: Sequence[str], at: str = "") -> Sources:
    """Give the sources of the chosen leaflets; none chosen means all.

    `at` is where they were chosen, if not by `--leaflet`.

    Raises:
        LeafletError: the sources have a mistake, or there is no such leaflet.
    """
    if wrong := list(unknown("leaflet", leaflets, leaflet_paths(files), at)):
        raise LeafletError(wrong)
    return read_sources(files, leaflets)


def in_languages(
    found: Sequence[Domain], languages: Sequence[str], at: str = ""
) -> list[Domain]:
    """Give the domains in the chosen languages only; none chosen means all.

    `at` is where they were chosen, if not by `--lang`.

    Raises:
        LeafletError: no domain is in a chosen language.
    """
    known = {tag for d in found for tag in (d.source_language, *d.languages)}
    if wrong := list(unknown("lang", languages, known, at)):
        begin = "`leaflet messages add` begins another"
        raise LeafletError(replace(one, hint=f"{one.hint}; {begin}") for one in wrong)
    chosen = languages or known
    return [
        replace(d, languages=tuple(tag for tag in d.languages if tag in chosen))
        for d in found
    ]


def domains(files: Files, sources: Sources, *, labels: bool = True) -> Iterator[Domain]:
    """Give the domain of the templates' labels, then that of each leaflet."""

    def languages(
        domain: str, said: Iterable[str], own: str, left: Iterable[str] = ()
    ) -> tuple[str, ...]:
        tags = sorted({*_wanted(files, domain, said), *left})
        return tuple(tag for tag in tags if needs_catalog(domain, own, tag))

    if labels:
        yield Domain(
            LABELS,
            f"leaflet {__version__}",
            LABELS_LANGUAGE,
            label_messages(files),
            languages(LABELS, spoken(sources.leaflets), LABELS_LANGUAGE),
        )
    without = orphans(files)
    for leaflet in sources.leaflets:
        slug, own = leaflet.slug, leaflet.language
        messages = leaflet_messages(leaflet)
        left = left_for(without, [message.key for message in messages])
        yield Domain(
            slug,
            f"{slug} {leaflet.front.version}",
            own,
            messages,
            languages(slug, leaflet.front.languages, own, left),
            left,
        )


def without_leaflet(
    files: Files, found: Iterable[Domain], languages: Collection[str] = ()
) -> list[Problem]:
    """Warn of what belongs to no leaflet, in the chosen languages or all."""
    heirs = {orphan.domain: d.name for d in found for orphan in d.left.values()}
    chosen = (o for o in orphans(files) if o.language in (languages or (o.language,)))
    return list(orphan_problems(files, chosen, heirs))


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
        if path.stem == domain and known_language(language_of(path)):
            yield language_of(path)
