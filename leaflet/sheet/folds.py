"""Folded sheets as numbers: panels, where each is printed, how wide each is.

Panels are numbered as a reader meets them: 1 is the front, the last is the back. A
panel is a page to the typesetter; folding is imposition.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaflet.sheet.papers import Paper, Unit

Direction: TypeAlias = Literal["ltr", "rtl"]
StockName: TypeAlias = Literal["light", "medium", "heavy"]
Turn: TypeAlias = Literal["valley", "mountain"]
"""How a crease is folded, as one sees it: towards oneself, or away."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of folding, with the inside up.

    `crease` is the number of the panel, from the left, that the crease follows.
    """

    crease: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Fold:
    """A way to fold a sheet by creases that all run from top to bottom.

    Panels are named from left to right as each side lies before one who reads from
    left to right. `tucked` are the panels of the leaves that are folded inwards: these
    are `short` of the others, so that they lie flat. `front` and `back` are what one
    sees of the folded leaflet from either side.
    """

    outside: tuple[int, ...]
    inside: tuple[int, ...]
    steps: tuple[Step, ...]
    front: tuple[int, ...] = (1,)
    back: tuple[int, ...] = ()
    tucked: tuple[int, ...] = ()
    short: Mapping[tuple[Unit, StockName], float] | None = None  # in millimetres

    @property
    def panels(self) -> int:
        """How many panels it has.

        >>> {name: fold.panels for name, fold in FOLDS.items()}
        {'half-fold': 4, 'trifold': 6, 'z-fold': 6, 'gate-fold': 8}
        """
        return len(self.outside) + len(self.inside)

    @property
    def text_panels(self) -> int:
        """How many of them the text has: all but the front and the back.

        >>> {name: fold.text_panels for name, fold in FOLDS.items()}
        {'half-fold': 2, 'trifold': 4, 'z-fold': 4, 'gate-fold': 6}
        """
        return self.panels - 2

    def read(self, direction: Direction) -> Fold:
        """Give the fold for readers of that direction: from right to left, mirrored.

        >>> FOLDS["trifold"].read("rtl").outside
        (1, 6, 5)
        """
        if direction == "ltr":
            return self
        leaves = len(self.inside)
        return replace(
            self,
            outside=self.outside[::-1],
            inside=self.inside[::-1],
            steps=tuple(replace(s, crease=leaves - s.crease) for s in self.steps),
        )


_SIXTEENTH = 25.4 / 16
FOLDS = {
    "half-fold": Fold(
        outside=(4, 1), inside=(2, 3), steps=(Step(1, "valley"),), back=(4,)
    ),
    # The flap is folded in first, then the front over it (also: C-fold, letter fold).
    "trifold": Fold(
        outside=(5, 6, 1),
        inside=(2, 3, 4),
        steps=(Step(2, "valley"), Step(1, "valley")),
        back=(6,),
        tucked=(4, 5),
        short={
            ("mm", "light"): 1.5,
            ("mm", "medium"): 3.0,
            ("mm", "heavy"): 4.5,
            ("in", "light"): _SIXTEENTH / 2,
            ("in", "medium"): _SIXTEENTH,
            ("in", "heavy"): _SIXTEENTH * 2,
        },
    ),
    "z-fold": Fold(
        outside=(4, 5, 1),
        inside=(2, 3, 6),
        steps=(Step(2, "mountain"), Step(1, "valley")),
        back=(6,),
    ),
    # Both outer leaves meet in the middle, which is not folded: 1 and 2 are the halves
    # of the gate.
    "gate-fold": Fold(
        outside=(2, 7, 8, 1),
        inside=(3, 4, 5, 6),
        steps=(Step(1, "valley"), Step(3, "valley")),
        front=(1, 2),
        back=(7, 8),
        tucked=(1, 2, 3, 6),
        short={
            ("mm", "light"): 1.0,
            ("mm", "medium"): 1.5,
            ("mm", "heavy"): 2.0,
            ("in", "light"): _SIXTEENTH / 2,
            ("in", "medium"): _SIXTEENTH,
            ("in", "heavy"): _SIXTEENTH * 2,
        },
    ),
}
"""How leaflets are folded. What a tucked panel is short of, by the paper's stock, is
the print trade's: 97 + 100 + 100 mm, or 3 5/8 + 3 11/16 + 3 11/16 in, for a trifold;
1 to 2 mm or 1/16 in for a gate; half of it for thin paper, twice as much for heavy."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A kind of paper: what one leaf of it adds to a stack, in millimetres."""

    name: StockName
    weight: str  # in g/m2, for people
    thickness: float


STOCKS = {
    stock.name: stock
    for stock in (
        Stock("light", "80 to 100", 0.10),
        Stock("medium", "115 to 150", 0.13),
        Stock("heavy", "170 to 250", 0.22),
    )
}
"""Paper by weight; an uncoated sheet of 80 g/m2 is a tenth of a millimetre thick."""


def panel_widths(fold: Fold, sheet: Paper, stock: StockName) -> dict[int, float]:
    """Give the width of each panel, by its number, in millimetres.

    >>> from leaflet.sheet.papers import PAPERS
    >>> panel_widths(FOLDS["trifold"], PAPERS["a4"].lying, "medium")
    {1: 100.0, 2: 100.0, 3: 100.0, 4: 97.0, 5: 97.0, 6: 100.0}
    >>> inches = panel_widths(FOLDS["trifold"], PAPERS["letter"].lying, "medium")
    >>> [round(inches[panel] / 25.4, 4) for panel in FOLDS["trifold"].inside]
    [3.6875, 3.6875, 3.625]
    >>> gate = panel_widths(FOLDS["gate-fold"], PAPERS["a4"].lying, "medium")
    >>> [gate[panel] for panel in FOLDS["gate-fold"].inside]
    [73.5, 75.0, 75.0, 73.5]
    """
    short = fold.short[sheet.unit, stock] if fold.short else 0.0
    leaves = len(fold.inside)
    tucked = sum(panel in fold.tucked for panel in fold.inside)
    full = (sheet.width + tucked * short) / leaves
    return {
        panel: round(full - short if panel in fold.tucked else full, 4)
        for panel in sorted(fold.outside + fold.inside)
    }
