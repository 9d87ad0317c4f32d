"""A PDF -> what is in it, as values; its pages -> pictures, where only they can tell.

Any PDF: what a stranger sends is read within limits, and is a problem where it is
broken, never a traceback.

    document   the whole: pages, identification, structure
    content    what a page paints, with forms and patterns
    lettering  text: where it stands, what it says
    fonts, colours, state    what content is read with
    limits     how much is read
    rendered   pages as pdfium shows them: contrast
    plates     pages as the inks print them
    separation a file as one ink prints it
"""

from leaflet.facts.document import read_facts
from leaflet.facts.values import (
    Annotation,
    Box,
    Colour,
    Element,
    Facts,
    Font,
    Intent,
    Kind,
    Page,
    Painted,
    Placed,
)

__all__ = [
    "Annotation",
    "Box",
    "Colour",
    "Element",
    "Facts",
    "Font",
    "Intent",
    "Kind",
    "Page",
    "Painted",
    "Placed",
    "read_facts",
]
