"""YAML to typed values: every mistake with its line, and the nearest valid name.

PyYAML composes the nodes, msgspec judges each value; between the two stands the
shape, so that `version: 1.10` is text where text is wanted, and all mistakes are
told at once, which msgspec alone does not do.
"""

from __future__ import annotations

import difflib
import types
import typing
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import msgspec
import yaml

from leaflet.problems import Location, Problem

T = TypeVar("T")
Place = tuple[str | int, ...]
_WRONG = object()  # stands for a value that a problem was told of


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a file says; `value` is None where problems stand instead of it."""

    value: T | None
    lines: dict[Place, int]
    problems: tuple[Problem, ...]


def read_yaml(text: str, path: str, shape: type[T], first_line: int = 1) -> Read[T]:
    """Give the value that a YAML text holds for `shape`, and each value's line."""
    reader = _Reader(path, first_line)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except _RefusedError as error:
        return Read(None, {}, (reader.problem("yaml-syntax", error.line, str(error)),))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark is not None else 0
        what = " ".join(p for p in (error.context, error.problem) if p)
        return Read(None, {}, (reader.problem("yaml-syntax", line, what),))
    except yaml.YAMLError as error:
        what = str(error).partition("\n")[0]
        return Read(None, {}, (reader.problem("yaml-syntax", 0, what),))
    if node is None:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [], _start(), _start())
    value = reader.read(node, shape, ())
    problems = tuple(sorted(reader.problems, key=lambda problem: problem.at))
    return Read(None if problems else value, reader.lines, problems)


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
        if self._depth > 20:  # deeper than any shape of ours
            raise _RefusedError("nested too deeply", line)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Reader:
    """Walks nodes and shape together."""

    def __init__(self, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def problem(self, id_: str, line: int, message: str, hint: str = "") -> Problem:
        """Give a problem at a line of the YAML text, counted from 0."""
        return Problem(
            id_, Location(self._path, self._first_line + line), message, hint
        )

    def _wrong(self, node: yaml.Node, id_: str, message: str, hint: str = "") -> Any:
        self.problems.append(self.problem(id_, node.start_mark.line, message, hint))
        return _WRONG

    def read(self, node: yaml.Node, shape: Any, place: Place) -> Any:
        """Give the node's value as `shape`, or `_WRONG` after telling why not."""
        self.lines[place] = self._first_line + node.start_mark.line
        shape, annotation = _unwrapped(shape), shape
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

    def _mapping(self, node: yaml.Node, shape: type[Any], place: Place) -> Any:
        name = _name(place) or "this file"
        if not isinstance(node, yaml.MappingNode):
            keys = ", ".join(field.name for field in msgspec.structs.fields(shape))
            return self._wrong(node, "yaml-type", f"{name}: keys are expected: {keys}")
        hints = typing.get_type_hints(shape, include_extras=True)
        values: dict[str, Any] = {}
        for key, child in self._pairs(node, place):
            if key in hints:
                values[key] = self.read(child, hints[key], (*place, key))
            else:
                self._wrong(
                    child, "yaml-key", *_unknown(_name((*place, key)), key, hints)
                )
        for field in msgspec.structs.fields(shape):
            if field.required and field.name not in values:
                what = _name((*place, field.name))
                hint = f"add a line `{field.name}: …`: {_expected(hints[field.name])}"
                self._wrong(node, "yaml-missing", f"{what} is missing", hint)
                values[field.name] = _WRONG
        return _WRONG if _WRONG in values.values() else shape(**values)

    def _dict(self, node: yaml.Node, shape: Any, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.MappingNode):
            expected = _expected(annotation)
            return self._wrong(
                node,
                "yaml-type",
                f"{_name(place)}: names and values are expected: {expected}",
            )
        key_shape, value_shape = typing.get_args(shape)
        values: dict[Any, Any] = {}
        for key, child in self._pairs(node, place):
            self._judge(child, key, key_shape, (*place, key))
            values[key] = self.read(child, value_shape, (*place, key))
        return _WRONG if _WRONG in values.values() else values

    def _pairs(
        self, node: yaml.MappingNode, place: Place
    ) -> list[tuple[str, yaml.Node]]:
        pairs: dict[str, yaml.Node] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._wrong(key, "yaml-type", "a key is a word, not a list or mapping")
            elif key.value in pairs:
                name = _name((*place, key.value))
                self._wrong(key, "yaml-duplicate", f"{name} stands here twice")
            else:
                pairs[key.value] = child
        return list(pairs.items())

    def _tuple(self, node: yaml.Node, shape: Any, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self._wrong(
                node, "yaml-type", f"{_name(place)}: a list is expected", "write [a, b]"
            )
        args = typing.get_args(shape)
        endless = args[-1] is Ellipsis
        shapes = [args[0]] * len(node.value) if endless else list(args)
        if len(shapes) != len(node.value):
            message = f"{_name(place)}: {len(shapes)} values are expected"
            return self._wrong(node, "yaml-type", message)
        values = tuple(
            self.read(child, inner, (*place, index))
            for index, (child, inner) in enumerate(zip(node.value, shapes, strict=True))
        )
        if not values and "min_length=1" in str(annotation):
            return self._wrong(node, "yaml-type", f"{_name(place)} is an empty list")
        return _WRONG if _WRONG in values else values

    def _scalar(self, node: yaml.Node, annotation: Any, place: Place) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            message = f"{_name(place)}: {_expected(annotation)} is expected"
            return self._wrong(node, "yaml-type", message)
        return self._judge(node, node.value, annotation, place)

    def _judge(self, node: yaml.Node, value: str, annotation: Any, place: Place) -> Any:
        try:
            return msgspec.convert(value, annotation, strict=False)
        except msgspec.ValidationError:
            expected = _expected(annotation)
            shown = repr(value) if value else "nothing"
            message = f"{_name(place)}: {shown} is not {expected}"
            choices = _choices(annotation)
            return self._wrong(node, "yaml-value", message, _nearest(value, choices))


def _unwrapped(shape: Any) -> Any:
    """Give the shape without Annotated and without `| None`."""
    while True:
        if typing.get_origin(shape) is typing.Annotated:
            shape = typing.get_args(shape)[0]
        elif (
            isinstance(shape, types.UnionType)
            or typing.get_origin(shape) is typing.Union
        ):
            shape = next(a for a in typing.get_args(shape) if a is not types.NoneType)
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
    words = {str: "text", bool: "true or false", float: "a number", int: "a number"}
    return words.get(_unwrapped(annotation), "a value")


def _choices(annotation: Any) -> list[str]:
    shape = _unwrapped(annotation)
    if typing.get_origin(shape) is Literal:
        return [str(choice) for choice in typing.get_args(shape)]
    return []


def _unknown(name: str, key: str, known: typing.Iterable[str]) -> tuple[str, str]:
    hint = _nearest(key, list(known)) or f"the keys here are: {', '.join(known)}"
    return f"{name} is not a key here", hint


def _nearest(value: str, choices: list[str]) -> str:
    close = difflib.get_close_matches(value, choices, n=1)
    return f"did you mean {close[0]}?" if close else ""


def _name(place: Place) -> str:
    """Give a place as people write it: `authors[1].name`."""
    parts = (f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in place)
    return "".join(parts).lstrip(".")
