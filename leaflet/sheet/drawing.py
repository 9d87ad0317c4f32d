"""Sheets drawn in text: what stands where, where to fold, how wide each panel is."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.sheet.formats import Format
    from leaflet.sheet.imposition import Side

COLUMN, ROW = 12.5, 25
"""Millimetres that one character stands for: it is twice as high as wide."""
NARROWEST = 8
"""Columns that a panel needs for its name."""
CREASE = "┊"


def drawing(target: Format) -> list[str]:
    r"""Give the lines that draw a format's sheet: both sides, or the pages on a screen.

    >>> from leaflet.sheet import PAPERS, Design, Format
    >>> fold = Design(layout="half-fold", target="office", stylesheets=("a.css",))
    >>> print("\n".join(drawing(Format("own", fold, PAPERS["a5"]))))
    outside               inside
    ┌────────┬────────┐   ┌────────┬────────┐
    │        ┊        │   │        ┊        │
    │        ┊        │   │        ┊        │
    │        ┊        │   │        ┊        │
    │ 4 back ┊1 front │   │   2    ┊   3    │
    │        ┊        │   │        ┊        │
    │        ┊        │   │        ┊        │
    └────────┴────────┘   └────────┴────────┘
       105      105          105      105
    """
    last = target.shown_pages
    sheets = target.imposition(last, "ltr")
    if sheets is None or (target.has_covers and not sheets.shared):
        return _pages(target, last)
    if not target.has_covers:
        side = sheets.sides[0]
        lowest = min(place.foot for place in side.places)
        row = [place for place in side.places if place.foot == lowest]
        high = len(side.places) // len(row)
        box = _box([("", place.width) for place in row], row[0].height)
        return _beside([[*box[:-1] * (high - 1), *box]])
    outside, inside = sheets.sides[:2]
    return _beside(
        [
            ["outside", *_side(outside, last, sheets.height)],
            ["inside", *_side(inside, last, sheets.height)],
        ]
    )


def _pages(target: Format, last: int) -> list[str]:
    """Draw pages as a screen shows them, one after the other."""
    named = len(target.pages) > 1
    boxes = [
        _box([(_name(number, last) if named else "", size.width)], size.height)
        for number, size in target.pages.items()
    ]
    return _beside(boxes, gap=" ")


def _side(side: Side, last: int, height: float) -> list[str]:
    places = sorted(side.places, key=lambda place: place.left)
    return _box([(_name(p.page, last), p.width) for p in places], height)


def _name(page: int, last: int) -> str:
    return f"{page} {({1: 'front', last: 'back'}).get(page, '')}".strip()


def _box(panels: Sequence[tuple[str, float]], height: float) -> list[str]:
    """Draw panels side by side, with creases between them and their widths below."""
    columns = [max(round(width / COLUMN), NARROWEST) for _, width in panels]
    rows = max(round(height / ROW), 3)
    names = _row([name for name, _ in panels], columns, CREASE)
    blank = _row([""] * len(panels), columns, CREASE)
    middle = [f"│{blank}│"] * rows
    middle[rows // 2] = f"│{names}│"
    lines = ["─" * each for each in columns]
    return [
        f"┌{'┬'.join(lines)}┐",
        *middle,
        f"└{'┴'.join(lines)}┘",
        f" {_row([f'{width:.4g}' for _, width in panels], columns, ' ')} ",
    ]


def _row(words: Sequence[str], columns: Sequence[int], between: str) -> str:
    cells = (word.center(each) for word, each in zip(words, columns, strict=True))
    return between.join(cells)


def _beside(drawn: Sequence[Sequence[str]], gap: str = "   ") -> list[str]:
    """Set drawings side by side, their heads on one line."""
    widths = [max(map(len, lines)) for lines in drawn]
    return [
        gap.join(line.ljust(n) for line, n in zip(row, widths, strict=True)).rstrip()
        for row in zip_longest(*drawn, fillvalue="")
    ]
