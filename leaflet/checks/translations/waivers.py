"""A translator's word that what a check finds is right: a comment in the entry.

# waiver translation-numbers: the recipe gives Fahrenheit here
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_WAIVER = re.compile(r"\s*waiver\b\s*([\w-]*)\s*:?\s*(.*)", re.IGNORECASE)
HINT = "write `# waiver translation-numbers: why it is right here`"


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a comment waives, and why."""

    id: str
    reason: str


def waivers(comments: Iterable[str]) -> list[Waiver]:
    """Give the waivers among an entry's comments.

    >>> waivers(["waiver translation-length: a pun"])
    [Waiver(id='translation-length', reason='a pun')]
    """
    matches = (_WAIVER.match(comment) for comment in comments)
    return [Waiver(match[1], match[2].strip()) for match in matches if match]


def waiver_problems(
    given: Iterable[Waiver],
    known: Collection[str],
    used: Collection[str],
    at: Location,
) -> Iterator[Problem]:
    """Tell of waivers that waive nothing: a later mistake must not hide behind them.

    `known` are the checks that can be waived, `used` those that found something here.
    """
    for waiver in given:
        if waiver.id not in known:
            message = f"no check that can be waived is called {waiver.id or 'so'!r}"
            yield Problem("waiver-unknown", at, message, HINT, Severity.WARNING)
        elif not waiver.reason:
            message = f"the waiver of {waiver.id} gives no reason, and waives nothing"
            yield Problem("waiver-reason", at, message, HINT, Severity.WARNING)
        elif waiver.id not in used:
            message = f"{waiver.id} finds nothing here that could be waived"
            hint = "take the waiver out"
            yield Problem("waiver-unused", at, message, hint, Severity.WARNING)
