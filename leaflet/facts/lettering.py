"""Text as it is shown: where each piece stands, how large, in which colour.

ISO 32000-1, 9.4. A piece is what one operator shows.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from pikepdf import Array, String

from leaflet.facts.fonts import Drawn, Metrics, metrics
from leaflet.facts.state import IDENTITY, Matrix, box, height, matrix, scale, times
from leaflet.facts.values import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.facts.content import Reader

ASCENT, DESCENT = 0.75, -0.22
"""How far letters go up and down from their line, in multiples of the size."""
_FILLS, _STROKES = (0, 2, 4, 6), (1, 2, 5, 6)
"""Modes of rendering (ISO 32000-1, table 106)."""


class Lettering:
    """The text of one reader: its matrices, and what each operator of text does."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._matrix = self._line = IDENTITY
        self.operators: dict[str, Callable[[Any], None]] = {
            "BT": self._begin,
            "Tf": self._font,
            "Tr": self._mode,
            "Td": self._move,
            "TD": self._move_and_lead,
            "Tm": self._place,
            "T*": self._next,
            **dict.fromkeys(("Tj", "TJ"), self._show),
            **dict.fromkeys(("'", '"'), self._show_next),
            **{
                operator: partial(self._set, name=name, factor=factor)
                for operator, (name, factor) in _SETTERS.items()
            },
        }

    def _set(self, operands: Any, name: str, factor: float) -> None:
        setattr(self._reader.state, name, float(operands[0]) * factor)

    def use(self, font: Any, size: float) -> None:
        """Set the font, which is read once for its file."""
        known = self._reader.fonts
        key = font.objgen if font.is_indirect else font.unparse()
        if key not in known:
            known[key] = metrics(font)
        self._reader.state.font, self._reader.state.size = known[key], size
        self._reader.scene.fonts[known[key].font] = None

    def _begin(self, _: Any) -> None:
        self._matrix = self._line = IDENTITY

    def _font(self, operands: Any) -> None:
        font = self._reader.font(operands[0])
        if font is None:
            self._reader.state.font = None
        else:
            self.use(font, float(operands[1]))

    def _mode(self, operands: Any) -> None:
        self._reader.state.mode = int(operands[0])

    def _moved(self, x: float, y: float) -> None:
        self._matrix = self._line = times((1, 0, 0, 1, x, y), self._line)

    def _move(self, operands: Any) -> None:
        self._moved(float(operands[0]), float(operands[1]))

    def _move_and_lead(self, operands: Any) -> None:
        self._reader.state.leading = -float(operands[1])
        self._move(operands)

    def _place(self, operands: Any) -> None:
        self._matrix = self._line = matrix(operands)

    def _next(self, _: Any) -> None:
        self._moved(0, -self._reader.state.leading)

    def _show_next(self, operands: Any) -> None:
        if len(operands) > 1:
            self._reader.state.word = float(operands[0])
            self._reader.state.letter = float(operands[1])
        self._next(operands)
        self._show([operands[-1]])

    def _show(self, operands: Any) -> None:
        state = self._reader.state
        if state.font is None:
            return
        shown = operands[0] if isinstance(operands[0], Array) else Array(operands)
        width, said, missing = self._measured(state.font, shown)
        where = times(self._matrix, state.ctm)
        if said and state.mode != _INVISIBLE:
            self._paint(where, width, "".join(said), missing)
        if state.font.drawn:
            self._draw(state.font, state.font.drawn, _parts(shown)[0])
        self._matrix = times((1, 0, 0, 1, width, 0), self._matrix)

    def _draw(self, font: Metrics, drawn: Drawn, string: bytes) -> None:
        """Read what draws glyphs that have colours, each once on a page."""
        state, known, x = self._reader.state, self._reader.scene.glyphs, 0.0
        kept = self._matrix, self._line
        for code in string:
            glyph = drawn.glyphs.get(code)
            if glyph is not None and glyph.objgen not in known:
                known.add(glyph.objgen)
                across = state.size * state.stretch
                sized: Matrix = (across, 0, 0, state.size, x, state.rise)
                m = times(matrix(drawn.matrix), times(sized, kept[0]))
                self._reader.glyph(glyph, m, drawn.resources)
                self._matrix, self._line = kept
            x += (font.width(code) * state.size + state.letter) * state.stretch

    def _measured(self, font: Metrics, shown: Any) -> tuple[float, list[str], int]:
        """Give a piece's width, its text, and how many of its glyphs are missing."""
        state = self._reader.state
        string, moved = _parts(shown)
        read = font.read(font.codes(string))
        if not read:
            return moved / 1000 * state.size * state.stretch, [], 0
        advances, texts, lacks = zip(*read, strict=True)
        gaps = len(read) * state.letter
        if state.word and font.bytes_per_code == 1:
            gaps += state.word * string.count(b" ")
        width = (moved / 1000 + sum(advances)) * state.size + gaps
        return width * state.stretch, list(texts), sum(lacks)

    def _paint(self, where: Matrix, width: float, said: str, missing: int) -> None:
        state = self._reader.state
        size = abs(state.size) * height(where)
        low, high = sorted(
            (state.rise + DESCENT * state.size, state.rise + ASCENT * state.size)
        )
        left, right = sorted((0.0, width))
        area = box(where, left, low, right, high)
        font = state.font.font.name if state.font else ""
        more: dict[str, Any] = {"text": said, "font": font, "missing": missing}
        for colour in self._colours():
            self._reader.paint(Kind.TEXT, area, colour, size, **more)
        if state.mode in _STROKES and state.mode not in _FILLS:
            # Outlines: as thin as a line may be.
            line = state.line * scale(state.ctm)
            self._reader.paint(Kind.STROKE, area, state.stroke, line)

    def _colours(self) -> Iterator[Any]:
        state = self._reader.state
        if state.mode in _FILLS:
            yield state.fill
        elif state.mode in _STROKES:
            yield state.stroke


_INVISIBLE = 3
_STRING = re.compile(rb"<([0-9a-f]*)>")


def _parts(shown: Array) -> tuple[bytes, float]:
    """Give the codes of a piece, and by how much they are moved apart in all.

    With kerning each letter is a part of its own: it costs a fifth to take them all
    out of qpdf at once, which writes most of them as hexadecimal digits.
    """
    written = shown.unparse()
    if b"(" not in written:
        string = bytes.fromhex(b"".join(_STRING.findall(written)).decode())
        return string, -sum(map(float, _STRING.sub(b"", written)[1:-1].split()))
    strings, moved = [], 0.0
    for part in shown:
        if isinstance(part, String):
            strings.append(bytes(part))
        else:
            moved -= float(part)
    return b"".join(strings), moved


_SETTERS = {
    "Tc": ("letter", 1.0),
    "Tw": ("word", 1.0),
    "Tz": ("stretch", 0.01),
    "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0),
}
