"""A file as one ink prints it: every colour is the grey of that ink alone.

Colours and images in content are exchanged for greys. Gradients, and images with a
palette or in named inks, get another colour space instead: one that makes a grey of
the same numbers, by a function (ISO 32000-1, 7.10.5 and 8.6.6.5). Soft masks stay as
they are: they have brightness, and no ink.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream
from pikepdf.models.image import InvalidPdfImageError, UnsupportedImageTypeError
from PIL import Image, ImageChops

from leaflet.facts.colours import CMYK, GREY, RGB, Space, space
from leaflet.facts.limits import unpacked
from leaflet.facts.values import CMYKS, GREYS, PROCESS, Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

SPOTS = len(PROCESS)
"""Stands for all inks that are no process inks, together."""
_BLACK = 3
_PIXELS = 50_000_000
_DEEPEST = 24
_INVISIBLE = 3
_UNREADABLE = (
    *(pikepdf.PdfError, UnsupportedImageTypeError, InvalidPdfImageError),
    *(AttributeError, LookupError, NotImplementedError, OSError, TypeError, ValueError),
)
"""What pikepdf and Pillow raise over an image that they do not know."""
_COLOURS = frozenset(
    ["cs", "CS", "g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"]
)
_TEXT = ("Tj", "TJ", "'", '"')
_FILLS = dict(zip(("f", "F", "f*", "B", "B*", "b", "b*"), "nnnSSss", strict=True))
"""What remains of a fill that prints nothing on this plate."""


def separate(pdf: pikepdf.Pdf, ink: int, numbers: list[int]) -> None:
    """Leave one ink of these pages, in its place: 0 to 3 for CMYK, or `SPOTS`."""
    kept = set(_masks(pdf))
    for item in list(pdf.objects):
        if isinstance(item, Dictionary | Stream) and item.objgen not in kept:
            _separate(pdf, item, ink)
    for number in numbers:
        page = pdf.pages[number - 1]
        parts = page.obj.get("/Contents", None)
        streams = parts if isinstance(parts, Array) else [parts]
        content = b"\n".join(unpacked(p) for p in streams if isinstance(p, Stream))
        resources = page.obj.get("/Resources", Dictionary())
        page.obj.Contents = pdf.make_stream(_inked(pdf, content, resources, ink))
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _separate(pdf: pikepdf.Pdf, item: Any, ink: int) -> None:
    """Put one object into the grey of one ink."""
    for shading in _gradients(item):
        _exchange(pdf, shading, "/ColorSpace", ink)
    if item.get("/Subtype") == Name.Type3:
        _ink_glyphs(pdf, item, ink)
    elif isinstance(item, Stream):
        _ink_stream(pdf, item, ink)
    group = item.get("/Group", None)
    if isinstance(group, Dictionary):
        group.CS = Name.DeviceGray


def _masks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Give what says how opaque something is: masks, and all that they draw."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary | Stream):
            continue
        mask = item.get("/SMask", None)
        if isinstance(mask, Dictionary | Stream):
            yield from _drawn(mask.get("/G", mask))
        for state in _named(item, "/ExtGState"):  # where they stand in resources
            inner = state.get("/SMask", None)
            if isinstance(inner, Dictionary):
                yield from _drawn(inner.get("/G", None))


def _drawn(item: Any, depth: int = 0) -> Iterator[tuple[int, int]]:
    """Give a form, and all forms and images that it draws."""
    if isinstance(item, Stream) and depth < _DEEPEST:
        yield item.objgen
        for part in _named(item, "/XObject"):
            yield from _drawn(part, depth + 1)


def _named(item: Any, kind: str) -> Iterator[Any]:
    """Give the dictionaries that an object's resources name as of some kind."""
    held = item.get("/Resources", None)
    named = held.get(kind, None) if isinstance(held, Dictionary) else None
    if isinstance(named, Dictionary):
        yield from (v for _, v in named.items() if isinstance(v, Dictionary | Stream))


