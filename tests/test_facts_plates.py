"""Ink, as Ghostscript separates it: colours, overprint, gradients, images, glyphs."""

from __future__ import annotations

import io
import struct
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageFilter

from leaflet.checks.preflight import Target, preflight
from leaflet.facts import read_facts
from leaflet.facts.plates import inked
from leaflet.problems import LeafletError
from tests.pdfs import Change, glyph, in_resources, made, on_page, with_image

# --- ink: Ghostscript's plates are the judge

PLATES = {
    "one over the other": "1 .9 .8 .7 k 60 60 100 100 re f 0 1 0 0 k 80 80 60 60 re f ",
    "overprint": "1 1 1 0 k 60 60 100 100 re f /Over gs 0 0 0 .9 k 60 60 100 100 re f ",
    "knocked out": "1 1 1 .5 k 60 60 90 90 re f /Apart gs 0 0 0 1 k 70 70 70 70 re f ",
    "half a square": "1 1 1 .6 k 60 60 30 100 re f ",
    "a lens": "1 1 .9 .9 k 160 160 m 220 160 220 240 160 240 c "
    "100 240 100 160 160 160 c f ",
    "half through": "1 1 1 1 k 60 60 90 90 re f /Half gs 0 1 0 0 k 60 60 90 90 re f ",
}


@pytest.mark.parametrize("name", PLATES)
def test_ink_is_what_ghostscript_prints(name: str, tmp_path: Path) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    data = made(PLATES[name], on_page(Group=group))
    (found,) = inked(data, read_facts(data, "a.pdf"), 0)
    assert found.percent == pytest.approx(plates(data, tmp_path), abs=6)


def test_ink_of_an_image_is_what_ghostscript_prints(tmp_path: Path) -> None:
    data = made("q 90 0 0 90 60 60 cm /Im Do Q ", with_image(200, value=230))
    (found,) = inked(data, read_facts(data, "a.pdf"), 320)
    assert found.percent == pytest.approx(360.8, abs=3)
    assert found.percent == pytest.approx(plates(data, tmp_path), abs=6)


def plates(data: bytes, folder: Path) -> float:
    """Give the ink of the fullest square of 15 mm, by Ghostscript's separations."""
    (folder / "a.pdf").write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"]
    command += ["-r50.8", "-dUseTrimBox", "-sOverprint=enable", "-sOutputFile=p%d.tif"]
    subprocess.run([*command, "a.pdf"], cwd=folder, check=True)
    total: list[int] = []
    for file in sorted(folder.glob("p1(*).tif")):
        values = ImageChops.invert(Image.open(file).convert("L"))
        side = values.filter(ImageFilter.BoxBlur(14.5))
        inner = side.crop((15, 15, side.width - 15, side.height - 15)).tobytes()
        total = [a + b for a, b in zip(total or [0] * len(inner), inner, strict=True)]
    return max(total) / 2.55


def spot(name: str) -> Callable[[pikepdf.Pdf], Any]:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 0.7, 1, 0], N=1)
    return lambda _: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def function(kind: str, pdf: pikepdf.Pdf) -> Any:
    ends: dict[str, Any] = {"C0": [1, 0.9, 0, 0], "C1": [0, 0.9, 1, 0.8]}
    plain = Dictionary(FunctionType=2, Domain=[0, 1], N=1, **ends)
    span: dict[str, Any] = {"Domain": [0, 1]}
    bounds: dict[str, Any] = {"Range": [0, 1] * 4}
    if kind == "stitched":
        both: dict[str, Any] = {
            "Functions": [plain, plain],
            "Bounds": [0.5],
            "Encode": [0, 1, 1, 0],
        }
        return Dictionary(FunctionType=3, **span, **both)
    if kind == "sampled":
        data = bytes([255, 255, 255, 0, 0, 100, 255, 255])
        more: dict[str, Any] = {"Size": [2], "BitsPerSample": 8}
        return pdf.make_stream(data, FunctionType=0, **span, **bounds, **more)
    if kind == "calculated":
        return pdf.make_stream(b"{ dup dup dup }", FunctionType=4, **span, **bounds)
    return plain


