"""What styles add to the height of a column, as laid out or in another setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet.typeset.restyle import Restyled

if TYPE_CHECKING:
    from leaflet.sheet import Setting

NORMAL = 1.2  # leading of `line-height: normal`, about; our sheets name one


class Heights(NamedTuple):
    """What a style adds to a column of text, in CSS pixels."""

    above: float  # margins
    below: float
    head: float  # borders and padding
    foot: float
    line: float
    size: float


class Measures:
    """The heights of styles, as laid out or in another setting."""

    def __init__(self, setting: Setting | None = None) -> None:
        self._restyled = Restyled(setting) if setting else None
        self._heights: dict[int, Heights] = {}

    def heights(self, style: Any) -> Heights:
        """Give what a box's style adds."""
        found = self._heights.get(id(style))
        if found is None:
            mine = self._restyled.of(style) if self._restyled else style
            found = self._heights[id(style)] = _heights(mine)
        return found


def _heights(style: Any) -> Heights:
    size, line = style["font_size"], style["line_height"]
    if line == "normal":
        line = NORMAL
    return Heights(
        _pixels(style["margin_top"]),
        _pixels(style["margin_bottom"]),
        _pixels(style["padding_top"]) + _pixels(style["border_top_width"]),
        _pixels(style["padding_bottom"]) + _pixels(style["border_bottom_width"]),
        line * size if isinstance(line, float) else _pixels(line),
        size,
    )


def _pixels(value: Any) -> float:
    """Give a length in pixels; what depends on a width does not change here."""
    if isinstance(value, int | float):
        return float(value)
    return float(value.value) if getattr(value, "unit", "") == "px" else 0.0
