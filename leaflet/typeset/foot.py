"""The foot of the last page: lines to write on grow, the closing block goes down.

The engine has no way to say either in CSS. It is done after layout, before drawing,
and costs no second layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.typeset.boxes import children, in_flow, page_boxes, path_to
from leaflet.typeset.layout import free

if TYPE_CHECKING:
    from leaflet.typeset.layout import Layout


def settle(layout: Layout) -> None:
    """Give what the last page leaves free to its lines, or stand its closing below.

    A closing block that began on the page before stays where the text ends.
    """
    document, images = layout.document, layout.context.get_image_from_uri
    before, page = [None, *page_boxes(document)][-2:]
    room = free(page)
    if not room:
        return
    lines = path_to(page, "lines")
    closing = path_to(page, "closing")
    if lines:
        _grow(page, lines, room, images)
    elif closing and not (before and path_to(before, "closing")):
        _lower(page, closing[-1], room, images)
    # The page has noted where links and anchors are: let it look again.
    document.pages[-1] = type(document.pages[-1])(page)


def _lower(page: Any, box: Any, down: float, images: Any) -> None:
    from weasyprint.layout.background import layout_box_backgrounds

    box.translate(0, down)
    # The engine keeps apart what is painted behind boxes, and where.
    layout_box_backgrounds(page, box, images)


def _grow(page: Any, path: tuple[Any, ...], more: float, images: Any) -> None:
    """Make a box and all that hold it higher, and lower all that follow it."""
    from weasyprint.layout.background import layout_box_backgrounds

    for box, inner in zip(path, (*path[1:], None), strict=True):
        box.height += more
        if inner is not None:
            inside = list(children(box))
            for follower in inside[inside.index(inner) + 1 :]:
                if in_flow(follower) or follower.is_floated():
                    _lower(page, follower, more, images)
        if box.background:
            layout_box_backgrounds(page, box, images, layout_children=False)
