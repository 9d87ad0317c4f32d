"""Which structure element may stand in which: what PDF 2.0 forbids is put right.

ISO/TS 32005, table 5, as PDF/UA-2 demands it (ISO 14289-2, 8.2.1); PDF/UA-1 asks for
none of it. Measured in WeasyPrint 70.0 (Kozea/WeasyPrint#2482).
"""

from __future__ import annotations

from typing import Any

import pydyf

from leaflet.finish.elements import new_element, nodes, object_at

_INLINE = frozenset(("/Span", "/Link", "/Reference"))
_NO_LINES = frozenset(["/Document", "/Part", "/Art", "/Sect", "/BlockQuote"])
"""Groups that may hold no text outside of a paragraph."""
_CLEAR = frozenset(["/NonStruct", "/Div"])
"""Elements in which may stand what may stand in the group around them."""


def settle(element: Any, pdf: Any, around: str = "") -> None:
    """Make paragraphs of loose lines and of captions beside a figure.

    A caption inside the figure would be right as well, but readers that speak the
    figure's `Alt` skip what is inside. `around` is what an element without a meaning
    of its own stands in.
    """
    if element["S"] == "/Caption" and around != "/Table":
        element["S"] = "/P"
    if element["S"] not in _CLEAR:
        around = element["S"]
    if around in _NO_LINES:
        _wrap_lines(element, pdf)
    for node in nodes(element, pdf):
        settle(node, pdf, around)


def _wrap_lines(group: Any, pdf: Any) -> None:
    """Put each run of lines that stand in a group itself into a paragraph."""
    kids, paragraph = pydyf.Array([]), None
    for kid in group["K"]:
        node = object_at(pdf, kid) if isinstance(kid, bytes) else None
        if node is None or node.get("S") not in _INLINE:
            kids.append(kid)
            paragraph = None
            continue
        if paragraph is None:
            paragraph = new_element("/P", pdf, 0, group)
            paragraph["Pg"] = node["Pg"]
            kids.append(paragraph.reference)
        paragraph["K"].append(kid)
        node["P"] = paragraph.reference
    group["K"] = kids
