"""Loose ends of a body: marks, footnotes, anchors and addresses without each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.model import Box, FootnoteMark, Heading, Link, texts, walk
from leaflet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.model import Blocks, Inline, Text
    from leaflet.source.markdown import Body


def loose_ends(body: Body) -> Iterator[Problem]:
    """Tell of everything that points at nothing, or that nothing points at."""
    found = [
        (text, inline)
        for text in texts((body.blocks, body.footnotes))
        for inline in walk(text.inlines)
    ]
    yield from _footnotes(body, found)
    yield from _links(body, found)


def _footnotes(body: Body, found: list[tuple[Text, Inline]]) -> Iterator[Problem]:
    labels = {note.label for note in body.footnotes}
    marks = [(t, mark.label) for t, mark in found if isinstance(mark, FootnoteMark)]
    for text, label in marks:
        if label not in labels:
            message = f"[^{label}] has no footnote"
            hint = f"add a line [^{label}]: …"
            yield Problem("footnote-missing", text.at, message, hint)
        if text.kind == "footnote":
            message = f"the footnote mark [^{label}] stands inside a footnote"
            hint = "say it in the text, or in one footnote"
            yield Problem("mark-place", text.at, message, hint)
    called = {label for _, label in marks}
    seen: set[str] = set()
    for note in body.footnotes:
        if note.label in seen:
            message = f"the footnote [^{note.label}] stands here twice"
            hint = "give each footnote its own label"
            yield Problem("footnote-duplicate", note.text.at, message, hint)
        elif note.label not in called:
            message = f"the footnote [^{note.label}] is never called"
            hint = f"put [^{note.label}] into the text, or take the footnote out"
            yield Problem("footnote-unused", note.text.at, message, hint)
        seen.add(note.label)


def _links(body: Body, found: list[tuple[Text, Inline]]) -> Iterator[Problem]:
    links = [(text, link) for text, link in found if isinstance(link, Link)]
    anchors = dict.fromkeys(block.id for block in _headings(body.blocks))
    for text, link in links:
        if link.href.startswith("#") and link.href[1:] not in anchors:
            message = f"no heading has the anchor {link.href}"
            hint = f"the anchors are: {', '.join(anchors) or 'none'}"
            yield Problem("link-anchor", text.at, message, hint)
    used = {link.label for _, link in links}
    for definition in body.definitions:
        if definition.label not in used:
            message = f"the address [{definition.label}] is never used"
            hint = "write [text][label], or take the line out"
            yield Problem("link-unused", definition.address.at, message, hint)


def _headings(blocks: Blocks) -> Iterator[Heading]:
    """Give the headings, also those inside boxes; nowhere else may they stand."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Box):
            yield from _headings(block.blocks)
