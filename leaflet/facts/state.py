"""The state of graphics, and what paths make of it (ISO 32000-1, 8.4 and 8.5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot, sqrt
from typing import Any

from leaflet.facts.colours import GREY, Space
from leaflet.facts.fonts import Metrics
from leaflet.facts.values import MM, Box, Colour

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(a: Matrix, b: Matrix) -> Matrix:
    """Give the matrix that first does `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def matrix(numbers: Any) -> Matrix:
    """Give a matrix of six numbers."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def scale(m: Matrix) -> float:
    """Give by how much a matrix enlarges a line's width."""
    return sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def height(m: Matrix) -> float:
    """Give by how much a matrix enlarges what stands upright."""
    return hypot(m[2], m[3])


def box(m: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Give the box, in millimetres, around a rectangle of the matrix's space."""
    corners = ((left, bottom), (left, top), (right, bottom), (right, top))
    return around([point(m, x, y) for x, y in corners])


def point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Give where a point comes to lie, in points."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def around(points: list[tuple[float, float]]) -> Box:
    """Give the box, in millimetres, around points."""
    across, up = [x * MM for x, _ in points], [y * MM for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


@dataclass(slots=True)
class State:
    """What operators set and painting uses; `q` keeps a copy."""

    ctm: Matrix
    clip: Box
    fill: Colour = Colour()  # noqa: RUF009 (frozen)
    stroke: Colour = Colour()  # noqa: RUF009 (frozen)
    fill_space: Space = GREY
    stroke_space: Space = GREY
    pattern: Any = None
    stroke_pattern: Any = None
    line: float = 1.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    opacity_fill: float = 1.0
    opacity_stroke: float = 1.0
    font: Metrics | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class Path:
    """A path as it is drawn: the points of each of its parts, in points."""

    parts: list[list[tuple[float, float]]] = field(default_factory=list)
    clips: bool = False

    def move(self, m: Matrix, x: float, y: float) -> None:
        """Begin a part."""
        self.parts.append([point(m, x, y)])

    def line(self, m: Matrix, *numbers: float) -> None:
        """Go on through one or more points; curves count with what steers them."""
        if not self.parts:
            self.parts.append([])
        for at in range(0, len(numbers) - 1, 2):
            self.parts[-1].append(point(m, numbers[at], numbers[at + 1]))

    def rectangle(self, m: Matrix, x: float, y: float, w: float, h: float) -> None:
        """Add a rectangle."""
        corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
        self.parts.append([point(m, *corner) for corner in corners])

    @property
    def box(self) -> Box | None:
        """Give the box around all parts; None where there is none."""
        points = [one for part in self.parts for one in part]
        return around(points) if points else None

    @property
    def thickness(self) -> float:
        """The thickness of a lone part; infinity where there are several."""
        lone = len(self.parts) == 1 and self.parts[0]
        return thickness(around(self.parts[0])) if lone else float("inf")


def thickness(area: Box) -> float:
    """Give the thinner side of an area that is long, in points; else infinity.

    A rule is often drawn so: a rectangle that is filled, or clipped.
    """
    thin, long = sorted((area.width, area.height))
    return thin / MM if long > max(1, 5 * thin) else float("inf")
