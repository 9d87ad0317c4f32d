"""Pages as pdfium shows them: how each text stands out from what is behind it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from leaflet.facts.fonts import is_bold
from leaflet.facts.values import MM, Box
from leaflet.problems import LeafletError, Location, Problem
from leaflet.project import contrast_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

SHARE = 0.3
"""The part of a letter's ground that a colour must have to count; a line has less."""
FLAT = 16
"""Colours of a ground that is looked at exactly; of a photograph, as many are made."""
SCALE = 1.0
"""Pixels per point at which grounds are looked at."""
MOST = 4_000_000
"""Pixels of a page; a poster is looked at in less detail."""
PLAIN = 7.0
"""The contrast that nobody asks more of (WCAG 2.1, 1.4.6)."""
_TEXT = (raw.FPDF_PAGEOBJ_TEXT,)


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text as it is seen: its size in points, its contrast (WCAG, 1 to 21).

    The contrast is that of the worst place behind it; the text is told where that is
    below `PLAIN`.
    """

    page: int
    box: Box
    text: str
    size: float
    bold: bool
    contrast: float


def shown(data: bytes, name: str) -> tuple[Shown, ...]:
    """Give all text of a PDF with its contrast.

    Raises:
        LeafletError: pdfium cannot show the file.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            found: list[Shown] = []
            for number in range(len(document)):
                page = document[number]
                found += _shown(page, number + 1)
                page.close()
            return tuple(found)
    except pdfium.PdfiumError as error:
        hint = "make it again, or open it in another program and export it"
        broken = Problem(
            "pdf-broken", Location(name), f"cannot be shown: {error}", hint
        )
        raise LeafletError(broken) from error


def _shown(page: Any, number: int) -> Iterator[Shown]:
    pieces = []
    for item in page.get_objects(filter=_TEXT):
        if raw.FPDFTextObj_GetTextRenderMode(item) in _SEEN:
            pieces.append(item)
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    if not pieces:
        return
    ground, scale = _ground(page)
    words = None  # what costs most is made only where it is asked for
    for item in pieces:
        left, bottom, right, top = _bounds(item)
        seen = _cut(ground, page, scale, (left, bottom, right, top))
        if seen is None:
            continue
        contrast = _contrast(_colour(item), seen)
        text = ""
        if contrast < PLAIN:
            words = words or page.get_textpage()
            item.textpage = words
            if not (text := _text(item)):
                continue
        box = Box(left * MM, bottom * MM, right * MM, top * MM)
        yield Shown(number, box, text, _size(item), _is_bold(item), contrast)


_SEEN = (
    raw.FPDF_TEXTRENDERMODE_FILL,
    raw.FPDF_TEXTRENDERMODE_FILL_STROKE,
    raw.FPDF_TEXTRENDERMODE_FILL_CLIP,
    raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP,
)


def _text(item: Any) -> str:
    try:
        return str(item.extract()).strip()
    except pdfium.PdfiumError:
        return ""


def _ground(page: Any) -> tuple[Image.Image, float]:
    """Give the page without its text, and the pixels per point."""
    width, height = page.get_size()
    scale = min(SCALE, (MOST / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    return picture.convert("RGB"), scale


def _bounds(item: Any) -> tuple[float, float, float, float]:
    """Give a text's bounds on its page, out of the forms that it stands in."""
    left, bottom, right, top = item.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    form = item.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _cut(
    ground: Image.Image, page: Any, scale: float, box: tuple[float, ...]
) -> Image.Image | None:
    """Give what is behind a text; None where that is outside of the page."""
    left, bottom, _, _ = page.get_bbox()
    turned = page.get_rotation()
    if turned:  # a turned page: its picture is turned back
        ground = ground.rotate(turned, expand=True)
    x, right = (box[0] - left) * scale, (box[2] - left) * scale
    y = ground.height - (box[3] - bottom) * scale
    foot = ground.height - (box[1] - bottom) * scale
    area = (
        max(0, int(x)),
        max(0, int(y)),
        min(ground.width, int(right) + 1),
        min(ground.height, int(foot) + 1),
    )
    return ground.crop(area) if area[0] < area[2] and area[1] < area[3] else None


def _colour(item: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _size(item: Any) -> float:
    """Give a text's size in points on the page."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    found, at = float(size.value), item
    while at is not None:
        matrix = at.get_matrix()
        found *= (matrix.c**2 + matrix.d**2) ** 0.5
        at = at.container
    return found


def _is_bold(item: Any) -> bool:
    font = raw.FPDFTextObj_GetFont(item)
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return is_bold(buffer.value.decode("utf-8", "replace"))


def _contrast(letters: tuple[int, int, int, int], seen: Image.Image) -> float:
    """Give the contrast to the worst of the grounds behind a text, letter by letter."""
    step = max(seen.height, 1)
    if len(seen.getcolors(FLAT) or "..") == 1:
        step = seen.width
    *ink, alpha = letters
    found = [
        contrast_ratio(_mixed(ink, ground, alpha / 255), _hex(ground))
        for left in range(0, seen.width, step)
        for ground in _grounds(
            seen.crop((left, 0, min(left + step, seen.width), seen.height))
        )
    ]
    return min(found, default=21.0)


def _grounds(seen: Image.Image) -> Iterator[Any]:
    """Give the colours that make up enough of a ground."""
    colours = seen.getcolors(FLAT)
    if colours is None:
        colours = seen.quantize(FLAT).convert("RGB").getcolors() or []
    least = SHARE * seen.width * seen.height
    yield from (colour for count, colour in colours if count >= least)


def _mixed(ink: list[int], ground: Any, opacity: float) -> str:
    pairs = zip(ink, ground, strict=True)
    return _hex([round(a * opacity + b * (1 - opacity)) for a, b in pairs])


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
