"""Reference pictures: few, tiny, compared with tolerance.

`LEAFLET_UPDATE_REFS=1` writes them anew; look at them before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

REFERENCES = Path(__file__).parent / "png"
REPORT = Path(__file__).parents[2] / "build/test-report"
TOLERANCE = 60  # of 255: how far a pixel may be off, where another rasteriser smooths
SHARE = 0.01  # of all pixels may be farther off


def expect_picture(name: str, pdf: bytes, *, resolution: float) -> None:
    """Compare a PDF's first page with its reference picture.

    Where they differ, build/test-report has what was expected, what came, and where.
    """
    document = pdfium.PdfDocument(pdf)
    actual = document[0].render(scale=resolution / 72).to_pil().convert("RGB")
    document.close()
    path = REFERENCES / f"{name}.png"
    if os.environ.get("LEAFLET_UPDATE_REFS") == "1":
        actual.quantize(64).save(path, optimize=True)
    with Image.open(path) as file:
        expected = file.convert("RGB")
    if difference := _difference(expected, actual):
        REPORT.mkdir(parents=True, exist_ok=True)
        for kind, picture in (
            ("expected", expected),
            ("actual", actual),
            ("diff", difference),
        ):
            picture.save(REPORT / f"{name}-{kind}.png")
        message = f"{name} looks different: see {REPORT}/{name}-*.png"
        raise AssertionError(message)


def _difference(expected: Image.Image, actual: Image.Image) -> Image.Image | None:
    """Give where two pictures differ, black on white; None where they do not."""
    if expected.size != actual.size:
        return Image.new("L", actual.size, "black")
    channels = ImageChops.difference(expected, actual).split()
    farthest = ImageChops.lighter(
        ImageChops.lighter(channels[0], channels[1]), channels[2]
    )
    far = farthest.point(lambda value: 0 if value > TOLERANCE else 255)
    share = far.histogram()[0] / (far.width * far.height)
    return far if share > SHARE else None
