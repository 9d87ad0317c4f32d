"""What the engine leaves out of a tagged PDF, put right before it is written.

Works on the engine's own objects, because only there a box and its structure
element are both at hand. Each repair names the upstream issue that it waits for;
when that is closed, the repair goes (WeasyPrint 70.0 is pinned for its sake).
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
    "upper-alpha": "UpperAlpha",
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
        self._furniture: set[int] = set()
        self._links: dict[str, Any] = {}  # address -> Link element in the text
        self._spare: dict[str, Any] = {}  # address -> Link element of page furniture
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        from weasyprint.formatting_structure import boxes
        from weasyprint.pdf import tags
        from weasyprint.pdf.stream import Stream

        self._boxes, self._build, self._marked = (
            boxes,
            tags._build_box_tree,
            Stream.marked,
        )  # no public way to the tags: Kozea/WeasyPrint#2482
        for page in self._document.pages:
            for child in page._page_box.children:  # as above
                if isinstance(child, boxes.MarginBox):
                    self._furniture |= {id(box) for box in _descendants(child)}
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

    def _mark(self) -> Any:
        """Give `Stream.marked`, with running matter as artifact.

        The engine gives headers and footers marks that belong to no structure
        element: neither read nor skipped (Kozea/WeasyPrint#1836). ISO 14289-1, 7.8.
        """
        original, furniture = self._marked, self._furniture

        @contextmanager
        def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
            inside = (
                stream.artifact()
                if id(box) in furniture
                else original(stream, box, tag)
            )
            with inside:
                yield

        return marked

    def _build_tree(  # the engine's signature
        self,
        box: Any,
        parent: Any,
        pdf: Any,
        page_number: int,
        nums: Any,
        annotations: Any,
        tags: Any,
    ) -> Iterator[Any]:
        """Build as the engine does, repairing each element as it comes."""
        if isinstance(box, self._boxes.MarginBox):
            self._adopt_links(box, pdf, page_number, annotations)
            return
        for element in self._build(
            box, parent, pdf, page_number, nums, annotations, tags
        ):
            self._repair(getattr(box, "_box", box), element, pdf, page_number)
            yield element

    # --- one element

    def _repair(self, box: Any, element: Any, pdf: Any, page_number: int) -> None:
        if box.element is None:
            return
        kind = element["S"]
        if (language := box.element.get("lang")) and "::" not in box.element_tag:
            # The engine writes the document's language alone (measured in 70.0).
            element["Lang"] = pydyf.String(language)
        if kind == "/L":
            element["A"] = pydyf.Dictionary(
                {"O": "/List", "ListNumbering": _numbering(box)}
            )
        elif kind == "/LI":
            _one_body(element, pdf)
        elif kind == "/Figure":
            self._repair_figure(element, page_number)
        elif kind == "/TH":
            scope = "/Row" if box.element.get("scope") == "row" else "/Column"
            element["A"]["Scope"] = scope  # Kozea/WeasyPrint#2508
        elif kind == "/Link" and box.link_annotation:
            self._repair_link(box, element)
        elif kind == "/NonStruct" and box.element_tag == "figure":
            _caption_into_figure(element, pdf)

    def _repair_figure(self, element: Any, page_number: int) -> None:
        """Give the figure's box in points from the page's foot (ISO 32000-1, 14.8.5.4)."""
        height = self._document.pages[page_number].height
        left, top, right, bottom = element["A"]["BBox"]
        corners = (left, height - bottom, right, height - top)
        element["A"]["BBox"] = pydyf.Array(
            [round(value * POINTS, 2) for value in corners]
        )

    def _repair_link(self, box: Any, element: Any) -> None:
        """Let a link speak its text, not its address (ISO 14289-1, 7.18.5)."""
        said = box.element.get("aria-label") or " ".join(
            "".join(box.element.itertext()).split()
        )
        if said:
            box.link_annotation["Contents"] = pydyf.String(said)
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
            link = self._spare.get(_address(annotation))
            if link is None:
                link = _element("/Link", pdf, page_number)
                self._spare[_address(annotation)] = link
            annotation["Contents"] = pydyf.String(
                "".join(box.element.itertext()).strip()
            )
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

    def finish(self, _document: Any, pdf: Any) -> None:
        """Put the links of running matter where their address stands in the text."""
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        nums = _object(pdf, root["ParentTree"])["Nums"]
        top = _object(pdf, root["K"][0])
        for address, spare in self._spare.items():
            home = self._links.get(address)
            if home is None:
                paragraph = _element("/P", pdf, 0)
                paragraph["P"] = top.reference
                paragraph["K"].append(spare.reference)
                spare["P"] = paragraph.reference
                top["K"].append(paragraph.reference)
                continue
            home["K"].extend(spare["K"])
            spare["K"] = pydyf.Array([])
            spare["P"] = home.reference
            for index, entry in enumerate(nums):
                if entry == spare.reference:
                    nums[index] = home.reference


@contextmanager
def _replaced(target: Any, name: str, ours: Any) -> Iterator[None]:
    """Put our function in the engine's place, and the engine's back again."""
    theirs = getattr(target, name)
    setattr(target, name, ours)
    try:
        yield
    finally:
        setattr(target, name, theirs)


def _numbering(box: Any) -> str:
    """Give a list's numbering, which readers announce (ISO 32000-1, table 347)."""
    items = [child for child in box.children if child.element_tag == "li"]
    style = (items[0] if items else box).style["list_style_type"]
    return (
        f"/{NUMBERING.get(style, 'Decimal') if isinstance(style, str) else 'Decimal'}"
    )


def _one_body(element: Any, pdf: Any) -> None:
    """Leave only Lbl and one LBody in a list item (ISO 14289-1, 7.2).

    The engine puts paragraphs and nested blocks straight into the item, so that
    every loose Markdown list fails (Kozea/WeasyPrint#2482).
    """
    kids = [
        (kid, _object(pdf, kid) if isinstance(kid, bytes) else None)
        for kid in element["K"]
    ]
    labels = [kid for kid, node in kids if node and node["S"] == "/Lbl"]
    rest = [(kid, node) for kid, node in kids if kid not in labels]
    if len(rest) == 1 and rest[0][1] and rest[0][1]["S"] == "/LBody":
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "P": element.reference,
            "Pg": element["Pg"],
            "K": pydyf.Array([kid for kid, _ in rest]),
        }
    )
    pdf.add_object(body)
    for _, node in rest:
        if node:
            node["P"] = body.reference
            if node["S"] == "/LBody":
                node["S"] = "/Div"
    element["K"] = pydyf.Array([*labels, body.reference])


def _caption_into_figure(element: Any, pdf: Any) -> None:
    """Put a caption inside its figure (ISO 32000-1, 14.8.4.5)."""
    nodes = [_object(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    captions = [node for node in nodes if node["S"] == "/Caption"]
    figures = [node for node in nodes if node["S"] == "/Figure"]
    if len(captions) == 1 and len(figures) == 1:
        caption, figure = captions[0], figures[0]
        element["K"].remove(caption.reference)
        figure["K"].append(caption.reference)
        caption["P"] = figure.reference


def _descendants(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        yield inner
        yield from _descendants(inner)


def _address(annotation: Any) -> str:
    """Give the address that a link annotation opens; nothing for inner links."""
    action = annotation.get("A")
    return str(action["URI"].string) if action else ""


def _element(kind: str, pdf: Any, page_number: int) -> Any:
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": kind,
            "K": pydyf.Array([]),
            "Pg": pdf.page_references[page_number],
        }
    )
    pdf.add_object(element)
    return element


def _object(pdf: Any, reference: bytes) -> Any:
    """Give the object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]
