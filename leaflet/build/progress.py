"""How far each leaflet is in each language, as the texts are today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.build.domains import catalog_at, chosen_sources, domains, in_languages
from leaflet.build.voices import catalog_name
from leaflet.catalog import State
from leaflet.messages.progress import Count, counted
from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

ALL = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """One leaflet, or the templates' labels, in one language."""

    leaflet: str
    language: str
    file: str
    counts: Mapping[str, Count]

    @property
    def messages(self) -> int:
        """The number of messages, in whichever state."""
        return sum(self.counts[state].messages for state in State)

    @property
    def percent(self) -> int:
        """The share of messages that are done; 100 only where all of them are."""
        done = self.counts[State.DONE].messages
        return done * ALL // self.messages if self.messages else ALL

    @property
    def complete(self) -> bool:
        """Whether every message is done."""
        return self.percent == ALL


def progress(
    root: Path, languages: Sequence[str] = (), leaflets: Sequence[str] = ()
) -> tuple[list[Progress], list[Problem]]:
    """Give how far all or the chosen leaflets are, and the catalogs that tell nothing.

    Counted is what `update` would make of the catalogs: a text that has changed since
    is stale already, one that is new is missing. Nothing is written.

    Raises:
        LeafletError: the sources have a mistake, or what was chosen is not there.
    """
    files = Files(root)
    sources = chosen_sources(files, leaflets)
    found = in_languages([*domains(files, sources, labels=not leaflets)], languages)
    rows: list[Progress] = []
    problems: list[Problem] = []
    for domain in found:
        for tag in domain.languages:
            name = catalog_name(tag, domain.name)
            try:
                po = domain.updated(catalog_at(files, name), tag)
            except LeafletError as error:
                problems += error.problems
            else:
                rows.append(Progress(domain.name, tag, name, counted(po)))
    return rows, problems


def behind(rows: Iterable[Progress], percent: int) -> Iterator[Problem]:
    """Tell of translations of which less than so many percent is done."""
    for row in rows:
        if row.percent < percent:
            message = f"{row.percent} % of the messages are done, not {percent} %"
            hint = "translate what is missing, read what is fuzzy"
            yield Problem("status-behind", Location(row.file), message, hint)
