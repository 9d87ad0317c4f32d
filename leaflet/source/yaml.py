"""YAML to typed values: every mistake with its line, and the nearest valid name.

PyYAML composes the nodes, msgspec judges each value; between the two stands the
shape, so that `version: 1.10` is text where text is wanted, and all mistakes are
told at once, which msgspec alone does not do.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, Literal, TypeVar

import msgspec
import yaml

from leaflet.problems import Location, Problem
from leaflet.source.files import invisible

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
Place = tuple[str | int, ...]
DEEPEST = 20
"""Levels of nesting: more than any shape of ours has."""
_QUOTES = 'put a text that holds : # * & or starts with a sign in quotes: "…"'
_HINTS = {
    "no-break": "type a plain space in its place",
    "'\\t'": "indent with spaces, not with tabs",
    "flow": f"close each [ and {{, and {_QUOTES}",
}
_NO_BREAK = re.compile(r"^[ \t]*(?:[\w-]+:|-)?\u00a0", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]+#(?![\s#!]|\Z)")
_WRONG = object()  # stands for a value that a problem was told of


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a file says; `value` is None where problems stand instead of it.

    `lines` has the line of each key and list item; `scalars` has each single value
    that is sound in itself, also where others are not.
    """

    value: T | None
    lines: dict[Place, int]
    problems: tuple[Problem, ...]
    scalars: dict[Place, object] = field(default_factory=dict)


def read_yaml(text: str, path: str, shape: type[T], first_line: int = 1) -> Read[T]:
    """Give the value that a YAML text holds for `shape`, and each value's line."""
    reader = _Reader(text, path, first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        line, said = _syntax(error, text)
        problem = reader.problem("yaml-syntax", line, said, _syntax_hint(said))
        return Read(None, {}, (problem,))
    if node is None:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [], _start(), _start())
    value = reader.read(node, shape, ())
    problems = tuple(sorted(reader.problems, key=lambda problem: problem.at))
    value = None if problems else value
    return Read(value, reader.lines, problems, reader.scalars)


