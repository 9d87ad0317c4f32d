"""Loose ends of a body: marks, footnotes, anchors and addresses without each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.model import Box, FootnoteMark, Heading, Link
from leaflet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.model import Blocks
    from leaflet.source.body import Body


def loose_ends(body: Body) -> Iterator[Problem]:
    """Tell of everything that points at nothing, or that nothing points at."""
    yield from _footnotes(body)
    yield from _links(body)


def _footnotes(body: Body) -> Iterator[Problem]:
    labels = {note.label for note in body.footnotes}
    called = set()
    for mark in body.marks:
        if not isinstance(mark.inline, FootnoteMark):
            continue
        label = mark.inline.label
        called.add(label)
        if label not in labels:
            message = f"[^{label}] has no footnote"
            hint = f"add a line [^{label}]: …"
            yield Problem("footnote-missing", mark.at, message, hint)
        if mark.kind == "footnote":
            message = f"the footnote mark [^{label}] stands inside a footnote"
            hint = "say it in the text, or in one footnote"
            yield Problem("mark-place", mark.at, message, hint)
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


def _links(body: Body) -> Iterator[Problem]:
    links = [(m.at, m.inline) for m in body.marks if isinstance(m.inline, Link)]
    anchors = dict.fromkeys(block.id for block in _headings(body.blocks))
    for at, link in links:
        if link.href.startswith("#") and link.href[1:] not in anchors:
            message = f"no heading has the anchor {link.href}"
            hint = f"the anchors are: {', '.join(anchors) or 'none'}"
            yield Problem("link-anchor", at, message, hint)
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
