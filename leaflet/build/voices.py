"""What each language brings to a leaflet: catalog, labels, rules of typography."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet import typography
from leaflet.build.catalogs import catalog_name
from leaflet.build.verdicts import verdict
from leaflet.catalog import (
    LABELS,
    LABELS_LANGUAGE,
    Catalog,
    Labels,
    Language,
    Message,
    label,
)
from leaflet.checks.catalogs import unfinished
from leaflet.edition import Elsewhere, Voice
from leaflet.glossary import Glossary
from leaflet.messages.read import read_catalog, read_file, read_labels
from leaflet.messages.rules import other_rules
from leaflet.problems import LeafletError, Location, Problem, errors
from leaflet.pseudo import pseudo
from leaflet.source.inline import InlineReader
from leaflet.source.project import read_glossary
from leaflet.source.rules import read_rules
from leaflet.source.signoffs import read_sign_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from leaflet.catalog import Key
    from leaflet.glossary import Terms
    from leaflet.model import Leaflet
    from leaflet.pofile import PoFile
    from leaflet.source.files import Files

# translators: Say it of your own language: "Ce document existe aussi en français."
EXISTS = label("This leaflet is also available in English.")
TICKET, PROOF = "ticket", "proof"
PARTS = {
    TICKET: ("templates/ticket.", "leaflet/ticket/"),
    PROOF: ("templates/proof.", "leaflet/proof/"),
}
"""Where labels stand that no leaflet has, by what alone has them."""


def _part(reference: str) -> str:
    """Give what alone has the labels of a file; nothing of what leaflets have."""
    return next((part for part in PARTS if reference.startswith(PARTS[part])), "")


def _lineage(tag: str) -> tuple[str, ...]:
    """Give a tag and the tags that it inherits catalogs from: fr_CA, fr."""
    return typography.lineage(tag)[:-1]


class Voices:
    """Reads each language's files once, and gathers what is wrong with them.

    For a `draft`, a message that is not done is nothing wrong.
    """

    def __init__(self, files: Files, territory: str, *, draft: bool = False) -> None:
        self._files = files
        self._territory = territory
        self._draft = draft
        self._labels: dict[str, dict[Key, Location]] = {}
        self._bare: dict[tuple[str, str], Voice | None] = {}
        self.problems: list[Problem] = []
        self._found: dict[str, list[Problem]] = {}
        self._glossary = self._read_glossary()

    def of(self, leaflet: Leaflet, tag: str) -> Voice | None:
        """Give a language's voice for a leaflet; None where problems were told."""
        voice = self._language(tag)
        if voice is not None and voice.language.pseudo:
            return replace(voice, catalog=_made_over(leaflet, tag))
        try:
            sign_off = read_sign_off(self._files, tag, leaflet.slug)
        except LeafletError as error:
            self.problems += error.problems
            return None
        if voice is not None:
            voice = replace(voice, sign_off=sign_off)
        if tag != leaflet.language:
            original = self._language(leaflet.language) if self._draft else None
            catalog = self._catalog(leaflet, tag)
            if voice is None or catalog is None or (self._draft and original is None):
                return None
            return replace(voice, catalog=catalog, original=original)
        return voice

    def labels(self, tag: str) -> Labels | None:
        """Give a language's labels; None where problems were told."""
        voice = self._language(tag)
        return voice.labels if voice else None

    def of_shop(self, tag: str) -> Voice | None:
        """Give the voice of job tickets; None where problems were told."""
        return self._language(tag, TICKET)

    def of_reviewers(self, tags: Iterable[str]) -> Voice | None:
        """Give the voice of proofs: that of the first language that has all its labels.

        None where problems were told.
        """
        voices = (self._language(tag, PROOF) for tag in (*tags, LABELS_LANGUAGE))
        known = (voice for voice in voices if voice is not None)
        return next((voice for voice in known if not voice.labels.unfinished), None)

    def original(self, leaflet: Leaflet) -> Voice | None:
        """Give the voice of a leaflet's own language; None where problems were told."""
        return self._language(leaflet.language)

    def beside(self, leaflet: Leaflet, voice: Voice) -> tuple[Terms, list[Problem]]:
        """Give the words of the glossary, and what is wrong with a catalog."""
        languages = Language.of(leaflet.language, self._territory), voice.language
        glossary = self._glossary or Glossary()
        terms = glossary.between(*(language.locale for language in languages))
        path = voice.catalog.path if voice.catalog else ""
        return terms, self._found.get(path, [])

    def elsewhere(self, tags: Iterable[str]) -> tuple[Elsewhere, ...] | None:
        """Give the lines, each in its language, that the leaflet exists in it.

        None where problems were told. A draft leaves a language out that cannot say it.
        """
        voices = [self._language(tag) for tag in tags]
        known = [voice for voice in voices if voice is not None]
        if len(known) < len(voices):
            return None
        return tuple(
            Elsewhere(voice.language, voice.say(EXISTS))
            for voice in known
            if voice.labels.speaks(EXISTS)
        )

    def _language(self, tag: str, part: str = "") -> Voice | None:
        """Give the voice without any leaflet's catalog, read once.

        What is said to a print shop or a reviewer alone need not be translated by
        anybody else; `part` names one of PARTS.
        """
        if (tag, part) not in self._bare:
            self._bare[tag, part] = self._read_language(tag, part)
        return self._bare[tag, part]

    def _read_language(self, tag: str, part: str) -> Voice | None:
        language = Language.of(tag, self._territory)
        try:
            rules = read_rules(self._files, language.locale)
        except LeafletError as error:
            self.problems += error.problems
            return None
        set_type = typography.setter(rules, language.direction)
        labels = Labels(tag)
        if not language.pseudo and LABELS_LANGUAGE not in _lineage(tag):
            places = self._label_places(part)
            catalog = self._label_catalog(tag, places)
            if catalog is None:
                return None
            lacking = sum(1 for _ in unfinished(catalog, places))
            failing = sum(1 for message in catalog.messages.values() if message.failing)
            labels = Labels(tag, catalog, self._draft, lacking + failing)
        return Voice(language, rules, set_type, labels)

    def _label_catalog(
        self, tag: str, places: Mapping[Key, Location]
    ) -> Catalog | None:
        names = [catalog_name(parent, LABELS) for parent in _lineage(tag)]
        name = next((n for n in names if self._files.find(n)), names[0])
        try:
            po = self._po(self._files.find(name), name, tag)
        except LeafletError as error:
            self.problems += error.problems
            return None
        if po is None:
            return Catalog(LABELS, tag, name, {}, {})
        catalog = read_labels(po, LABELS, tag, name)
        used = {key: catalog.messages[key] for key in places if key in catalog.messages}
        catalog = replace(catalog, messages=used)
        wrong = self._compared(catalog, po, LABELS_LANGUAGE)
        return self._gated(catalog, places, wrong)

    def _label_places(self, part: str) -> dict[Key, Location]:
        """Give the labels that templates say, from the template of their catalogs."""
        if not self._labels:
            name = f"locales/{LABELS}.pot"
            self._labels = {"": {}, **{one: {} for one in PARTS}}
            try:
                po = self._po(self._files.find(name), name, "the labels", draft=False)
            except LeafletError as error:
                self.problems += error.problems
                return {}
            for entry in po.entries if po else ():
                if not entry.is_header and not entry.obsolete:
                    at = Location(name, entry.msgid_line)
                    said_in = set(map(_part, entry.references))
                    for one, places in self._labels.items():
                        if said_in & {"", one}:
                            places[entry.key] = at
        return self._labels[part]

    def _catalog(self, leaflet: Leaflet, tag: str) -> Catalog | None:
        names = [catalog_name(parent, leaflet.slug) for parent in _lineage(tag)]
        # The project's own only: ours of the same name is of another leaflet.
        name = next((n for n in names if (self._files.root / n).is_file()), names[0])
        places = {text.key: text.at for text in leaflet.messages}
        try:
            po = self._po(self._files.root / name, name, tag)
            if po is None:
                return Catalog(leaflet.slug, tag, name, {}, {})
            po = _today(po, leaflet, places)
        except LeafletError as error:
            self.problems += error.problems
            return None
        definitions = {d.label: d.address.source for d in leaflet.definitions}
        catalog, problems = read_catalog(po, leaflet.slug, tag, name, definitions)
        catalog = catalog.placed(places)
        problems += self._compared(catalog, po, leaflet.language, definitions)
        self._found[name] = [*problems]
        return self._gated(catalog, places, problems)

    def _read_glossary(self) -> Glossary | None:
        """Give the project's glossary; None where problems were told."""
        try:
            return read_glossary(self._files)
        except LeafletError as error:
            self.problems += error.problems
            return None

    def _compared(
        self,
        catalog: Catalog,
        po: PoFile,
        source: str,
        definitions: Mapping[str, str] | None = None,
    ) -> list[Problem]:
        """Give what the checks find; a draft prints what is fuzzy, if it is sound."""
        original = Language.of(source, self._territory).locale
        locales = original, Language.of(catalog.language, self._territory).locale
        glossary = self._glossary or Glossary()
        places = [(key, str(one.at)) for key, one in catalog.messages.items()]
        looked_at = (po.encode(), places, locales, definitions, glossary, self._draft)

        def judge() -> list[Problem]:
            from leaflet.checks.translations import Languages, catalog_problems

            return catalog_problems(
                catalog,
                po,
                Languages(*locales),
                definitions,
                glossary,
                fuzzy=self._draft,
            )

        return verdict(self._files, catalog, looked_at, judge)

    def _gated(
        self, catalog: Catalog, places: Mapping[Key, Location], wrong: list[Problem]
    ) -> Catalog | None:
        """Give a catalog after checks; None where it stops an edition."""
        catalog = catalog.judged(wrong)
        if self._draft:
            # A message that fails is marked; what is wrong with the file stays wrong.
            messages = {message.at for message in catalog.messages.values()}
            wide = [problem for problem in errors(wrong) if problem.at not in messages]
            self.problems += wide
            return None if wide or self._glossary is None else catalog
        wrong += unfinished(catalog, places)
        self.problems += sorted(wrong, key=lambda problem: problem.at)
        return None if errors(wrong) or self._glossary is None else catalog

    def _po(
        self, path: Path | None, name: str, what: str, *, draft: bool | None = None
    ) -> PoFile | None:
        """Give a catalog's file; None where a draft can do without.

        Raises:
            LeafletError: it is damaged, or is not there.
        """
        if path is not None and path.exists():
            return read_file(self._files, path)
        if self._draft if draft is None else draft:
            return None
        message = f"there is no catalog of {what}"
        hint = "run `make messages`, then translate what is new"
        raise LeafletError(Problem("catalog-missing", Location(name), message, hint))


