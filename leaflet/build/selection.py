"""What to build: chosen languages, leaflets, formats and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflet.sheet.formats import Standard

from leaflet.pseudo import DIRECTIONS


@dataclass(frozen=True, slots=True)
class Selection:
    """What to build; an empty part means all of it.

    With `draft`, editions that are not finished are built, too, and say so.
    """

    languages: tuple[str, ...] = ()
    leaflets: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    draft: bool = False
    # For this once, in place of what the formats say:
    standard: Standard | None = None
    profile: str | None = None

    @property
    def differs(self) -> bool:
        """Tell whether files will not be as their formats say."""
        return bool(self.standard or self.profile)

    def chooses(self, language: str, leaflet: str, format_: str, paper: str) -> bool:
        """Tell whether an edition is chosen; a pseudo-language must be named."""
        return (
            language in (self.languages or {language} - DIRECTIONS.keys())
            and leaflet in (self.leaflets or (leaflet,))
            and format_ in (self.formats or (format_,))
            and paper in (self.papers or (paper,))
        )
