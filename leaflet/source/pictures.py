"""What a picture's file must be, so that no engine chokes on it (docs/security.md)."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.files import SIZE_LIMIT, decode
from leaflet.source.svg import svg_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.source.files import Files

PICTURES = {
    ".svg": b"<svg",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
"""The kinds of pictures, and what a file of each kind holds."""
BYTES = 20_000_000
"""Of a picture's file; 300 dots per inch on a whole A4 page take half of it."""
PIXELS = 40_000_000
"""Of a picture: A4 at 600 dots per inch has 35 million."""
PHOTOGRAPH = 1_000_000
"""Bytes of a PNG that only a photograph takes; each costs a second per edition."""


def read_picture(files: Files, name: str) -> list[Problem]:
    """Give all that is wrong with a picture of the project; of none, nothing."""
    path = files.find(name)
    if path is None:
        return []
    try:
        return picture_problems(files.read_bytes(path, BYTES), name)
    except LeafletError as error:
        return list(error.problems)


def picture_problems(data: bytes, name: str) -> list[Problem]:
    """Give all that is wrong with a picture; `name` is its path in the project."""
    at, suffix = Location(name), "." + name.rpartition(".")[2].lower()
    if len(data) > (SIZE_LIMIT if suffix == ".svg" else BYTES):
        message = f"has {len(data):,} bytes"
        return [Problem("picture-large", at, message, "save it smaller")]
    start = data if suffix == ".svg" else data[: len(PICTURES[suffix])]
    if PICTURES[suffix] not in start:
        message = "does not hold what its name says"
        return [Problem("picture-damaged", at, message, "open it and save it again")]
    if suffix != ".svg":
        return list(_pixel_problems(data, at))
    try:
        return svg_problems(decode(data, name), name)
    except LeafletError as error:
        return list(error.problems)


def _pixel_problems(data: bytes, at: Location) -> Iterator[Problem]:
    from PIL import Image

    try:
        with _strict(), warnings.catch_warnings(action="ignore"):  # sizes: see below
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            width, height = image.size
            if width * height <= PIXELS and image.format == "JPEG":
                eighth = max(width // 8, 1), max(height // 8, 1)
                image.draft(None, eighth)  # enough to see its end
                image.load()  # `verify` looks at PNG alone
            elif width * height <= PIXELS:
                image.verify()
    except Image.DecompressionBombError:
        message = f"has more than {PIXELS:,} pixels"
        yield Problem("picture-large", at, message, "save it smaller")
        return
    except Exception as error:  # Pillow lets any error through
        message = f"cannot be read as a picture ({type(error).__name__})"
        yield Problem("picture-damaged", at, message, "open it and save it again")
        return
    if width * height > PIXELS:
        message = f"has {width} × {height} pixels; {PIXELS:,} is the limit"
        yield Problem("picture-large", at, message, "save it smaller")
    if image.format == "PNG" and len(data) > PHOTOGRAPH:
        message = f"is a photograph as PNG, of {len(data):,} bytes"
        hint = "save it as JPEG; PNG is for drawings"
        yield Problem("picture-photograph", at, message, hint)


@contextmanager
def _strict() -> Iterator[None]:
    """Let Pillow refuse what is cut off, whatever the engine has told it."""
    from PIL import ImageFile

    bears = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = bears
