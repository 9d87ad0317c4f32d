"""Pages that the engine has laid out, written down as a column."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leaflet.typeset.boxes import (
    children,
    has_class,
    in_flow,
    is_header,
    kind,
    side_by_side,
)
from leaflet.typeset.galley.column import MUST, NOT, SLACK, Column, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaflet.typeset.galley.heights import Heights, Measures

FORCED = {"page", "left", "right", "recto", "verso", "always"}
AVOIDED = {"avoid", "avoid-page"}


def ends(roots: Sequence[Any]) -> dict[Any, int]:
    """Give the page on which each block of pages ends."""
    return {
        _key(box): number for number, root in enumerate(roots) for box in _blocks(root)
    }


def written(
    roots: Sequence[Any], last: dict[Any, int], laid: Measures, wanted: Measures
) -> Column:
    """Give the column of pages that were laid out in `laid`, as it is in `wanted`.

    `last` is the page on which each block ends.
    """
    writer = _Writer(last, laid, wanted)
    for number, root in enumerate(roots):
        writer.number = number
        writer.block(root)
    pieces = writer.pieces
    # What stands below the last line fills its page, too, but never begins another.
    pieces[-1].height += _collapsed(writer.margins)
    pieces[-1].hangs += _collapsed(writer.margins)
    return Column.of(pieces)


def _key(box: Any) -> tuple[Any, bool, int | None]:
    """Give what the parts of a box on several pages have in common."""
    anonymous = not hasattr(box.style, "cascaded")
    return box.element, anonymous, getattr(box, "index", None) if anonymous else None


def _blocks(box: Any) -> Iterator[Any]:
    """Give every block in the flow, without the headers that tables repeat."""
    if is_header(box):
        return
    yield box
    for child in children(box):
        if in_flow(child) and kind(child) != "LineBox":
            yield from _blocks(child)


@dataclass(slots=True)
class _Writer:
    """Writes a galley down, block by block, page by page."""

    last: dict[Any, int]  # the page on which each block ends
    laid: Measures
    wanted: Measures
    number: int = 0  # of the page that is read
    pieces: list[Piece] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)
    margins: list[float] = field(default_factory=list)  # that meet and collapse
    tops: list[float] = field(default_factory=list)  # those of them below a break
    space: float | None = None  # above the padding that has begun
    top: float = 0.0  # what is left of it below a break that is asked for
    head: float = 0.0  # that padding, and what stands in it
    breaks: list[str] = field(default_factory=list)  # asked for since the last piece
    lines: list[tuple[float, float]] = field(default_factory=list)  # height, width
    header: float = 0.0  # of the table that has begun

    def block(self, box: Any, *, meets: bool = True) -> None:
        """Write down what of a block stands on this page.

        `meets` tells that its top is the top of what contains it, or follows a
        sibling: where a float comes first, the engine does not ask it about breaks.
        """
        key, start = _key(box), len(self.pieces)
        heights = self._heights(box)
        if key not in self.seen:
            self.seen.add(key)
            self._begin(heights, [box.style["break_before"]] if meets else [])
        elif is_header(box):
            return  # a table repeats it on each page
        self._inside(box, heights, meets=meets)
        if is_header(box):
            self.header = sum(piece.height for piece in self.pieces[start:])
            self.breaks.append("avoid")
        elif self.last.get(key, self.number) == self.number:
            self._finish(box, heights, start)

    def _heights(self, box: Any) -> Heights:
        if kind(box) == "TableBox":  # its wrapper has the margins
            return self.wanted.heights(box.style)._replace(above=0.0, below=0.0)
        if getattr(box, "is_table_wrapper", False):
            table = next(child for child in box.children if kind(child) == "TableBox")
            return self.wanted.heights(table.style)._replace(head=0.0, foot=0.0)
        return self.wanted.heights(box.style)

    def _begin(self, heights: Heights, breaks: list[str]) -> None:
        self.margins.append(heights.above)
        self.tops.append(heights.above)
        self.breaks += breaks
        if heights.head:
            self._end_margins()
            self.head += heights.head

    def _end_margins(self) -> None:
        collapsed = _collapsed(self.margins)
        self.margins.clear()
        if self.space is None:
            self.space, self.top = collapsed, _collapsed(self.tops)
        else:
            self.head += collapsed
        self.tops.clear()

    def _inside(self, box: Any, heights: Heights, *, meets: bool) -> None:
        # The engine gives some pictures a list of children, which stays empty.
        picture = "Replaced" in kind(box)
        if picture or box.style["height"] != "auto" or not hasattr(box, "children"):
            self._emit(float(box.height), lined=has_class(box, "lines"))
        elif side_by_side(box):
            before = _natural(box, self.laid)
            after = _natural(box, self.wanted)
            self._emit(float(box.height) * (after / before if before else 1.0))
        else:
            more = heights.line - self.laid.heights(box.style).line
            follows = False
            for index, child in enumerate(box.children):
                if kind(child) == "LineBox":
                    self.lines.append((child.height + more, _width(child)))
                elif in_flow(child):
                    self.block(child, meets=follows or (meets and index == 0))
                    follows = True

    def _emit(self, height: float, *, lined: bool = False) -> None:
        self._end_margins()
        piece = Piece(self.space or 0.0, self.head + height, lined=lined)
        piece.top, piece.repeated = self.top, self.header
        if FORCED.intersection(self.breaks):
            piece.break_before = MUST
        elif AVOIDED.intersection(self.breaks):
            piece.break_before = NOT
        self.pieces.append(piece)
        self.space, self.head = None, 0.0
        self.breaks.clear()

    def _finish(self, box: Any, heights: Heights, start: int) -> None:
        """Write down how a block ends whose pieces are those from `start` on."""
        self._finish_lines(box, heights)
        if box.style["break_inside"] in AVOIDED:
            self._keep_together(start)
        if kind(box) == "TableBox":
            self.header = 0.0
        if heights.foot:
            if len(self.pieces) == start:
                self._emit(0.0)
            # Where only a block's padding overflows, the engine looks again at the last
            # line with that padding, but no more at the margin between the two.
            piece, margin = self.pieces[-1], _collapsed(self.margins)
            piece.height += margin + heights.foot
            piece.hangs += min(margin, heights.foot)
            self.margins.clear()
        self.margins.append(heights.below)
        self.tops.clear()
        self.breaks.append(box.style["break_after"])

    def _finish_lines(self, box: Any, heights: Heights) -> None:
        """Write down the lines of a paragraph, now that all of them are known."""
        lines, self.lines = self.lines, []
        if not lines:
            return
        ratio = heights.size / self.laid.heights(box.style).size
        count = _count([width for _, width in lines], ratio)
        if count != len(lines):
            lines = [(sum(height for height, _ in lines) / len(lines), 0.0)] * count
        orphans, widows = box.style["orphans"], box.style["widows"]
        for index, (height, _) in enumerate(lines):
            self._emit(height)
            if index and (index < orphans or count - index < widows):
                self.pieces[-1].break_before = NOT

    def _keep_together(self, start: int) -> None:
        """Make one piece of those from a place on."""
        kept = self.pieces[start:]
        if len(kept) > 1:
            kept[0].height += sum(piece.space + piece.height for piece in kept[1:])
            kept[0].hangs = kept[-1].hangs
            kept[0].lined = any(piece.lined for piece in kept)
            del self.pieces[start + 1 :]


def _natural(box: Any, measures: Measures) -> float:
    """Give the height of all in a box, one below the other."""
    heights = measures.heights(box.style)
    if kind(box) == "LineBox":
        return heights.line
    inside = [_natural(child, measures) for child in children(box) if in_flow(child)]
    height = sum(inside) if children(box) else float(box.height)
    return height + heights.above + heights.below + heights.head + heights.foot


def _width(line: Any) -> float:
    """Give how far the text of a line reaches."""
    ends = [float(box.position_x + box.margin_width()) for box in line.children]
    return max(ends, default=float(line.position_x)) - float(line.position_x)


def _count(widths: Sequence[float], ratio: float) -> int:
    """Give how many lines a paragraph has when its type is `ratio` times as large."""
    if ratio == 1:
        return len(widths)
    longest = max(widths) or 1.0
    return max(1, math.ceil((len(widths) - 1 + widths[-1] / longest) * ratio - SLACK))


def _collapsed(margins: Sequence[float]) -> float:
    """Give what margins that meet come to (CSS 2.1, 8.3.1)."""
    return max(0.0, *margins, 0.0) + min(0.0, *margins, 0.0)
