"""The engine's laid-out boxes, as the other modules of this room look at them.

Boxes are told apart by the names of their classes: those can be asked for before the
engine is imported, which must wait until the fonts are named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.problems import Location

if TYPE_CHECKING:
    from collections.abc import Iterator


SIDE_BY_SIDE = {"TableRowBox", "FlexBox", "GridBox"}


def kind(box: Any) -> str:
    """Give the name of a box's class, such as `LineBox`."""
    return type(box).__name__


def children(box: Any) -> Any:
    """Give the boxes in a box; text and pictures have none."""
    return getattr(box, "children", ())


def in_flow(box: Any) -> bool:
    """Tell whether a box takes its place in the text, and does not float or stand."""
    return hasattr(box, "is_in_normal_flow") and bool(box.is_in_normal_flow())


def is_header(box: Any) -> bool:
    """Tell whether a box is the header of a table."""
    return bool(getattr(box, "is_header", False))


def side_by_side(box: Any) -> bool:
    """Tell whether what is in a box stands side by side."""
    columns = box.style["column_count"], box.style["column_width"]
    return kind(box) in SIDE_BY_SIDE or columns != ("auto", "auto")


def footnotes(page: Any) -> Any:
    """Give the area of a page's footnotes; None where it has none."""
    for box in page.children:
        if kind(box) == "FootnoteAreaBox" and box.children:
            return box
    return None


def has_class(box: Any, name: str) -> bool:
    """Tell whether a box's element has a class."""
    return box.element is not None and name in box.element.get("class", "").split()


def path_to(box: Any, name: str) -> tuple[Any, ...]:
    """Give the boxes from below `box` down to the first one of a class, or none."""
    for child in children(box):
        if has_class(child, name):
            return (child,)
        if path := path_to(child, name):
            return (child, *path)
    return ()


def lines(box: Any) -> Iterator[Any]:
    """Give every line in a box, in the order of the text."""
    for child in children(box):
        if kind(child) == "LineBox":
            yield child
        else:
            yield from lines(child)


def text(box: Any) -> str:
    """Give the characters in a box as they were set."""
    if kind(box) == "TextBox":
        return str(box.text)
    return "".join(text(child) for child in children(box))


def written_at(element: Any) -> Location | None:
    """Give the place in the source that an element tells of; not all of them do."""
    place = "" if element is None else element.get("data-at", "")
    path, _, line = place.rpartition(":")
    return Location(path, int(line)) if path and line.isdigit() else None
