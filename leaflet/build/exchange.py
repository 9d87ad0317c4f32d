"""Translations sent to agencies, and taken back: the files of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet import exchange
from leaflet.build.domains import (
    Domain,
    catalog_at,
    chosen_sources,
    domains,
    in_languages,
)
from leaflet.build.output import write
from leaflet.build.voices import catalog_name
from leaflet.exchange.take import Fate
from leaflet.problems import LeafletError
from leaflet.source.files import Files, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from leaflet.pofile import PoFile
    from leaflet.problems import Problem

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
    for domain in _speaking(found, language):
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


def _speaking(found: Iterable[Domain], language: str) -> list[Domain]:
    """Give the domains that are translated into a language.

    Raises:
        LeafletError: none is.
    """
    chosen = in_languages([*found], [language])
    return [domain for domain in chosen if domain.languages]


def _catalog(files: Files, domain: Domain, language: str) -> PoFile:
    """Give a catalog with today's messages."""
    old = catalog_at(files, catalog_name(language, domain.name))
    return domain.updated(old, language)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came back: the catalogs that would be written, and what would not.

    `refused` is the number of rows that are not taken; `problems` tell why.
    """

    catalogs: Mapping[str, bytes]
    fates: Mapping[Fate, int]
    comments: int
    refused: int
    problems: tuple[Problem, ...]


def receive(root: Path, paths: Iterable[Path]) -> Arrival:
    """Read files that came back, and match them with the catalogs; write nothing.

    Raises:
        LeafletError: the sources or the catalogs have a mistake.
    """
    files = Files(root)
    found = [*domains(files, chosen_sources(files, ()))]
    catalogs: dict[str, PoFile] = {}
    fates: Counter[Fate] = Counter(dict.fromkeys(Fate, 0))
    refused: list[Problem] = []
    unread: list[Problem] = []
    comments = 0
    for path in paths:
        name = files.name(path)
        try:
            table = exchange.read(read_bytes(path, name, exchange.LARGEST), name)
            chosen = _speaking(found, table.language)
        except LeafletError as error:
            unread += error.problems
            continue
        refused += table.problems
        known: set[str] = set()
        for domain in chosen:
            target = catalog_name(table.language, domain.name)
            po = catalogs.get(target) or _catalog(files, domain, table.language)
            taken = exchange.take(po, domain.name, table)
            known |= exchange.known_ids(po, domain.name)
            fates.update(taken.fates)
            comments += taken.comments
            refused += taken.problems
            if taken.changed or taken.comments:
                catalogs[target] = taken.po
        refused += exchange.strangers(table, known)
    made = {name: po.encode() for name, po in catalogs.items()}
    return Arrival(made, fates, comments, len(refused), (*unread, *refused))
