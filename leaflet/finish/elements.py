"""Structure elements of the engine, in the hands of `tagging`."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator

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
REORDERED = re.compile("[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]")
"""Scripts from India to Cambodia, whose glyphs stand in another order than letters."""


@contextmanager
def replaced(target: Any, name: str, ours: Any) -> Iterator[None]:
    """Put our function in the engine's place, and the engine's back again."""
    theirs = getattr(target, name)
    setattr(target, name, ours)
    try:
        yield
    finally:
        setattr(target, name, theirs)


# --- boxes


def descendants(box: Any) -> Iterator[Any]:
    """Give every box inside a box, placeholders replaced by what they hold."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        yield inner
        yield from descendants(inner)


@contextmanager
def spelled(stream: Any, box: Any) -> Iterator[None]:
    """Write a text's letters beside its glyphs, where one cannot be had of the other.

    Without them 18 of 31 Hindi words can be found, copied or read aloud, with them all
    (measured in 70.0 with poppler and pdfium; ISO 32000-1, 14.9.4). Right-to-left
    scripts have none: poppler would turn the words round.
    """
    text = getattr(getattr(box, "pango_layout", None), "text", "")
    if not REORDERED.search(text):
        yield
        return
    letters = pydyf.Dictionary({"ActualText": pydyf.String(text)})
    stream.begin_marked_content("Span", letters)
    try:
        yield
    finally:
        stream.end_marked_content()


def cells(group: Any) -> Iterator[Any]:
    """Give the cells of a table's row group."""
    for row in group.children:
        yield from row.children


def pagination(place: str) -> Any:
    """Give the properties of running matter at a place such as `@bottom-left`."""
    properties = pydyf.Dictionary({"Type": "/Pagination"})
    for edge, kind in (("@top", "/Header"), ("@bottom", "/Footer")):
        if place.startswith(edge):
            properties["Subtype"] = kind  # ISO 32000-1, table 330
    return properties


def numbering(box: Any, terms: str) -> Any:
    """Give a list's numbering, which readers announce (ISO 32000-1, table 347).

    `terms` is that of a list of definitions.
    """
    items = [child for child in box.children if child.element_tag == "li"]
    style = (items[0] if items else box).style["list_style_type"]
    name = {"ol": "Decimal", "dl": terms}.get(box.element_tag, "Disc")
    if items and isinstance(style, str):  # not a string of CSS
        name = NUMBERING.get(style, name)
    return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{name}"})


# --- the engine's objects


def take_labels(element: Any, item: Any, pdf: Any) -> list[bytes]:
    """Take the labels of an item out of its body, or of an unnamed box in it."""
    labels: list[bytes] = []
    for node in nodes(element, pdf):
        if node["S"] == "/Lbl":
            element["K"].remove(node.reference)
            node["P"] = item.reference
            labels.append(node.reference)
        elif node["S"] == "/NonStruct":
            labels += take_labels(node, item, pdf)
    return labels


def give_link(figure: Any, parent: Any, annotations: list[Any]) -> None:
    """Let the link around a picture have the picture's area too.

    The engine gives both an annotation, the picture's without a Link element
    (ISO 14289-1, 7.18.5; measured in 70.0).
    """
    area, annotation = figure["K"].pop(0), annotations.pop()[1]
    parent["K"].append(area)
    annotation["Contents"] = figure.get("Alt", pydyf.String())
    annotations.append((parent.reference, annotation))


def absorb(home: Any, other: Any, pdf: Any, moved: dict[bytes, bytes]) -> None:
    """Move all that is in another element to the end of this one."""
    for kid in other["K"]:
        node = object_at(pdf, kid) if isinstance(kid, bytes) else None
        if node is not None and node.get("Type") == "/StructElem":
            node["P"] = home.reference
        elif node is None and other["Pg"] != home["Pg"]:
            # A bare number means content of the element's own page.
            node = pydyf.Dictionary({"Type": "/MCR", "Pg": other["Pg"], "MCID": kid})
            pdf.add_object(node)
        home["K"].append(kid if node is None else node.reference)
    moved[other.reference] = home.reference
    give_up(other)


def give_up(element: Any) -> None:
    """Empty an element that nothing names any more.

    It must not be marked as free: the engine would leave it out of its object stream,
    but count it in the cross-references, and all after it would be taken for others
    (measured in pydyf 0.13).
    """
    element.clear()


def pair(note: Any, call: Any, pdf: Any) -> None:
    """Let a footnote and its call refer to each other (ISO 14289-2, 8.2.5.14)."""
    root = object_at(pdf, pdf.catalog["StructTreeRoot"])
    note["NS"] = root["Namespaces"][0]
    note["Ref"] = pydyf.Array([call.reference])
    call["Ref"] = pydyf.Array([note.reference])


def said(html: Any) -> str:
    """Give what a link says: its label for the ear, or its text and pictures."""
    pictures = " ".join(picture.get("alt", "") for picture in html.iter("img"))
    words = f"{''.join(html.itertext())} {pictures}".split()
    return str(html.get("aria-label") or " ".join(words))


def opened(annotation: Any) -> str:
    """Give the address that a link annotation opens; nothing for inner links."""
    action = annotation.get("A")
    return str(action["URI"].string) if action else ""


def nodes(element: Any, pdf: Any) -> list[Any]:
    """Give the structure elements directly inside."""
    objects = [object_at(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
    return [node for node in objects if node["Type"] == "/StructElem"]


def new_element(kind: str, pdf: Any, page_number: int, parent: Any = None) -> Any:
    """Give a structure element of ours, which the file has from now on."""
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


def object_at(pdf: Any, reference: bytes) -> Any:
    """Give the object that a reference such as `12 0 R` names."""
    return pdf.objects[int(reference.split()[0])]
