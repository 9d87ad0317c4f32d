"""Leaflet + catalogs + format -> Edition: resolved, with nothing left to decide.

values     Edition, and what one language brings to it: Voice
proof      what reviewers see of it: each message beside its source
translate  each text in the edition's language, or marked in a draft
resolve    the whole, numbered and typeset
"""

from leaflet.edition.proof import Finding, Passage, Proof, Signature
from leaflet.edition.resolve import resolve
from leaflet.edition.values import (
    BESIDE,
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
    "BESIDE",
    "DRAFT_STYLE",
    "TICKET_STYLE",
    "Draft",
    "Edition",
    "Elsewhere",
    "Entry",
    "Finding",
    "Imprint",
    "Passage",
    "Proof",
    "Signature",
    "Voice",
    "resolve",
]
