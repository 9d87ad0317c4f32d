"""A font of Chinese characters for tests: a square for each, of its own width."""

from __future__ import annotations

import io
from typing import Any

FAMILY = "Squares"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-/@()·’"


def squares(text: str) -> bytes:
    """Give an OpenType font (CFF) that has the characters of a text, and Latin ones."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    characters = sorted({*text, *LETTERS, "\u00a0"})
    names = {ord(one): f"u{ord(one):04X}" for one in characters}
    order = [".notdef", *names.values()]
    wide = {name: 1000 if int(name[1:], 16) > 0x2E80 else 500 for name in order[1:]}
    wide[".notdef"] = 500

    def drawn(width: int, side: int) -> Any:
        pen = T2CharStringPen(width, None)
        pen.moveTo((50, 0))
        for corner in ((50, side), (width - 50, side), (width - 50, 0)):
            pen.lineTo(corner)
        pen.closePath()
        return pen.getCharString()

    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    shapes = {n: drawn(wide[n], 400 + i % 400) for i, n in enumerate(order)}
    builder.setupCFF(FAMILY, {"FullName": FAMILY}, shapes, {})
    builder.setupHorizontalMetrics({name: (wide[name], 50) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880)
    builder.setupPost()
    file = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(file)
    return file.getvalue()
