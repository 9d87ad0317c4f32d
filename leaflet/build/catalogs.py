"""Catalogs of a project: where they are, and those that belong to no leaflet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.catalog import LABELS
from leaflet.messages.read import read_file
from leaflet.problems import LeafletError, Location, Problem, Severity
from leaflet.source.project import leaflet_paths
from leaflet.source.signoffs import sign_off_name

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


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog or a sign-off that belongs to no leaflet.

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
    """Give catalogs and sign-offs whose leaflet is renamed, or taken away."""
    known = {LABELS, *leaflet_paths(files)}
    found = [_orphan(files, p) for p in catalog_paths(files) if p.stem not in known]
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
    return Orphan(files.name(path), path.stem, path.parent.parent.name, po)


def left_for(found: Iterable[Orphan], messages: Collection[Key]) -> dict[str, Orphan]:
    """Give, by language, the catalog that a leaflet of these messages had before.

    It is known by them: half of what it translates is among them, or more.
    """
    wanted = set(messages)
    left: dict[str, Orphan] = {}
    for orphan in found:
        theirs = _translated(e for e in _entries(orphan.po) if not e.obsolete)
        if theirs and len(theirs & wanted) * 2 >= len(theirs):
            left.setdefault(orphan.language, orphan)
    return left


def orphan_problems(
    files: Files, found: Iterable[Orphan], heirs: Mapping[str, str]
) -> Iterator[Problem]:
    """Warn of catalogs and sign-offs that belong to no leaflet.

    `heirs` gives the new domain of some, by the old one.
    """
    for orphan in found:
        message = f"belongs to no leaflet: there is no content/{orphan.domain}"
        hint = "give the leaflet its old name again, or delete the file"
        heir = heirs.get(orphan.domain)
        if heir and orphan.is_sign_off:
            hint = f"rename it to {sign_off_name(orphan.language, heir)}"
        elif heir:
            hint = _heir_hint(files, orphan, catalog_name(orphan.language, heir))
        at = Location(orphan.name)
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
