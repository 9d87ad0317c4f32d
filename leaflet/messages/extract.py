"""What translators get: the messages of a leaflet, the labels of the templates."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.extract import extract_python
from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from leaflet.problems import LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaflet.catalog import Key
    from leaflet.model import Leaflet, Text
    from leaflet.source.files import Files

NOTE = "translators:"
KEYWORDS = ("_", "label")
BRACES = "python-brace-format"
"""The flag by which msgfmt and editors watch over `{names}` (gettext manual, 15.3.4).
"""
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Extracted:
    """One message for translators, with every place it stands in."""

    context: str | None
    source: str
    comments: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What makes it one message: context and source (gettext manual, 2.5)."""
        return self.context, self.source


def leaflet_messages(leaflet: Leaflet) -> tuple[Extracted, ...]:
    """Give a leaflet's messages in reading order, equal ones joined."""
    return _joined(
        Extracted(
            text.context,
            text.source,
            _comments(text),
            (f"{text.at.path}:{text.at.line}",),
        )
        for text in leaflet.texts()
        if text.source
    )


def _comments(text: Text) -> tuple[str, ...]:
    """Give `paragraph · Title › Heading`, then the author's note."""
    where = " › ".join(text.path)
    kind = f"{text.kind} · {where}" if where else text.kind
    return (kind, text.note) if text.note else (kind,)


def label_messages(files: Files) -> tuple[Extracted, ...]:
    """Give the labels in the templates and in our own code.

    Raises:
        LeafletError: with every template that cannot be read, or is not Jinja.
    """
    found: list[Extracted] = []
    problems: list[Problem] = []
    for name, path in files.all("templates/*.j2").items():
        try:
            found += _labels(files.read(path), f"templates/{name}", babel_extract)
        except TemplateSyntaxError as error:
            at = Location(f"templates/{name}", error.lineno)
            problems.append(Problem("template", at, str(error.message)))
        except LeafletError as error:
            problems += error.problems
    if problems:
        raise LeafletError(problems)
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        found += _labels(path.read_text("utf-8"), name, extract_python)
    return _joined(found)


def _labels(text: str, name: str, extractor: Any) -> Iterable[Extracted]:
    """Give the labels that one of Babel's extractors finds in a file's text."""
    file = io.BytesIO(text.encode())
    for line, _function, arguments, notes in list(
        extractor(file, KEYWORDS, [NOTE], {"silent": "false"})
    ):
        # With values to fill in, Babel gives them beside the label, as None.
        message = arguments[0] if isinstance(arguments, tuple) else arguments
        if message:
            note = " ".join(" ".join(notes).removeprefix(NOTE).split())
            comments = ("label", note) if note else ("label",)
            flags = (BRACES,) if "{" in message else ()
            yield Extracted(None, message, comments, (f"{name}:{line}",), flags)


def _joined(messages: Iterable[Extracted]) -> tuple[Extracted, ...]:
    """Join messages with the same key: all places, each comment once."""
    found: dict[Key, Extracted] = {}
    for message in messages:
        first = found.setdefault(message.key, message)
        comments = dict.fromkeys((*first.comments, *message.comments))
        references = dict.fromkeys((*first.references, *message.references))
        found[message.key] = replace(
            first, comments=tuple(comments), references=tuple(references)
        )
    return tuple(found.values())
