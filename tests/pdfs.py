"""Tiny PDFs, made in the test: one page of A6 with bleed, sound for its target."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.conftest import ROOT

MM = 72 / 25.4
FONT = ROOT / "styles/fonts/source-sans-3/SourceSans3_400Regular.ttf"
TRIM = (30.0, 30.0, 330.0, 450.0)  # points
BLEED = tuple(v + d * 3 * MM for v, d in zip(TRIM, (-1, -1, 1, 1), strict=True))
MEDIA = (0.0, 0.0, 360.0, 480.0)

BLACK_TEXT = "BT /Over gs 0 0 0 1 k /F 10 Tf 60 300 Td (Black words) Tj ET "
Change = Callable[[pikepdf.Pdf], None]


def made(content: str = BLACK_TEXT, *changes: Change, pages: int = 1) -> bytes:
    """Give a PDF/X-4 with this content on each page, changed."""
    pdf = pikepdf.new()
    for _ in range(pages):
        _page(pdf, content)
    profile = pdf.make_stream(b"", N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"),
                DestOutputProfile=profile,
            )
        ]
    )
    info: Any = pdf.docinfo
    info[Name.Trapped] = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["dc:title"] = "A title"
    for change in changes:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def tagged(content: str = BLACK_TEXT, *changes: Change) -> bytes:
    """Give a PDF that says it is PDF/UA, with a heading, a table and a link."""

    def tag(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/OutputIntents"]
        del pdf.docinfo["/Trapped"]
        with pdf.open_metadata(
            set_pikepdf_as_editor=False, update_docinfo=False
        ) as xmp:
            del xmp["pdfxid:GTS_PDFXVersion"]
            xmp["pdfuaid:part"] = "1"
        pdf.Root.Lang = String("en")
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        parts = (
            Dictionary(S=Name.H1),
            Dictionary(S=Name.H2),
            Dictionary(S=Name.Figure, Alt=String("A hand")),
            Dictionary(S=Name.TH, A=Dictionary(O=Name.Table, Scope=Name.Column)),
        )
        tree = Dictionary(Type=Name.StructTreeRoot, K=Array([*parts]))
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        page = pdf.pages[0].obj
        page.Tabs = Name.S
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=[60, 300, 100, 310],
            Contents=String("The words"),
        )
        page.Annots = Array([pdf.make_indirect(link)])

    return made(content, tag, *changes)


def image(
    pdf: pikepdf.Pdf,
    width: int,
    height: int,
    space: str = "DeviceCMYK",
    value: int = 30,
) -> Any:
    """Give an image of one value; an image `Im` of the first page."""
    channels = {"DeviceCMYK": 4, "DeviceRGB": 3, "DeviceGray": 1}[space]
    made = pdf.make_stream(
        bytes([value]) * width * height * channels,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Name(f"/{space}"),
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=made)
    return made


def _page(pdf: pikepdf.Pdf, content: str) -> None:
    page = pdf.add_blank_page(page_size=(MEDIA[2], MEDIA[3]))
    page.obj.TrimBox, page.obj.BleedBox = Array([*TRIM]), Array([*BLEED])
    page.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    file = pdf.make_stream(FONT.read_bytes())
    described = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+SourceSans3"),
        Flags=32,
        FontBBox=[0, -400, 1000, 1000],
        ItalicAngle=0,
        Ascent=750,
        Descent=-250,
        CapHeight=660,
        StemV=80,
        FontFile2=file,
    )
    simple = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/AAAAAA+SourceSans3"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=[500] * 95,
        FontDescriptor=described,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+SourceSans3"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        DW=500,
        FontDescriptor=described,
    )
    composite = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+SourceSans3"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(below)],
    )
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 1, 1, 0], N=1)
    page.obj.Resources = Dictionary(
        Font=Dictionary(F=pdf.make_indirect(simple), C=pdf.make_indirect(composite)),
        ExtGState=Dictionary(
            Over=Dictionary(OP=True, op=True, OPM=1),
            Apart=Dictionary(OP=False, op=False),
            Half=Dictionary(ca=0.5, CA=0.5),
        ),
        ColorSpace=Dictionary(
            Spot=Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, tint])
        ),
    )


def on_page(number: int = 0, **values: Any) -> Change:
    """Give what sets entries of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.pages[number].obj[f"/{key}"] = value

    return change


def with_image(width: int, space: str = "DeviceCMYK", value: int = 30) -> Change:
    """Give what adds a square image, `/Im`, of one value in each channel."""

    def change(pdf: pikepdf.Pdf) -> None:
        image(pdf, width, width, space, value)

    return change


def in_resources(kind: str, name: str, value: Callable[[pikepdf.Pdf], Any]) -> Change:
    """Give what adds to the resources of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = value(pdf)

    return change


def glyph(start: str, content: str) -> Callable[[pikepdf.Pdf], Any]:
    """Give a Type 3 font of one letter, a."""

    def font(pdf: pikepdf.Pdf) -> Any:
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 1000, 1000],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=97,
            LastChar=97,
            Widths=[1000],
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            CharProcs=Dictionary(a=pdf.make_stream(f"{start} {content}".encode())),
            Resources=Dictionary(),
        )

    return lambda pdf: pdf.make_indirect(font(pdf))