def gradient(kind: str, pdf: pikepdf.Pdf) -> Any:
    if kind == "mesh":
        corners = ((0, 0, [255, 255, 0, 0]), (65535, 0, [255, 255, 255, 0]))
        data = b"".join(
            struct.pack(">BHH", 0, x, y) + bytes(inks)
            for x, y, inks in (*corners, (0, 65535, [0, 255, 255, 200]))
        )
        bits = {"Coordinate": 16, "Component": 8, "Flag": 8}
        more: dict[str, Any] = {f"BitsPer{key}": n for key, n in bits.items()}
        more["Decode"] = [60, 260, 60, 260] + [0, 1] * 4
        more |= {"ShadingType": 4, "ColorSpace": Name.DeviceCMYK}
        return pdf.make_stream(data, **more)
    spot_ink = kind == "a spot"
    made_ = Dictionary(
        ShadingType=2,
        ColorSpace=spot("Orange")(pdf) if spot_ink else Name.DeviceCMYK,
        Coords=[60, 60, 260, 60],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
        if spot_ink
        else function(kind, pdf),
    )
    return pdf.make_indirect(made_) if kind == "plain" else made_


GRADIENTS = ("plain", "stitched", "sampled", "calculated", "mesh", "a spot")


@pytest.mark.parametrize("way", ["sh", "pattern"])
@pytest.mark.parametrize("kind", GRADIENTS)
def test_ink_of_a_gradient_is_what_ghostscript_prints(
    kind: str, way: str, tmp_path: Path
) -> None:
    if way == "sh":
        content = "q 60 60 100 100 re W n /Sh sh Q "
        change = in_resources("Shading", "Sh", partial(gradient, kind))
    else:
        content = "/Pattern cs /P scn 60 60 100 100 re f "
        change = in_resources(
            "Pattern",
            "P",
            lambda pdf: Dictionary(PatternType=2, Shading=gradient(kind, pdf)),
        )
    data = made(content, change)
    (found,) = inked(data, read_facts(data, "a.pdf"), 30)
    assert found.percent == pytest.approx(plates(data, tmp_path), abs=6)


def masked(kind: str) -> Callable[[pikepdf.Pdf], Any]:
    """Give a graphics state with a soft mask that lets half through."""

    def state(pdf: pikepdf.Pdf) -> Any:
        mask = pdf.make_stream(
            b".5 g 0 0 400 480 re f"
            if kind == "Luminosity"
            else b"/H gs 0 g 0 0 400 480 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 480],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
            Resources=Dictionary(ExtGState=Dictionary(H=Dictionary(ca=0.5))),
        )
        return Dictionary(SMask=Dictionary(S=Name(f"/{kind}"), G=mask))

    return state


def half_image(pdf: pikepdf.Pdf) -> Any:
    """Give an image of 4 × 90 % of ink, half transparent."""
    more: dict[str, Any] = {"Subtype": Name.Image, "Width": 10, "Height": 10}
    more["BitsPerComponent"] = 8
    soft = pdf.make_stream(bytes([128]) * 100, ColorSpace=Name.DeviceGray, **more)
    return pdf.make_stream(
        bytes([230]) * 400, ColorSpace=Name.DeviceCMYK, SMask=soft, **more
    )


def with_palette(pdf: pikepdf.Pdf) -> Any:
    palette = pdf.make_stream(bytes([255, 255, 0, 0, 255, 255, 255, 100]))
    return pdf.make_stream(
        bytes([1]) * 100,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        BitsPerComponent=8,
        ColorSpace=Array([Name.Indexed, Name.DeviceCMYK, 1, palette]),
    )


