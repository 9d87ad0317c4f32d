"""What was built, and from what: `build/manifest.json`.

Read before anything that takes its time, so it needs nothing but `json` and `os`.
What each edition was made from stands there as digests; that nothing at all has
changed is seen from the files' times and sizes alone.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NotRequired, TypedDict

from leaflet.build.inputs import states
from leaflet.build.selection import Selection
from leaflet.source.states import state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from leaflet.source.files import Files
    from leaflet.source.states import State

FILE, JOURNAL = "build/manifest.json", "build/manifest.journal"
VERSION = 1
"""Of the form of this file; one of another version is as good as none."""
SETTLED = 50_000_000
"""Nanoseconds after which a file's time tells: a change within a tick of the disk's
clock leaves it as it was."""


class Beside(TypedDict):
    """A file that belongs to an edition's own, such as its job ticket."""

    file: str
    sha256: str
    changed: int
    size: int


class Entry(TypedDict):
    """One edition as it was built; digests are SHA-256, shortened but for its own."""

    leaflet: str
    language: str
    format: str
    paper: str
    file: str
    made_from: dict[str, str]  # text, settings, templates, styles, fonts, program …
    pictures: dict[str, str]  # by name
    sha256: str
    changed: int  # nanoseconds
    size: int
    pages: int
    seconds: float  # that it took
    asked: NotRequired[list[str]]  # what a selection must name for it: formats
    once: NotRequired[str]  # what is otherwise than the format says, such as x-1a
    warnings: NotRequired[int]  # of preflight
    ticket: NotRequired[Beside]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built.

    `inputs` has each file's state, and its digest where it was needed; `complete` are
    the selections all of whose editions are there, as long as no input changes.
    """

    inputs: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    complete: tuple[tuple[tuple[str, ...], ...], ...] = ()
    editions: dict[str, Entry] = field(default_factory=dict)

    @property
    def pictures(self) -> set[str]:
        """The names of the pictures in all editions."""
        return {name for entry in self.editions.values() for name in entry["pictures"]}


def read_manifest(root: Path) -> Manifest:
    """Give what was built here; nothing where no sound manifest tells.

    What an interrupted build had finished stands in its journal.
    """
    try:
        with open(root / FILE, encoding="utf-8") as file:
            said = json.load(file)
        if said["version"] != VERSION:
            return Manifest()
        inputs = {name: tuple(values) for name, values in said["inputs"].items()}
        complete = tuple(tuple(map(tuple, one)) for one in said["complete"])
        manifest = Manifest(inputs, complete, said["editions"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        manifest = Manifest()
    manifest.editions.update(_journal(root))
    return manifest


def _journal(root: Path) -> Iterator[tuple[str, Entry]]:
    """Give the editions of builds that were interrupted; half a line is no line."""
    try:
        text = (root / JOURNAL).read_text("utf-8")
    except (OSError, ValueError):
        return
    for line in text.splitlines():
        try:
            name, entry = json.loads(line)
        except ValueError:
            continue
        yield name, entry


def note(root: Path, name: str, entry: Entry) -> None:
    """Add a finished edition to the journal; a build that dies now has lost nothing.

    The line begins with a newline: a build before may have left half of one.

    Raises:
        LeafletError: it cannot be written.
    """
    from leaflet.build.output import append

    append(root, JOURNAL, f"\n{json.dumps([name, entry])}\n".encode())


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Write the manifest, and drop the journal that it has taken in.

    Raises:
        LeafletError: it cannot be written; the journal stays.
    """
    from leaflet.build.output import write

    said = {
        "version": VERSION,
        "inputs": manifest.inputs,
        "complete": manifest.complete,
        "editions": dict(sorted(manifest.editions.items())),
    }
    write(root, {FILE: json.dumps(said, indent=1).encode()})
    (root / JOURNAL).unlink(missing_ok=True)


def unchanged(
    files: Files, manifest: Manifest, selection: Selection
) -> dict[str, Entry] | None:
    """Give the selected editions where neither inputs nor outputs have changed.

    None where anything has, or where it cannot be told without reading.
    """
    everything = Selection(draft=selection.draft)
    whole = {key(selection), key(everything)} & set(manifest.complete)
    if selection.differs or not whole:
        return None
    before = {
        name: (changed, size) for name, (changed, size, _) in manifest.inputs.items()
    }
    if states(files, before) != before:
        return None
    chosen = {
        name: entry
        for name, entry in manifest.editions.items()
        if not entry.get("once")
        and selection.chooses(
            entry["language"], entry["leaflet"], entry["format"], entry["paper"]
        )
        and all(getattr(selection, part) for part in entry.get("asked", ()))
    }
    if key(selection) not in whole and any("asked" in one for one in chosen.values()):
        return None  # a build of everything has left these as they were
    root = str(files.root)
    as_built = all(
        state(os.path.join(root, made["file"])) == (made["changed"], made["size"])
        for entry in chosen.values()
        for made in files_of(entry)
    )
    return chosen if as_built and _has_all(chosen.values(), selection) else None


def _has_all(chosen: Collection[Entry], selection: Selection) -> bool:
    """Tell whether each name of the selection has an edition; else it may be unknown.

    So may a language that nobody has built yet: a pseudo-language, or one only begun.
    """
    return bool(chosen) and all(
        there.issuperset(named)
        for named, there in (
            (selection.languages, {entry["language"] for entry in chosen}),
            (selection.leaflets, {entry["leaflet"] for entry in chosen}),
            (selection.formats, {entry["format"] for entry in chosen}),
            (selection.papers, {entry["paper"] for entry in chosen}),
        )
    )


def files_of(entry: Entry) -> Iterator[Entry | Beside]:
    """Give what says how each file of an edition was built."""
    yield entry
    if "ticket" in entry:
        yield entry["ticket"]


def key(selection: Selection) -> tuple[tuple[str, ...], ...]:
    """Give a selection as the manifest has it."""
    parts = (
        selection.languages,
        selection.leaflets,
        selection.formats,
        selection.papers,
        ("draft",) if selection.draft else (),
    )
    return tuple(tuple(sorted(part)) for part in parts)


def settled(seen: State, now: int) -> State:
    """Give a state to remember; one that may hide a change is remembered as none."""
    return seen if seen[0] < now - SETTLED else (0, seen[1])
