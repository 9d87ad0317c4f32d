"""Hyphenation dictionaries, read once for all processes.

The engine's own reader (pyphen) parses a dictionary in each process that hyphenates
in its language: 0.4 s for German, a tenth of that for English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.source.kept import keep, recall
from leaflet.source.states import state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_dictionaries(languages: Iterable[str], cache: Path) -> None:
    """Give the engine the dictionaries of languages (BCP 47)."""
    import pyphen

    for language in languages:
        known = pyphen.language_fallback(language)
        path = pyphen.LANGUAGES[known] if known else None
        if path and path not in pyphen.hdcache:
            pyphen.hdcache[path] = _dictionary(path, cache)


def _dictionary(path: Path, cache: Path) -> Any:
    """Give pyphen's dictionary, from the patterns in its file."""
    from pyphen import VERSION, HyphDict

    name, made_from = ("hyphens", str(path)), (VERSION, state(str(path)))
    kept = recall(cache, name, made_from)
    if kept is None:
        read = HyphDict(path)
        keep(cache, name, made_from, _plain(read.patterns))
        return read
    made = HyphDict.__new__(HyphDict)
    made.patterns, respelling = kept
    for pattern, (start, values) in respelling.items():
        made.patterns[pattern] = start, _numbers(values)
    made.maxlen = max(map(len, made.patterns))
    made.cache = {}
    return made


def _plain(patterns: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the patterns of plain numbers; apart, those that respell a word.

    In asszony, asz-szony, a number has what is to be put in its place.
    """
    plain, respelling = {}, {}
    for pattern, (start, values) in patterns.items():
        if all(type(value) is int for value in values):
            plain[pattern] = start, values
        else:
            told = tuple((int(one), getattr(one, "data", None)) for one in values)
            respelling[pattern] = start, told
    return plain, respelling


def _numbers(values: Iterable[tuple[int, Any]]) -> tuple[int, ...]:
    from pyphen import DataInt

    return tuple(DataInt(one, data) if data else one for one, data in values)
