"""The foot of the last page: lines to write on grow, the closing block goes down.

The engine has no way to say either in CSS. It is done after layout, before drawing,
and costs no second layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.typeset.boxes import children, in_flow, path_to
from leaflet.typeset.layout import foot, free

if TYPE_CHECKING:
    from leaflet.typeset.layout import Layout


def settle(layout: Layout) -> None:
    """Give what the last pages leave free to lines, or stand the closing below.

    The closing of a folded sheet has a page of its own; then the text ends on the page
    before, and so may its lines. A closing block that began there stays where it ends.
    """
    document, images = layout.document, layout.context.get_image_from_uri
    last = layout.pages[-2:]
    begun = len(last) > 1 and path_to(last[0], "closing")
    for number, page in zip((-1, -2), reversed(last), strict=False):
        room = free(page) if number == -1 else _unused(page)
        lines = path_to(page, "lines")
        closing = path_to(page, "closing") if number == -1 and not begun else ()
        if room and lines:
            _grow(page, lines, room, images)
        elif room and closing:
            _lower(page, closing[-1], room, images)
        else:
            continue
        # The page has noted where links and anchors are: let it look again.
        document.pages[number] = type(document.pages[number])(page)


def _unused(page: Any) -> float:
    """Give the height below the text of a page that another one follows.

    What holds the text reaches to the foot of such a page, the text itself need not.
    """
    (body,) = page.children[0].children
    ends = (box.position_y + box.margin_height() for box in body.children)
    return max(0.0, foot(page) - float(max(ends, default=foot(page))))


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
