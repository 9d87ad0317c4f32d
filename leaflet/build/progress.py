"""How far each leaflet is in each language, as the texts are today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.build.catalogs import catalog_at, catalog_name
from leaflet.build.domains import (
    chosen_sources,
    domains,
    in_languages,
    without_leaflet,
)
from leaflet.build.voices import Voices
from leaflet.catalog import LABELS, State
from leaflet.messages.progress import Count, counted, number_of_words
from leaflet.problems import LeafletError, Location, Problem
from leaflet.signoff import digest
from leaflet.source.files import Files
from leaflet.source.signoffs import read_sign_off, sign_off_name
from leaflet.source.values import known_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leaflet.build.domains import Domain
    from leaflet.catalog import Key
    from leaflet.model import Leaflet

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
    # A draft's voice has every catalog as the gate sees it.
    voices = Voices(files, sources.project.territory, draft=True)
    texts = {leaflet.slug: leaflet for leaflet in sources.leaflets}
    rows: list[Progress] = []
    problems: list[Problem] = []
    for domain in found:
        for tag in domain.languages:
            name = catalog_name(tag, domain.name)
            try:
                po = domain.updated(catalog_at(files, name), tag)
                said = {e.key: e.msgstr[0] for e in po.entries if not e.is_header}
                marks = _marks(files, domain, tag, said)
            except LeafletError as error:
                problems += error.problems
            else:
                failing = _failing(voices, texts.get(domain.name), tag)
                counts = counted(po, failing, marks)
                rows.append(Progress(domain.name, tag, name, counts))
        try:
            rows += _own(files, domain)
        except LeafletError as error:
            problems += error.problems
    if not leaflets:
        problems += without_leaflet(files, found, languages)
    return rows, [*dict.fromkeys([*problems, *voices.problems])]


def _failing(voices: Voices, leaflet: Leaflet | None, tag: str) -> set[Key]:
    """Give the messages in which a check finds an error; labels, where no leaflet."""
    if not known_language(tag):
        return set()
    speaker = voices.of(leaflet, tag) if leaflet else voices.labels(tag)
    catalog = speaker.catalog if speaker else None
    messages = catalog.messages if catalog else {}
    return {key for key, message in messages.items() if message.failing}


def _own(files: Files, domain: Domain) -> Iterator[Progress]:
    """Give the row of a leaflet's own language, where somebody has signed for it."""
    tag = domain.source_language
    if domain.name != LABELS and read_sign_off(files, tag, domain.name):
        said = dict.fromkeys((message.key for message in domain.messages), "")
        words = {key: number_of_words(key[1]) for key in said}
        counts = {state.value: Count(0, 0) for state in State}
        counts[State.DONE] = Count(len(said), sum(words.values()))
        for mark, keys in _marks(files, domain, tag, said).items():
            counts[mark] = Count(len(keys), sum(words[key] for key in keys))
        file = sign_off_name(tag, domain.name)
        yield Progress(domain.name, tag, file, counts)


def _marks(
    files: Files, domain: Domain, tag: str, said: Mapping[Key, str]
) -> dict[str, set[Key]]:
    """Give the messages that are signed as they are, and those changed since."""
    wanted = {message.key for message in domain.messages}
    digests = {digest(key, said.get(key, "")): key for key in wanted}
    sign_off = None
    if domain.name != LABELS:
        sign_off = read_sign_off(files, tag, domain.name)
    if sign_off is None:
        return {"signed": set(), "changed": set()}
    changed = {digests[it] for it in sign_off.best(digests)}
    return {"signed": wanted - changed, "changed": changed}


def behind(rows: Iterable[Progress], percent: int) -> Iterator[Problem]:
    """Tell of translations of which less than so many percent is done."""
    for row in rows:
        if row.percent < percent:
            message = f"{row.percent} % of the messages are done, not {percent} %"
            hint = "translate what is missing, read what is fuzzy"
            yield Problem("status-behind", Location(row.file), message, hint)
