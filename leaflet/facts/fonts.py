"""Fonts: whether they are embedded, how wide their codes are, what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from leaflet.facts.limits import unpacked
from leaflet.facts.values import Font

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MANY = 65_536
_COLOURED = re.compile(rb"[\s\d.+-]{1,99}d0\b")
"""How a glyph begins that has colours (ISO 32000-1, table 113)."""
_USUAL_MATRIX = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
_WIDTH, _WIDE = 500.0, 1000.0
"""What a code is wide where the font is silent, in thousandths of the size."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What draws the glyphs of a Type 3 font, by their codes (ISO 32000-1, 9.6.5).

    Only those that bring colours of their own; others are shapes in the text's colour.
    """

    glyphs: dict[int, Any]
    matrix: tuple[float, ...]
    resources: Any


@dataclass(frozen=True, slots=True)
class Metrics:
    """How a font's codes are read: for placing a text, and for quoting it."""

    font: Font
    bytes_per_code: int
    widths: dict[int, float]
    usual: float
    text: dict[int, str] = field(default_factory=dict)
    glyphs: bytes = b""  # CIDToGIDMap, where it is no identity
    knows_missing: bool = False
    scale: float = 0.001
    drawn: Drawn | None = None  # of a Type 3 font
    _known: dict[int, tuple[float, str, bool]] = field(default_factory=dict)

    def read(self, codes: Iterable[int]) -> list[tuple[float, str, bool]]:
        """Give the width of each code, its text, and whether it has no glyph."""
        known = self._known  # most codes come again and again
        for code in set(codes).difference(known):
            known[code] = self.width(code), self.says(code), self.lacks(code)
        return [known[code] for code in codes]

    def codes(self, string: bytes) -> Iterable[int]:
        """Give the codes of a string."""
        if self.bytes_per_code == 1:
            return string
        return [
            high << 8 | low
            for high, low in zip(string[::2], string[1::2], strict=False)
        ]

    def width(self, code: int) -> float:
        """Give how far a code moves on, in multiples of the size."""
        return self.widths.get(code, self.usual) * self.scale

    def says(self, code: int) -> str:
        """Give the text of a code; where the font is silent, its Latin letter or �."""
        if code in self.text:
            return self.text[code]
        return chr(code) if self.bytes_per_code == 1 else "�"

    def lacks(self, code: int) -> bool:
        """Tell whether a code is drawn as .notdef: glyph 0 of a composite font."""
        if not self.knows_missing:
            return False
        if self.glyphs:
            return not any(self.glyphs[2 * code : 2 * code + 2])
        return code == 0


def metrics(item: Any) -> Metrics:
    """Give what is needed to read a font's text."""
    kind = str(item.get("/Subtype", "/Type1"))[1:]
    text = _text(item.get("/ToUnicode", None))
    if kind == "Type0":
        below = item.DescendantFonts[0]
        identity = str(item.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
        glyphs = below.get("/CIDToGIDMap", None)
        return Metrics(
            _font(item, below, str(below.get("/Subtype", kind))[1:]),
            2,
            dict(_wide(below.get("/W", []))) if identity else {},
            float(below.get("/DW", _WIDE)),
            text,
            unpacked(glyphs) if isinstance(glyphs, Stream) else b"",
            identity,
        )
    first = int(item.get("/FirstChar", 0))
    widths = {first + n: float(w) for n, w in enumerate(item.get("/Widths", []))}
    scale, drawn = 0.001, None
    if kind == "Type3":
        drawn = _drawn(item)
        scale = abs(drawn.matrix[0])
    font = _font(item, item, kind)
    return Metrics(font, 1, widths, _WIDTH, text, scale=scale, drawn=drawn)


def _drawn(item: Any) -> Drawn:
    procedures = item.get("/CharProcs", {})
    glyphs: dict[int, Any] = {}
    code = 0
    encoding = item.get("/Encoding", {})
    named: Any = (
        encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []
    )
    for one in named:
        if not isinstance(one, Name):
            code = int(one)
            continue
        glyph = procedures.get(one, None)
        if isinstance(glyph, Stream) and _COLOURED.match(unpacked(glyph)[:_MANY]):
            glyphs[code] = glyph
        code += 1
    matrix = tuple(float(v) for v in item.get("/FontMatrix", _USUAL_MATRIX))
    return Drawn(glyphs, matrix, item.get("/Resources", None))


def _font(item: Any, described: Any, kind: str) -> Font:
    descriptor = described.get("/FontDescriptor", {})
    name = str(item.get("/BaseFont", "/Type3"))[1:]
    embedded = kind == "Type3" or any(file in descriptor for file in _FILES)
    return Font(_SUBSET.sub("", name), kind, embedded)


def _wide(widths: Any) -> Iterator[tuple[int, float]]:
    """Give the widths of a composite font (ISO 32000-1, 9.7.4.3)."""
    items = list(widths)
    at = 0
    while at + 1 < len(items):
        first, then = int(items[at]), items[at + 1]
        if isinstance(then, pikepdf.Array):
            yield from ((first + n, float(width)) for n, width in enumerate(then))
            at += 2
        elif at + 2 < len(items):
            last = min(int(then), first + _MANY)
            yield from ((code, float(items[at + 2])) for code in range(first, last + 1))
            at += 3
        else:
            return


_MAPPED = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def _text(stream: Any) -> dict[int, str]:
    """Give the text of each code (ISO 32000-1, 9.10.3)."""
    if not isinstance(stream, Stream):
        return {}
    found: dict[int, str] = {}
    for kind, body in _MAPPED.findall(unpacked(stream)):
        if kind == b"bfchar":
            codes = [bytes.fromhex(h.decode()) for h, *_ in _HEX.findall(body)]
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                found[int.from_bytes(code, "big")] = _utf16(text)
        else:
            found.update(_ranges(body))
        if len(found) > _MANY:
            break
    return found


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    parts = iter(_HEX.findall(body))
    for low, *_ in parts:
        first = int(low or b"0", 16)
        last = min(int(next(parts, (b"0",))[0] or b"0", 16), first + _MANY)
        start, opens, _ = next(parts, (b"", b"", b""))
        if opens:
            for number, (text, _, closes) in enumerate(parts):
                if closes:
                    break
                yield first + number, _utf16(bytes.fromhex(text.decode()))
        else:
            text = bytes.fromhex(start.decode())
            begins = int.from_bytes(text, "big")
            for code in range(first, last + 1):
                moved = begins + code - first
                yield (
                    code,
                    _utf16(moved.to_bytes(max(len(text), 4), "big")[-len(text) :]),
                )


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")


def is_bold(name: str) -> bool:
    """Tell from a font's name whether it is bold."""
    return any(word in name.lower() for word in ("bold", "black", "heavy"))
