"""The body of a leaflet: Markdown to blocks, each text with its line.

Only what a leaflet can print well is let through; everything else is refused with
its line, because what is quietly dropped is never missed before it is printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from leaflet.model import (
    Block,
    Blocks,
    Box,
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
from leaflet.problems import Location, Problem
from leaflet.source.inline import InlineReader, link_faults, normal, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

BOXES = ("summary", "warning", "checklist")
BREAKS = {"page-break": "page", "panel-break": "panel"}
DEEPEST = 4  # h1 is the title; below h4 no reader of a leaflet follows
_ID = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}$")
_COMMENT = re.compile(r"<!--\s*(translators|context):\s*(.*?)\s*-->\s*", re.DOTALL)
_TASK = re.compile(r"^\[[ xX]\]\s+")


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a leaflet and what belongs to them."""

    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    definitions: tuple[Definition, ...]


def read_body(
    text: str,
    path: str,
    first_line: int,
    title: str,
    picture_path: Callable[[str], str | None],
) -> tuple[Body, list[Problem]]:
    """Give the body of a leaflet and every problem in it.

    Args:
        text: the Markdown after the front matter.
        path: the file, as problems print it.
        first_line: the line of the file that `text` starts at.
        title: the leaflet's title, the outermost heading for translators.
        picture_path: gives a picture's path in the project, None if there is none.
    """
    reader = _BodyReader(path, first_line, title, picture_path)
    body = reader.read(text)
    return body, [*reader.problems, *_loose_ends(body)]


def _block_parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    md.use(footnote_plugin, inline=False)
    md.use(deflist_plugin)
    md.use(container_plugin, "box", validate=lambda _params, _markup: True)
    # The inside of each text is read by InlineReader, once it is translated or not.
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged by us
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as written
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


