"""Photographs and drawings, made ready for a page: bytes of a file -> pixels of a PDF.

A picture stands upright, in colours that pages have (sRGB, grey, or inks for the
press), and with no more pixels than its place on the page can show. What a camera has
noted of time and place stays out of the PDF.
"""

from __future__ import annotations

import io
import struct
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

if TYPE_CHECKING:
    from collections.abc import Iterator

QUALITY = 90
"""Of a JPEG that is made anew; above, files grow and nobody sees a difference."""
_ORIENTATION = 274
_TURN = Image.Transpose
TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT,
    3: _TURN.ROTATE_180,
    4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE,
    6: _TURN.ROTATE_270,
    7: _TURN.TRANSVERSE,
    8: _TURN.ROTATE_90,
}
"""What sets a picture upright, by the number that a camera notes (EXIF 2.3, 4.6.4)."""
SIDEWAYS = (5, 6, 7, 8)
_DEEP = 256  # shades of 16 bits for each of 8
_KEPT_SEGMENTS = (0xE0, 0xEE)  # JFIF, and Adobe's word on how colours are meant
_SCAN, _STANDALONE = 0xDA, (0x01, *range(0xD0, 0xD9))


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as a PDF takes it.

    `mode` is L, RGB or CMYK. `data` is a JPEG, or rows deflated as PNG has them; so is
    `alpha`, where it is not empty. In a JPEG by Adobe, inks are `inverted`.
    """

    width: int
    height: int
    mode: str
    jpeg: bool
    inverted: bool
    data: bytes
    alpha: bytes = b""


def size(data: bytes) -> tuple[int, int]:
    """Give a picture's width and height, as it stands upright."""
    with _opened(data) as image:
        width, height = image.size
        return (height, width) if _turn(image) in SIDEWAYS else (width, height)


def pixels(data: bytes, width: int, *, inks: bytes | None) -> Pixels:
    """Give a picture so many pixels wide, or as wide as it is.

    Args:
        data: a PNG or JPEG file.
        width: in pixels.
        inks: the profile of a press, by which pictures in inks are seen on a screen;
            None where they go to a press, and stay as they are.
    """
    with _opened(data) as image:
        if image.format == "JPEG":
            return _photograph(image, data, width, inks)
        return _drawing(image, width)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Open a picture; Pillow warns of damaged notes, which nobody reads."""
    with (
        warnings.catch_warnings(action="ignore"),
        Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image,
    ):
        yield image


def _turn(image: Any) -> int:
    """Give the number of how a picture was held; of a PNG, before it is decoded."""
    exif = Image.Exif()
    with suppress(Exception):  # Pillow lets any error through; nothing is noted there
        exif.load(image.info.get("exif") or b"")
        return int(exif.get(_ORIENTATION, 1))
    return 1


def _photograph(image: Any, data: bytes, width: int, inks: bytes | None) -> Pixels:
    turn = _turn(image)
    if turn not in SIDEWAYS and width < image.width:
        image.draft(None, (width * 2, 1))  # decodes a half, a quarter or an eighth
    made = image.transpose(TURNS[turn]) if turn in TURNS else image
    made = _coloured(_sized(made, width), image.info.get("icc_profile"), inks)
    adobe = made.mode == "CMYK" and "adobe" in image.info
    if made is image:
        written = bare(data)
    else:
        file = io.BytesIO()
        made.save(file, "JPEG", quality=QUALITY, optimize=True)
        written = file.getvalue()
        adobe = made.mode == "CMYK"  # Pillow writes inks as Adobe does
    return Pixels(
        made.width, made.height, made.mode, jpeg=True, inverted=adobe, data=written
    )


def _drawing(image: Any, width: int) -> Pixels:
    """Give a PNG smaller, unless that takes more bytes: flat colours deflate well."""
    profile = image.info.get("icc_profile")
    turn = _turn(image)
    plain = _plain(image)
    plain = plain.transpose(TURNS[turn]) if turn in TURNS else plain
    whole = _deflated(plain, profile)
    if width >= plain.width:
        return whole
    small = _deflated(_sized(plain, width), profile)
    return min(small, whole, key=lambda one: len(one.data) + len(one.alpha))


def _deflated(image: Any, profile: bytes | None) -> Pixels:
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = _coloured(image if alpha is None else _opaque(image), profile, None)
    if alpha is not None and set(alpha.getextrema()) == {_DEEP - 1}:
        alpha = None  # as good as none
    return Pixels(
        image.width,
        image.height,
        colours.mode,
        jpeg=False,
        inverted=False,
        data=_rows(colours),
        alpha=_rows(alpha) if alpha is not None else b"",
    )


def _opaque(image: Any) -> Any:
    return image.convert(image.mode[:-1])


def _plain(image: Any) -> Any:
    """Give a PNG in one of the modes L, LA, RGB, RGBA."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits
        return image.convert("I").point(lambda shade: shade * (1 / _DEEP)).convert("L")
    known = ("L", "LA", "RGB", "RGBA")
    return image if image.mode in known else image.convert("RGB")


def _sized(image: Any, width: int) -> Any:
    if width >= image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _coloured(image: Any, profile: bytes | None, inks: bytes | None) -> Any:
    """Give an image in sRGB, in grey, or in the inks that it has."""
    if image.mode == "CMYK":
        return image if inks is None else _in_srgb(image, profile or inks)
    known = (
        profile is None or b"sRGB" in profile[:4096] or b"s\0R\0G\0B" in profile[:4096]
    )
    if known or image.mode not in ("L", "RGB"):
        return image
    return _in_srgb(image, profile or b"").convert(image.mode)


def _in_srgb(image: Any, profile: bytes) -> Any:
    try:
        made: Any = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):  # a profile of something else, or of nothing
        return image.convert("RGB")
    made.info.pop("icc_profile", None)
    return made


def _rows(image: Any) -> bytes:
    """Give the rows of an image as a PNG has them (PNG 1.2, 10.1)."""
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=9)
    return b"".join(data for kind, data in _chunks(file.getvalue()) if kind == b"IDAT")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(b"\x89PNG\r\n\x1a\n")
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        yield kind, png[position + 8 : position + 8 + length]
        position += 12 + length


def bare(jpeg: bytes) -> bytes:
    """Give a JPEG without what cameras have noted in it (ITU T.81, B.2)."""
    kept, position = [jpeg[:2]], 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:  # noqa: PLR2004
        kind = jpeg[position + 1]
        if kind == 0xFF or kind in _STANDALONE:  # noqa: PLR2004  # filled up
            position += 1 if kind == 0xFF else 2  # noqa: PLR2004
            continue
        if kind == _SCAN:
            break
        (length,) = struct.unpack_from(">H", jpeg, position + 2)
        noted = kind in range(0xE0, 0xF0) or kind == 0xFE  # noqa: PLR2004
        if not noted or kind in _KEPT_SEGMENTS:
            kept.append(jpeg[position : position + 2 + length])
        position += 2 + length
    return b"".join([*kept, jpeg[position:]])
