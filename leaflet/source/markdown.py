"""The body of a leaflet: Markdown to blocks, each text with its line.

Only what a leaflet can print well is let through; everything else is refused with
its line, because what is quietly dropped is never missed before it is printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from leaflet.model import (
    Block,
    Blocks,
    Box,
    Citation,
    Definition,
    DefinitionList,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    Link,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Plain,
    Quote,
    Table,
    Term,
    Text,
    texts,
    walk,
)
from leaflet.problems import Location
from leaflet.source.body import Body
from leaflet.source.ends import loose_ends
from leaflet.source.inline import InlineReader, picture
from leaflet.source.marks import Fault, broken_lines, link_faults
from leaflet.source.tables import read_table
from leaflet.source.texts import Texts
from leaflet.source.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.tree import SyntaxTreeNode

    from leaflet.problems import Problem
    from leaflet.source.tree import Address

BOXES = ("summary", "warning", "checklist", "notes")
BREAKS = {"page-break": "page", "panel-break": "panel"}
DEEPEST = 4  # h1 is the title; below h4 no reader of a leaflet follows
TAKEN = ("references",)
"""Anchors that the page itself has (templates/leaflet.html.j2)."""
_REFUSED = {
    "hr": "a line (---)",
    "code_block": "a text indented by 4 spaces",
    "fence": "a block of code (```)",
}
_ID = re.compile(r"(?<!\s)\s*\{#([A-Za-z][\w-]*)\}$", re.ASCII)
_TASK = re.compile(r"^\[ \]\s+")


def read_body(
    text: str,
    path: str,
    first_line: int,
    title: str,
    picture_path: Callable[[str], str | Fault],
) -> tuple[Body, list[Problem]]:
    """Give the body of a leaflet and every problem in it.

    Args:
        text: the Markdown after the front matter.
        path: the file, as problems print it.
        first_line: the line of the file that `text` starts at.
        title: the leaflet's title, the outermost heading for translators.
        picture_path: gives a picture's path in the project, or why there is none.
    """
    tree = parse(text)
    reader = InlineReader({a.label: a.href for a in tree.addresses})
    maker = Texts(path, first_line, title, reader)
    for line, fault in tree.faults:
        maker.fault(maker.at(line), fault)
    body = _BodyReader(maker, picture_path).read(tree.nodes, tree.addresses)
    return body, [*maker.problems, *loose_ends(body)]


class _BodyReader:
    """Walks the tree of blocks."""

    def __init__(
        self, maker: Texts, picture_path: Callable[[str], str | Fault]
    ) -> None:
        self._texts = maker
        self._picture_path = picture_path
        self._footnotes: list[Footnote] = []
        self._ids: Counter[str] = Counter(TAKEN)

    def read(
        self, nodes: Iterable[SyntaxTreeNode], addresses: Iterable[Address]
    ) -> Body:
        blocks = self._blocks(nodes)
        self._texts.end()
        if not (any(texts(blocks)) or self._texts.problems):
            hint = "write some paragraphs below the front matter"
            at = self._texts.at(0)
            self._texts.add("leaflet-empty", at, "the leaflet has no text", hint)
        definitions = tuple(self._definition(address) for address in addresses)
        marks = tuple(self._texts.marks)
        return Body(blocks, tuple(self._footnotes), definitions, marks)

    # --- blocks

    def _blocks(
        self,
        nodes: Iterable[SyntaxTreeNode],
        kind: str = "paragraph",
        item: str = "list item",
    ) -> Blocks:
        """Give the blocks; `kind` and `item` name their texts to translators."""
        found = (self._block(node, kind, item) for node in nodes)
        return tuple(block for block in found if block is not None)

    def _block(self, node: SyntaxTreeNode, kind: str, item: str) -> Block | None:
        readers: dict[str, Callable[[], Block | None]] = {
            "paragraph": lambda: self._paragraph(node, kind),
            "heading": lambda: self._heading(node),
            "bullet_list": lambda: self._list(node, item),
            "ordered_list": lambda: self._list(node, item),
            "dl": lambda: self._definition_list(node),
            "table": lambda: read_table(node, None, self._texts),
            "blockquote": lambda: self._quote(node),
            "container_box": lambda: self._container(node),
            "footnote_reference": lambda: self._footnote(node),
            "html_block": lambda: self._texts.html(node.content, self._place(node)),
        }
        if node.type in readers:
            return readers[node.type]()
        hint = "use paragraphs, lists, tables, figures, quotations and ::: boxes"
        message = f"{_REFUSED[node.type]} has no place in a leaflet"
        self._texts.add("block-unknown", self._place(node), message, hint)
        return None

    def _place(self, node: SyntaxTreeNode) -> Location:
        return self._texts.place(node)

    def _paragraph(self, node: SyntaxTreeNode, kind: str) -> Block:
        raw, at = node.children[0].content, self._place(node)
        if found := picture(raw):
            return self._figure(at, *found)
        for line, fault in broken_lines(raw):
            self._texts.fault(Location(at.path, at.line + line), fault)
        return Paragraph(self._texts.text(raw, at, kind))

    def _figure(
        self, at: Location, alternative: str, source: str, caption: str
    ) -> Figure:
        found = self._picture_path(source)
        if isinstance(found, Fault):
            self._texts.fault(at, found)
        what = self._texts.text(alternative, at, "alternative text")
        if not what.source:
            message = f"{source} has no alternative text"
            hint = "say what it shows: ![A nurse sets the drip](drip.svg)"
            self._texts.add("figure-alternative", at, message, hint)
        if any(
            isinstance(i, (Citation, FootnoteMark, Link)) for i in walk(what.inlines)
        ):
            message = "an alternative text is heard: nobody can follow its marks"
            self._texts.add("mark-place", at, message, "put them into the caption")
        return Figure(
            source if isinstance(found, Fault) else found,
            what,
            self._texts.text(caption, at, "caption") if caption.strip() else None,
        )

    # --- headings

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level, at = int(node.tag[1:]), self._place(node)
        raw = node.children[0].content
        given = _ID.search(raw)
        raw = _ID.sub("", raw)
        self._check_heading(node, level, raw, at)
        text = self._texts.heading(raw, at, level)
        return Heading(level, text, self._new_id(given[1] if given else "", raw, at))

    def _check_heading(
        self, node: SyntaxTreeNode, level: int, raw: str, at: Location
    ) -> None:
        above, add = self._texts.level, self._texts.add
        if not raw.strip():
            hint = "write its words after the ##, or take it out"
            add("heading-empty", at, "a heading without words", hint)
        if _parent(node) != "root":
            hint = "end the list or quotation before it"
            add("heading-place", at, "a heading inside a list or quotation", hint)
        if level == 1:
            hint = "write ## here; the title itself stands in the front matter"
            add("heading-level", at, "# is the title's level", hint)
        elif level > DEEPEST:
            hint = "write a paragraph that begins with **strong** words"
            add("heading-level", at, f"headings go down to {'#' * DEEPEST}", hint)
        elif level > above + 1:
            message = f"heading level {level} follows level {above}"
            hint = f"write {'#' * (above + 1)}, so that no level is skipped"
            add("heading-skipped", at, message, hint)

    def _new_id(self, given: str, raw: str, at: Location) -> str:
        """Give the anchor: as the author wrote it, or from the source's words."""
        ascii_ = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")
        base = name = given or words or "section"
        if given and given in self._ids:
            message = f"the anchor {{#{given}}} is taken"
            hint = "another heading has it; give each its own"
            self._texts.add("anchor-duplicate", at, message, hint)
        while name in self._ids:
            self._ids[base] += 1
            name = f"{base}-{self._ids[base]}"
        self._ids[name] = 1
        return name

    # --- lists and quotations

    def _filled(
        self,
        node: SyntaxTreeNode,
        children: Iterable[SyntaxTreeNode],
        what: str,
        kind: str = "paragraph",
        item: str = "list item",
    ) -> Blocks:
        """Give the blocks inside a block, which must be some."""
        blocks = self._blocks(children, kind, item)
        if not blocks:
            hint = "write its text, or take it out"
            self._texts.add("block-empty", self._place(node), f"an empty {what}", hint)
        return blocks

    def _quote(self, node: SyntaxTreeNode) -> Quote:
        return Quote(self._filled(node, node.children, "quotation", "quotation"))

    def _list(self, node: SyntaxTreeNode, kind: str) -> List:
        ordered = node.type == "ordered_list"
        items = [self._filled(i, i.children, "list item", kind) for i in node.children]
        inner = [child for item in node.children for child in item.children]
        return List(
            tuple(ListItem(blocks) for blocks in items),
            ordered,
            int(node.attrs.get("start", 1)) if ordered else 1,
            all(child.hidden for child in inner if child.type == "paragraph"),
        )

    def _definition_list(self, node: SyntaxTreeNode) -> DefinitionList:
        terms: list[Term] = []
        for child in node.children:
            if child.type == "dt":
                terms.append(Term(self._texts.inner(child, "term"), ()))
            else:
                blocks = self._filled(child, child.children, "definition", "definition")
                last = terms[-1]
                terms[-1] = Term(last.text, (*last.definitions, ListItem(blocks)))
        return DefinitionList(tuple(terms))

    # --- boxes

    def _container(self, node: SyntaxTreeNode) -> Block | None:
        name, _, title = node.info.strip().partition(" ")
        title, at = title.strip(), self._place(node)
        if name in BREAKS:
            return self._page_break(node, name, title)
        if name == "table":
            return self._captioned_table(node, title, at)
        if name not in BOXES:
            known = ", ".join((*BOXES, "table", *BREAKS))
            message = (
                f"there is no box called {name!r}" if name else "a box without name"
            )
            self._texts.add("box-unknown", at, message, f"the boxes are: {known}")
            self._blocks(node.children)  # for the problems in it
            return None
        text = self._texts.text(title, at, f"title of a {name} box") if title else None
        return Box(name, text, self._box_blocks(node, name))

    def _page_break(self, node: SyntaxTreeNode, name: str, title: str) -> PageBreak:
        if node.children or title:
            message = f"a ::: {name} has nothing inside and no title"
            hint = f"write ::: {name}, and ::: on the next line"
            self._texts.add("box-content", self._place(node), message, hint)
            self._blocks(node.children)  # for the problems in it
        return PageBreak(BREAKS[name])

    def _box_blocks(self, node: SyntaxTreeNode, name: str) -> Blocks:
        item = "list item"
        if name == "checklist":
            item = "checklist item"
            _strip_tasks(node)
        if name == "notes":  # lines to write on; words above them are welcome
            return self._blocks(node.children)
        return self._filled(node, node.children, f"::: {name} box", item=item)

    def _captioned_table(
        self, node: SyntaxTreeNode, title: str, at: Location
    ) -> Table | None:
        caption = self._texts.text(title, at, "table caption") if title else None
        notes = [child for child in node.children if child.type == "html_block"]
        rest = [child for child in node.children if child.type != "html_block"]
        self._blocks(notes)
        if [child.type for child in rest] == ["table"]:
            return read_table(rest[0], caption, self._texts)
        hint = "write ::: table Caption, then the table alone, then :::"
        self._texts.add("box-content", at, "a ::: table holds one table", hint)
        self._blocks(rest)  # for the problems in it
        return None

    # --- what stands apart

    def _footnote(self, node: SyntaxTreeNode) -> None:
        label, at = str(node.meta["label"]), self._place(node)
        if [child.type for child in node.children] == ["paragraph"]:
            text = self._texts.inner(node.children[0], "footnote")
        else:
            message = f"the footnote [^{label}] is not one paragraph"
            hint = "write all of it in one paragraph, without lists"
            self._texts.add("footnote-body", at, message, hint)
            self._blocks(node.children)  # for the problems in it
            text = self._texts.text("", at, "footnote")
        self._footnotes.append(Footnote(label, text))

    def _definition(self, address: Address) -> Definition:
        """Give a `[label]: address` line, its address a message of its own."""
        at = self._texts.at(address.line)
        for fault in link_faults(address.href):
            self._texts.fault(at, fault)
        if address.title:
            message = f"nobody would see the link's title: {address.title}"
            self._texts.add("link-title", at, message, "write [label]: address")
        text = Text(
            address.href,
            (Plain(address.href),),
            at,
            f"address of [{address.label}]",
            (self._texts.title,),
            context="link",
        )
        return Definition(address.label, text)


def _strip_tasks(node: SyntaxTreeNode) -> None:
    """Take `[ ]` off items: it says with marks what the box says."""
    for child in node.walk():
        if child.type == "inline" and child.token is not None:
            child.token.content = _TASK.sub("", child.content)


def _parent(node: SyntaxTreeNode) -> str:
    """Give the type of the nearest block around a block that is no box."""
    up = node.parent
    while up is not None and up.type == "container_box":
        up = up.parent
    return up.type if up is not None else "root"
