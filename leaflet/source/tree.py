"""The tree of blocks that Markdown makes of a body, and what it made silently wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from leaflet.source.inline import as_written
from leaflet.source.marks import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEEPEST = 20
"""Levels of tokens; markdown-it skips, in silence, what lies deeper."""
_NESTS = ("list_item", "blockquote", "container_box", "dd", "footnote_reference")


@dataclass(frozen=True, slots=True)
class Address:
    """`[label]: address` as it stands in the body."""

    label: str
    href: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The blocks of a body; lines are counted from 0."""

    nodes: tuple[SyntaxTreeNode, ...]
    addresses: tuple[Address, ...]
    faults: tuple[tuple[int, Fault], ...]


def parse(text: str) -> Tree:
    """Give the tree of blocks, with the faults that the tree itself does not show."""
    env: dict[str, Any] = {}
    root = SyntaxTreeNode(_parser().parse(text, env))
    nodes = list(root.walk(include_self=False))
    lines = text.split("\n")
    addresses = tuple(_addresses(env))
    faults = (
        *_repeated(env),
        *_too_deep(nodes),
        *_underlined(nodes),
        *_unclosed(nodes, lines),
        *_ragged(nodes, lines),
    )
    return Tree(tuple(root.children), addresses, faults)


def line_of(node: SyntaxTreeNode) -> int:
    """Give a node's first line; cells have none, but their row has."""
    while not node.map and node.parent:
        node = node.parent
    return (node.map or (0, 0))[0]


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    md.enable("table")
    md.use(footnote_plugin, inline=False)
    md.use(deflist_plugin)
    md.use(container_plugin, "box", validate=lambda _params, _markup: True)
    # The inside of each text is read by InlineReader, once it is translated or not.
    md.core.ruler.enableOnly(["normalize", "block"])
    as_written(md)
    return md


def _addresses(env: Mapping[str, Any]) -> Iterator[Address]:
    for label, found in env.get("references", {}).items():
        yield Address(label, str(found["href"]), found["title"], found["map"][0])


def _repeated(env: Mapping[str, Any]) -> Iterator[tuple[int, Fault]]:
    for found in env.get("duplicate_refs", ()):
        message = f"the address [{found['label']}] stands here twice"
        yield found["map"][0], Fault("link-duplicate", message)


def _too_deep(nodes: list[SyntaxTreeNode]) -> Iterator[tuple[int, Fault]]:
    for node in nodes:
        if node.type in _NESTS and node.level + 1 >= DEEPEST:
            message = "blocks are nested too deeply: what is inside would be lost"
            yield line_of(node), Fault("nested-deeply", message, "use fewer levels")


def _underlined(nodes: list[SyntaxTreeNode]) -> Iterator[tuple[int, Fault]]:
    """Tell of `Text` over `---`, which more often is a line than a heading."""
    for node in nodes:
        if node.type == "heading" and node.markup in ("-", "="):
            message = f"{node.markup * 3} under a text makes a heading of it"
            hint = "write ## Heading; a leaflet has no lines across the page"
            yield line_of(node), Fault("heading-underlined", message, hint)


def _unclosed(
    nodes: list[SyntaxTreeNode], lines: list[str]
) -> Iterator[tuple[int, Fault]]:
    """Tell of boxes without an end: the first `:::` that is long enough ends one."""
    ends: set[int] = set()
    for node in nodes:
        if node.type == "container_box" and node.map:
            end = node.map[1]
            if end in ends or not _closes(lines, end):
                message = "this ::: box is never closed"
                hint = (
                    "write ::: below it; a box around a box begins and ends with ::::"
                )
                yield node.map[0], Fault("box-unclosed", message, hint)
            ends.add(end)


def _closes(lines: list[str], number: int) -> bool:
    return number < len(lines) and lines[number].strip("> \t").strip(":") == ""


def _ragged(
    nodes: list[SyntaxTreeNode], lines: list[str]
) -> Iterator[tuple[int, Fault]]:
    """Tell of rows that markdown-it cut or filled up to the width of the first."""
    for node in nodes:
        if node.type == "tr" and node.map:
            cells = escapedSplit(lines[node.map[0]].lstrip("> \t").rstrip())
            # As in markdown-it: the bars at both ends are no cells.
            count = len(cells[not cells[0] : len(cells) - (not cells[-1])])
            if (
                len(node.children) != count
                and node.parent
                and node.parent.type == "tbody"
            ):
                message = (
                    f"the row has {count} cells, the first one {len(node.children)}"
                )
                hint = r"put | between the cells; write \| for the character |"
                yield line_of(node), Fault("table-cells", message, hint)
