"""What each language brings to a leaflet: catalog, labels, rules of typography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet import typography
from leaflet.catalog import LABELS, LABELS_LANGUAGE, Catalog, Labels, Language, label
from leaflet.checks.catalogs import unfinished
from leaflet.edition import Elsewhere, Voice
from leaflet.messages.read import read_catalog, read_file, read_labels
from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.project import read_rules

if TYPE_CHECKING:
    from pathlib import Path

    from leaflet.catalog import Key
    from leaflet.model import Leaflet
    from leaflet.pofile import PoFile
    from leaflet.source.files import Files

# translators: Say it of your own language: "Ce document existe aussi en français."
EXISTS = label("This leaflet is also available in English.")


def catalog_name(language: str, domain: str) -> str:
    """Give a catalog's path in the project."""
    return f"locales/{language}/LC_MESSAGES/{domain}.po"


def _lineage(tag: str) -> tuple[str, ...]:
    """Give a tag and the tags that it inherits catalogs from: fr_CA, fr."""
    return typography.lineage(tag)[:-1]


class Voices:
    """Reads each language's files once, and gathers what is wrong with them."""

    def __init__(self, files: Files, territory: str) -> None:
        self._files = files
        self._territory = territory
        self._labels: tuple[Key, ...] | None = None
        self._bare: dict[str, Voice | None] = {}
        self.problems: list[Problem] = []

    def of(self, leaflet: Leaflet, tag: str) -> Voice | None:
        """Give a language's voice for a leaflet; None where problems were told."""
        bare = self._language(tag)
        catalog = None
        if tag != leaflet.language:
            catalog = self._catalog(leaflet, tag)
            if catalog is None:
                return None
        if bare is None:
            return None
        return Voice(bare.language, bare.rules, bare.set_type, bare.labels, catalog)

    def elsewhere(self, tag: str) -> Elsewhere | None:
        """Give the line, in another language, that the leaflet exists in it."""
        voice = self._language(tag)
        return Elsewhere(voice.language, voice.say(EXISTS)) if voice else None

    def _language(self, tag: str) -> Voice | None:
        """Give the voice without any leaflet's catalog, read once."""
        if tag not in self._bare:
            self._bare[tag] = self._read_language(tag)
        return self._bare[tag]

    def _read_language(self, tag: str) -> Voice | None:
        language = Language.of(tag, self._territory)
        try:
            rules = read_rules(self._files, language.locale)
        except LeafletError as error:
            self.problems += error.problems
            return None
        catalog = None
        if LABELS_LANGUAGE not in _lineage(tag):
            catalog = self._label_catalog(tag)
            if catalog is None:
                return None
        labels = Labels(tag, catalog)
        return Voice(language, rules, typography.setter(rules), labels)

    def _label_catalog(self, tag: str) -> Catalog | None:
        names = [catalog_name(parent, LABELS) for parent in _lineage(tag)]
        name = next((n for n in names if self._files.find(n)), names[0])
        po = self._po(self._files.find(name), name, tag)
        if po is None:
            return None
        catalog = read_labels(po, LABELS, tag, name)
        return self._sound(catalog, list(unfinished(catalog, self._label_keys())))

    def _label_keys(self) -> tuple[Key, ...]:
        """Give the labels that templates say, from the template of their catalogs."""
        if self._labels is None:
            name = f"locales/{LABELS}.pot"
            po = self._po(self._files.find(name), name, "the labels")
            entries = po.entries if po else ()
            self._labels = tuple(e.key for e in entries if not e.is_header)
        return self._labels

    def _catalog(self, leaflet: Leaflet, tag: str) -> Catalog | None:
        names = [catalog_name(parent, leaflet.slug) for parent in _lineage(tag)]
        # The project's own only: ours of the same name is of another leaflet.
        name = next((n for n in names if (self._files.root / n).is_file()), names[0])
        po = self._po(self._files.root / name, name, tag)
        if po is None:
            return None
        definitions = {d.label: d.address.source for d in leaflet.definitions}
        catalog, problems = read_catalog(po, leaflet.slug, tag, name, definitions)
        keys = dict.fromkeys((t.context, t.source) for t in leaflet.texts() if t.source)
        return self._sound(catalog, [*problems, *unfinished(catalog, keys)])

    def _sound(self, catalog: Catalog, problems: list[Problem]) -> Catalog | None:
        self.problems += problems
        return None if problems else catalog

    def _po(self, path: Path | None, name: str, what: str) -> PoFile | None:
        if path is None or not path.exists():
            message = f"there is no catalog of {what}"
            hint = "run `make messages`, then translate what is new"
            self.problems.append(
                Problem("catalog-missing", Location(name), message, hint)
            )
            return None
        try:
            return read_file(self._files, path)
        except LeafletError as error:
            self.problems += error.problems
            return None
