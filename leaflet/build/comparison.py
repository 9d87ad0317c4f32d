"""What the checks find in catalogs: a project's, or any .po file, wherever it lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.build.catalogs import catalog_at, catalog_name
from leaflet.build.domains import (
    chosen_sources,
    domains,
    in_languages,
    without_leaflet,
)
from leaflet.catalog import LABELS, Language
from leaflet.checks.translations import Languages, catalog_problems
from leaflet.glossary import Glossary
from leaflet.messages.read import LARGEST, read_catalog, read_labels
from leaflet.messages.rules import FIELD
from leaflet.messages.start import SOURCE_FIELD
from leaflet.pofile import parse
from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.files import Files, read_bytes
from leaflet.source.project import SETTINGS, read_glossary
from leaflet.source.values import known_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leaflet.pofile import PoFile

ENGLISH = "en"
"""The language of the sources of most programs that tell none."""
_LABEL = re.compile(r"\]\[([^\[\]]+)\]")
_TAG = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z]{4})?([_-]([A-Za-z]{2}|\d{3}))?")


def project_problems(
    root: Path, languages: Sequence[str] = (), leaflets: Sequence[str] = ()
) -> list[Problem]:
    """Give what the checks find in all or the chosen catalogs of a project.

    Raises:
        LeafletError: the sources have a mistake, or what was chosen is not there.
    """
    files = Files(root)
    sources = chosen_sources(files, leaflets)
    glossary, territory = read_glossary(files), sources.project.territory
    texts = {leaflet.slug: leaflet for leaflet in sources.leaflets}
    problems: list[Problem] = []
    found = in_languages([*domains(files, sources, labels=not leaflets)], languages)
    for domain in found:
        links = texts[domain.name].definitions if domain.name in texts else ()
        definitions = {one.label: one.address.source for one in links}
        for tag in domain.languages:
            name = catalog_name(tag, domain.name)
            locales = (
                Language.of(one, territory).locale
                for one in (domain.source_language, tag)
            )
            judged = _Judged(domain.name, tag, Languages(*locales), name)
            try:
                if po := catalog_at(files, name):
                    problems += _problems(po, judged, definitions, glossary)
            except LeafletError as error:
                problems += error.problems
    return problems if leaflets else problems + without_leaflet(files, found, languages)


def file_problems(path: Path, source: str = "", target: str = "") -> list[Problem]:
    """Give what the checks find in a .po file, wherever it lies.

    `source` and `target` are languages; where they are not given, the header tells
    them, or the path. A file by our rules of extraction is read as Markdown; the
    glossary is that of the project that the file lies in, where it lies in one.

    Raises:
        LeafletError: it is damaged, or nobody tells its language.
    """
    po = parse(read_bytes(path, str(path), LARGEST), str(path))
    header = po.header
    folder = path.absolute().parent
    placed = folder.parent.name if folder.name == "LC_MESSAGES" else ""
    stem = path.stem.rpartition(".")[2]  # fr.po, a.fr.po
    told = _first_tag(target, placed, header.get("Language", ""), stem)
    if not told:
        header_entry = po.header_entry
        at = Location(str(path), header_entry.msgstr_line if header_entry else 1)
        message = "nobody tells which language this is"
        hint = "write Language: fr into its header, or give --lang fr"
        raise LeafletError(Problem("catalog-untold", at, message, hint))
    own = _first_tag(source, header.get(SOURCE_FIELD, "")) or ENGLISH
    domain = path.stem if FIELD in header else ""
    labels = {label for e in po.entries for label in _LABEL.findall(e.msgid)}
    definitions = dict.fromkeys(labels, "https://leaflet.invalid/")
    root = next((p for p in path.resolve().parents if (p / SETTINGS).exists()), None)
    glossary = read_glossary(Files(root)) if root else Glossary()
    judged = _Judged(domain, told, Languages(own, told), str(path))
    return _problems(po, judged, definitions, glossary)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A catalog by its names; a domain of "" is none of ours."""

    domain: str
    language: str
    languages: Languages
    path: str


def _problems(
    po: PoFile, judged: _Judged, definitions: Mapping[str, str], glossary: Glossary
) -> list[Problem]:
    names = (judged.domain, judged.language, judged.path)
    unreadable: list[Problem] = []
    if judged.domain in {"", LABELS}:
        catalog = read_labels(po, *names)
    else:
        catalog, unreadable = read_catalog(po, *names, definitions)
    found = catalog_problems(catalog, po, judged.languages, definitions, glossary)
    return sorted([*unreadable, *found], key=lambda problem: problem.at)


def _first_tag(*words: str) -> str:
    """Give the first that is a language's tag, as we write it: pt_BR for pt-BR."""
    return next(_tags(words), "")


def _tags(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        tag = re.split("[@.]", word)[0].replace("-", "_")
        if _TAG.fullmatch(tag) and known_language(tag):
            yield tag
