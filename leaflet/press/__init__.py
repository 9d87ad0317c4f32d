"""PDF -> PDF for the print shop: inks, overprint, boxes, marks, identity.

`printable` takes what the engine made, in RGB with bleed and without tags, and gives
PDF/X-4 (ISO 15930-7) or PDF/X-1a (ISO 15930-4). The engine's own PDF/X keeps RGB
beside CMYK, draws its marks into the bleed and names no printing condition (measured
in WeasyPrint 70.0), so nothing of it is used.

    conditions  printing conditions: what the inks look like on which paper
    inks        one colour -> inks
    content     what is drawn: colours and overprint
    pictures    images and gradients
    boxes       the page's boxes, and the marks outside of them
    identity    metadata, output intent, identifiers
"""

from leaflet.press.conditions import Condition, condition_of
from leaflet.press.printable import Job, printable

__all__ = ["Condition", "Job", "condition_of", "printable"]