class _BodyReader:
    """Walks the tree of blocks and gathers problems on the way."""

    def __init__(
        self,
        path: str,
        first_line: int,
        title: str,
        picture_path: Callable[[str], str | None],
    ) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._first_line = first_line
        self._picture_path = picture_path
        self._inline = InlineReader()
        self._headings: list[tuple[int, str]] = [(1, title)]
        self._ids: set[str] = set()
        self._note = ""
        self._context: str | None = None

    def read(self, text: str) -> Body:
        env: dict[str, Any] = {}
        root = SyntaxTreeNode(_block_parser().parse(text, env))
        definitions = self._definitions(env)
        self._inline = InlineReader({d.label: d.address.source for d in definitions})
        notes = [node for node in root.children if node.type == "footnote_reference"]
        rest = [node for node in root.children if node.type != "footnote_reference"]
        blocks = self._blocks(rest)
        if not rest:
            hint = "write some paragraphs below the front matter"
            self._add("leaflet-empty", self._at(0), "the leaflet has no text", hint)
        return Body(blocks, tuple(self._footnotes(notes)), definitions)

    # --- places and problems

    def _at(self, line: int) -> Location:
        return Location(self._path, self._first_line + line)

    def _place(self, node: SyntaxTreeNode) -> Location:
        """Give a node's place; cells and terms have none, their text has."""
        while node.map is None and node.children:
            node = node.children[0]
        up: SyntaxTreeNode | None = node
        while up is not None and up.map is None:
            up = up.parent
        return self._at(up.map[0] if up is not None and up.map else 0)

    def _add(self, id_: str, at: Location, message: str, hint: str = "") -> None:
        self.problems.append(Problem(id_, at, message, hint))

    # --- texts

    def _text(self, raw: str, at: Location, kind: str) -> Text:
        """Give a message of the leaflet, with the note that stood before it."""
        source = normal(raw)
        inlines, faults = self._inline.read(source)
        for fault in faults:
            self._add(fault.id, at, fault.message, fault.hint)
        note, context = self._note, self._context
        self._note, self._context = "", None
        path = tuple(heading for _, heading in self._headings)
        return Text(source, inlines, at, kind, path, note, context)

    def _inner(self, node: SyntaxTreeNode, kind: str) -> Text:
        """Give the text inside a paragraph, heading, cell or term."""
        raw = node.children[0].content if node.children else ""
        return self._text(raw, self._place(node), kind)

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
            "table": lambda: self._table(node, None),
            "blockquote": lambda: Quote(self._blocks(node.children, "quotation")),
            "container_box": lambda: self._container(node),
            "html_block": lambda: self._html(node),
        }
        if node.type in readers:
            return readers[node.type]()
        names = {"hr": "a line (---)", "code_block": "a text indented by 4 spaces"}
        what = names.get(node.type, f"a block of type {node.type}")
        hint = "use paragraphs, lists, tables, figures, quotations and ::: boxes"
        message = f"{what} has no place in a leaflet"
        self._add("block-unknown", self._place(node), message, hint)
        return None

    def _paragraph(self, node: SyntaxTreeNode, kind: str) -> Block:
        raw = node.children[0].content
        if found := picture(normal(raw)):
            return self._figure(node, *found)
        return Paragraph(self._text(raw, self._place(node), kind))

    def _figure(
        self, node: SyntaxTreeNode, alternative: str, source: str, caption: str
    ) -> Figure:
        at = self._place(node)
        if not alternative.strip():
            hint = "say what it shows: ![A nurse sets the drip](drip.svg)"
            self._add(
                "figure-alternative", at, f"{source} has no alternative text", hint
            )
        path = self._picture_path(source)
        if path is None:
            hint = "put an .svg, .png or .jpg beside leaflet.md and check the spelling"
            self._add("figure-missing", at, f"there is no picture {source}", hint)
        return Figure(
            path or source,
            self._text(alternative, at, "alternative text"),
            self._text(caption, at, "caption") if caption else None,
        )

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level, at = int(node.tag[1:]), self._place(node)
        raw = node.children[0].content if node.children else ""
        given = _ID.search(raw)
        raw = _ID.sub("", raw)
        self._check_level(level, at, raw)
        while self._headings[-1][0] >= max(level, 2):
            self._headings.pop()
        text = self._text(raw, at, f"heading {level}")
        self._headings.append((level, text.source))
        return Heading(level, text, self._new_id(given[1] if given else "", raw, at))

    def _check_level(self, level: int, at: Location, raw: str) -> None:
        above = self._headings[-1][0]
        if not raw.strip():
            self._add("heading-empty", at, "a heading without words")
        if level == 1:
            hint = "write ## here; the title itself stands in the front matter"
            self._add("heading-level", at, "# is the title's level", hint)
        elif level > DEEPEST:
            self._add("heading-level", at, f"headings go down to {'#' * DEEPEST}")
        elif level > above + 1:
            message = f"heading level {level} follows level {above}"
            hint = f"write {'#' * (above + 1)}, so that no level is skipped"
            self._add("heading-skipped", at, message, hint)

    def _new_id(self, given: str, raw: str, at: Location) -> str:
        """Give the anchor: as the author wrote it, or from the source's words."""
        ascii_ = unicodedata.normalize("NFKD", raw).encode("ascii", "ignore").decode()
        base = (
            given or re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-") or "section"
        )
        if given and given in self._ids:
            self._add("anchor-duplicate", at, f"the anchor {{#{given}}} stands twice")
        name, count = base, 2
        while name in self._ids:
            name, count = f"{base}-{count}", count + 1
        self._ids.add(name)
        return name

    def _list(self, node: SyntaxTreeNode, kind: str) -> List:
        ordered = node.type == "ordered_list"
        items = tuple(ListItem(self._blocks(i.children, kind)) for i in node.children)
        paragraphs = [
            c for i in node.children for c in i.children if c.type == "paragraph"
        ]
        for item, inner in zip(node.children, items, strict=True):
            if not inner.blocks:
                self._add("list-item-empty", self._place(item), "an empty list item")
        return List(
            items,
            ordered,
            int(node.attrs.get("start", 1)) if ordered else 1,
            all(paragraph.hidden for paragraph in paragraphs),
        )

    def _definition_list(self, node: SyntaxTreeNode) -> DefinitionList:
        terms: list[Term] = []
        for child in node.children:
            if child.type == "dt":
                terms.append(Term(self._inner(child, "term"), ()))
            else:
                item = ListItem(self._blocks(child.children, "definition"))
                last = terms[-1]
                terms[-1] = Term(last.text, (*last.definitions, item))
        return DefinitionList(tuple(terms))

    def _table(self, node: SyntaxTreeNode, caption: Text | None) -> Table:
        rows = [row.children for part in node.children for row in part.children]
        head = tuple(self._inner(cell, "table heading") for cell in rows[0])
        row_headings = not head[0].source
        kinds = ["row heading" if row_headings else "table cell"]
        kinds += ["table cell"] * (len(head) - 1)
        for cell, text in zip(rows[0][row_headings:], head[row_headings:], strict=True):
            if not text.source:
                hint = "only the corner cell may be empty: then each row has a heading"
                message = "a column without a heading"
                self._add("table-heading", self._place(cell), message, hint)
        styles = [str(cell.attrs.get("style", "")) for cell in rows[0]]
        return Table(
            caption,
            head,
            tuple(
                tuple(self._inner(c, k) for c, k in zip(row, kinds, strict=True))
                for row in rows[1:]
            ),
            tuple(style.removeprefix("text-align:") for style in styles),
            row_headings,
        )

    def _container(self, node: SyntaxTreeNode) -> Block | None:
        name, _, title = node.info.strip().partition(" ")
        at = self._place(node)
        if name in BREAKS:
            if node.children:
                self._add("box-content", at, f"a ::: {name} has nothing inside")
            return PageBreak(BREAKS[name])
        if name == "table":
            return self._captioned_table(node, title, at)
        if name not in BOXES:
            known = ", ".join((*BOXES, "table", *BREAKS))
            message = (
                f"there is no box called {name!r}" if name else "a box without name"
            )
            self._add("box-unknown", at, message, f"the boxes are: {known}")
            return None
        text = (
            self._text(title, at, f"title of a {name} box") if title.strip() else None
        )
        if not node.children:
            self._add("box-empty", at, f"the ::: {name} box has nothing inside")
        return Box(name, text, self._box_blocks(node, name))

    def _box_blocks(self, node: SyntaxTreeNode, name: str) -> Blocks:
        if name != "checklist":
            return self._blocks(node.children)
        for child in node.walk():  # `- [ ] item` says with marks what the box says
            if child.type == "inline" and child.token is not None:
                child.token.content = _TASK.sub("", child.content)
        return self._blocks(node.children, item="checklist item")

    def _captioned_table(
        self, node: SyntaxTreeNode, title: str, at: Location
    ) -> Table | None:
        if [child.type for child in node.children] != ["table"]:
            hint = "write ::: table Caption, then the table alone, then :::"
            self._add("box-content", at, "a ::: table holds one table", hint)
            return None
        caption = self._text(title, at, "table caption") if title.strip() else None
        return self._table(node.children[0], caption)

    def _html(self, node: SyntaxTreeNode) -> None:
        """Take notes for translators; refuse everything else in angle brackets."""
        at, content = self._place(node), node.content
        for key, value in _COMMENT.findall(content):
            if key == "translators":
                self._note = " ".join(value.split())
            else:
                self._context = value
        if rest := _COMMENT.sub("", content).strip():
            message = f"HTML is not allowed: {rest.splitlines()[0][:60]}"
            hint = "use Markdown; a note is written <!-- translators: … -->"
            self._add("html", at, message, hint)

    # --- what stands apart

    def _definitions(self, env: dict[str, Any]) -> tuple[Definition, ...]:
        """Give the `[label]: address` lines, each address a message of its own."""
        found = []
        references: dict[str, dict[str, Any]] = env.get("references", {})
        for twice in env.get("duplicate_refs", ()):
            message = f"the address [{twice['label']}] stands here twice"
            self._add("link-duplicate", self._at(twice["map"][0]), message)
        for label, reference in references.items():
            at = self._at(reference["map"][0])
            address = str(reference["href"])
            for fault in link_faults(address):
                self._add(fault.id, at, fault.message, fault.hint)
            title = (self._headings[0][1],)
            text = Text(
                address,
                (Plain(address),),
                at,
                f"address of [{label}]",
                title,
                "",
                "link",
            )
            found.append(Definition(label, text))
        return tuple(found)

    def _footnotes(self, nodes: Iterable[SyntaxTreeNode]) -> Iterable[Footnote]:
        for node in nodes:
            label = str(node.meta["label"])
            if [child.type for child in node.children] != ["paragraph"]:
                message = f"the footnote [^{label}] is not one paragraph"
                self._add("footnote-body", self._place(node), message)
                continue
            yield Footnote(label, self._inner(node.children[0], "footnote"))


