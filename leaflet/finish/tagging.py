"""One document's structure tree, repaired while the engine writes it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

import pydyf

from leaflet.finish.elements import (
    absorb,
    cells,
    descendants,
    give_link,
    give_up,
    new_element,
    nodes,
    numbering,
    object_at,
    opened,
    pagination,
    pair,
    replaced,
    said,
    spelled,
    take_labels,
)
from leaflet.finish.lines import heard
from leaflet.finish.nesting import settle
from leaflet.finish.standards import (
    UA_1,
    Standard,
    forbid_interpolation,
    identify,
    point_at_elements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

POINTS = 0.75  # PDF points per CSS pixel
_PARTED = frozenset(("/P", "/Div", "/Sect", "/BlockQuote", "/L", "/LI", "/LBody"))
"""Blocks that may go on elsewhere on the next page, as one element."""


class Tagging:
    """Repairs one document's structure tree while the engine writes it.

    Used as a context manager around `write_pdf`, with `finish` as its finisher.
    """

    def __init__(self, document: Any, standard: Standard = UA_1) -> None:
        self._document = document
        self._standard = standard
        self._furniture: dict[int, Any] = {}  # id of box -> properties of its artifact
        self._headers: dict[int, Any] = {}  # id of repeated header -> the first one
        self._repeated: list[tuple[Any, Any]] = []  # its cells, each with the first
        self._origins: dict[int, tuple[int, str]] = {}  # number of element -> its box
        self._calls: dict[int, Any] = {}  # id of HTML element -> call of its footnote
        self._notes: list[tuple[int, Any]] = []  # id of HTML element, Note element
        self._links: dict[str, Any] = {}  # address -> Link element in the text
        self._spare: dict[str, Any] = {}  # address -> Link element of page furniture
        self._anchors: dict[str, Any] = {}  # name that links use -> element
        self._headings: dict[int, Any] = {}  # id of HTML element -> bookmarked element
        self._lines: list[Any] = []  # of the text, in the order of reading
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        from weasyprint.formatting_structure import boxes
        from weasyprint.pdf import tags
        from weasyprint.pdf.stream import Stream

        self._boxes = boxes
        # There is no public way to the tags (Kozea/WeasyPrint#2482).
        self._build = tags._build_box_tree  # noqa: SLF001
        self._marked = Stream.marked
        for page in self._document.pages:
            self._survey(page._page_box)  # noqa: SLF001
            page.links = [link for link in page.links if not self._is_twice(link[-1])]
        html = self._document.pages[0]._page_box.children[0]  # noqa: SLF001
        self._stack.enter_context(heard(self._lines, html.element))
        for target, name, ours in (
            (tags, "_build_box_tree", self._build_tree),
            (Stream, "marked", self._mark()),
        ):
            self._stack.enter_context(replaced(target, name, ours))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    # --- before drawing: what is furniture

    def _survey(self, page: Any) -> None:
        """Find the boxes that are drawn for the eye alone, and the text's lines."""
        furniture = self._furniture
        for box in descendants(page):
            if isinstance(box, self._boxes.MarginBox):
                properties = pagination(box.at_keyword)
                inside = {id(child): properties for child in descendants(box)}
                furniture |= inside
            elif getattr(box, "is_header", False):
                key = id(box.element)
                first = self._headers.setdefault(key, box)
                if first is not box:
                    self._headers[id(box)] = first
                    inside = dict.fromkeys(map(id, descendants(box)))
                    furniture |= inside
            elif isinstance(box, self._boxes.LineBox) and id(box) not in furniture:
                self._lines.append(box)

    def _is_twice(self, box: Any) -> bool:
        """Tell whether a box is in a link without being one, such as strong words.

        The engine gives it an annotation of its own above the link's, in no Link
        element (ISO 14289-1, 7.18.5; measured in 70.0).
        """
        return isinstance(box, self._boxes.InlineBox) and not box.link

    def _mark(self) -> Any:
        """Give `Stream.marked`, with furniture as artifact.

        The engine gives headers and footers marks that belong to no structure
        element: neither read nor skipped (Kozea/WeasyPrint#1836). ISO 14289-1, 7.8.
        """
        original, furniture = self._marked, self._furniture

        @contextmanager
        def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
            if id(box) not in furniture:
                with original(stream, box, tag), spelled(stream, box):
                    yield
                return
            stream.begin_marked_content("Artifact", furniture[id(box)])
            try:
                yield
            finally:
                stream.end_marked_content()

        return marked

    # --- while the engine builds its tree

    def _build_tree(
        self, box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any
    ) -> Iterator[Any]:
        """Build as the engine does, repairing each element as it comes."""
        box = getattr(box, "_box", box)
        if isinstance(box, self._boxes.MarginBox):
            self._adopt_links(box, pdf, page_number, annotations=rest[1])
        elif id(box) in self._headers:
            self._skip_header(box)
        elif parent["S"] == "/L" and box.element_tag in ("li", "dt", "dd"):
            yield from self._item(box, parent, pdf, page_number, *rest)
        elif box.element is None or box.element_tag in ("html", "body"):
            # These give the elements of boxes inside, which had their turn.
            yield from self._build(box, parent, pdf, page_number, *rest)
        else:
            for element in self._build(box, parent, pdf, page_number, *rest):
                self._repair(box, element)
                if element["S"] == "/Figure":
                    self._repair_figure(element, page_number)
                    if box.link_annotation:
                        give_link(element, parent, annotations=rest[1])
                yield element

    def _skip_header(self, box: Any) -> None:
        """Leave a table's repeated header out: it was read on its first page.

        Cells below it name the cells of the first one as their headers. The engine
        announces the table anew on each page (measured in 70.0).
        """
        first = self._headers[id(box)]
        pairs = zip(cells(box), cells(first), strict=True)
        for cell, own in pairs:
            cell.mark = pydyf.Dictionary({"A": pydyf.Dictionary({})})
            self._repeated.append((cell.mark, own.mark))

    def _item(
        self, box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any
    ) -> Iterator[Any]:
        """Make a list item of one label and one body (ISO 14289-1, 7.2).

        The engine puts paragraphs straight into the item and nested lists beside it,
        so that every loose Markdown list fails (Kozea/WeasyPrint#2482), and makes an
        item of each term and each definition.
        """
        item = new_element("/LI", pdf, page_number, parent)
        (body,) = self._build(box, item, pdf, page_number, *rest)
        self._repair(box, body)
        if box.element_tag == "dt":
            body["S"] = "/Lbl"
        labels = [] if box.element_tag == "dt" else take_labels(body, item, pdf)
        item["K"] = pydyf.Array([*labels, body.reference])
        if box.element_tag != "li" and parent["K"]:
            before = object_at(pdf, parent["K"][-1])
            terms_alone = all(node["S"] == "/Lbl" for node in nodes(before, pdf))
            if box.element_tag == "dd" or terms_alone:
                body["P"] = before.reference
                before["K"].append(body.reference)
                give_up(item)
                return
        self._origins[item.number] = (id(box.element), box.element_tag)
        yield item

    def _repair(self, box: Any, element: Any) -> None:
        """Put one element right, as soon as the engine has made it."""
        self._origins[element.number] = (id(box.element), box.element_tag)
        if language := box.element.get("lang"):
            # The engine writes the document's language alone (measured in 70.0).
            element["Lang"] = pydyf.String(language)
        if "::" in box.element_tag:
            self._repair_generated(box, element)
            return
        self._note_target(box, element)
        if id(box.element) in self._calls:
            self._notes.append((id(box.element), element))
        elif element["S"] == "/L":
            element["A"] = numbering(box, self._standard.terms)
        elif element["S"] == "/TH":
            scope = "/Row" if box.element.get("scope") == "row" else "/Column"
            element["A"]["Scope"] = scope  # Kozea/WeasyPrint#2508
        elif element["S"] == "/Table":
            self._name_headers()
        elif element["S"] == "/Link":
            self._repair_link(box, element)

    def _note_target(self, box: Any, element: Any) -> None:
        """Keep what links and bookmarks aim at: the first box of each."""
        if name := box.style["anchor"]:
            self._anchors.setdefault(name, element)
        if box.bookmark_label:
            self._headings.setdefault(id(box.element), element)

    def _repair_generated(self, box: Any, element: Any) -> None:
        """Name the call and the marker of a footnote (ISO 32000-1, 14.8.4.4.1)."""
        if box.element_tag.endswith("::footnote-call"):
            element["S"] = "/Reference"
            self._calls[id(box.element)] = element
        elif box.element_tag.endswith("::footnote-marker"):
            element["S"] = "/Lbl"

    def _name_headers(self) -> None:
        """Let cells below a repeated header name the first one's cells."""
        for cell, first in self._repeated:
            if "ID" in cell and "ID" in first:
                cell["ID"].string = first["ID"].string
        self._repeated.clear()

    def _repair_figure(self, element: Any, page_number: int) -> None:
        """Give the figure's box in points from the foot (ISO 32000-1, 14.8.5.4)."""
        height = self._document.pages[page_number].height
        left, top, right, bottom = element["A"]["BBox"]
        corners = (left, height - bottom, right, height - top)
        element["A"]["BBox"] = pydyf.Array(
            [round(value * POINTS, 2) for value in corners]
        )

    def _repair_link(self, box: Any, element: Any) -> None:
        """Let a link speak its text, not its address (ISO 14289-1, 7.18.5).

        Where the author of the template wrote other words for the ear, such as for an
        arrow, they take the place of what is seen (ISO 32000-1, 14.9.3).
        """
        if not box.link_annotation:  # its address was refused
            return
        box.link_annotation["Contents"] = pydyf.String(said(box.element))
        if spoken := box.element.get("aria-label"):
            element["Alt"] = pydyf.String(spoken)
        if address := opened(box.link_annotation):
            self._links.setdefault(address, element)

    # --- links in running matter

    def _adopt_links(
        self, margin: Any, pdf: Any, page_number: int, annotations: Any
    ) -> None:
        """Hang a footer's links into one element for each address.

        A link must belong to a Link element (ISO 14289-1, 7.18.5). With one for
        each page a screen reader would speak the footer again and again; so they
        all become part of the link with that address in the text.
        """
        for box in descendants(margin):
            annotation = getattr(box, "link_annotation", None)
            if not annotation:
                continue
            address = opened(annotation)
            link = self._spare.get(address)
            if link is None:
                link = self._spare[address] = new_element("/Link", pdf, page_number)
            annotation["Contents"] = pydyf.String(said(box.element))
            reference = pydyf.Dictionary(
                {
                    "Type": "/OBJR",
                    "Obj": annotation.reference,
                    "Pg": pdf.page_references[page_number],
                }
            )
            pdf.add_object(reference)
            link["K"].append(reference.reference)
            annotations.append((link.reference, annotation))

    # --- when the tree is whole

    def finish(self, _document: Any, pdf: Any) -> None:
        """Put notes, links of running matter and parted elements in their places."""
        root = object_at(pdf, pdf.catalog["StructTreeRoot"])
        top = object_at(pdf, root["K"][0])
        moved: dict[bytes, bytes] = {}  # reference of an element -> of its new home
        self._place_notes(pdf)
        self._place_links(top, pdf, moved)
        self._join(top, pdf, moved)
        self._reunite(top, pdf, moved, {})
        if self._standard.pdf_2:
            settle(top, pdf)
        nums = object_at(pdf, root["ParentTree"])["Nums"]
        for entries in [nums, *(entry for entry in nums if isinstance(entry, list))]:
            entries[:] = [
                moved.get(entry, entry) if isinstance(entry, bytes) else entry
                for entry in entries
            ]
        forbid_interpolation(pdf)
        identify(pdf, self._standard)
        if self._standard.pdf_2:
            point_at_elements(pdf, self._anchors, list(self._headings.values()))

    def _place_notes(self, pdf: Any) -> None:
        """Put footnotes where they are called (ISO 14289-1, 7.9).

        The engine leaves them as bare text at the end of the page, between the two
        halves of a paragraph that goes on (measured in 70.0).
        """
        for key, note in reversed(self._notes):
            call = self._calls[key]
            object_at(pdf, note["P"])["K"].remove(note.reference)
            home = object_at(pdf, call["P"])
            home["K"].insert(home["K"].index(call.reference) + 1, note.reference)
            note["P"] = home.reference
            note["S"] = self._standard.note
            note["ID"] = pydyf.String(f"note-{note.number}")
            if self._standard.pdf_2:
                pair(note, call, pdf)

    def _place_links(self, top: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
        """Put the links of running matter where their address stands in the text."""
        for address, spare in self._spare.items():
            home = self._links.get(address)
            if home is None:
                home = new_element("/P", pdf, 0, top)
                top["K"].append(home.reference)
                home["K"].append(spare.reference)
                spare["P"] = home.reference
            else:
                absorb(home, spare, pdf, moved)

    def _join(self, element: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
        """Make one element again of neighbours that one HTML element was parted into.

        The engine makes a new paragraph, list or table on each page, and a new link on
        each line; a screen reader would announce each (measured in 70.0).
        """
        kids = pydyf.Array([])
        before: list[Any] = []
        for kid in element["K"]:
            node = object_at(pdf, kid) if isinstance(kid, bytes) else {}
            # The halves of a row's cells stand one row apart.
            near = before if element["S"] == "/TR" else before[-1:]
            home = next((other for other in near if self._are_one(other, node)), None)
            if home is None:
                kids.append(kid)
                before.append(node)
            else:
                absorb(home, node, pdf, moved)
        element["K"] = kids
        for node in nodes(element, pdf):
            self._join(node, pdf, moved)

    def _reunite(
        self, element: Any, pdf: Any, moved: dict[bytes, bytes], first: dict[Any, Any]
    ) -> None:
        """Put the rest of what floats to its beginning.

        A float that is parted goes on at the top of the next page, in no element of
        the text: it would be read too late (measured in 70.0).
        """
        for node in nodes(element, pdf):
            origin = node["S"], self._origins.get(node.number)
            home = first.setdefault(origin, node) if node["S"] in _PARTED else node
            if home is node or origin[1] is None:
                self._reunite(node, pdf, moved, first)
            else:
                element["K"].remove(node.reference)
                absorb(home, node, pdf, moved)
                self._join(home, pdf, moved)

    def _are_one(self, one: Any, other: Any) -> bool:
        first, second = (
            self._origins.get(node.number) if "S" in node else None
            for node in (one, other)
        )
        if first is None or second is None or one["S"] != other["S"]:
            return False
        # A definition without a term: the term stands on the page before.
        return first == second or (one["S"] == "/LI" and second[1] == "dd")
