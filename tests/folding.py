"""A sheet of paper to fold: it knows nothing of how the panels were laid out.

The sheet lies with its inside up. Leaves are folded over (towards the reader) or under
(away), at a crease; then one looks at the closed leaflet from above and turns it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pytest

Printed = tuple[int, float, float]
"""A panel and where it was found on its side: left and right, in millimetres."""
Way = Literal["over", "under"]
Part = Literal["left", "right"]


@dataclass(frozen=True)
class Leaf:
    """A leaf between creases: where it lies, and what its two faces show."""

    left: float
    right: float
    up: int
    down: int

    def turned(self, crease: float) -> Leaf:
        """Give the leaf after its folding at a crease."""
        return Leaf(2 * crease - self.right, 2 * crease - self.left, self.down, self.up)


@dataclass(frozen=True)
class Sheet:
    """Leaves from the lowest to the topmost, and where the sheet can be folded."""

    leaves: tuple[Leaf, ...]
    creases: tuple[float, ...]

    def fold(self, crease: int, part: Part, way: Way) -> Sheet:
        """Fold what lies at one side of a crease; creases count from the left."""
        at = self.creases[crease]

        def moves(leaf: Leaf) -> bool:
            middle = (leaf.left + leaf.right) / 2
            return middle < at if part == "left" else middle > at

        staying = tuple(leaf for leaf in self.leaves if not moves(leaf))
        moved = tuple(leaf.turned(at) for leaf in reversed(self.leaves) if moves(leaf))
        leaves = staying + moved if way == "over" else moved + staying
        return replace(self, leaves=leaves)

    def seen(self) -> list[int]:
        """Give the faces that one sees from above, from left to right."""
        on_top = (
            leaf
            for number, leaf in enumerate(self.leaves)
            if not any(_covers(other, leaf) for other in self.leaves[number + 1 :])
        )
        return [leaf.up for leaf in sorted(on_top, key=lambda leaf: leaf.left)]

    def seen_behind(self) -> list[int]:
        """Give the faces that one sees when the sheet is turned over like a page."""
        behind = Sheet(tuple(leaf.turned(0) for leaf in self.leaves[::-1]), ())
        return behind.seen()


def _covers(upper: Leaf, lower: Leaf) -> bool:
    """Tell whether a leaf hides most of one below it."""
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    return shared > (lower.right - lower.left) / 2


def sheet(outside: Sequence[Printed], inside: Sequence[Printed], width: float) -> Sheet:
    """Give a sheet printed on both sides; its back must stand behind its front."""
    inside = sorted(inside, key=lambda panel: panel[1])
    outside = sorted(outside, key=lambda panel: -panel[1])
    assert len(inside) == len(outside)
    leaves = []
    for (up, left, right), (down, back_left, back_right) in zip(
        inside, outside, strict=True
    ):
        # Turned over, what was 10 mm from the left is 10 mm from the right.
        behind = (width - back_right, width - back_left)
        assert behind == pytest.approx((left, right), abs=0.001)
        leaves.append(Leaf(left, right, up, down))
    creases = tuple(right for _, _, right in inside[:-1])
    return Sheet(tuple(leaves), creases)


STEPS: dict[str, list[tuple[int, Part, Way]]] = {
    "half-fold": [(0, "left", "over")],
    "trifold": [(1, "right", "over"), (0, "left", "over")],
    "z-fold": [(1, "right", "under"), (0, "left", "over")],
    "gate-fold": [(0, "left", "over"), (2, "right", "over")],
}
"""How each sheet is folded for those who read from left to right, inside up."""


def steps(layout: str, direction: str) -> list[tuple[int, Part, Way]]:
    """Give the steps of folding; for right to left, all is done in the mirror."""
    if direction == "ltr":
        return STEPS[layout]
    creases = {"half-fold": 1, "trifold": 2, "z-fold": 2, "gate-fold": 3}[layout]
    other: dict[Part, Part] = {"left": "right", "right": "left"}
    return [
        (creases - 1 - crease, other[part], way) for crease, part, way in STEPS[layout]
    ]
