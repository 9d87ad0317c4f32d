"""Images and gradients in inks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Name, PdfImage

from leaflet.press.objects import drop

if TYPE_CHECKING:
    from leaflet.press.inks import Inking

_GREYS = (Name.DeviceGray, Name.CalGray)


def ink_image(image: Any, inking: Inking) -> None:
    """Put an image into inks, where it is in colour; its soft mask stays.

    The samples are kept without loss: a second JPEG would cost what the first left.
    """
    drop(image, "/Interpolate")
    space = image.get("/ColorSpace")
    if image.get("/ImageMask") or space in (*_GREYS, Name.DeviceCMYK):
        return
    inked = inking.picture(PdfImage(image).as_pil_image())
    image.write(inked.tobytes())
    image.ColorSpace = Name.DeviceCMYK
    image.BitsPerComponent = 8
    drop(image, "/Decode")


def ink_gradient(shading: Any, inking: Inking) -> None:
    """Put an axial or radial gradient into inks, stop by stop."""
    if shading.ColorSpace in _GREYS:
        return
    _ink_function(shading.Function, inking)
    shading.ColorSpace = Name.DeviceCMYK


def _ink_function(function: Any, inking: Inking) -> None:
    if "/Functions" in function:
        for part in function.Functions:
            _ink_function(part, inking)
        return
    for end in ("/C0", "/C1"):
        function[end] = Array([*inking.of(float(value) for value in function[end])])
