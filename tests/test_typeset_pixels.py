"""Pictures as a page takes them: upright, in its colours, no larger than it shows."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from leaflet.source.files import SHIPPED
from leaflet.typeset.pictures import UNTAGGED
from leaflet.typeset.pixels import Pixels, bare, pixels, size

RED, BLUE = (200, 30, 30), (30, 30, 200)
PRESS = (SHIPPED / UNTAGGED).read_bytes()
ORIENTATION = 274


def picture(mode: str = "RGB", width: int = 40, height: int = 20) -> Image.Image:
    """Give a picture whose left half is red, and whose right half is blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.quantize(2) if mode == "P" else image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    if kind == "JPEG":
        options = {"quality": 95, "subsampling": 0, **options}
    image.save(file, kind, **options)
    return file.getvalue()


def seen(made: Pixels) -> Image.Image:
    """Give what a viewer makes of the pixels, as the PDF describes them."""
    if made.jpeg:
        image = Image.open(io.BytesIO(made.data))
        assert (image.size, image.mode) == ((made.width, made.height), made.mode)
        return image
    wide = made.width * len(made.mode) + 1
    assert len(zlib.decompress(made.data)) == wide * made.height
    if made.alpha:
        assert len(zlib.decompress(made.alpha)) == (made.width + 1) * made.height
    return unrolled(made.data, made.width, made.mode)


