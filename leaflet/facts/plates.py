"""Pages as the inks print them, and where there is too much ink.

pdfium shows pages in RGB and knows no inks. So each ink gets a copy of the file in
which every colour is the grey of that ink alone; what pdfium shows of it is the plate.
Clips, curves, letters and transparency are pdfium's own.

Limits: gradients, images in RGB, spot inks and inline images print nothing here.
Overprint is followed for colours of DeviceCMYK in mode 1 (ISO 32000-1, 8.6.7), with
text and areas; other modes knock out.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Operator, Stream
from PIL import Image, ImageChops, ImageFilter

from leaflet.facts.colours import CMYK, GREY, RGB, Space, space
from leaflet.facts.limits import unpacked
from leaflet.facts.values import MM, PROCESS, Box, Colour, Plates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.facts.values import Facts, Page

SQUARE = 15.0
"""Millimetres of the square that ink is averaged over (GWG 2022, R0026)."""
FINE = 2
"""Pixels per millimetre."""
_BLACK = 3
_PIXELS = 50_000_000
_INVISIBLE = 3
_COLOURS = frozenset(
    ["cs", "CS", "g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"]
)
_LEFT_OUT = ("sh", "INLINE IMAGE")
_TEXT = ("Tj", "TJ", "'", '"')
_FILLS = dict(zip(("f", "F", "f*", "B", "B*", "b", "b*"), "nnnSSss", strict=True))
"""What remains of a fill that prints nothing on this plate."""


@dataclass(frozen=True, slots=True)
class Inked:
    """The square of a page with the most ink: percent, all inks together.

    `plates` is the most of each ink at any place inside the bleed, 0 to 1.
    """

    page: int
    box: Box
    percent: float
    plates: Plates


def inked(data: bytes, facts: Facts, limit: float) -> tuple[Inked, ...]:
    """Give the fullest square of each page that can have more ink than the limit.

    Pages on which no colour, image or overlap can have as much are not looked at.
    """
    suspects = [page for page in facts.pages if _can_exceed(page, limit / 100)]
    if not suspects:
        return ()
    numbers = [page.number for page in suspects]
    plates = [_plate(data, ink, numbers) for ink in range(len(PROCESS))]
    return tuple(
        _fullest(page, [plate[at] for plate in plates])
        for at, page in enumerate(suspects)
    )


def _can_exceed(page: Page, limit: float) -> bool:
    colours = [one.colour.plates for one in page.painted]
    if any(sum(plates) > limit for plates in colours if plates):
        return True
    mixes = page.transparent or any(one.overprint for one in page.painted)
    highest = (
        [max(p[ink] for p in colours if p) for ink in range(4)]
        if any(colours)
        else [0.0]
    )
    if mixes and sum(highest) > limit:
        return True
    return any(one.space in ("DeviceCMYK", "ICCBased4") for one in page.images)


def _fullest(page: Page, plates: list[Image.Image]) -> Inked:
    """Give the square with the most ink inside the trim."""
    one, other = (Image.blend(a, b, 0.5) for a, b in (plates[:2], plates[2:]))
    mean = ImageChops.invert(Image.blend(one, other, 0.5))
    trim = page.trim
    mean = mean.crop(tuple(round(side) for side in _pixels(page, trim)))  # type: ignore[arg-type]  # four
    side = min(SQUARE * FINE, mean.width, mean.height)
    blurred = mean.filter(ImageFilter.BoxBlur((side - 1) / 2))
    # Only squares that lie wholly inside: at the edges the blur repeats pixels.
    edge = int(side / 2)
    inner = blurred.crop(
        (
            edge,
            edge,
            max(mean.width - edge, edge + 1),
            max(mean.height - edge, edge + 1),
        )
    )
    most = inner.getextrema()[1]
    at = inner.tobytes().index(bytes([int(most)]))  # type: ignore[arg-type]  # one band
    x, y = at % inner.width, at // inner.width
    corner = trim.left + x / FINE, trim.top - y / FINE
    box = Box(corner[0], corner[1] - SQUARE, corner[0] + SQUARE, corner[1])
    percent = float(most) * len(PROCESS) / 2.55  # type: ignore[arg-type]  # one band
    bleed = tuple(round(side) for side in _pixels(page, page.bleed))
    cyan, magenta, yellow, black = (
        round(1 - float(plate.crop(bleed).getextrema()[0]) / 255, 2)  # type: ignore[arg-type]  # one band
        for plate in plates
    )
    return Inked(page.number, box, percent, (cyan, magenta, yellow, black))


def _pixels(page: Page, box: Box) -> tuple[float, float, float, float]:
    """Give a box of a page in pixels of its plates, left, top, right, bottom."""
    left, top = (box.left - page.crop.left) * FINE, (page.crop.top - box.top) * FINE
    return left, top, left + box.width * FINE, top + box.height * FINE


def _plate(data: bytes, ink: int, numbers: list[int]) -> list[Image.Image]:
    """Give pages as one ink prints them: black where it is full."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for item in list(pdf.objects):
            if isinstance(item, Stream):
                _ink_stream(pdf, item, ink)
            if isinstance(item, Dictionary | Stream):
                group = item.get("/Group", None)
                if isinstance(group, Dictionary):
                    group.CS = Name.DeviceGray
        for number in numbers:
            page = pdf.pages[number - 1]
            parts = page.obj.get("/Contents", None)
            streams = parts if isinstance(parts, pikepdf.Array) else [parts]
            content = b"\n".join(unpacked(p) for p in streams if isinstance(p, Stream))
            resources = page.obj.get("/Resources", Dictionary())
            page.obj.Contents = pdf.make_stream(_inked(pdf, content, resources, ink))
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        out = io.BytesIO()
        pdf.save(out)
    with pdfium.PdfDocument(out.getvalue()) as document:
        return [
            document[number - 1]
            .render(scale=FINE * MM, grayscale=True, may_draw_forms=False)
            .to_pil()
            .convert("L")
            for number in numbers
        ]


