"""Catalogs as rendering needs them: each translation parsed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.catalog import Catalog, Message, State, state
from leaflet.model import Inlines, Plain
from leaflet.pofile import parse
from leaflet.problems import Location, Problem
from leaflet.source.inline import InlineReader
from leaflet.source.marks import Fault, link_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile
    from leaflet.source.files import Files

LARGEST = 20_000_000
"""Bytes of a catalog: programs write them, and what is obsolete stays in them."""


def read_file(files: Files, path: Path) -> PoFile:
    """Give the catalog, or the template of catalogs, in a file.

    Raises:
        LeafletError: it cannot be read, or is damaged.
    """
    return parse(files.read_bytes(path, LARGEST), files.name(path))


def read_catalog(
    po: PoFile, domain: str, language: str, path: str, definitions: Mapping[str, str]
) -> tuple[Catalog, list[Problem]]:
    """Give the catalog of a leaflet in one language, and what is wrong in it.

    `definitions` are the labels that `[text][label]` may use. Obsolete entries are
    left out: nothing prints them. What is wrong in a fuzzy translation is not told,
    since somebody will read it anyway; the message only says that it fails.
    """
    reader = InlineReader(definitions)
    problems: list[Problem] = []
    messages = {}
    for entry in _live(po):
        message, faults = _message(entry, reader, path)
        at = message.at
        wrong = [Problem(f.id, at, f.message, f.hint) for f in faults]
        messages[entry.key] = replace(message, failing=bool(wrong))
        if not message.fuzzy:
            problems += wrong
    return Catalog(domain, language, path, messages, po.header), problems


def _message(
    entry: Entry, reader: InlineReader, path: str
) -> tuple[Message, list[Fault]]:
    """Give a message as it stands in the catalog, and what cannot be read in it."""
    translation = entry.msgstr[0] if entry.msgstr[0].strip() else ""
    if is_address(entry):
        inlines: Inlines = (Plain(translation),)
        faults = link_faults(translation)
    else:
        inlines, faults = reader.read(translation)
    return _translated(entry, path, translation, inlines), faults


def _translated(entry: Entry, path: str, translation: str, inlines: Inlines) -> Message:
    at = Location(path, entry.msgstr_line)
    source, context, fuzzy = entry.msgid, entry.msgctxt, entry.fuzzy
    return Message(
        source,
        context,
        translation,
        inlines,
        fuzzy,
        at,
        _made_for(entry),
        comments=said(entry),
    )


def said(entry: Entry) -> tuple[str, ...]:
    """Give the lines that translators have written to a message."""
    return tuple(line.strip() for line in entry.comments if line.strip())


def is_address(entry: Entry) -> bool:
    """Tell whether a message is the address of `[label]: address`, not a text."""
    return entry.msgctxt == "link" and not link_faults(entry.msgid)


def read_labels(po: PoFile, domain: str, language: str, path: str) -> Catalog:
    """Give the catalog of the templates' labels: plain text, no Markdown."""
    messages = {
        entry.key: _translated(entry, path, entry.msgstr[0], (Plain(entry.msgstr[0]),))
        for entry in _live(po)
    }
    return Catalog(domain, language, path, messages, po.header)


def entry_state(entry: Entry, *, failing: bool = False) -> State:
    """Give the state of a message that is in use, as its catalog has it."""
    return state(
        entry.key,
        translated=all(form.strip() for form in entry.msgstr),
        fuzzy=entry.fuzzy,
        made_for=_made_for(entry),
        failing=failing,
    )


def _made_for(entry: Entry) -> Key | None:
    was = entry.previous
    return (was.msgctxt, was.msgid) if was else None


def _live(po: PoFile) -> Iterator[Entry]:
    """Give the entries that are neither header nor obsolete."""
    for entry in po.entries:
        if not entry.obsolete and (entry.msgid or entry.msgctxt is not None):
            yield entry
