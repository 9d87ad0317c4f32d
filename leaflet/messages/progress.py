"""How far a translation is: messages and words, by what they still need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.catalog import State
from leaflet.messages.read import entry_state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from leaflet.catalog import Key
    from leaflet.pofile import Entry, PoFile

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3]|[^\W_]+(?:['’.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of messages, and of the words of their sources."""

    messages: int
    words: int


def counted(
    po: PoFile,
    failing: Collection[Key] = (),
    marks: Mapping[str, Collection[Key]] | None = None,
) -> dict[str, Count]:
    """Give the counts of a catalog by state, in the order of `State`.

    `failing` are the messages in which a check found an error. `marks` are further
    names, such as that of messages which somebody signed, with those that they count.
    """
    live = [e for e in po.entries if not e.obsolete and not e.is_header]
    states = [(e, entry_state(e, failing=e.key in failing)) for e in live]
    counts = {
        name.value: _count(e for e, state in states if state is name) for name in State
    }
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
