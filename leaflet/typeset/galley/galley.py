"""The column of a text, in the settings that one asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.typeset.boxes import footnotes
from leaflet.typeset.galley.column import Column, Outcome, Page, outcome, pages_of
from leaflet.typeset.galley.heights import Measures
from leaflet.typeset.galley.writer import ends, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflet.sheet import Setting


class Galley:
    """The column of a text that was laid out once, in any setting."""

    def __init__(self, pages: Sequence[Any], setting: Setting) -> None:
        self._roots = [page.children[0] for page in pages]
        self._rooms = [_room(page) for page in pages]
        self._last = ends(self._roots)
        self._laid = Measures()
        laid = written(self._roots, self._last, self._laid, self._laid)
        self._columns = {setting: laid}

    def outcome(self, setting: Setting) -> Outcome:
        """Give what the text comes to in a setting."""
        return outcome(self.column(setting), self._rooms)

    def pages(self, setting: Setting) -> list[Page]:
        """Give the pages that the text makes in a setting."""
        return pages_of(self.column(setting), self._rooms)

    def between(self, one: Setting, other: Setting, share: float) -> Outcome:
        """Give what it comes to in a setting between two that have the same size."""
        column, far = self.column(one), self.column(other)
        spaces, heights, hangs = (
            [a + (b - a) * share for a, b in zip(mine, others, strict=True)]
            for mine, others in zip(column[:3], far[:3], strict=True)
        )
        between = column._replace(spaces=spaces, heights=heights, hangs=hangs)
        return outcome(between, self._rooms)

    def column(self, setting: Setting) -> Column:
        """Give the pieces of the text in a setting."""
        column = self._columns.get(setting)
        if column is None:
            column = written(self._roots, self._last, self._laid, Measures(setting))
            self._columns[setting] = column
        return column


def _room(page: Any) -> float:
    """Give the height that a page has for text, without its footnotes."""
    notes = footnotes(page)
    return float(page.height - (notes.margin_height() if notes else 0))
