"""Pages as pdfium shows them: how each text stands out from what is behind it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import lru_cache
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
"""The contrast that nobody asks more of (WCAG 2.1, 1.4.6): such text is not told."""
_TEXT = (raw.FPDF_PAGEOBJ_TEXT,)


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text that is not plain: its size in points, its contrast (WCAG).

    The contrast is that of the worst place behind it, from 1 to `PLAIN`.
    """

    page: int
    box: Box
    text: str
    size: float
    bold: bool
    contrast: float


def shown(data: bytes, name: str) -> tuple[Shown, ...]:
    """Give all text of a PDF that stands out less than `PLAIN`.

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
    ground = _Ground(page)
    words = None  # what costs most is made only where it is asked for
    for item in pieces:
        bounds = _bounds(item)
        seen = ground.behind(*bounds)
        contrast = _contrast(_colour(item), seen) if seen else PLAIN
        if contrast < PLAIN:
            words = words or page.get_textpage()
            item.textpage = words
            if text := _text(item):
                box = Box(*(length * MM for length in bounds))
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


class _Ground:
    """A page without its text, as a picture."""

    def __init__(self, page: Any) -> None:
        width, height = page.get_size()
        self._scale = min(SCALE, (MOST / max(width * height, 1)) ** 0.5)
        # Of all kinds of pixels, Pillow shares these with pdfium and copies none.
        self._picture: Image.Image = page.render(
            scale=self._scale,
            may_draw_forms=False,
            prefer_bgrx=True,
            rev_byteorder=True,
        ).to_pil()
        if turned := page.get_rotation():  # its picture is turned back
            self._picture = self._picture.rotate(turned, expand=True)
        self._left, self._bottom, _, _ = page.get_bbox()

    def behind(
        self, left: float, bottom: float, right: float, top: float
    ) -> Image.Image | None:
        """Give what is behind a place (in points); None where it is off the page."""
        picture, scale = self._picture, self._scale
        foot = picture.height - (bottom - self._bottom) * scale
        area = (
            max(0, int((left - self._left) * scale)),
            max(0, int(picture.height - (top - self._bottom) * scale)),
            min(picture.width, int((right - self._left) * scale) + 1),
            min(picture.height, int(foot) + 1),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return None
        return picture.crop(area)


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
    colours: Any = seen.getcolors(1)
    if colours:
        return _against(letters, colours[0][1][:3])
    seen, step = seen.convert("RGB"), seen.height
    found = [
        _against(letters, ground)
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


@lru_cache(maxsize=1024)
def _against(letters: tuple[int, int, int, int], ground: tuple[int, int, int]) -> float:
    """Give the contrast of letters, with their opacity, to one colour behind them."""
    *ink, alpha = letters
    opacity = alpha / 255
    mixed = [
        round(a * opacity + b * (1 - opacity)) for a, b in zip(ink, ground, strict=True)
    ]
    return contrast_ratio(_hex(mixed), _hex(ground))


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
