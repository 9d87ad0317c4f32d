"""How far a translation is: messages and words, by what they still need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3]|[^\W_]+(?:['’.,-][^\W_]+)*")


class State(StrEnum):
    """What a message still needs; each message is in one of these states."""

    DONE = "done"
    STALE = "stale"  # its source has changed since somebody translated it
    FUZZY = "fuzzy"  # a guess, or somebody had doubts
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of messages, and of the words of their sources."""

    messages: int
    words: int


def state(entry: Entry) -> State:
    """Give the state of a message that is in use."""
    if not all(form.strip() for form in entry.msgstr):
        return State.MISSING
    if not entry.fuzzy:
        return State.DONE
    was = entry.previous
    changed = was and (was.msgctxt, was.msgid) != entry.key
    return State.STALE if changed else State.FUZZY


def counted(
    po: PoFile, marks: Mapping[str, Collection[Key]] | None = None
) -> dict[str, Count]:
    """Give the counts of a catalog by state, in the order of `State`.

    `marks` are further names, such as those of done messages that fail a check, with
    the messages that they count.
    """
    live = [e for e in po.entries if not e.obsolete and not e.is_header]
    counts = {name.value: _count(e for e in live if state(e) is name) for name in State}
    for mark, keys in (marks or {}).items():
        counts[mark] = _count(e for e in live if e.key in keys)
    return counts


def _count(entries: Iterable[Entry]) -> Count:
    words = [number_of_words(entry.msgid) for entry in entries]
    return Count(len(words), sum(words))


def number_of_words(text: str) -> int:
    """Give the number of words of a text; each East Asian sign counts as one.

    >>> number_of_words("Don't take 2,000 mg twice-daily.")
    5
    """
    return sum(1 for _ in _WORD.finditer(text))