AREA = "60 60 100 100 re f "
SHOWN_IMAGE = "q 100 0 0 100 60 60 cm /X Do Q "
INKED: dict[str, tuple[str, Change]] = {
    "a spot": (f"/S cs .8 scn {AREA}", in_resources("ColorSpace", "S", spot("Orange"))),
    "a spot over inks": (
        f"1 1 0 0 k {AREA}/Over gs /S cs 1 scn {AREA}",
        in_resources("ColorSpace", "S", spot("Orange")),
    ),
    "a named process ink": (
        f"/S cs .7 scn {AREA}",
        in_resources("ColorSpace", "S", spot("Black")),
    ),
    "coloured glyphs": (
        "BT /T 100 Tf 60 60 Td (a) Tj ET ",
        in_resources("Font", "T", glyph("1000 0 d0", "1 .9 .8 0 k 0 0 1000 1000 re f")),
    ),
    "glyphs in the text's colour": (
        "1 .5 .8 0 k BT /T 100 Tf 60 60 Td (a) Tj ET ",
        in_resources(
            "Font", "T", glyph("1000 0 0 0 1000 1000 d1", "0 0 1000 1000 re f")
        ),
    ),
    "below a mask": (
        f"q /M gs 1 1 1 0 k {AREA}Q ",
        in_resources("ExtGState", "M", masked("Luminosity")),
    ),
    "below an alpha mask": (
        f"q /M gs 1 1 1 0 k {AREA}Q ",
        in_resources("ExtGState", "M", masked("Alpha")),
    ),
    "an image with a mask": (SHOWN_IMAGE, in_resources("XObject", "X", half_image)),
    "an image with a palette": (
        SHOWN_IMAGE,
        in_resources("XObject", "X", with_palette),
    ),
    "a stencil in content": (
        "1 .9 .2 .3 k q 100 0 0 100 60 60 cm BI /W 8 /H 8 /BPC 1 /IM true ID "
        "\0\0\0\0\0\0\0\0 EI Q ",
        on_page(),
    ),
}


@pytest.mark.parametrize("name", INKED)
def test_ink_is_counted_wherever_it_stands(name: str, tmp_path: Path) -> None:
    content, change = INKED[name]
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    data = made(content, change, on_page(Group=group))
    (found,) = inked(data, read_facts(data, "a.pdf"), 0)
    assert found.percent > 50
    assert found.percent == pytest.approx(plates(data, tmp_path), abs=6)


# --- what is odd is no fault of ours


def odd_image(**values: Any) -> Callable[[pikepdf.Pdf], Any]:
    sound: dict[str, Any] = {"Subtype": Name.Image, "Width": 10, "Height": 10}
    sound |= {"BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK}
    return lambda pdf: pdf.make_stream(bytes(40), **(sound | values))


ODD_IMAGES: dict[str, dict[str, Any]] = {
    "too short": {},
    "sixteen bits": {"BitsPerComponent": 16},
    "no JPEG": {"Filter": Name.DCTDecode},
    "no JPEG 2000": {"Filter": Name.JPXDecode},
    "an unknown space": {"ColorSpace": Name.Foo},
    "no inks": {"ColorSpace": Array([Name.DeviceN, Array([]), Name.DeviceCMYK, None])},
    "a negative width": {"Width": -5},
    "nothing wide": {"Width": 0},
}
ODD: dict[str, tuple[str, Change]] = {
    name: (SHOWN_IMAGE, in_resources("XObject", "X", odd_image(**values)))
    for name, values in ODD_IMAGES.items()
} | {
    "no sheet": (AREA, on_page(TrimBox=Array([50, 50, 50, 50]))),
    "a sheet elsewhere": (AREA, on_page(TrimBox=Array([900, 900, 950, 950]))),
    "no page at all": (AREA, on_page(MediaBox=Array([0, 0, 0, 0]))),
    "a gradient of nothing": (
        "/Sh sh ",
        in_resources("Shading", "Sh", lambda _: Dictionary(ShadingType=99)),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_told_and_no_fault_of_ours(name: str) -> None:
    content, change = ODD[name]
    data = made(f"1 1 1 .8 k {content}", change)
    try:
        problems = preflight(data, "a.pdf", Target.PRESS)
    except LeafletError as error:
        problems = [*error.problems]
    assert problems
    assert all(problem.id.startswith(("preflight-", "pdf-")) for problem in problems)


def test_a_file_without_pages_is_told() -> None:
    out = io.BytesIO()
    pikepdf.new().save(out)
    with pytest.raises(LeafletError, match="has no page"):
        preflight(out.getvalue(), "a.pdf")
