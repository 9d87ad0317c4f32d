"""A page's boxes, and the marks by which it is cut and folded.

Lengths are points. The trim is the finished sheet, the bleed what is cut off, and the
marks stand outside of both, in every ink (ISO 15930-7, 6.10; ISO 32000-1, 14.11.2).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflet.press.objects import drop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MM = 72 / 25.4
GAP, LENGTH, WEIGHT = 1 * MM, 5 * MM, 0.25
_INKS = Name("/AllInks")
Segment = tuple[float, float, float, float]
Box = tuple[float, float, float, float]


def box_page(page: Any, bleed: float, folds: Sequence[float]) -> None:
    """Give a page its boxes, clip what it draws to the bleed, draw the marks.

    `folds` are the distances of the folds from the left edge of the trim.
    """
    left, bottom, right, top = trim = _numbers(page.TrimBox)
    edge = (left - bleed, bottom - bleed, right + bleed, top + bleed)
    room = bleed + GAP + LENGTH
    page.obj.BleedBox = _array(edge)
    page.obj.MediaBox = _array((left - room, bottom - room, right + room, top + room))
    page.obj.CropBox = page.obj.MediaBox
    drop(page.obj, "/ArtBox")
    # What lies beyond the bleed must not touch the marks.
    x, y, width, height = edge[0], edge[1], edge[2] - edge[0], edge[3] - edge[1]
    clip = f"q {x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n".encode()
    page.contents_add(clip, prepend=True)
    spaces = page.resources.get("/ColorSpace", None)
    if spaces is None:
        page.resources.ColorSpace = spaces = Dictionary()
    spaces[_INKS] = _all_inks()
    page.contents_add(_drawn(trim, bleed, folds))


def _drawn(trim: Box, bleed: float, folds: Sequence[float]) -> bytes:
    """Give the marks' content: solid where to cut, dashed where to fold."""
    cuts, turns = _crops(trim, bleed), _ticks(trim, bleed, folds)
    start = f"Q q {_INKS} CS 1 SCN {WEIGHT} w"
    return f"{start} {_lines(cuts)} [1.5 1.5] 0 d {_lines(turns)} Q".encode()


def _lines(segments: Iterator[Segment]) -> str:
    return " ".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in segments)


def _crops(trim: Box, bleed: float) -> Iterator[Segment]:
    """Give two marks at each corner, clear of the bleed."""
    left, bottom, right, top = trim
    near, far = bleed + GAP, bleed + GAP + LENGTH
    yield from chain.from_iterable(
        ((x, bottom - near, x, bottom - far), (x, top + near, x, top + far))
        for x in (left, right)
    )
    yield from chain.from_iterable(
        ((left - near, y, left - far, y), (right + near, y, right + far, y))
        for y in (bottom, top)
    )


def _ticks(trim: Box, bleed: float, folds: Sequence[float]) -> Iterator[Segment]:
    left, bottom, _, top = trim
    near, far = bleed + GAP, bleed + GAP + LENGTH
    for fold in folds:
        x = left + fold
        yield x, bottom - near, x, bottom - far
        yield x, top + near, x, top + far


def _all_inks() -> Array:
    """Give the colour space that prints on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _numbers(box: pikepdf.Array) -> Box:
    left, bottom, right, top = (float(value) for value in box)
    return left, bottom, right, top


def _array(box: Box) -> Array:
    return Array([round(value, 3) for value in box])
