"""The fit: the setting in which a text fills the pages that its format has.

The first layout is in the design's own setting. Where that does not do, the galley of
it tells what every other setting would come to; the best one is laid out, and stands
if it comes out as foreseen. Else the search goes on from there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from leaflet.typeset.galley import Galley

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from leaflet.sheet import Fit, Pages, Setting
    from leaflet.typeset.galley import Outcome
    from leaflet.typeset.layout import Layout

LAYOUTS = 8
"""As many as are made of one text at most."""
STEPS = 20
"""Settings that are looked at between the design and each of its bounds."""
EMPTINESS = 3
"""Leaving a page empty is as bad as going so often from the design to a bound."""


class Rank(NamedTuple):
    """How far a setting is from what is wanted, the worst first; less is better."""

    misses: int  # pages too many or too few
    white: int  # pages that stay white at the end
    empty: float  # of a last page that is not full enough
    cost: float

    @property
    def serves(self) -> bool:
        """Whether nothing has to be changed."""
        return not (self.misses or self.white or self.empty)


def rank(fit: Fit, way: float, outcome: Outcome) -> Rank:
    """Give the rank of a setting, some way from the design, that comes out so."""
    empty = 0.0 if outcome.lined else 1 - outcome.fill
    return Rank(
        abs(excess(fit.pages, outcome.pages)),
        -outcome.pages % fit.pages.multiple,
        empty if 1 - empty < fit.last_page else 0.0,
        abs(way) + EMPTINESS * empty,
    )


def excess(pages: Pages, count: int) -> int:
    """Give how many pages there are too many; below 0, too few."""
    most, least = pages.exactly or pages.at_most or count, pages.exactly or 0
    return max(count - most, 0) + min(count - least, 0)


def fitted(lay: Callable[[Setting], Layout], fit: Fit) -> Layout:
    """Give the layout that serves best of those that are worth trying."""
    best = last = lay(fit.design)
    found = rank(fit, 0, best.outcome)
    tried = {best.setting}
    galley = None
    while len(tried) < LAYOUTS and not found.serves:
        galley = galley or Galley(last.pages, last.setting)
        way, foreseen = _foreseen(fit, galley, tried)
        if foreseen >= found:
            # Nothing better is to be seen; a text that does not fit is tried all the
            # same at its bound, lest a guess condemns it.
            way = -1 if excess(fit.pages, best.outcome.pages) > 0 else 1
            if not found.misses or fit.at(way) in tried:
                break
        last = lay(fit.at(way))
        tried.add(last.setting)
        real = rank(fit, way, last.outcome)
        if real < found:
            best, found = last, real
        if real[:2] != foreseen[:2] or not math.isclose(
            real.empty, foreseen.empty, abs_tol=0.01
        ):
            galley = None
        elif last is best:
            break
    return best


def _foreseen(
    fit: Fit, galley: Galley, tried: Collection[Setting]
) -> tuple[float, Rank]:
    """Give the best way among those not tried, and the rank it should have."""
    best, found = 0.0, Rank(len(tried) + 1000, 0, 0, 0)
    for step in range(1, STEPS + 1):
        far = step / STEPS
        if found.serves and found.cost <= far:
            break  # what is farther from the design costs more
        for way in (-far, far):
            if fit.at(way) not in tried:
                foreseen = rank(fit, way, _outcome(fit, galley, way))
                if foreseen < found:
                    best, found = way, foreseen
    return best, found


def _outcome(fit: Fit, galley: Galley, way: float) -> Outcome:
    """Give what a setting comes to, from the corners of its way where that is exact."""
    bound = math.copysign(1, way)
    if fit.at(bound).size != fit.design.size:
        if abs(way) > 1 / 2:
            return galley.outcome(fit.at(way))
        bound /= 2  # so far the size stays
    return galley.between(fit.design, fit.at(bound), way / bound)