def _gradients(item: Any) -> Iterator[Any]:
    """Give the gradients of an object that are no objects of their own."""
    if "/ShadingType" in item:
        yield item
    inner = (item.get("/Shading", None), *_named(item, "/Shading"))
    patterns = (one.get("/Shading", None) for one in _named(item, "/Pattern"))
    for one in (*inner, *patterns):
        if (
            isinstance(one, Dictionary)
            and not one.is_indirect
            and "/ShadingType" in one
        ):
            yield one


def _ink_glyphs(pdf: pikepdf.Pdf, font: Any, ink: int) -> None:
    """Put the glyphs of a Type 3 font into inks, where they have colours."""
    glyphs = font.get("/CharProcs", None)
    for _, glyph in glyphs.items() if isinstance(glyphs, Dictionary) else ():
        if isinstance(glyph, Stream):
            resources = font.get("/Resources", Dictionary())
            glyph.write(_inked(pdf, unpacked(glyph), resources, ink))


def _ink_stream(pdf: pikepdf.Pdf, item: Any, ink: int) -> None:
    """Put a form, a tile or an image into the grey of one ink."""
    if item.get("/Subtype") == Name.Image:
        _ink_image(pdf, item, ink)
    elif item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
        resources = item.get("/Resources", Dictionary())
        item.write(_inked(pdf, unpacked(item), resources, ink))


def _ink_image(pdf: pikepdf.Pdf, item: Any, ink: int) -> None:
    if item.get("/ImageMask") or "/ColorSpace" not in item:
        return
    plain = isinstance(item.ColorSpace, Name) or item.ColorSpace[0] == Name.ICCBased
    kind = space(item.ColorSpace, Dictionary()).kind
    if kind in GREYS and plain and ink == _BLACK:
        return
    plate: Image.Image | None = Image.new("L", (1, 1), 255)
    if kind in CMYKS and plain and ink < SPOTS:
        plate = _plate(item, ink)
    if plate is None or not (plain or "/Mask" in item):
        _exchange(pdf, item, "/ColorSpace", ink)
        return
    item.write(plate.tobytes())
    item.Width, item.Height = plate.size
    item.ColorSpace, item.BitsPerComponent = Name.DeviceGray, 8
    for key in ("/Decode", "/DecodeParms", "/Mask", "/Intent"):
        if key in item:
            del item[key]


def _plate(item: Any, ink: int) -> Image.Image | None:
    """Give an image of one ink of an image; None where only pdfium can read it.

    What says how opaque it is stays in the file.
    """
    if int(item.Width) * int(item.Height) > _PIXELS:
        return None
    try:
        # Of samples of sixteen bits, which pikepdf warns of, eight are enough.
        with catch_warnings(action="ignore", category=UserWarning):
            picture = pikepdf.PdfImage(item).as_pil_image(apply_mask=False)
    except _UNREADABLE:
        return None
    return ImageChops.invert(picture.convert("CMYK").split()[ink])


def _exchange(pdf: pikepdf.Pdf, holder: Any, key: str, ink: int) -> None:
    """Give an image or a gradient the colour space that makes grey of its numbers."""
    given = holder[key]
    if isinstance(given, Array) and given[0] == Name.Indexed:
        base = space(given[1], Dictionary())
        holder[key] = Array([given[0], _grey_of(pdf, base, ink), given[2], given[3]])
    else:
        holder[key] = _grey_of(pdf, space(given, Dictionary()), ink)


def _grey_of(pdf: pikepdf.Pdf, of: Space, ink: int) -> Array:
    """Give a space of as many numbers as another one, which are grey in one ink.

    What is not in inks prints nothing.
    """
    if of.inks:
        count = len(of.inks)
        chosen = [at for at, name in enumerate(of.inks) if _is(name, ink)]
    elif of.kind in CMYKS:
        count, chosen = 4, [ink] if ink < SPOTS else []
    elif of.kind in GREYS:
        count, chosen = 1, []
    else:
        count, chosen = of.channels or 3, []
    if of.kind in GREYS and ink == _BLACK:
        code = ""  # it is one already
    else:
        adds = " ".join(f"{count - at} index add" for at in chosen)
        drops = "pop " * count
        code = f"0 {adds} {count + 1} 1 roll {drops} 1 exch sub"
    function = pdf.make_stream(
        b"{ %s }" % code.encode(),
        FunctionType=4,
        Domain=[0, 1] * count,
        Range=[0, 1],
    )
    names = Array([Name(f"/C{at}") for at in range(count)])
    return Array([Name.DeviceN, names, Name.DeviceGray, function])


