"""What was read of the text below the front matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflet.model import Blocks, Definition, Footnote
    from leaflet.source.texts import Mark


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a leaflet and what belongs to them."""

    blocks: Blocks
    footnotes: tuple[Footnote, ...]
    definitions: tuple[Definition, ...]
    marks: tuple[Mark, ...]
