"""Catalogs of a project: where they are, and those that belong to no leaflet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.catalog import LABELS
from leaflet.messages.read import read_file
from leaflet.problems import LeafletError, Location, Problem, Severity
from leaflet.source.files import visible
from leaflet.source.project import leaflet_paths
from leaflet.source.signoffs import sign_off_name
from leaflet.source.values import known_language, unknown_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile
    from leaflet.source.files import Files


def catalog_name(language: str, domain: str) -> str:
    """Give a catalog's path in the project."""
    return f"locales/{language}/LC_MESSAGES/{domain}.po"


def catalog_paths(files: Files) -> list[Path]:
    """Give the project's catalogs, in the order of their names."""
    return sorted(visible((files.root / "locales").glob("*/LC_MESSAGES/*.po")))


def language_of(path: Path) -> str:
    """Give the tag of a catalog's language: the name of its folder."""
    return path.parent.parent.name


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


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog or a sign-off that belongs to no leaflet, or to no language.

    `po` is None where it is damaged, or none.
    """

    name: str
    domain: str
    language: str
    po: PoFile | None = None

    @property
    def is_sign_off(self) -> bool:
        """Whether it tells who read a text."""
        return self.name == sign_off_name(self.language, self.domain)


def orphans(files: Files) -> tuple[Orphan, ...]:
    """Give what nothing is printed from: its leaflet is gone, its language is none."""
    known = {LABELS, *leaflet_paths(files)}
    found = [
        _orphan(files, path)
        for path in catalog_paths(files)
        if path.stem not in known or not known_language(language_of(path))
    ]
    for path in sorted(files.root.glob(sign_off_name("*", "*"))):
        domain = path.name.partition(".")[0]
        if domain not in known:
            found.append(Orphan(files.name(path), domain, path.parent.name))
    return tuple(found)


def _orphan(files: Files, path: Path) -> Orphan:
    try:
        po = read_file(files, path)
    except LeafletError:
        po = None
    return Orphan(files.name(path), path.stem, language_of(path), po)


def left_for(found: Iterable[Orphan], messages: Collection[Key]) -> dict[str, Orphan]:
    """Give, by language, the catalog that a leaflet of these messages had before.

    It is known by them: half of what it translates is among them, or more.
    """
    wanted = set(messages)
    left: dict[str, Orphan] = {}
    for orphan in found:
        theirs = _translated(e for e in _entries(orphan.po) if not e.obsolete)
        is_same = theirs and len(theirs & wanted) * 2 >= len(theirs)
        if is_same and known_language(orphan.language):
            left.setdefault(orphan.language, orphan)
    return left


def orphan_problems(
    files: Files, found: Iterable[Orphan], heirs: Mapping[str, str]
) -> Iterator[Problem]:
    """Warn of catalogs and sign-offs that belong to no leaflet.

    `heirs` gives the new domain of some, by the old one.
    """
    for orphan in found:
        at = Location(orphan.name)
        if not known_language(orphan.language):
            wrong = unknown_language(orphan.language, at)
            yield replace(wrong, severity=Severity.WARNING)
            continue
        message = f"belongs to no leaflet: there is no content/{orphan.domain}"
        hint = "give the leaflet its old name again, or delete the file"
        heir = heirs.get(orphan.domain)
        if heir and orphan.is_sign_off:
            hint = f"rename it to {sign_off_name(orphan.language, heir)}"
        elif heir:
            hint = _heir_hint(files, orphan, catalog_name(orphan.language, heir))
        yield Problem("catalog-orphan", at, message, hint, Severity.WARNING)


def _heir_hint(files: Files, orphan: Orphan, name: str) -> str:
    """Tell what to do with a catalog whose leaflet has another name now."""
    try:
        heir = catalog_at(files, name)
    except LeafletError:
        return f"the leaflet's catalog is {name} now: mend that first"
    if heir is None:
        return f"`make messages` carries its translations over to {name}"
    if _translated(_entries(orphan.po)) <= _translated(_entries(heir)):
        return f"its translations are all in {name} now: delete it"
    return f"the leaflet's catalog is {name} now, and lacks some of its translations"


def _entries(po: PoFile | None) -> Iterator[Entry]:
    return (entry for entry in (po.entries if po else ()) if not entry.is_header)


def _translated(entries: Iterable[Entry]) -> set[Key]:
    return {entry.key for entry in entries if any(entry.msgstr)}
