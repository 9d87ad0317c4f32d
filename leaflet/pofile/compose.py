"""Edits files: each function gives a new file, and leaves other lines alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.pofile.advice import problem
from leaflet.pofile.charset import BOM, UNDECLARED, declared, python_charset
from leaflet.pofile.edit import (
    copied,
    encoded,
    entry_of,
    reread,
    with_comments,
    with_msgstr,
    with_newline,
)
from leaflet.pofile.read import parse
from leaflet.pofile.strings import logical_lines, quoted
from leaflet.pofile.values import Entry, Key, PoFile, Style
from leaflet.problems import LeafletError, Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_UTF8 = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def new(
    header: Mapping[str, str], path: str = "", comments: Sequence[str] = ()
) -> PoFile:
    """Give a new file with only its header: UTF-8, LF, no dates but those given.

    Plural forms and X- fields stand last, as Poedit sets them (3.2.2, measured): its
    first save moves no line.
    """
    style = Style(path)
    last = {n: v for n, v in header.items() if n == "Plural-Forms" or n[:2] == "X-"}
    first = {name: value for name, value in header.items() if name not in last}
    fields = {**first, **_UTF8, **last}
    text = "".join(_header_line(*field) for field in fields.items())
    return PoFile((with_comments(_header_entry(style, text), comments),), style)


def replaced(po: PoFile, *edited: Entry) -> PoFile:
    """Give a file in which the edited entries stand in the place of the old ones.

    Raises:
        KeyError: the file has no such message.
    """
    by_key = {one.key: one for one in edited}
    entries = tuple(by_key.pop(one.key, one) for one in po.entries)
    for key in by_key:
        raise KeyError(key)
    return replace(po, entries=entries)


def inserted(po: PoFile, added: Entry, after: Entry | None = None) -> PoFile:
    """Give a file with one more entry: after another, or last, above obsolete ones.

    Raises:
        LeafletError: the file has that message already.
        ValueError: `after` is not in the file.
    """
    entries = list(po.entries)
    if after is None:
        live = [index for index, one in enumerate(entries) if not one.obsolete]
        index = live[-1] + 1 if live else 0
    else:
        index = [one.key for one in entries].index(after.key) + 1
    return with_entries(po, [*entries[:index], added, *entries[index:]])


def with_entries(po: PoFile, entries: Iterable[Entry]) -> PoFile:
    """Give a file with these entries in this order; others' are put in its style.

    Raises:
        LeafletError: two entries have the same message.
    """
    taken: dict[Key, Entry] = {}
    for one in entries:
        if one.key in taken:
            at = Location(po.style.path, one.msgid_line, one.msgid_column)
            message = f"the message {one.msgid!r} is already there"
            raise LeafletError(problem("po-duplicate-message", at, message))
        taken[one.key] = one if one.style == po.style else copied(one, po.style)
    ordered = tuple(_line_ended(one) for one in taken.values())
    if ordered and ordered[-1].key == po.entries[-1].key:
        ordered = (*ordered[:-1], taken[ordered[-1].key])
    return replace(po, entries=ordered)


def with_header(po: PoFile, fields: Mapping[str, str]) -> PoFile:
    """Give a file with these fields in its header; the others stay as they are.

    Raises:
        LeafletError: the charset would be another one than that of the bytes.
    """
    header = po.header_entry
    text = _header_text(header.msgstr[0] if header else "", fields)
    if header:
        changed = replaced(po, with_msgstr(header, text))
    else:
        changed = replace(po, entries=(_header_entry(po.style, text), *po.entries))
    body = changed.encode().removeprefix(BOM)
    declares = python_charset(declared(body)[0] or UNDECLARED)
    if declares == po.style.charset:
        return changed
    if po.style.charset != UNDECLARED or declares is None:
        at = Location(po.style.path, header.msgstr_line if header else 1)
        message = f"the file is in {po.style.charset}, its header cannot say otherwise"
        raise LeafletError(problem("po-charset", at, message))
    return parse(changed.encode(), po.style.path)


def _line_ended(old: Entry) -> Entry:
    """Give the entry with a newline at its end, where another one may follow."""
    *target, last = old.raw.target
    ended = with_newline(last, old.style)
    return (
        old if ended == last else reread(old, replace(old.raw, target=(*target, ended)))
    )


def _header_entry(style: Style, text: str) -> Entry:
    lines = ['msgid ""', *quoted("msgstr", text, 0)]
    return entry_of(encoded(lines, style), style)


def _header_line(name: str, value: str) -> str:
    return f"{name}: {' '.join(value.split())}\n"


def _header_text(text: str, fields: Mapping[str, str]) -> str:
    """Give a header's text with these fields; names differ not by their case."""
    wanted = {name.lower(): (name, value) for name, value in fields.items()}
    lines = []
    for line in logical_lines(text):
        name, _, _ = line.partition(":")
        _, value = wanted.pop(name.strip().lower(), ("", None))
        lines.append(line if value is None else _header_line(name, value))
    if lines and wanted:
        lines[-1] = lines[-1].removesuffix("\n") + "\n"
    return "".join([*lines, *(_header_line(*field) for field in wanted.values())])