def _ink_stream(pdf: pikepdf.Pdf, item: Any, ink: int) -> None:
    """Put a form, a tile or an image into the grey of one ink."""
    if item.get("/Subtype") == Name.Image:
        _ink_image(item, ink)
    elif item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
        resources = item.get("/Resources", Dictionary())
        item.write(_inked(pdf, unpacked(item), resources, ink))


def _ink_image(item: Any, ink: int) -> None:
    if item.get("/ImageMask") or "/ColorSpace" not in item:
        return
    size = int(item.Width), int(item.Height)
    kind = space(item.ColorSpace, Dictionary()).kind
    if kind in ("DeviceGray", "CalGray", "ICCBased1"):
        if ink == _BLACK:
            return
        plate = Image.new("L", (1, 1), 255)
    elif kind in ("DeviceCMYK", "ICCBased4") and size[0] * size[1] <= _PIXELS:
        picture = pikepdf.PdfImage(item).as_pil_image()
        bands = picture.convert("CMYK").split()
        plate = ImageChops.invert(bands[ink])
    else:
        plate = Image.new("L", (1, 1), 255)
    item.write(plate.tobytes())
    item.Width, item.Height = plate.size
    item.ColorSpace, item.BitsPerComponent = Name.DeviceGray, 8
    for key in ("/Decode", "/DecodeParms", "/Mask", "/Intent"):
        if key in item:
            del item[key]


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
        elif operator not in _LEFT_OUT:
            if operator == "q":
                saved.append(state)
            elif operator == "Q" and saved:
                state = saved.pop()
            elif operator in ("gs", "Tr"):
                state = _set(state, operator, resources, operands[0])
            yield from _painted(state, operator, operands)


def _painted(
    state: _State, operator: str, operands: list[Any]
) -> Iterator[tuple[Any, Operator]]:
    """Give an operator, without the fill that prints nothing on this plate."""
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
    plates = colour.plates or (0.0, 0.0, 0.0, 0.0)
    if fills:
        leaves = of.kind == "DeviceCMYK" and plates[ink] == 0
        state = replace(state, fill=of, leaves=leaves)
    else:
        state = replace(state, stroke=of)
    if of.kind == "Pattern":
        return state, None
    return state, round(1 - plates[ink], 4)