def _syntax(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Give the line, from 0, and the words of what PyYAML stumbled over."""
    if isinstance(error, _RefusedError):
        return error.line, str(error)
    if found := _NO_BREAK.search(text):
        return text.count("\n", 0, found.start()), "a no-break space stands here"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        return (mark.line if mark is not None else 0), what
    position = getattr(error, "position", 0)  # a ReaderError: an odd character
    return text.count("\n", 0, position), str(error).partition("\n")[0]


def _syntax_hint(said: str) -> str:
    """Give what to do about what PyYAML stumbled over, by its words."""
    for words, hint in _HINTS.items():
        if words in said:
            return hint
    return _QUOTES


def _start() -> yaml.Mark:
    return yaml.Mark("", 0, 0, 0, "", 0)


class _RefusedError(yaml.YAMLError):
    """A feature of YAML that nobody needs here and that bombs are made of."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Composes nodes; refuses aliases, so that no text can multiply itself."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # PyYAML
        mark = event.start_mark
        line = mark.line if mark is not None else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError("anchors (&) and aliases (*) are not allowed", line)
        if getattr(event, "tag", None):
            raise _RefusedError("types (!) are not allowed", line)
        if self._depth > DEEPEST:
            raise _RefusedError("nested too deeply", line)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Reader:
    """Walks nodes and shape together."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._text_lines = text.split("\n")
        self._path = path
        self._first_line = first_line
        self.lines: dict[Place, int] = {}
        self.scalars: dict[Place, object] = {}
        self.problems: list[Problem] = []

    def problem(self, id_: str, line: int, message: str, hint: str = "") -> Problem:
        """Give a problem at a line of the YAML text, counted from 0."""
        return Problem(
            id_, Location(self._path, self._first_line + line), message, hint
        )

    def _wrong(self, place: Place, id_: str, message: str, hint: str = "") -> Any:
        at = Location(self._path, self.lines[place])
        self.problems.append(Problem(id_, at, message, hint))
        return _WRONG

    def read(self, node: yaml.Node, shape: Any, place: Place) -> Any:
        """Give the node's value as `shape`, or `_WRONG` after telling why not."""
        # A value stands where its key does; the whole and list items have no key.
        self.lines.setdefault(place, self._first_line + node.start_mark.line)
        shape, annotation = _unwrapped(shape, node), shape
        if _is_null(node) and _allows_null(annotation):
            return None
        origin = typing.get_origin(shape) or shape
        if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
            value = self._mapping(node, origin, place)
        elif origin is dict:
            value = self._dict(node, shape, annotation, place)
        elif origin is tuple:
            value = self._tuple(node, shape, annotation, place)
        else:
            value = self._scalar(node, annotation, place)
        return value

    def _mapping(self, node: yaml.Node, shape: Any, place: Place) -> Any:
        name = _name(place) or "this file"
        if not isinstance(node, yaml.MappingNode):
            keys = ", ".join(field.name for field in msgspec.structs.fields(shape))
            return self._wrong(place, "yaml-type", f"{name}: keys are expected: {keys}")
        hints = _hints(shape)
        values: dict[str, Any] = {}
        for key, child in self._pairs(node, place):
            inner = (*place, key)
            if key in hints:
                values[key] = self.read(child, hints[key], inner)
            else:
                self._wrong(inner, "yaml-key", *_unknown(_name(inner), key, hints))
        for one in msgspec.structs.fields(shape):
            if one.required and one.name not in values:
                what = _name((*place, one.name))
                hint = f"add a line `{one.name}: …`: {_expected(hints[one.name])}"
                self._wrong(place, "yaml-missing", f"{what} is missing", hint)
                values[one.name] = _WRONG
        return _WRONG if _WRONG in values.values() else shape(**values)

    def _dict(self, node: yaml.Node, shape: Any, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.MappingNode):
            name, expected = _name(place) or "this file", _expected(annotation)
            message = f"{name}: names and values are expected: {expected}"
            return self._wrong(place, "yaml-type", message)
        key_shape, value_shape = typing.get_args(shape)
        values: dict[Any, Any] = {}
        for key, child in self._pairs(node, place):
            self._judge(key, key_shape, (*place, key))
            values[key] = self.read(child, value_shape, (*place, key))
        return _WRONG if _WRONG in values.values() else values

    def _pairs(
        self, node: yaml.MappingNode, place: Place
    ) -> Iterator[tuple[str, yaml.Node]]:
        """Give each key with its value, and keep the key's line."""
        seen: set[str] = set()
        for key, child in node.value:
            line = key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                message = "a key is a word, not a list or mapping"
                self.problems.append(self.problem("yaml-type", line, message))
            elif key.value in seen:
                message = f"{_name((*place, key.value))} stands here twice"
                self.problems.append(self.problem("yaml-duplicate", line, message))
            else:
                seen.add(key.value)
                self.lines[*place, key.value] = self._first_line + line
                yield key.value, child

    def _tuple(self, node: yaml.Node, shape: Any, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            message = f"{_name(place)}: a list is expected"
            return self._wrong(place, "yaml-type", message, "write [a, b]")
        args = typing.get_args(shape)
        endless = args[-1] is Ellipsis
        shapes = [args[0]] * len(node.value) if endless else list(args)
        if len(shapes) != len(node.value):
            message = f"{_name(place)}: {len(shapes)} values are expected"
            return self._wrong(place, "yaml-type", message)
        values = tuple(
            self.read(child, inner, (*place, index))
            for index, (child, inner) in enumerate(zip(node.value, shapes, strict=True))
        )
        if not values and "min_length=1" in str(annotation):
            return self._wrong(place, "yaml-type", f"{_name(place)} is an empty list")
        return _WRONG if _WRONG in values else values

    def _scalar(self, node: yaml.Node, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            message = f"{_name(place)}: {_expected(annotation)} is expected"
            return self._wrong(place, "yaml-type", message)
        if cut := self._cut_off(node):
            message = f"{_name(place)} ends before «{cut}», which # makes a comment"
            hint = "put the whole text in quotes, or a space after #"
            return self._wrong(place, "yaml-comment", message, hint)
        at = Location(self._path, self.lines[place])
        if problem := invisible(node.value, at, _name(place)):
            self.problems.append(problem)
            return _WRONG
        value = self._judge(node.value, annotation, place)
        if value is not _WRONG:
            self.scalars[place] = value
        return value

    def _cut_off(self, node: yaml.ScalarNode) -> str:
        """Give what looks like a text's end and is a comment: `Asthma #1 for all`."""
        if node.style is not None or not node.value:
            return ""
        line = self._text_lines[node.end_mark.line]
        found = _COMMENT.match(line, node.end_mark.column)
        return line[found.start() :].strip() if found else ""

    def _judge(self, value: str, annotation: Any, place: Place) -> Any:
        """Give the value that is typed, as it is typed where text is wanted."""
        try:
            return msgspec.convert(value, annotation, strict=False)
        except msgspec.ValidationError:
            expected = _expected(annotation)
            shown = repr(value) if value else "nothing"
            message = f"{_name(place)}: {shown} is not {expected}"
            choices = _choices(annotation)
            hint = _nearest(value, choices) or _respelt(value, annotation)
            return self._wrong(place, "yaml-value", message, hint)


@cache
def _hints(shape: Any) -> dict[str, Any]:
    """Give the annotations of a shape, looked up once: that takes its time."""
    return typing.get_type_hints(shape, include_extras=True)


def _unwrapped(shape: Any, node: yaml.Node | None = None) -> Any:
    """Give the shape without Annotated and without `| None`.

    Where a number or names with numbers may stand, it is what the node is.
    """
    while True:
        if typing.get_origin(shape) is typing.Annotated:
            shape = typing.get_args(shape)[0]
        elif (
            isinstance(shape, types.UnionType)
            or typing.get_origin(shape) is typing.Union
        ):
            members = [a for a in typing.get_args(shape) if a is not types.NoneType]
            named = isinstance(node, yaml.MappingNode)
            dicts = [a for a in members if typing.get_origin(a) is dict]
            shape = dicts[0] if named and dicts else members[0]
        else:
            return shape


def _is_null(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _allows_null(annotation: Any) -> bool:
    if typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    return types.NoneType in typing.get_args(annotation)


def _expected(annotation: Any) -> str:
    """Give the noun for what is wanted, from the annotation's title."""
    if choices := _choices(annotation):
        return f"one of {', '.join(choices)}"
    args = typing.get_args(annotation)
    for meta in reversed(args):
        if isinstance(meta, msgspec.Meta) and meta.title:
            return meta.title
    for inner in args:
        if typing.get_origin(inner) is typing.Annotated:
            return _expected(inner)
    shape = _unwrapped(annotation)
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return f"with {', '.join(one.name for one in msgspec.structs.fields(shape))}"
    words = {str: "text", bool: "true or false", float: "a number", int: "a number"}
    return words.get(shape, "a value")


def _choices(annotation: Any) -> list[str]:
    shape = _unwrapped(annotation)
    if typing.get_origin(shape) is Literal:
        return [str(choice) for choice in typing.get_args(shape)]
    return []


def _unknown(name: str, key: str, known: typing.Iterable[str]) -> tuple[str, str]:
    hint = _nearest(key, list(known)) or f"the keys here are: {', '.join(known)}"
    return f"{name} is not a key here", hint


def _respelt(value: str, annotation: Any) -> str:
    """Give the hint for a tag of a language as the web writes it: fr-CA."""
    spelt = value.replace("-", "_")
    try:
        msgspec.convert(spelt, annotation)
    except msgspec.ValidationError:
        return ""
    return f"write {spelt}"


def _nearest(value: str, choices: list[str]) -> str:
    close = difflib.get_close_matches(value, choices, n=1)
    return f"did you mean {close[0]}?" if close else ""


def _name(place: Place) -> str:
    """Give a place as people write it: `authors[1].name`."""
    parts = (f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in place)
    return "".join(parts).lstrip(".")
