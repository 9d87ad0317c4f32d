"""What an SVG picture may hold: shapes, and references to its own shapes.

A picture is a document that can run, fetch and multiply. All of that is refused, each
with its line, before any engine sees it (docs/security.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from leaflet.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEEPEST = 50
"""Levels of elements: drawing programs write ten or so."""
DRAWN = 20_000
"""Elements that may be drawn, those that references repeat counted each time."""
CHAIN = 4
"""References that may follow one another: a shape, its gradient, that one's stops."""
_REFUSED = frozenset(
    (
        *("script", "handler", "listener", "foreignobject", "iframe", "embed"),
        *("object", "image", "feimage", "audio", "video", "canvas", "set"),
        *("animate", "animatecolor", "animatemotion", "animatetransform"),
    )
)
_OWN = re.compile(r"#[^\s#()\"'\\]+")
_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""", re.IGNORECASE)
_UNSAFE_VALUE = re.compile(r"\\|url\(", re.IGNORECASE)
_UNSAFE_STYLE = re.compile(r"\\|@\w|url\(|image\(|src\(", re.IGNORECASE)
_HINT = "save the picture as plain SVG: shapes and text, nothing that runs or fetches"


@dataclass(slots=True, eq=False)
class _Element:
    """One element of the tree, and the ids of others that it shows."""

    name: str
    line: int
    references: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cost:
    """What drawing an element takes: elements, references in a row, any <use>."""

    drawn: int = 1
    chain: int = 0
    uses: bool = False


class _RefusedError(Exception):
    """Something that stops the reading; the rest of the file does not matter."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def svg_problems(text: str, name: str) -> list[Problem]:
    """Give all that is wrong with an SVG picture, in the order of its lines."""
    reader = _Reader()
    try:
        reader.read(text)
    except expat.ExpatError as error:
        message = f"is not well-formed: {expat.errors.messages[error.code]}"
        hint = "open the picture and save it again as plain SVG"
        return [Problem("svg-broken", Location(name, error.lineno), message, hint)]
    except _RefusedError as error:
        reader.faults.append((error.line, str(error)))
    else:
        reader.faults += _repeated(reader.root, reader.ids)
    return [
        Problem("svg-unsafe", Location(name, line), message, _HINT)
        for line, message in sorted(dict.fromkeys(reader.faults))
    ]


class _Reader:
    """Reads the XML once: what it names, and what it may not hold."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self.ids: dict[str, _Element] = {}
        self.root = _Element("", 0)
        self._open = [self.root]
        self._count = 0
        # The text is UTF-8 by now, whatever the file says of itself.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def read(self, text: str) -> None:
        self._parser.Parse(text.encode(), True)  # noqa: FBT003  # expat's own
        if self.root.children[0].name != "svg":
            raise _RefusedError(self.root.children[0].line, "is no <svg> picture")

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, line = _local(tag), self._line
        element = _Element(name, line)
        self._open[-1].children.append(element)
        self._open.append(element)
        self._count += 1
        if self._count > DRAWN:
            raise _RefusedError(line, f"has more than {DRAWN:,} elements")
        if len(self._open) > DEEPEST:
            raise _RefusedError(line, f"is nested deeper than {DEEPEST} elements")
        if name in _REFUSED:
            self.faults.append((line, f"<{name}> has no place in a picture"))
        for key, value in attributes.items():
            self._attribute(element, key, value)

    def _attribute(self, element: _Element, full: str, value: str) -> None:
        key = _local(full)
        if key == "id":
            self.ids.setdefault(value, element)
        elif key in {"href", "src", "base"}:
            self._reference(element, value)
        elif key.startswith("on"):
            self._fault(f"{key}= is a script")
        elif key == "spreadmethod" and value != "pad":
            self._fault("a gradient that repeats has no end")
        elif ":" not in full:  # a drawing program's own, such as inkscape:label
            self._style(element, value, key)

    def _reference(self, element: _Element, value: str) -> None:
        if _OWN.fullmatch(value.strip()):
            element.references.append(value.strip()[1:])
        else:
            self._fault(f"refers to something outside the picture: {value[:60]}")

    def _style(self, element: _Element, text: str, key: str) -> None:
        """Follow `url(#…)`; refuse what else a style could bring in."""
        for found in _URL.finditer(text):
            self._reference(element, found[2])
        unsafe = _UNSAFE_STYLE if key == "style" else _UNSAFE_VALUE
        if refused := unsafe.search(_URL.sub("", text)):
            self._fault(f"{key} may not say {refused[0]}")

    def _fault(self, message: str) -> None:
        self.faults.append((self._line, message))

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open[-1].name == "style":
            self._style(self._open[-1], text, "style")

    def _declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower().replace("-", "") not in {"utf8", "usascii"}:
            raise _RefusedError(self._line, f"says it is {encoding}; UTF-8 is wanted")

    def _doctype(self, *_what: object) -> None:
        raise _RefusedError(self._line, "has a DOCTYPE, which can name other files")

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"<?{target}?> has no place in a picture")


def _local(name: str) -> str:
    """Give a name without its prefix; engines take `SVG:Script` for what it is."""
    return name.rpartition(":")[2].lower()


def _repeated(root: _Element, ids: Mapping[str, _Element]) -> Iterator[tuple[int, str]]:
    """Tell of references that lead in a circle, follow one another or multiply."""
    known: dict[int, _Cost] = {}

    def cost(element: _Element, before: int) -> _Cost:
        if before > CHAIN:
            message = f"more than {CHAIN} references follow one another"
            raise _RefusedError(element.line, message)
        if id(element) not in known:
            parts = [cost(child, before) for child in element.children]
            shown = [
                cost(ids[name], before + 1)
                for name in element.references
                if name in ids
            ]
            if element.name == "use" and any(one.uses for one in shown):
                message = "a <use> shows what holds another <use>"
                raise _RefusedError(element.line, message)
            known[id(element)] = _Cost(
                1 + sum(one.drawn for one in (*parts, *shown)),
                max([0, *(p.chain for p in parts), *(s.chain + 1 for s in shown)]),
                element.name == "use" or any(one.uses for one in (*parts, *shown)),
            )
        found = known[id(element)]
        if found.drawn > DRAWN:
            message = f"draws more than {DRAWN:,} elements"
            raise _RefusedError(element.line, message)
        if before + found.chain > CHAIN:
            message = f"more than {CHAIN} references follow one another"
            raise _RefusedError(element.line, message)
        return found

    try:
        cost(root, 0)
    except _RefusedError as error:
        yield error.line, str(error)
