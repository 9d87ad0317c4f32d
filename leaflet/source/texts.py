"""The texts of a body: each with its place, its headings and its note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.model import Citation, FootnoteMark, Link, Text, walk
from leaflet.problems import Location, Problem
from leaflet.source.inline import LONGEST, InlineReader, normal
from leaflet.source.tree import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.tree import SyntaxTreeNode

    from leaflet.model import Inlines
    from leaflet.source.marks import Fault

_NOTE = re.compile(
    r"<!--\s*(translators|context):\s*((?!-->)\S(?:(?!-->).)*?)\s*-->", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation, footnote mark or link; its place is its own line, not its text's."""

    inline: Citation | FootnoteMark | Link
    at: Location
    kind: str


class Texts:
    """Makes the messages of one body, and gathers problems on the way."""

    def __init__(
        self, path: str, first_line: int, title: str, reader: InlineReader
    ) -> None:
        self.problems: list[Problem] = []
        self.marks: list[Mark] = []
        self.title = title
        self._path = path
        self._first_line = first_line
        self._reader = reader
        self._headings: list[tuple[int, str]] = [(1, title)]
        self._notes: dict[str, tuple[str, Location]] = {}

    # --- places and problems

    def at(self, line: int) -> Location:
        """Give the place of a line of the body, counted from 0."""
        return Location(self._path, self._first_line + line)

    def place(self, node: SyntaxTreeNode) -> Location:
        """Give the place where a block begins."""
        return self.at(line_of(node))

    def add(self, id_: str, at: Location, message: str, hint: str = "") -> None:
        """Tell of something wrong."""
        self.problems.append(Problem(id_, at, message, hint))

    def fault(self, at: Location, fault: Fault) -> None:
        """Tell of a fault, now that its place is known."""
        self.add(fault.id, at, fault.message, fault.hint)

    # --- texts

    def text(self, raw: str, at: Location, kind: str) -> Text:
        """Give a message of the leaflet, with the note that stood before it."""
        source = normal(raw) if len(raw) <= LONGEST else raw
        inlines, faults = self._reader.read(source)
        for fault in faults:
            position = raw.replace("\n", " ").find(fault.found)
            self.fault(_below(at, raw, position), fault)
        self.marks += _marks(inlines, raw, at, kind)
        path = tuple(heading for _, heading in self._headings)
        if not source:  # an empty cell is no message: the note waits for the next
            return Text(source, inlines, at, kind, path)
        note, _ = self._notes.pop("translators", ("", at))
        context, _ = self._notes.pop("context", (None, at))
        return Text(source, inlines, at, kind, path, note, context)

    def inner(self, node: SyntaxTreeNode, kind: str) -> Text:
        """Give the text inside a paragraph, cell or term."""
        raw = node.children[0].content if node.children else ""
        return self.text(raw, self.place(node), kind)

    # --- headings

    @property
    def level(self) -> int:
        """The level of the heading that stands above."""
        return self._headings[-1][0]

    def heading(self, raw: str, at: Location, level: int) -> Text:
        """Give the text of a heading; what follows stands below it."""
        while self.level >= max(level, 2):
            self._headings.pop()
        text = self.text(raw, at, f"heading {level}")
        self._headings.append((level, text.source))
        return text

    # --- notes

    def html(self, content: str, at: Location) -> None:
        """Take notes for translators; refuse everything else in angle brackets."""
        found = _NOTE.findall(content) if "-->" in content else []
        for key, value in found:
            self._unread(key)
            self._notes[key] = " ".join(value.split()), at
        if rest := (_NOTE.sub("", content) if found else content).strip():
            message = f"HTML is not allowed: {rest.splitlines()[0][:60]}"
            hint = "use Markdown; a note is written <!-- translators: … -->"
            self.add("html", at, message, hint)

    def end(self) -> None:
        """Tell of notes that no text followed."""
        for key in tuple(self._notes):
            self._unread(key)

    def _unread(self, key: str) -> None:
        if key in self._notes:
            _, at = self._notes.pop(key)
            message = f"the note <!-- {key}: … --> stands before no text"
            self.add("note-unused", at, message, "put it right before its text")


def _below(at: Location, raw: str, position: int) -> Location:
    """Give the line of a position in a text; -1, not found, gives the text's own."""
    return Location(at.path, at.line + raw.count("\n", 0, max(position, 0)))


def _marks(inlines: Inlines, raw: str, at: Location, kind: str) -> Iterator[Mark]:
    """Give the marks of a text, in the order in which they were written."""
    position, flat = 0, raw.replace("\n", " ")
    for inline in walk(inlines):
        if isinstance(inline, Citation):
            written = f"[@{inline.keys[0]}" if inline.keys else "[@"
        elif isinstance(inline, FootnoteMark):
            written = f"[^{inline.label}]"
        elif isinstance(inline, Link):
            written = "][" if inline.label else inline.href
        else:
            continue
        position = max(position, flat.find(written, position))
        yield Mark(inline, _below(at, raw, position), kind)
        position += 1
