"""The marks of a text as the inline codes of XLIFF, which CAT tools guard.

Equal marks of source and target have the same number, so that tools pair them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import Any

from leaflet.exchange.marks import Mark, Pair

Code = tuple[str, str]
"""What stands at the beginning of a code, and at the end of one with two ends."""


class Numbers:
    """The numbers of the codes in one unit: of its source, then of its target."""

    def __init__(self) -> None:
        self._next = count(1)
        self._given: dict[Code, list[str]] = defaultdict(list)
        self._left: dict[Code, list[str]] = defaultdict(list)

    def again(self) -> None:
        """Begin another text of the unit: equal codes get the same numbers."""
        self._left = defaultdict(list, {c: [*ids] for c, ids in self._given.items()})

    def of(self, part: Mark | Pair) -> str:
        """Give the number of the next code of this kind."""
        code = (
            (part.opening, part.closing) if isinstance(part, Pair) else (part.text, "")
        )
        if self._left[code]:
            return self._left[code].pop(0)
        number = str(next(self._next))
        self._given[code].append(number)
        return number


def append(element: Any, text: str) -> None:
    """Add a text behind all that stands in an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