def _is(name: str, ink: int) -> bool:
    """Tell whether a named ink prints on a plate."""
    if ink < SPOTS:
        return name in (PROCESS[ink], "All")
    return name not in (*PROCESS, "All", "None")


@dataclass(frozen=True, slots=True)
class _State:
    fill: Space = GREY
    stroke: Space = GREY
    leaves: bool = False  # the fill leaves this ink as it is, where it overprints
    overprints: bool = False
    mode: int = 0


def _inked(pdf: pikepdf.Pdf, content: bytes, resources: Any, ink: int) -> bytes:
    stream = pdf.make_stream(content)
    return bytes(
        pikepdf.unparse_content_stream(list(_instructions(stream, resources, ink)))
    )


_DEVICE = {"g": GREY, "rg": RGB, "k": CMYK}


def _instructions(
    stream: Any, resources: Any, ink: int
) -> Iterator[tuple[Any, Operator]]:
    state, saved = _State(), list[_State]()
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        operands: list[Any] = list(instruction.operands)
        if operator in _COLOURS:
            state, grey = _coloured(state, operator, operands, resources, ink)
            if grey is not None:
                operands, operator = [grey], "g" if operator.islower() else "G"
            yield operands, Operator(operator)
        else:
            if operator == "q":
                saved.append(state)
            elif operator == "Q" and saved:
                state = saved.pop()
            elif operator in ("gs", "Tr"):
                state = _set(state, operator, resources, operands[0])
            yield from _painted(state, operator, operands, ink)


def _stays(image: Any, ink: int) -> bool:
    """Tell whether an image that stands in content prints as it is, or not at all."""
    grey = image.colorspace in ("/DeviceGray", "/G") and ink == _BLACK
    return bool(image.image_mask) or grey


def _painted(
    state: _State, operator: str, operands: list[Any], ink: int
) -> Iterator[tuple[Any, Operator]]:
    """Give an operator, without the fill that prints nothing on this plate."""
    if operator == "INLINE IMAGE" and not _stays(operands[0], ink):
        return
    if not (state.leaves and state.overprints):
        yield operands, Operator(operator)
    elif operator in _TEXT:
        yield [_INVISIBLE], Operator("Tr")
        yield operands, Operator(operator)
        yield [state.mode], Operator("Tr")
    else:
        yield operands, Operator(_FILLS.get(operator, operator))


def _set(state: _State, operator: str, resources: Any, value: Any) -> _State:
    """Give the state after a graphics state, or a mode of rendering text."""
    if operator == "Tr":
        return replace(state, mode=int(value))
    given = resources.get("/ExtGState", {}).get(value, {})
    if "/op" not in given and "/OP" not in given:
        return state
    over = bool(given.get("/op", given.get("/OP"))) and int(given.get("/OPM", 0)) == 1
    return replace(state, overprints=over)


def _coloured(
    state: _State, operator: str, operands: list[Any], resources: Any, ink: int
) -> tuple[_State, float | None]:
    """Give the state after a colour, and the grey of this ink; None for a pattern."""
    fills, name = operator.islower(), operator.lower()
    of = state.fill if fills else state.stroke
    if name == "cs":
        of = space(operands[0], resources)
        colour = of.first
    else:
        of = _DEVICE.get(name, of)
        if operands and isinstance(operands[-1], Name):
            return state, None
        colour = Colour(of.kind, tuple(float(v) for v in operands), of.inks)
    tint = _tint(colour, ink)
    if fills:
        leaves = tint == 0 and (of.kind == "DeviceCMYK" or bool(of.inks))
        state = replace(state, fill=of, leaves=leaves)
    else:
        state = replace(state, stroke=of)
    if of.kind == "Pattern":
        return state, None
    return state, round(1 - tint, 4)


def _tint(colour: Colour, ink: int) -> float:
    if ink == SPOTS:
        return min(1.0, colour.spot)
    return colour.plates[ink] if colour.plates else 0.0
