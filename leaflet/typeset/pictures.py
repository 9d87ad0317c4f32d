"""Pictures in the engine: each made ready once, and kept for the next edition.

The engine would turn, shrink and deflate a picture anew in each edition, a large PNG in
a second and a half (WeasyPrint 70, `RasterImage.get_x_object`); and it writes all the
pixels that a camera has taken.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import astuple
from math import ceil
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.kept import keep, recall

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leaflet.source.files import Files
    from leaflet.typeset.pixels import Pixels

RASTERS = (".png", ".jpg", ".jpeg")
DOTS = {True: {"JPEG": 300, "PNG": 600}, False: {"JPEG": 200, "PNG": 300}}
"""Per inch, on paper and on a screen: photographs, and drawings, which have edges."""
STEP = 100
"""Pixels of width that sizes differ by, so that few are made of one picture."""
ROOM = 500_000_000
"""Bytes of pictures that are kept; those that were made first give way."""
UNTAGGED = "styles/icc/FOGRA39L_coated.icc"
"""What inks without a profile are meant for."""
_INCH = 72


class Cabinet:
    """Where pictures that were made ready are kept, by what they were made from."""

    def __init__(self, files: Files, cache: Path, room: int = ROOM) -> None:
        self._files = files
        self._folder = cache / "pictures"
        self._room = room

    def take(self, data: bytes, width: int, *, press: bool) -> Pixels:
        """Give a picture so many pixels wide, from the folder if it is there."""
        import PIL

        from leaflet.typeset.pixels import Pixels, pixels

        where = "press" if press else "screen"
        name = ("picture", hashlib.sha256(data).hexdigest(), str(width), where)
        if said := recall(self._folder, name, PIL.__version__):
            return Pixels(*said)
        made = pixels(data, width, inks=None if press else self._inks())
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            keep(self._folder, name, PIL.__version__, astuple(made))
            self._tidy()
        return made

    def _inks(self) -> bytes:
        path = self._files.shipped / UNTAGGED
        return path.read_bytes() if path.is_file() else b""

    def _tidy(self) -> None:
        """Remove what was made first, where all take too much room."""
        seen = sorted(
            (stat.st_mtime_ns, stat.st_size, path)
            for path in self._folder.iterdir()
            if (stat := path.stat())
        )
        over = sum(size for _, size, _ in seen) - self._room
        for _, size, path in seen:
            if over <= 0:
                return
            path.unlink(missing_ok=True)
            over -= size


class Gallery(dict[str, Any]):
    """The engine's cache of images, for one edition: pictures are made at need."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __contains__(self, url: object) -> bool:
        """Whether an image of that address is there; only rasters are made here."""
        known = super().__contains__(url)
        suffix = PurePosixPath(str(url)).suffix.lower()
        if not known and isinstance(url, str) and suffix in RASTERS:
            with suppress(ValueError):  # the engine asks again, and tells of it
                self[url] = self._make(url)
                return True
        return known


def gallery(fetcher: Any, cabinet: Cabinet, target: str) -> Gallery:
    """Give the pictures of an edition that goes to a screen, an office or a press."""
    from weasyprint.images import RasterImage

    class Picture(RasterImage):  # type: ignore[misc]  # WeasyPrint has no types
        """An image of which the pixels are made when it is known how large it is."""

        def __init__(self, url: str) -> None:
            from leaflet.typeset.pixels import size  # late: most texts have no picture

            self.id = hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()
            self._name = unquote(urlsplit(url).path).lstrip("/")
            self._data = fetcher.fetch(url).read()
            self.width, self.height = size(self._data)
            self.ratio = self.width / self.height
            self._dpi = None
            self._inches = 0.0

        def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
            """Note how large it is; the largest of its places counts."""
            wide = abs(width * stream.ctm[0][0]) + abs(width * stream.ctm[0][1])
            high = abs(height * stream.ctm[1][1]) + abs(height * stream.ctm[1][0])
            self._inches = max(self._inches, wide / _INCH, high * self.ratio / _INCH)
            super().draw(stream, width, height, style)

        def get_x_object(self, interpolate: bool, _ratio: float) -> Any:  # noqa: FBT001
            """Give the PDF's image, once it is known how large it will be."""
            kind = "JPEG" if self._data[:1] == b"\xff" else "PNG"
            dots = self._inches * DOTS[target != "screen"][kind]
            width = min(self.width, max(1, ceil(dots / STEP)) * STEP)
            try:
                made = cabinet.take(self._data, width, press=target == "press")
            except Exception as error:  # Pillow lets any error through
                raise LeafletError(_damaged(self._name, error)) from error
            return _object(made, interpolate=interpolate)

    return Gallery(Picture)


def _damaged(name: str, error: Exception) -> Problem:
    message = f"cannot be read as a picture ({type(error).__name__})"
    hint = "open it and save it again"
    return Problem("picture-damaged", Location(name), message, hint)


def _object(made: Pixels, *, interpolate: bool) -> Any:
    """Give the PDF's image, its transparency beside it."""
    from pydyf import Array, Stream

    image = _described(made, made.mode, interpolate=interpolate)
    if made.inverted:
        image["Decode"] = Array((1, 0) * len("CMYK"))
    if made.alpha:
        mask = _described(made, "L", interpolate=interpolate)
        image["SMask"] = Stream([made.alpha], extra=mask)
    return Stream([made.data], extra=image)


def _described(made: Pixels, mode: str, *, interpolate: bool) -> Any:
    from pydyf import Dictionary

    spaces = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
    said = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": made.width,
        "Height": made.height,
        "ColorSpace": spaces[mode],
        "BitsPerComponent": 8,
        "Interpolate": "true" if interpolate else "false",
        "Filter": "/DCTDecode" if made.jpeg else "/FlateDecode",
    }
    if not made.jpeg:
        rows = {"Predictor": 15, "Columns": made.width, "Colors": len(mode)}
        said["DecodeParms"] = Dictionary(rows)
    return Dictionary(said)
