"""Tables: one row of headings, then rows of equally many cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.model import Table

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from leaflet.model import Text
    from leaflet.source.texts import Texts


def read_table(node: SyntaxTreeNode, caption: Text | None, texts: Texts) -> Table:
    """Give the table of a node; an empty corner makes the first column headings."""
    rows = [row.children for part in node.children for row in part.children]
    head = tuple(texts.inner(cell, "table heading") for cell in rows[0])
    row_headings = not head[0].source
    kinds = ["row heading" if row_headings else "table cell"]
    kinds += ["table cell"] * (len(head) - 1)
    body = tuple(
        tuple(texts.inner(*cell) for cell in zip(row, kinds, strict=True))
        for row in rows[1:]
    )
    for text in head[row_headings:]:
        if not text.source:
            hint = "only the corner cell may be empty: then each row has a heading"
            texts.add("table-heading", text.at, "a column without a heading", hint)
    for row in body:
        if row_headings and not row[0].source:
            hint = "fill in its first cell, since the corner cell is empty"
            texts.add("table-heading", row[0].at, "a row without a heading", hint)
    if not body:
        hint = "write rows below the line |---|"
        texts.add("table-empty", texts.place(node), "a table without rows", hint)
    styles = [str(cell.attrs.get("style", "")) for cell in rows[0]]
    alignments = tuple(style.removeprefix("text-align:") for style in styles)
    return Table(caption, head, body, alignments, row_headings)
