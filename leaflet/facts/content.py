"""What a page paints: its content read operator by operator (ISO 32000-1, annex A).

Forms and patterns are followed, and glyphs of Type 3 fonts that have colours, each
once on a page; the insides of soft masks, which print nothing, are not. Layers count
as shown.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import partial
from math import hypot
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from leaflet.facts.colours import CMYK, GREY, RGB, Space, space
from leaflet.facts.lettering import Lettering
from leaflet.facts.limits import DEPTH, OPERATORS, BeyondLimitError, unpacked
from leaflet.facts.state import (
    IDENTITY,
    Matrix,
    Path,
    State,
    box,
    matrix,
    scale,
    thickness,
    times,
)
from leaflet.facts.values import MM, Box, Colour, Font, Kind, Painted, Placed

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaflet.facts.fonts import Metrics

_NORMAL = (Name.Normal, Name.Compatible)


@dataclass(slots=True)
class Scene:
    """All that a page paints, in its order, while it is read."""

    painted: list[Painted] = field(default_factory=list)
    images: list[Placed] = field(default_factory=list)
    fonts: dict[Font, None] = field(default_factory=dict)
    blends: dict[str, None] = field(default_factory=dict)
    transparent: bool = False
    operators: int = 0
    glyphs: set[tuple[int, int]] = field(default_factory=set)  # of Type 3, as read


class Reader:
    """Reads one content stream after the other into a scene."""

    def __init__(
        self, pdf: pikepdf.Pdf, scene: Scene, fonts: dict[Any, Metrics]
    ) -> None:
        self.scene = scene
        self.fonts = fonts  # of the whole file, as far as they were read
        self._pdf = pdf
        self._depth = 0
        self._held: Box | None = None  # in a pattern: the area that it fills
        self._path = Path()
        self._states: list[State] = []
        self._resources: Any = {}
        self.state = State(IDENTITY, Box(0, 0, 0, 0))
        self._lettering = Lettering(self)
        self._operators = self._table() | self._lettering.operators

    def page(self, page: pikepdf.Page, edge: Box) -> None:
        """Read a page; what lies outside of the edge is not seen."""
        self.state = State(IDENTITY, edge)
        self._resources = page.obj.get("/Resources", Dictionary())
        self._group(page.obj)
        contents = page.obj.get("/Contents", None)
        parts = contents if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(unpacked(part) for part in parts if isinstance(part, Stream))
        self._run(data)

    def paint(
        self, kind: Kind, where: Box, colour: Colour, size: float, **more: Any
    ) -> None:
        """Note what is painted, as far as the clip shows it."""
        where = self._held or where
        seen = where.shared(self.state.clip)
        if seen is None:
            return
        whole = None if seen == where else where
        if kind is Kind.FILL:
            size = min(size, thickness(seen))
        strokes = kind is Kind.STROKE
        state = self.state
        over = state.overprint_stroke if strokes else state.overprint_fill
        opacity = state.opacity_stroke if strokes else state.opacity_fill
        self.scene.painted.append(
            Painted(kind, seen, colour, size, over, opacity, whole=whole, **more)
        )

    def glyph(self, stream: Any, m: Matrix, resources: Any) -> None:
        """Read what draws a glyph of a Type 3 font."""
        self._inside(stream, m, resources=resources)

    def font(self, name: Any) -> Any:
        """Give the font object of a name."""
        return self._resources.get("/Font", {}).get(name, None)

    # --- streams

    def _run(self, data: bytes) -> None:
        instructions = pikepdf.parse_content_stream(self._pdf.make_stream(data))
        self.scene.operators += len(instructions)
        if self.scene.operators > OPERATORS:
            message = f"a page has more than {OPERATORS:,} operators"
            raise BeyondLimitError(message)
        for instruction in instructions:
            does = self._operators.get(str(instruction.operator))
            if does is not None:
                does(instruction.operands)

    def _inside(
        self,
        stream: Any,
        m: Matrix,
        bounds: Any = None,
        *,
        held: Box | None = None,
        resources: Any = None,
    ) -> None:
        """Read a form or pattern in a state of its own."""
        if self._depth >= DEPTH:
            message = f"forms are nested more than {DEPTH} deep"
            raise BeyondLimitError(message)
        kept = self.state, self._states, self._path, self._resources, self._held
        self.state, self._states, self._path = copy(self.state), [], Path()
        self.state.ctm = times(m, self.state.ctm)
        self._held = held or self._held
        self._depth += 1
        try:
            if bounds is not None and self._held is None:
                left, bottom, right, top = (float(value) for value in bounds)
                self._clip(box(self.state.ctm, left, bottom, right, top))
            self._resources = resources or stream.get("/Resources", self._resources)
            self._group(stream)
            self._run(unpacked(stream))
        finally:
            self._depth -= 1
            self.state, self._states, self._path, self._resources, self._held = kept

    def _group(self, item: Any) -> None:
        group = item.get("/Group", None)
        if isinstance(group, Dictionary) and "/CS" in group:
            self.scene.blends[space(group.CS, self._resources).kind] = None

    # --- the state

    def _push(self, _: Any) -> None:
        self._states.append(copy(self.state))

    def _pop(self, _: Any) -> None:
        if self._states:
            self.state = self._states.pop()

    def _concatenate(self, operands: Any) -> None:
        self.state.ctm = times(matrix(operands), self.state.ctm)

    def _width(self, operands: Any) -> None:
        self.state.line = float(operands[0])

    def _graphics(self, operands: Any) -> None:
        given = self._resources.get("/ExtGState", {}).get(operands[0], None)
        if not isinstance(given, Dictionary):
            return
        state = self.state
        if "/OP" in given:  # alone, it holds for both (ISO 32000-1, table 58)
            state.overprint_stroke = bool(given.OP)
            state.overprint_fill = bool(given.get("/op", given.OP))
        elif "/op" in given:
            state.overprint_fill = bool(given.op)
        state.opacity_fill = float(given.get("/ca", state.opacity_fill))
        state.opacity_stroke = float(given.get("/CA", state.opacity_stroke))
        state.line = float(given.get("/LW", state.line))
        if isinstance(font := given.get("/Font", None), pikepdf.Array):
            self._lettering.use(font[0], float(font[1]))
        blend = given.get("/BM", Name.Normal)
        self.scene.transparent |= (
            min(state.opacity_fill, state.opacity_stroke) < 1
            or isinstance(given.get("/SMask", None), Dictionary)
            or blend not in _NORMAL
        )

    # --- colours

    def _device(self, operands: Any, of: Space, *, strokes: bool) -> None:
        colour = Colour(of.kind, tuple(float(value) for value in operands))
        self._set(of, colour, None, strokes=strokes)

    def _set(self, of: Space, colour: Colour, pattern: Any, *, strokes: bool) -> None:
        state = self.state
        if strokes:
            state.stroke_space, state.stroke, state.stroke_pattern = of, colour, pattern
        else:
            state.fill_space, state.fill, state.pattern = of, colour, pattern

    def _choose(self, operands: Any, *, strokes: bool) -> None:
        """Choose a colour space; its first colour comes with it."""
        chosen = space(operands[0], self._resources)
        self._set(chosen, chosen.first, None, strokes=strokes)

    def _colour(self, operands: Any, *, strokes: bool) -> None:
        """Set a colour of the chosen space, or a pattern."""
        of = self.state.stroke_space if strokes else self.state.fill_space
        values = list(operands)
        pattern = None
        if values and isinstance(values[-1], Name):
            pattern = self._resources.get("/Pattern", {}).get(values.pop(), None)
        numbers = tuple(float(value) for value in values)
        self._set(of, Colour(of.kind, numbers, of.inks), pattern, strokes=strokes)

    # --- paths

    def _move(self, operands: Any) -> None:
        self._path.move(self.state.ctm, float(operands[0]), float(operands[1]))

    def _line(self, operands: Any) -> None:
        self._path.line(self.state.ctm, *(float(value) for value in operands))

    def _rectangle(self, operands: Any) -> None:
        x, y, w, h = (float(value) for value in operands)
        self._path.rectangle(self.state.ctm, x, y, w, h)

    def _will_clip(self, _: Any) -> None:
        self._path.clips = True

    def _clip(self, to: Box) -> None:
        nothing = Box(to.left, to.bottom, to.left, to.bottom)
        self.state.clip = self.state.clip.shared(to) or nothing

    def _draw(self, _: Any, *, fills: bool, strokes: bool) -> None:
        """Paint the path, and let it clip what follows where that was asked for."""
        where, path, state = self._path.box, self._path, self.state
        if where and fills:
            self._fill(where, path.thickness)
        if where and strokes:
            width = state.line * scale(state.ctm)
            around = where.grown(width / 2 * MM)
            if state.stroke_pattern is not None:
                self._patterned(state.stroke_pattern, around)
            else:
                self.paint(Kind.STROKE, around, state.stroke, width)
        if path.clips and where:
            self._clip(where)
        self._path = Path()

    def _fill(self, where: Box, thickness: float) -> None:
        if self.state.pattern is None:
            self.paint(Kind.FILL, where, self.state.fill, thickness)
        else:
            self._patterned(self.state.pattern, where)

    def _patterned(self, pattern: Any, where: Box) -> None:
        """Paint an area with a gradient, or with what a tile paints."""
        if "/Shading" in pattern:
            self._gradient(pattern.Shading, where)
        elif where.shared(self.state.clip) and isinstance(pattern, Stream):
            coloured = int(pattern.get("/PaintType", 1)) == 1
            if coloured:
                self._inside(pattern, IDENTITY, held=where)
            else:
                self.paint(Kind.FILL, where, self.state.fill, float("inf"))

    def _gradient(self, shading: Any, where: Box) -> None:
        of = space(shading.ColorSpace, self._resources)
        self.paint(Kind.SHADING, where, Colour(of.kind, (), of.inks), float("inf"))

    def _shade(self, operands: Any) -> None:
        shading = self._resources.get("/Shading", {}).get(operands[0], None)
        if shading is not None:
            self._gradient(shading, self.state.clip)

    # --- images and forms

    def _do(self, operands: Any) -> None:
        item = self._resources.get("/XObject", {}).get(operands[0], None)
        if not isinstance(item, Stream):
            return
        if item.get("/Subtype") == Name.Image:
            soft = item.get("/SMask", None)
            self.scene.transparent |= soft is not None
            size = int(item.Width), int(item.Height)
            bits = int(item.get("/BitsPerComponent", 1))
            mask = bool(item.get("/ImageMask", False))
            self._place(size, bits, item.get("/ColorSpace", None), is_mask=mask)
        elif item.get("/Subtype") == Name.Form:
            m = matrix(item.get("/Matrix", IDENTITY))
            self._inside(item, m, item.get("/BBox", None))

    def _inline(self, operands: Any) -> None:
        given = operands[0]
        size = int(given.width), int(given.height)
        bits = int(given.bits_per_component or 1)
        of = Name(given.colorspace) if given.colorspace else None
        self._place(size, bits, of, is_mask=bool(given.image_mask), inline=True)

    def _place(
        self,
        size: tuple[int, int],
        bits: int,
        given: Any,
        *,
        is_mask: bool,
        inline: bool = False,
    ) -> None:
        width, height = size
        a, b, c, d, *_ = self.state.ctm
        where = self._held or box(self.state.ctm, 0, 0, 1, 1)
        seen = where.shared(self.state.clip)
        if seen is None:
            return
        across, down = hypot(a, b) / 72, hypot(c, d) / 72
        of = Space("") if given is None else space(given, self._resources)
        if is_mask:
            # A stencil: the colour is the state's (ISO 32000-1, 8.9.6.2).
            self.paint(Kind.FILL, where, self.state.fill, float("inf"))
        self.scene.images.append(
            Placed(
                seen,
                width,
                height,
                width / across if across else float("inf"),
                height / down if down else float("inf"),
                of.kind,
                bits,
                is_mask,
                of.inks,
                inline,
            )
        )

    def _table(self) -> dict[str, Callable[[Any], None]]:
        """Give what each operator does; those of text are the lettering's."""
        paints = {
            (True, False): ("f", "F", "f*"),
            (False, True): ("S", "s"),
            (True, True): ("B", "B*", "b", "b*"),
            (False, False): ("n",),
        }
        table: dict[str, Callable[[Any], None]] = {
            "q": self._push,
            "Q": self._pop,
            "cm": self._concatenate,
            "w": self._width,
            "gs": self._graphics,
            "m": self._move,
            **dict.fromkeys(("l", "c", "v", "y"), self._line),
            "re": self._rectangle,
            **dict.fromkeys(("W", "W*"), self._will_clip),
            "sh": self._shade,
            "Do": self._do,
            "INLINE IMAGE": self._inline,
        }
        for (fills, strokes), names in paints.items():
            paint = partial(self._draw, fills=fills, strokes=strokes)
            table |= dict.fromkeys(names, paint)
        for strokes in (False, True):
            kinds = {"g": GREY, "rg": RGB, "k": CMYK}
            setters: dict[str, Callable[[Any], None]] = {
                name: partial(self._device, of=of, strokes=strokes)
                for name, of in kinds.items()
            }
            setters["cs"] = partial(self._choose, strokes=strokes)
            of_space = partial(self._colour, strokes=strokes)
            setters |= dict.fromkeys(("sc", "scn"), of_space)
            table |= {n.upper() if strokes else n: s for n, s in setters.items()}
        return table
