"""Leaflet + catalogs + format -> Edition: resolved, with nothing left to decide.

values     Edition, and what one language brings to it: Voice
translate  each text in the edition's language, or marked in a draft
resolve    the whole, numbered and typeset
"""

from leaflet.edition.resolve import resolve
from leaflet.edition.values import (
    DRAFT_STYLE,
    TICKET_STYLE,
    Draft,
    Edition,
    Elsewhere,
    Entry,
    Imprint,
    Voice,
)

__all__ = [
    "DRAFT_STYLE",
    "TICKET_STYLE",
    "Draft",
    "Edition",
    "Elsewhere",
    "Entry",
    "Imprint",
    "Voice",
    "resolve",
]
