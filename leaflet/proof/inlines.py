"""A text as a proof shows it: its numbers marked, nothing left to jump to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.checks.numbers.lexicon import lexicon
from leaflet.checks.numbers.read import read
from leaflet.model import (
    Citation,
    FootnoteMark,
    Inline,
    Inlines,
    Link,
    Marked,
    Plain,
    Superscript,
    exchange,
    plain,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Span = tuple[int, int]
_JOINED = re.compile(r"|\s?[:/×^–-]\s?")
"""What stands between two numbers that are one for the eye: 2–5 mg, 2 g/kg."""


def shown(
    inlines: Inlines, source: str, locale: str, numbers: Mapping[str, int]
) -> Inlines:
    """Give a text as a reviewer sees it, before it is typeset.

    Numbers and their units are marked, as the checks read them from the raw `source`.
    A citation is its number, if it has one in `numbers`; a link says where it leads.
    """

    def settle(inline: Inline) -> Inline:
        if isinstance(inline, Citation):
            known = (str(numbers.get(key, f"@{key}")) for key in inline.keys)
            return Plain(f"[{', '.join(known)}]")
        if isinstance(inline, FootnoteMark):
            return Superscript((Plain(inline.label),))
        if isinstance(inline, Link):
            return replace(inline, href="", label="", children=_addressed(inline))
        return inline

    found = list(spans(inlines, source, locale))
    return exchange(_marked(inlines, found, 0)[0], settle)


def _addressed(link: Link) -> Inlines:
    """Give the words of a link, and the address that no paper can follow.

    That of a label is a message of its own.
    """
    if link.label or link.href[:1] == "#" or link.href.endswith(plain(link.children)):
        return link.children
    return (*link.children, Plain(f" ({link.href})"))


def spans(inlines: Inlines, source: str, locale: str) -> Iterator[Span]:
    """Give where numbers with their units stand among the characters of a text."""
    text = "".join(_characters(inlines))
    before: Span | None = None
    done = 0
    said = read(source, lexicon(locale))
    for mention in said.mentions:
        quoted = said.quote(mention)
        at = text.find(quoted, done)
        if not (mention.needed and quoted) or at < 0:
            continue
        done = at + len(quoted)
        if before and _JOINED.fullmatch(text, before[1], at):
            before = (before[0], done)
            continue
        if before:
            yield before
        before = (at, done)
    if before:
        yield before


def _characters(inlines: Inlines) -> Iterator[str]:
    return (inline.text for inline in walk(inlines) if isinstance(inline, Plain))


def _marked(
    inlines: Inlines, spans: Sequence[Span], at: int
) -> tuple[tuple[Inline, ...], int]:
    """Give inlines with the spans marked, and where their characters end."""
    made: list[Inline] = []
    for inline in inlines:
        children: Inlines | None = getattr(inline, "children", None)
        if isinstance(inline, Plain):
            made += _cut(inline.text, [(a - at, b - at) for a, b in spans])
            at += len(inline.text)
        elif children is not None:
            inside, at = _marked(children, spans, at)
            made.append(replace(inline, children=inside))  # type: ignore[arg-type]  # it has children
        else:
            made.append(inline)
    return tuple(made), at


def _cut(text: str, spans: Sequence[Span]) -> Iterator[Inline]:
    """Give a text in pieces, those of the spans marked, as far as they lie in it."""
    done = 0
    for first, last in spans:
        start, end = max(first, 0), min(last, len(text))
        if start < end:
            if before := text[done:start]:
                yield Plain(before)
            yield Marked((Plain(text[start:end]),))
            done = end
    if rest := text[done:]:
        yield Plain(rest)
