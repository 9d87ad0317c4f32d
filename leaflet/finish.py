"""What the engine leaves out of a tagged PDF, put right before it is written.

Works on the engine's own objects, because only there a box and its structure
element are both at hand. Each repair names the upstream issue that it waits for, or
says that it was measured; when upstream mends it, tests/test_finish.py tells, and the
repair goes (WeasyPrint 70.0 is pinned for its sake).
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

POINTS = 0.75  # PDF points per CSS pixel
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "none": "None",
}
"""CSS list styles as PDF names them (ISO 32000-1, table 347)."""


class Tagging:
    """Repairs one document's structure tree while the engine writes it.

    Used as a context manager around `write_pdf`, with `finish` as its finisher.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._furniture: dict[int, Any] = {}  # id of box -> properties of its artifact
        self._headers: dict[int, Any] = {}  # id of repeated header -> the first one
        self._repeated: list[tuple[Any, Any]] = []  # its cells, each with the first
        self._origins: dict[int, tuple[int, str]] = {}  # number of element -> its box
        self._calls: dict[int, Any] = {}  # id of HTML element -> call of its footnote
        self._notes: list[tuple[int, Any]] = []  # id of HTML element, Note element
        self._links: dict[str, Any] = {}  # address -> Link element in the text
        self._spare: dict[str, Any] = {}  # address -> Link element of page furniture
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
        for target, name, ours in (
            (tags, "_build_box_tree", self._build_tree),
            (Stream, "marked", self._mark()),
        ):
            self._stack.enter_context(_replaced(target, name, ours))
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
        """Find the boxes that are drawn for the eye alone."""
        for box in _descendants(page):
            if isinstance(box, self._boxes.MarginBox):
                properties = _pagination(box.at_keyword)
                inside = {id(child): properties for child in _descendants(box)}
                self._furniture |= inside
            elif getattr(box, "is_header", False):
                key = id(box.element)
                first = self._headers.setdefault(key, box)
                if first is not box:
                    self._headers[id(box)] = first
                    inside = dict.fromkeys(map(id, _descendants(box)))
                    self._furniture |= inside

    def _mark(self) -> Any:
        """Give `Stream.marked`, with furniture as artifact.

        The engine gives headers and footers marks that belong to no structure
        element: neither read nor skipped (Kozea/WeasyPrint#1836). ISO 14289-1, 7.8.
        """
        original, furniture = self._marked, self._furniture

        @contextmanager
        def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
            if id(box) not in furniture:
                with original(stream, box, tag):
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
                        _give_link(element, parent, annotations=rest[1])
                yield element

    def _skip_header(self, box: Any) -> None:
        """Leave a table's repeated header out: it was read on its first page.

        Cells below it name the cells of the first one as their headers. The engine
        announces the table anew on each page (measured in 70.0).
        """
        first = self._headers[id(box)]
        cells = zip(_cells(box), _cells(first), strict=True)
        for cell, own in cells:
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
        item = _element("/LI", pdf, page_number, parent)
        (body,) = self._build(box, item, pdf, page_number, *rest)
        self._repair(box, body)
        if box.element_tag == "dt":
            body["S"] = "/Lbl"
        labels = [] if box.element_tag == "dt" else _take_labels(body, item, pdf)
        item["K"] = pydyf.Array([*labels, body.reference])
        if box.element_tag != "li" and parent["K"]:
            before = _object(pdf, parent["K"][-1])
            terms_alone = all(node["S"] == "/Lbl" for node in _nodes(before, pdf))
            if box.element_tag == "dd" or terms_alone:
                body["P"] = before.reference
                before["K"].append(body.reference)
                item.free = "f"
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
        elif id(box.element) in self._calls:
            self._notes.append((id(box.element), element))
        elif element["S"] == "/L":
            element["A"] = _numbering(box)
        elif element["S"] == "/TH":
            scope = "/Row" if box.element.get("scope") == "row" else "/Column"
            element["A"]["Scope"] = scope  # Kozea/WeasyPrint#2508
        elif element["S"] == "/Table":
            self._name_headers()
        elif element["S"] == "/Link":
            self._repair_link(box, element)

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
        box.link_annotation["Contents"] = pydyf.String(_said(box.element))
        if spoken := box.element.get("aria-label"):
            element["Alt"] = pydyf.String(spoken)
        if address := _address(box.link_annotation):
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
        for box in _descendants(margin):
            annotation = getattr(box, "link_annotation", None)
            if not annotation:
                continue
            address = _address(annotation)
            link = self._spare.get(address)
            if link is None:
                link = self._spare[address] = _element("/Link", pdf, page_number)
            annotation["Contents"] = pydyf.String(_said(box.element))
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
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        top = _object(pdf, root["K"][0])
        moved: dict[bytes, bytes] = {}  # reference of an element -> of its new home
        self._place_notes(pdf)
        self._place_links(top, pdf, moved)
        self._join(top, pdf, moved)
        nums = _object(pdf, root["ParentTree"])["Nums"]
        for entries in [nums, *(entry for entry in nums if isinstance(entry, list))]:
            entries[:] = [
                moved.get(entry, entry) if isinstance(entry, bytes) else entry
                for entry in entries
            ]

    def _place_notes(self, pdf: Any) -> None:
        """Put footnotes where they are called (ISO 14289-1, 7.9).

        The engine leaves them as bare text at the end of the page, between the two
        halves of a paragraph that goes on (measured in 70.0).
        """
        for key, note in reversed(self._notes):
            call = self._calls[key]
            _object(pdf, note["P"])["K"].remove(note.reference)
            home = _object(pdf, call["P"])
            home["K"].insert(home["K"].index(call.reference) + 1, note.reference)
            note["P"] = home.reference
            note["S"] = "/Note"
            note["ID"] = pydyf.String(f"note-{note.number}")

    def _place_links(self, top: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
        """Put the links of running matter where their address stands in the text."""
        for address, spare in self._spare.items():
            home = self._links.get(address)
            if home is None:
                home = _element("/P", pdf, 0, top)
                top["K"].append(home.reference)
                home["K"].append(spare.reference)
                spare["P"] = home.reference
            else:
                _absorb(home, spare, pdf, moved)

    def _join(self, element: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
        """Make one element again of neighbours that one HTML element was parted into.

        The engine makes a new paragraph, list or table on each page, and a new link on
        each line; a screen reader would announce each (measured in 70.0).
        """
        kids = pydyf.Array([])
        before: list[Any] = []
        for kid in element["K"]:
            node = _object(pdf, kid) if isinstance(kid, bytes) else {}
            # The halves of a row's cells stand one row apart.
            near = before if element["S"] == "/TR" else before[-1:]
            home = next((other for other in near if self._are_one(other, node)), None)
            if home is None:
                kids.append(kid)
                before.append(node)
            else:
                _absorb(home, node, pdf, moved)
        element["K"] = kids
        for node in _nodes(element, pdf):
            self._join(node, pdf, moved)

    def _are_one(self, one: Any, other: Any) -> bool:
        first, second = (
            self._origins.get(node.number) if "S" in node else None
            for node in (one, other)
        )
        if first is None or second is None or one["S"] != other["S"]:
            return False
        # A definition without a term: the term stands on the page before.
        return first == second or (one["S"] == "/LI" and second[1] == "dd")


@contextmanager
def _replaced(target: Any, name: str, ours: Any) -> Iterator[None]:
    """Put our function in the engine's place, and the engine's back again."""
    theirs = getattr(target, name)
    setattr(target, name, ours)
    try:
        yield
    finally:
        setattr(target, name, theirs)


# --- boxes


def _descendants(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        yield inner
        yield from _descendants(inner)


def _cells(group: Any) -> Iterator[Any]:
    """Give the cells of a table's row group."""
    for row in group.children:
        yield from row.children


def _pagination(place: str) -> Any:
    """Give the properties of running matter at a place such as `@bottom-left`."""
    properties = pydyf.Dictionary({"Type": "/Pagination"})
    for edge, kind in (("@top", "/Header"), ("@bottom", "/Footer")):
        if place.startswith(edge):
            properties["Subtype"] = kind  # ISO 32000-1, table 330
    return properties


def _numbering(box: Any) -> Any:
    """Give a list's numbering, which readers announce (ISO 32000-1, table 347)."""
    items = [child for child in box.children if child.element_tag == "li"]
    style = (items[0] if items else box).style["list_style_type"]
    name = {"ol": "Decimal", "dl": "None"}.get(box.element_tag, "Disc")
    if items and isinstance(style, str):  # not a string of CSS
        name = NUMBERING.get(style, name)
    return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{name}"})


# --- the engine's objects


def _take_labels(element: Any, item: Any, pdf: Any) -> list[bytes]:
    """Take the labels of an item out of its body, or of an unnamed box in it."""
    labels: list[bytes] = []
    for node in _nodes(element, pdf):
        if node["S"] == "/Lbl":
            element["K"].remove(node.reference)
            node["P"] = item.reference
            labels.append(node.reference)
        elif node["S"] == "/NonStruct":
            labels += _take_labels(node, item, pdf)
    return labels


def _give_link(figure: Any, parent: Any, annotations: list[Any]) -> None:
    """Let the link around a picture have the picture's area too.

    The engine gives both an annotation, the picture's without a Link element
    (ISO 14289-1, 7.18.5; measured in 70.0).
    """
    area, annotation = figure["K"].pop(0), annotations.pop()[1]
    parent["K"].append(area)
    annotation["Contents"] = figure.get("Alt", pydyf.String())
    annotations.append((parent.reference, annotation))


def _absorb(home: Any, other: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
    """Move all that is in another element to the end of this one."""
    for kid in other["K"]:
        node = _object(pdf, kid) if isinstance(kid, bytes) else None
        if node is not None and node.get("Type") == "/StructElem":
            node["P"] = home.reference
        elif node is None and other["Pg"] != home["Pg"]:
            # A bare number means content of the element's own page.
            node = pydyf.Dictionary({"Type": "/MCR", "Pg": other["Pg"], "MCID": kid})
            pdf.add_object(node)
        home["K"].append(kid if node is None else node.reference)
    other.free = "f"
    moved[other.reference] = home.reference


def _said(html: Any) -> str:
    """Give what a link says: its label for the ear, or its text and pictures."""
    pictures = " ".join(picture.get("alt", "") for picture in html.iter("img"))
    words = f"{''.join(html.itertext())} {pictures}".split()
    return str(html.get("aria-label") or " ".join(words))


def _address(annotation: Any) -> str:
    """Give the address that a link annotation opens; nothing for inner links."""
    action = annotation.get("A")
    return str(action["URI"].string) if action else ""


def _nodes(element: Any, pdf: Any) -> list[Any]:
    """Give the structure elements directly inside."""
    objects = [_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    return [node for node in objects if node["Type"] == "/StructElem"]


def _element(kind: str, pdf: Any, page_number: int, parent: Any = None) -> Any:
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": kind,
            "K": pydyf.Array([]),
            "Pg": pdf.page_references[page_number],
        }
    )
    pdf.add_object(element)
    if parent is not None:
        element["P"] = parent.reference
    return element


def _object(pdf: Any, reference: bytes) -> Any:
    """Give the object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]