def unrolled(rows: bytes, width: int, mode: str) -> Image.Image:
    """Give an image of rows that a PNG has, by the filters of PNG (6.2 to 6.6)."""
    data, step, made = zlib.decompress(rows), len(mode), b""
    above = bytes(width * step)
    for at in range(0, len(data), width * step + 1):
        row = bytearray(data[at + 1 : at + 1 + width * step])
        for i in range(len(row)):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            guess = left + above[i] - corner
            nearest = min((left, above[i], corner), key=lambda one: abs(guess - one))
            steps = (0, left, above[i], (left + above[i]) // 2, nearest)
            row[i] = (row[i] + steps[data[at]]) % 256
        above = bytes(row)
        made += above
    return Image.frombytes(mode, (width, len(made) // (width * step)), made)


def near(one: Any, other: tuple[int, ...], most: int = 6) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_has_no_more_pixels_than_it_needs(kind: str) -> None:
    data = saved(picture(width=400, height=200), kind)
    made = pixels(data, 100, inks=PRESS)
    assert (made.width, made.height, made.mode) == (100, 50, "RGB")
    assert near(seen(made).getpixel((10, 10)), RED)
    assert near(seen(made).getpixel((90, 40)), BLUE)
    assert pixels(data, 900, inks=PRESS).width == 400
    assert pixels(data, 100, inks=PRESS) == made


def test_a_photograph_that_fits_keeps_its_samples() -> None:
    data = saved(picture(), "JPEG")
    made = pixels(data, 40, inks=PRESS)
    assert seen(made).tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_what_a_camera_noted_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x013B] = "Ada Roy"
    data = saved(picture(), "JPEG", exif=exif, comment=b"at home")
    assert b"Ada Roy" in data
    made = pixels(data, 40, inks=PRESS)
    assert b"Ada Roy" not in made.data
    assert b"at home" not in made.data
    assert bare(made.data) == made.data
    assert bare(b"\xff\xd8\xff") == b"\xff\xd8\xff"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(kind: str, orientation: int) -> None:
    """Cameras turn no pixels, they note how they were held (EXIF 2.3, 4.6.4)."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = saved(picture(), kind, exif=exif)
    made = pixels(data, 40, inks=PRESS)
    wide = orientation < 5
    assert size(data) == (made.width, made.height) == ((40, 20) if wide else (20, 40))
    left_or_top = seen(made).getpixel((5, 5))
    assert near(left_or_top, RED if orientation in (1, 4, 5, 6) else BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "I;16"])
def test_drawings_of_every_kind(mode: str) -> None:
    image = picture("L").convert("I").point(lambda one: one * 256)
    image = image.convert("I;16") if mode == "I;16" else picture(mode)
    made = pixels(saved(image, "PNG"), 40, inks=PRESS)
    grey = mode in ("L", "I;16")
    assert (made.mode, made.alpha, made.jpeg) == ("L" if grey else "RGB", b"", False)
    left = picture("L").getpixel((0, 0)) if grey else RED
    if mode != "1":
        assert seen(made).getpixel((0, 0)) == left


@pytest.mark.parametrize(("mode", "plain"), [("RGBA", "RGB"), ("LA", "L")])
def test_transparency_stands_beside_the_colours(mode: str, plain: str) -> None:
    image = Image.effect_noise((40, 20), 90).convert(mode)
    image.putalpha(Image.linear_gradient("L").resize((40, 20)))
    made = pixels(saved(image, "PNG"), 20, inks=PRESS)
    assert (made.mode, made.width) == (plain, 20)
    assert seen(made).size == (20, 10)
    alpha = unrolled(made.alpha, 20, "L")
    assert near((alpha.getpixel((0, 0)), alpha.getpixel((0, 9))), (12, 242), 12)


def test_a_drawing_stays_whole_where_that_takes_fewer_bytes() -> None:
    disc = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(disc).ellipse((9, 9, 290, 290), 0)
    assert pixels(saved(disc, "PNG"), 250, inks=PRESS).width == 300


def test_damaged_notes_of_a_camera_are_none() -> None:
    data = saved(picture(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff")
    assert pixels(data, 40, inks=PRESS).width == 40


def test_one_colour_may_be_transparent() -> None:
    image = picture("P")
    shown = image.getpixel((0, 0))
    made = pixels(saved(image, "PNG", transparency=shown), 40, inks=PRESS)
    assert unrolled(made.alpha, 40, "L").getcolors() == [(400, 0), (400, 255)]


def test_transparency_of_nothing_is_none() -> None:
    assert pixels(saved(picture("RGBA"), "PNG"), 40, inks=PRESS).alpha == b""


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_of_another_space_are_meant_as_they_were(kind: str) -> None:
    """A profile in which red and green have changed places."""
    profile = swapped()
    made = pixels(saved(picture(), kind, icc_profile=profile), 40, inks=PRESS)
    assert near(seen(made).getpixel((5, 5)), (30, 200, 30), 12)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(picture(), kind, icc_profile=srgb)
    assert near(seen(pixels(data, 40, inks=PRESS)).getpixel((5, 5)), RED)


def swapped() -> bytes:
    """Give the profile of sRGB, with the tags of red and green exchanged."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = data.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ")
    data = data.replace(b"?XYZ", b"gXYZ")
    return data.replace(b"s\0R\0G\0B", b"m\0i\0n\0e").replace(b"sRGB", b"mine")


def test_a_profile_of_nothing_is_as_none() -> None:
    made = pixels(saved(picture(), "PNG", icc_profile=b"nothing"), 40, inks=PRESS)
    assert near(seen(made).getpixel((5, 5)), RED)


def test_inks_stay_for_the_press_and_are_seen_on_a_screen() -> None:
    inks = Image.new("CMYK", (40, 20), (0, 255, 255, 0))
    data = saved(inks, "JPEG")
    kept = pixels(data, 40, inks=None)
    assert (kept.mode, kept.inverted, kept.jpeg) == ("CMYK", True, True)
    assert near(seen(kept).getpixel((5, 5)), (0, 255, 255, 0))
    smaller = pixels(data, 20, inks=None)
    assert (smaller.mode, smaller.inverted, smaller.width) == ("CMYK", True, 20)
    assert near(seen(smaller).getpixel((5, 5)), (0, 255, 255, 0))
    red = seen(pixels(data, 40, inks=PRESS))
    assert red.mode == "RGB"
    assert near(red.getpixel((5, 5)), (226, 0, 26), 12)  # FOGRA39's red
    tagged = saved(inks, "JPEG", icc_profile=(SHIPPED / UNTAGGED).read_bytes())
    assert seen(pixels(tagged, 40, inks=b"")).getpixel((5, 5)) == red.getpixel((5, 5))
