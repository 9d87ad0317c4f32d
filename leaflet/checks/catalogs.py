"""Checks on catalogs: what is unfinished is never printed as if it were done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.catalog import State
from leaflet.problems import Problem, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaflet.catalog import Catalog, Key, Message
    from leaflet.problems import Location


def unfinished(catalog: Catalog, places: Mapping[Key, Location]) -> Iterator[Problem]:
    """Every message that will be printed has a translation that somebody stands by.

    `places` are the messages that will be printed, and where their texts stand; there
    the problem is, as long as the catalog has no line for it. What fails a check is
    told by that check.
    """
    for key, at in places.items():
        message = catalog.messages.get(key)
        if message is None or (not message.translation and message.at == at):
            text = f"no translation into {catalog.language} of {short(key[1])}"
            hint = "run `make messages`, then translate what is new"
            yield Problem("catalog-missing", at, text, hint)
        else:
            yield from _unfinished(message, catalog.language)


def _unfinished(message: Message, language: str) -> Iterator[Problem]:
    at, quoted = message.at, short(message.source)
    if message.state is State.MISSING:
        what = f"not translated into {language}: {quoted}"
        yield Problem("catalog-untranslated", at, what, "translate it")
    elif message.state is State.STALE:
        what = f"the text has changed since it was translated: {quoted}"
        hint = "run `make messages`, correct the translation, take the mark fuzzy off"
        yield Problem("catalog-stale", at, what, hint)
    elif message.state is State.FUZZY:
        what = f"the translation is marked fuzzy: {quoted}"
        hint = "read it against the source, correct it, take the mark off"
        yield Problem("catalog-fuzzy", at, what, hint)
