"""One colour -> inks: by name where the brand says so, else by the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from leaflet.press.conditions import transform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leaflet.press.conditions import Condition
    from leaflet.project import Colours

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black: 0 for none, 1 for full."""
Rgb = tuple[int, int, int]

BLACK: Inks = (0, 0, 0, 1)
_FULL = 255


class Inking:
    """Gives the inks of colours and pictures for one brand on one press."""

    def __init__(self, condition: Condition, brand: Mapping[Rgb, Inks]) -> None:
        self._known = dict(brand)
        self._transform = transform(condition.profile)

    def of(self, channels: Iterable[float]) -> Inks:
        """Give the inks of an RGB colour, channels from 0 to 1.

        A colour of the brand has the inks that leaflet.yaml gives it; a neutral grey
        is black ink alone, so that small text needs no register.
        """
        red, green, blue = (round(float(value) * _FULL) for value in channels)
        key = (red, green, blue)
        if key not in self._known:
            if red == green == blue:
                self._known[key] = self.of_grey(red / _FULL)
            else:
                pixel = self.picture(Image.new("RGB", (1, 1), key)).getpixel((0, 0))
                cyan, magenta, yellow, black = (
                    round(value / _FULL, 4)
                    for value in pixel  # type: ignore[union-attr]  # four bands
                )
                self._known[key] = (cyan, magenta, yellow, black)
        return self._known[key]

    @staticmethod
    def of_grey(value: float) -> Inks:
        """Give the inks of a grey, 0 for black to 1 for white: black ink alone."""
        return (0, 0, 0, round(1 - float(value), 4))

    def picture(self, image: Image.Image) -> Image.Image:
        """Give a picture in inks."""
        return self._transform.apply(image.convert("RGB"))


def brand_inks(colours: Colours) -> dict[Rgb, Inks]:
    """Give the inks of each named colour, by its value on a screen."""
    named = (getattr(colours, name) for name in colours.__struct_fields__)
    return {
        (int(c.rgb[1:3], 16), int(c.rgb[3:5], 16), int(c.rgb[5:7], 16)): (
            c.cmyk[0] / 100,
            c.cmyk[1] / 100,
            c.cmyk[2] / 100,
            c.cmyk[3] / 100,
        )
        for c in named
    }
