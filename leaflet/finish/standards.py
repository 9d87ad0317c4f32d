"""What a finished PDF promises: two standards in one file, and their identification.

The engine writes one standard at a time, and appends other metadata as a second RDF
document that no validator reads (measured in 70.0), so the identification is written
into the one that is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf

from leaflet.finish.elements import object_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_UA = (
    '<rdf:Description rdf:about="" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">{}</rdf:Description>'
)
# What PDF/A-2 does not know must be described in the file (ISO 19005-2, 6.6.2).
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" '
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
    "</pdfaExtension:schemas></rdf:Description>"
)


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of accessibility, with the archival one that the same file keeps.

    `variant` is the engine's nearest to it, `added` what its metadata lack, `refused`
    what they have too much. `flavours` are the validator's names of both. `terms` is
    the numbering of a list of definitions, `note` the type of a footnote. `pdf_2` says
    that links aim at structure elements, and footnotes and their calls at each other.
    """

    name: str
    variant: str
    flavours: tuple[str, str]
    added: str
    refused: str = ""
    terms: str = "None"
    note: str = "/Note"
    pdf_2: bool = False


UA_1 = Standard(
    name="ua-1",
    variant="pdf/a-2a",
    flavours=("ua1", "2a"),
    added=_UA.format("<pdfuaid:part>1</pdfuaid:part>") + _UA_SCHEMA,
)
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)."""

UA_2 = Standard(
    name="ua-2",
    variant="pdf/a-4f",
    flavours=("ua2", "4"),
    added=_UA.format("<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"),
    # The engine knows no plain PDF/A-4: F promises attached files.
    refused=' pdfaid:conformance="F"',
    terms="Description",
    note="/FENote",
    pdf_2=True,
)
"""PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4)."""

STANDARDS = {standard.name: standard for standard in (UA_1, UA_2)}


def identify(pdf: Any, standard: Standard) -> None:
    """Let the file's metadata name both standards."""
    metadata = object_at(pdf, pdf.catalog["Metadata"])
    (xml,) = metadata.stream
    xml = xml.replace(standard.refused.encode(), b"")
    end = b"</rdf:RDF>"
    metadata.stream = [xml.replace(end, standard.added.encode() + end)]


def forbid_interpolation(pdf: Any) -> None:
    """Let no picture be smoothed by the reader (ISO 19005-2, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Interpolate" in item.extra:
            item.extra["Interpolate"] = "false"


def point_at_elements(
    pdf: Any, anchors: Mapping[str, Any], headings: Sequence[Any]
) -> None:
    """Let links and bookmarks aim at structure elements (ISO 14289-2, 8.8).

    `anchors` are the elements by the names that links use, `headings` those of the
    bookmarks in their order. A reader that knows pages alone finds them by `D`.
    """
    names = pdf.catalog.get("Names", {}).pop("Dests", {"Names": ()})["Names"]
    places = {
        name.string: place for name, place in zip(names[::2], names[1::2], strict=True)
    }
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            name = item.pop("Dest").string
            item["A"] = _go_to(places[name], anchors[name])
    waiting = iter(headings)
    if "Outlines" in pdf.catalog:
        outlines = object_at(pdf, pdf.catalog["Outlines"])
        for bookmark in _bookmarks(outlines, pdf):
            bookmark["A"] = _go_to(bookmark.pop("Dest"), next(waiting))


def _go_to(place: Any, element: Any) -> Any:
    """Give the action that shows a place, and says which element it is."""
    structure = pydyf.Array([element.reference, *place[1:]])
    return pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": structure})


def _bookmarks(parent: Any, pdf: Any) -> Any:
    """Give the bookmarks below another, in reading order."""
    reference = parent.get("First")
    while reference:
        bookmark = object_at(pdf, reference)
        yield bookmark
        yield from _bookmarks(bookmark, pdf)
        reference = bookmark.get("Next")
