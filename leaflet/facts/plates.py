"""Pages as the inks print them, and where there is too much ink.

pdfium shows pages in RGB and knows no inks. So each ink gets a copy of the file in
which every colour is the grey of that ink alone (`separation`); what pdfium shows of it
is the plate. Clips, curves, letters, masks and transparency are pdfium's own.

Limits: what is in RGB or Lab prints nothing here, nor do images that stand in content
and have colours, of which `uncounted` tells. Overprint is followed in mode 1 (ISO
32000-1, 8.6.7), with text and areas; other modes knock out.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from leaflet.facts.separation import SPOTS, separate
from leaflet.facts.values import CMYKS, MM, PROCESS, Box, Kind, Plates

if TYPE_CHECKING:
    from leaflet.facts.values import Facts, Page, Placed

SQUARE = 15.0
"""Millimetres of the square that ink is averaged over (GWG 2022, R0026)."""
FINE = 2
"""Pixels per millimetre."""


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
    spots = any(one.colour.spots for page in suspects for one in page.painted)
    spots |= any(
        set(one.inks) - {*PROCESS, "All"} for p in suspects for one in p.images
    )
    inks = range(SPOTS + spots)
    plates = [_plate(data, ink, numbers) for ink in inks]
    return tuple(
        _fullest(page, [plate[at] for plate in plates])
        for at, page in enumerate(suspects)
    )


def _can_exceed(page: Page, limit: float) -> bool:
    if min(page.trim.width, page.trim.height) <= 1 / FINE:  # there is no sheet
        return False
    colours = [one.colour.plates for one in page.painted]
    if not limit or any(sum(plates) > limit for plates in colours if plates):
        return True
    if any(one.colour.spots for one in page.painted):
        return True
    if any(font.kind == "Type3" for font in page.fonts):  # glyphs with colours
        return True
    mixes = page.transparent or any(one.overprint for one in page.painted)
    highest = (
        [max(p[ink] for p in colours if p) for ink in range(4)]
        if any(colours)
        else [0.0]
    )
    if mixes and sum(highest) > limit:
        return True
    gradients = (one.colour for one in page.painted if one.kind is Kind.SHADING)
    spaces = [*(one.space for one in page.images), *(one.space for one in gradients)]
    return any(one in (*CMYKS, "Separation", "DeviceN") for one in spaces)


def uncounted(page: Page) -> list[Placed]:
    """Give the images in inks that no plate shows: those that stand in content."""
    return [
        one
        for one in page.images
        if one.inline
        and not one.is_mask
        and one.space in (*CMYKS, "Separation", "DeviceN")
        and one.box.shared(page.bleed)
    ]


def _fullest(page: Page, plates: list[Image.Image]) -> Inked:
    """Give the square with the most ink inside the trim."""
    one, other = (Image.blend(a, b, 0.5) for a, b in (plates[:2], plates[2:SPOTS]))
    mean = Image.blend(one, other, 0.5)
    for spots in plates[SPOTS:]:
        mean = Image.blend(mean, spots, 1 / len(plates))
    mean = ImageChops.invert(mean)
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
    percent = float(most) * len(plates) / 2.55  # type: ignore[arg-type]  # one band
    bleed = tuple(round(side) for side in _pixels(page, page.bleed))
    cyan, magenta, yellow, black = (
        round(1 - float(plate.crop(bleed).getextrema()[0]) / 255, 2)  # type: ignore[arg-type]  # one band
        for plate in plates[:SPOTS]
    )
    return Inked(page.number, box, percent, (cyan, magenta, yellow, black))


def _pixels(page: Page, box: Box) -> tuple[float, float, float, float]:
    """Give a box of a page in pixels of its plates, left, top, right, bottom."""
    left, top = (box.left - page.crop.left) * FINE, (page.crop.top - box.top) * FINE
    return left, top, left + box.width * FINE, top + box.height * FINE


def _plate(data: bytes, ink: int, numbers: list[int]) -> list[Image.Image]:
    """Give pages as one ink prints them: black where it is full."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        separate(pdf, ink, numbers)
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