def _today(po: PoFile, leaflet: Leaflet, places: Mapping[Key, Location]) -> PoFile:
    """Give a catalog as `make messages` would leave it: a changed text is stale.

    The header stays: it tells which version was translated.

    Raises:
        LeafletError: other rules of extraction have made it.
    """
    if wrong := other_rules(po):
        raise LeafletError(wrong)
    live = {entry.key for entry in po.entries if not entry.obsolete}
    if places.keys() <= live:
        return po
    # Late: most builds change no text, and Babel's extractor takes its time.
    from leaflet.messages.extract import leaflet_messages
    from leaflet.messages.merge import merged

    new = merged(po, "", leaflet.language, leaflet_messages(leaflet))
    entries = (po.header_entry if entry.is_header else entry for entry in new.entries)
    return replace(new, entries=tuple(entry for entry in entries if entry))


def _made_over(leaflet: Leaflet, tag: str) -> Catalog:
    """Give the catalog of a pseudo-language."""
    reader = InlineReader({d.label: d.address.source for d in leaflet.definitions})
    messages = {}
    for text in leaflet.messages:
        # Where a link leads is no text.
        is_address = any(text is one.address for one in leaflet.definitions)
        said = text.source if is_address else pseudo(text.source, tag)
        inlines, _ = reader.read(said)
        messages[text.key] = Message(
            text.source, text.context, said, inlines, fuzzy=False, at=text.at
        )
    return Catalog(leaflet.slug, tag, "", messages, {})
