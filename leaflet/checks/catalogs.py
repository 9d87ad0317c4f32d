"""Checks on catalogs: what is unfinished is never printed as if it were done."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from leaflet.catalog import LABELS
from leaflet.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leaflet.catalog import Catalog, Key, Message

SHOWN = 60
"""Characters of a message that a problem quotes."""


def unfinished(catalog: Catalog, keys: Iterable[Key]) -> Iterator[Problem]:
    """Every message that will be printed has a translation that somebody stands by."""
    for key in keys:
        message = catalog.messages.get(key)
        if message is None:
            text = f"no translation into {catalog.language} of {_short(key[1])}"
            hint = "run `make messages`, then translate what is new"
            yield Problem("catalog-missing", Location(catalog.path), text, hint)
        elif not message.translation:
            text = f"not translated into {catalog.language}: {_short(key[1])}"
            yield _problem("catalog-untranslated", message, text, "translate it")
        elif message.fuzzy:
            text = f"the translation is marked fuzzy: {_short(key[1])}"
            hint = "read it against the source, correct it, take the mark off"
            yield _problem("catalog-fuzzy", message, text, hint)
        elif catalog.domain == LABELS and _gaps(key[1]) != _gaps(message.translation):
            text = f"the translation has not the {{…}} of {_short(key[1])}"
            hint = "keep each {word} in braces as it is, and add no other brace"
            yield _problem("catalog-placeholder", message, text, hint)


def _problem(id_: str, message: Message, text: str, hint: str) -> Problem:
    return Problem(id_, message.at, text, hint)


def _gaps(label: str) -> set[tuple[object, ...]] | None:
    """Give what a label leaves to be filled in; None where it cannot be read."""
    try:
        return {part[1:] for part in Formatter().parse(label) if part[1] is not None}
    except ValueError:
        return None


def _short(text: str) -> str:
    """Quote a message, cut where it is long."""
    line = " ".join(text.split())
    return f"«{line if len(line) <= SHOWN else line[: SHOWN - 1] + '…'}»"