def _loose_ends(body: Body) -> Iterable[Problem]:
    """Tell of marks without a footnote, footnotes without a mark, lost anchors."""
    marks: set[str] = set()
    notes = {note.label for note in body.footnotes}
    anchors = {block.id for block in _all(body.blocks) if isinstance(block, Heading)}
    for text in texts((body.blocks, body.footnotes)):
        for inline in walk(text.inlines):
            if isinstance(inline, FootnoteMark):
                marks.add(inline.label)
                if inline.label not in notes:
                    message = f"[^{inline.label}] has no footnote"
                    hint = f"add a line [^{inline.label}]: …"
                    yield Problem("footnote-missing", text.at, message, hint)
            elif isinstance(inline, Link) and inline.href[1:] not in anchors:
                if inline.href.startswith("#"):
                    message = f"no heading has the anchor {inline.href}"
                    hint = f"the anchors are: {', '.join(sorted(anchors)) or 'none'}"
                    yield Problem("link-anchor", text.at, message, hint)
    for note in body.footnotes:
        if note.label not in marks:
            message = f"the footnote [^{note.label}] is never called"
            yield Problem("footnote-unused", note.text.at, message)


def _all(blocks: Blocks) -> Iterable[Block]:
    """Give every block, also those inside boxes."""
    for block in blocks:
        yield block
        if isinstance(block, (Box, Quote)):
            yield from _all(block.blocks)
