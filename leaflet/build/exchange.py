"""Translations sent to agencies, and taken back: the files of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leaflet import exchange
from leaflet.build.catalogs import catalog_at, catalog_name
from leaflet.build.domains import (
    Domain,
    chosen_sources,
    domains,
    in_languages,
)
from leaflet.build.output import write
from leaflet.catalog import LABELS, Language
from leaflet.checks.translations import Languages, catalog_problems
from leaflet.exchange.take import Fate
from leaflet.messages.read import read_catalog, read_labels
from leaflet.pofile import parse
from leaflet.problems import LeafletError, Location
from leaflet.source.files import Files, read_bytes
from leaflet.source.project import read_glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.catalog import Key
    from leaflet.exchange import Table, Taken
    from leaflet.pofile import PoFile
    from leaflet.problems import Problem
    from leaflet.source.project import Sources

FOLDER = "build/exchange"


def send(
    root: Path,
    language: str,
    format_: str,
    leaflets: Sequence[str] = (),
    *,
    only_open: bool = False,
) -> list[str]:
    """Write a file for each domain in a language; give the files written.

    In it stands what `update` would make of the catalogs. A file without any message
    is not written.

    Raises:
        LeafletError: with every problem of sources and catalogs; nothing is written.
    """
    files = Files(root)
    sources = chosen_sources(files, leaflets)
    found = domains(files, sources, labels=not leaflets)
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for domain in _speaking(found, language, "leaflet messages export"):
        name = f"{FOLDER}/{domain.name}-{language}{exchange.SUFFIXES[format_]}"
        try:
            po = _catalog(files, domain, language)
            own = domain.source_language
            table = exchange.table(po, domain.name, own, language, only_open=only_open)
            if table.rows:
                territory = sources.project.territory
                made[name] = exchange.write(format_, table, territory)
        except LeafletError as error:
            problems += error.problems
    if problems:
        raise LeafletError(problems)
    write(root, made)
    return list(made)


def _speaking(found: Iterable[Domain], language: str, at: str) -> list[Domain]:
    """Give the domains that are translated into a language, named in that place.

    Raises:
        LeafletError: none is.
    """
    chosen = in_languages([*found], [language], at)
    return [domain for domain in chosen if domain.languages]


def _catalog(files: Files, domain: Domain, language: str) -> PoFile:
    """Give a catalog with today's messages."""
    old = catalog_at(files, catalog_name(language, domain.name))
    return domain.updated(old, language)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came back: the catalogs that would be written, and what would not.

    `refused` is the number of rows that are not taken; `problems` tell why, and what
    the checks find in those that are.
    """

    catalogs: Mapping[str, bytes]
    fates: Mapping[Fate, int]
    comments: int
    refused: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Catalog:
    """A catalog with what has been taken into it so far, and from which rows."""

    domain: Domain
    language: str
    po: PoFile
    rows: dict[Key, Location] = field(default_factory=dict)
    is_changed: bool = False


def receive(root: Path, paths: Iterable[Path]) -> Arrival:
    """Read files that came back, and match them with the catalogs; write nothing.

    Raises:
        LeafletError: the sources or the catalogs have a mistake.
    """
    files = Files(root)
    sources = chosen_sources(files, ())
    found = [*domains(files, sources)]
    catalogs: dict[str, _Catalog] = {}
    fates: Counter[Fate] = Counter(dict.fromkeys(Fate, 0))
    refused: list[Problem] = []
    told: list[Problem] = []
    comments = 0
    for path in paths:
        name = files.name(path)
        try:
            table = exchange.read(read_bytes(path, name, exchange.LARGEST), name)
            chosen = _speaking(found, table.language, name)
        except LeafletError as error:
            told += error.problems
            continue
        refused += table.problems
        known: set[str] = set()
        for domain in chosen:
            target = catalog_name(table.language, domain.name)
            if target not in catalogs:
                po = _catalog(files, domain, table.language)
                catalogs[target] = _Catalog(domain, table.language, po)
            taken = _take(catalogs[target], table)
            known |= exchange.known_ids(taken.po, domain.name)
            fates.update(taken.fates)
            comments += taken.comments
            refused += taken.problems
        refused += exchange.strangers(table, known)
    changed = {name: one for name, one in catalogs.items() if one.is_changed}
    for name, one in changed.items():
        told += _failing(files, name, one, sources)
    made = {name: one.po.encode() for name, one in changed.items()}
    return Arrival(made, fates, comments, len(refused), (*refused, *told))


def _take(catalog: _Catalog, table: Table) -> Taken:
    """Take a table's rows into a catalog, and note where they stand."""
    taken = exchange.take(catalog.po, catalog.domain.name, table)
    catalog.po = taken.po
    catalog.is_changed |= bool(taken.changed or taken.comments)
    for key, row in taken.changed.items():
        catalog.rows[key] = Location(table.name, row)
    return taken


def _failing(
    files: Files, name: str, taken: _Catalog, sources: Sources
) -> Iterator[Problem]:
    """Give what the checks find in translations that were taken, at their rows."""
    po = parse(taken.po.encode(), name)
    rows = {e.msgstr_line: taken.rows[e.key] for e in po.entries if e.key in taken.rows}
    about = (po, taken.domain.name, taken.language, name)
    definitions = {
        definition.label: definition.address.source
        for leaflet in sources.leaflets
        if leaflet.slug == taken.domain.name
        for definition in leaflet.definitions
    }
    problems: list[Problem] = []
    if taken.domain.name == LABELS:
        catalog = read_labels(*about)
    else:
        catalog, problems = read_catalog(*about, definitions)
    territory = sources.project.territory
    tags = (taken.domain.source_language, taken.language)
    languages = Languages(*(Language.of(tag, territory).locale for tag in tags))
    glossary = read_glossary(files)
    problems += catalog_problems(catalog, po, languages, definitions, glossary)
    for problem in problems:
        if problem.at.line in rows:
            yield replace(problem, at=rows[problem.at.line])
