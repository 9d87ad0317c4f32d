"""What translators get: the messages of a leaflet, the labels of the templates."""

from __future__ import annotations

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

RULES = 1
"""The version of these rules: what is one message, and how its msgid is written."""
NOTE = "translators:"
KEYWORDS = ("_", "label")
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Extracted:
    """One message for translators, with every place it stands in."""

    context: str | None
    source: str
    comments: tuple[str, ...]
    references: tuple[str, ...]

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
        LeafletError: a template is not Jinja.
    """
    found: list[Extracted] = []
    for name, path in files.all("templates/*.j2").items():
        try:
            found += _labels(path, f"templates/{name}", babel_extract)
        except TemplateSyntaxError as error:
            at = Location(f"templates/{name}", error.lineno)
            raise LeafletError(Problem("template", at, str(error.message))) from error
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        found += _labels(path, name, extract_python)
    return _joined(found)


def _labels(path: Path, name: str, extractor: Any) -> Iterable[Extracted]:
    """Give the labels that one of Babel's extractors finds in a file."""
    with path.open("rb") as file:
        rows = list(extractor(file, KEYWORDS, [NOTE], {"silent": "false"}))
    for line, _function, arguments, notes in rows:
        # With values to fill in, Babel gives them beside the label, as None.
        message = arguments[0] if isinstance(arguments, tuple) else arguments
        if message:
            clean = tuple(note.removeprefix(NOTE).strip() for note in notes)
            yield Extracted(None, message, ("label", *clean), (f"{name}:{line}",))


def _joined(messages: Iterable[Extracted]) -> tuple[Extracted, ...]:
    """Join messages with the same key: all places, each comment once."""
    found: dict[Key, Extracted] = {}
    for message in messages:
        if other := found.get(message.key):
            comments = dict.fromkeys((*other.comments, *message.comments))
            references = dict.fromkeys((*other.references, *message.references))
            message = replace(  # the joined one takes its place
                other, comments=tuple(comments), references=tuple(references)
            )
        found[message.key] = message
    return tuple(found.values())
