"""What the file says of itself: standard, title, dates, identifiers, condition."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

from leaflet.press.conditions import REGISTRY

if TYPE_CHECKING:
    import pikepdf

    from leaflet.press.conditions import Condition

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:leaflet:press")
"""Where our documents' identifiers come from: the same name, the same identifier."""
X_4, X_1A = "PDF/X-4", "PDF/X-1a:2001"


def name_condition(pdf: pikepdf.Pdf, condition: Condition) -> None:
    """Let the file name the printing condition that it was made for, with its profile.

    ISO 15930-7, 6.2.2: a registered name where there is one, the profile in any case.
    """
    profile = pdf.make_stream(condition.profile)
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier or "Custom"),
        OutputCondition=String(condition.description),
        Info=String(condition.description),
        DestOutputProfile=profile,
    )
    if condition.identifier:
        intent.RegistryName = String(REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def identify(pdf: pikepdf.Pdf, version: str, name: str) -> None:
    """Let the file say which standard it keeps; `name` names this document for good."""
    info: Any = pdf.docinfo
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(info)
        xmp["pdf:Trapped"] = "False"
        xmp["xmp:MetadataDate"] = xmp["xmp:ModifyDate"]
        xmp["xmpMM:DocumentID"] = f"uuid:{uuid.uuid5(SPACE, name)}"
        xmp["xmpMM:VersionID"] = "1"
        xmp["xmpMM:RenditionClass"] = "default"
        if version == X_4:
            xmp["pdfxid:GTS_PDFXVersion"] = version
    info[Name.Trapped] = Name("/False")
    info[Name("/GTS_PDFXVersion")] = String(version)
    if version == X_1A:
        info[Name("/GTS_PDFXConformance")] = String(version)
