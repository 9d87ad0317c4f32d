r"""The marks of a message apart from its words, so that a translator's tool guards them.

    >>> parts("Ask **us** [@one].")
    ['Ask ', Pair(opening='**', inside=('us',), closing='**'), ' ', Mark(text='[@one]'), '.']

What is joined again is always the very text: a mark that is not seen here is less
guarded, and no more than that.
"""  # noqa: E501 (one result of a doctest)

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOKEN = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<mark>
          \\\n                            # the end of a line
        | (?<!`)(?P<code>`+)(?!`)[^`]+(?P=code)(?!`)
        | \[[@^][^\[\]\s][^\[\]]*\]       # [@key], [^1]
        | <(?:https?:|mailto:)[^<>\s]+>
        | \{\w*\}                         # {name}
      )
    | (?P<end>\](?:\([^()\s]*\)|\[[^\[\]]+\]|\{lang=[\w-]+\}))
    | (?P<open>!?\[)
    | (?P<run>\*{1,3}|_{1,3})
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that stands alone: a citation, a placeholder, the end of a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two signs with words between them: `**strong**`, `[words](address)`."""

    opening: str
    inside: Parts
    closing: str


Part: TypeAlias = "str | Mark | Pair"
Parts: TypeAlias = tuple[Part, ...]


@dataclass(slots=True)
class _Level:
    """A pair whose end has not been read."""

    opening: str = ""
    inside: list[Part] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Add a part; texts that meet become one."""
        last = self.inside[-1] if self.inside else None
        if isinstance(part, str) and isinstance(last, str):
            self.inside[-1] = last + part
        elif part:
            self.inside.append(part)


def parts(text: str) -> list[Part]:
    """Give words and marks of a message, in their order."""
    levels = [_Level()]
    at = 0
    for match in _TOKEN.finditer(text):
        levels[-1].add(text[at : match.start()])
        at = match.end()
        if match["mark"]:
            levels[-1].add(Mark(match[0]))
        elif match["end"]:
            _close(levels, ("[", "!["), match[0])
        elif match["open"]:
            levels.append(_Level(match[0]))
        elif match["run"]:
            _run(levels, match)
        else:
            levels[-1].add(match[0])
    levels[-1].add(text[at:])
    _flatten(levels, 1)
    return levels[0].inside


def _run(levels: list[_Level], match: re.Match[str]) -> None:
    """Read stars or lines: they close after words, innermost first, else they open."""
    before = match.string[match.start() - 1 : match.start()] or " "
    after = match.string[match.end() : match.end() + 1] or " "
    left = match[0]
    while left and not before.isspace() and (found := _inner(levels, left)):
        _close(levels, (found,), found)
        left = left[len(found) :]
    if left and not after.isspace() and not (left[0] == "_" and before.isalnum()):
        levels.append(_Level(left))
    else:
        levels[-1].add(left)


def _inner(levels: list[_Level], run: str) -> str:
    """Give the innermost opening that a run of signs can close; empty if none."""
    openings = (one.opening for one in reversed(levels))
    return next((o for o in openings if o and run.startswith(o)), "")


def _close(levels: list[_Level], openings: tuple[str, ...], closing: str) -> None:
    """End the nearest pair that such a sign has opened; else it is only a text."""
    found = [i for i, one in enumerate(levels) if i and one.opening in openings]
    if not found:
        levels[-1].add(closing)
        return
    _flatten(levels, found[-1] + 1)
    ended = levels.pop()
    levels[-1].add(Pair(ended.opening, tuple(ended.inside), closing))


def _flatten(levels: list[_Level], size: int) -> None:
    """Take what was opened and never closed for text."""
    while len(levels) > size:
        ended = levels.pop()
        levels[-1].add(ended.opening)
        for part in ended.inside:
            levels[-1].add(part)


def flat(found: Iterable[Part]) -> Iterator[str | Mark]:
    """Give the parts with both ends of a pair as marks."""
    for part in found:
        if isinstance(part, Pair):
            yield Mark(part.opening)
            yield from flat(part.inside)
            yield Mark(part.closing)
        else:
            yield part
