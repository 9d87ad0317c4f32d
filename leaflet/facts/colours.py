"""Colour spaces by their kind (ISO 32000-1, 8.6)."""

from __future__ import annotations

from typing import Any, NamedTuple

from pikepdf import Array, Name

from leaflet.facts.values import Colour

_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""How inline images write them (ISO 32000-1, table 93)."""
_COUNTS = {"DeviceGray": 1, "CalGray": 1}
_FIRST: dict[str, tuple[float, ...]] = {
    "DeviceCMYK": (0.0, 0.0, 0.0, 1.0),
    "ICCBased4": (0.0, 0.0, 0.0, 1.0),
    "Pattern": (),
}


class Space(NamedTuple):
    """A colour space: its kind, its inks, how many numbers make a colour."""

    kind: str
    inks: tuple[str, ...] = ()
    channels: int = 0

    @property
    def first(self) -> Colour:
        """The colour that it begins with (ISO 32000-1, 8.6.3)."""
        if self.inks:
            return Colour(self.kind, (1.0,) * len(self.inks), self.inks)
        values = _FIRST.get(self.kind, (0.0,) * (self.channels or 3))
        return Colour(self.kind, values)


GREY, RGB, CMYK = Space("DeviceGray"), Space("DeviceRGB"), Space("DeviceCMYK")


def space(item: Any, resources: Any, depth: int = 0) -> Space:
    """Give the kind of a colour space, by its name in resources or as it stands."""
    if isinstance(item, Name):
        name = _SHORT.get(str(item)[1:], str(item)[1:])
        named = resources.get("/ColorSpace", {}).get(f"/{name}", None)
        if named is None or named == item or depth:
            return Space(name, channels=_COUNTS.get(name, 0))
        return space(named, resources, depth + 1)
    if not isinstance(item, Array) or not len(item):
        raise ValueError("a colour space is none")
    kind = str(item[0])[1:]
    kind = _SHORT.get(kind, kind)
    if kind == "Indexed":
        return space(item[1], resources, 1)
    if kind == "ICCBased":
        count = int(item[1].get("/N", 3))
        return Space(f"ICCBased{count}", channels=count)
    return Space(kind, _inks(kind, item), _COUNTS.get(kind, 3))


def _inks(kind: str, item: Any) -> tuple[str, ...]:
    if kind == "Separation":
        return (str(item[1])[1:],)
    return tuple(str(ink)[1:] for ink in item[1]) if kind == "DeviceN" else ()
