"""An outline as SVG, to scale: trim, bleed, panels, creases, and their measures.

One unit is a millimetre of the ticket. Colours and fonts are the brand's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leaflet.project import Colours
    from leaflet.sheet import Crease
    from leaflet.ticket.lengths import Length
    from leaflet.ticket.outline import Face, Outline, Panel

SCALES = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Millimetres of the sheet that one millimetre of the drawing stands for."""
WIDTH, HEIGHT = 184.0, 99.0
"""Millimetres that the drawing may take."""
GAP = 6.0
LEFT, RIGHT, ABOVE, BELOW, MARKS = 8.0, 4.0, 13.0, 9.0, 3.0
"""What measures take around a sheet; marks alone below."""
KEY = 6.0
"""Height of the key to the lines."""
_SMALL, _USUAL, _LARGE = 2.5, 2.9, 7.0
"""Sizes of type: 7 pt, 8 pt, 20 pt."""
_BOX = Markup(
    '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" '
    'stroke-width="{}"/>'
)
_RING = Markup(
    '<circle cx="{}" cy="{}" r="2" fill="{}" stroke="{}" stroke-width=".25"/>'
)
_LINE = Markup(
    '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>'
)
_TEXT = Markup(
    '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}"{}>{}</text>'
)
_MOVED = Markup('<g transform="translate({} {})">{}</g>')
_WHOLE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{w}mm" height="{h}mm" '
    'viewBox="0 0 {w} {h}" font-family="{font}"><title>{title}</title>{parts}</svg>'
)
_SPINE = 1.0
_NO = Markup("")
_DASHED = Markup(' stroke-dasharray="{}"')
_TURNED = Markup(' transform="rotate(-90 {} {})"')
_BOLD = Markup(' font-weight="600"')
_DASHES = {"valley": "1.8 1.1", "mountain": "3 .8 .5 .8"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a drawing says: each side's title, roles of panels, the key, lengths.

    Lengths are named by their millimetres, to four decimals.
    """

    titles: tuple[str, ...]
    lengths: Mapping[float, Length]
    roles: Mapping[str, str]
    turns: Mapping[str, str]
    bleed: str
    inches: bool  # measures stand in them, too
    spoken: str  # for those who do not see it


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its SVG, and the scale that it has: 4 is 1 to 4."""

    svg: Markup
    scale: float


@dataclass(frozen=True, slots=True)
class _Pen:
    """What all parts of a drawing share."""

    scale: float
    bleed: float  # on the ticket
    width: float
    height: float
    colours: Colours
    words: Words

    def line(
        self, ends: tuple[float, float, float, float], width: float, dashes: str = ""
    ) -> Markup:
        """Draw a line in ink, from one point to another."""
        dashed = _DASHED.format(dashes) if dashes else ""
        return _LINE.format(*map(_short, ends), self.colours.ink.rgb, width, dashed)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size: float = _SMALL,
        anchor: str = "middle",
        more: Markup = _NO,
    ) -> Markup:
        """Write a text with its baseline at a point; `more` are attributes."""
        ink = self.colours.ink.rgb
        return _TEXT.format(*map(_short, at), size, anchor, ink, more, text)


def drawing(
    made: Outline, bleed: float, colours: Colours, font: str, words: Words
) -> Drawing:
    """Give a sheet's sides, side by side, in the largest scale that fits.

    `bleed` is millimetres, `font` a family.
    """
    count = len(made.faces)
    scale = _scale(made, bleed, count)
    size = made.width / scale, made.height / scale
    pen = _Pen(scale, bleed / scale, *size, colours, words)
    across = LEFT + pen.width + 2 * pen.bleed + RIGHT
    turns: set[str] = {c.turn for face in made.faces for c in face.creases}
    spine = {"spine"} if made.single else set()
    down = ABOVE + pen.height + 2 * pen.bleed + (BELOW if turns else MARKS)
    left = LEFT + pen.bleed
    parts = [
        _MOVED.format(
            _short(number * (across + GAP) + left),
            _short(ABOVE + pen.bleed),
            _NO.join(_face(pen, face, title)),
        )
        for number, (face, title) in enumerate(
            zip(made.faces, words.titles, strict=True)
        )
    ]
    parts.append(
        _MOVED.format(
            _short(left), _short(down), _NO.join(_key(pen, sorted(turns | spine)))
        )
    )
    svg = _WHOLE.format(
        w=_short(across * count + GAP * (count - 1)),
        h=_short(down + KEY),
        font=f"'{font}'",
        title=words.spoken,
        parts=_NO.join(parts),
    )
    return Drawing(svg, scale)


def _short(value: float) -> float:
    """Give a length to a thousandth of a millimetre."""
    return round(value, 3)


def _scale(made: Outline, bleed: float, count: int) -> float:
    """Give the first scale in which all sides fit."""
    width = (WIDTH - GAP * (count - 1)) / count - LEFT - RIGHT
    below = BELOW if made.faces[0].creases else MARKS
    height = HEIGHT - ABOVE - below - KEY
    wanted = max(
        (made.width + 2 * bleed) / width,
        (made.height + 2 * bleed) / height,
    )
    return next((scale for scale in SCALES if scale >= wanted), wanted)


def _face(pen: _Pen, face: Face, title: str) -> Iterator[Markup]:
    """Draw one side; its origin is the upper left corner of the trim."""
    width, height, bleed = pen.width, pen.height, pen.bleed
    colours = pen.colours
    outer = (-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)
    yield _BOX.format(*map(_short, outer), colours.tint.rgb, colours.muted.rgb, 0.1)
    inner = (0, 0, width, height)
    yield _BOX.format(*map(_short, inner), colours.paper.rgb, colours.ink.rgb, 0.35)
    head = (-bleed, -bleed - ABOVE + _USUAL)
    yield pen.text(head, title, _USUAL, "start", _BOLD)
    yield from _crops(pen)
    yield from _widths(pen, face)
    yield from _distances(pen, face)
    for panel in face.panels:
        yield from _panel(pen, panel)
    for crease in face.creases:
        yield from _crease(pen, crease)
    if face.spine:
        x = width if face.spine == "right" else 0
        yield pen.line((x, 0, x, height), _SPINE)


def _crops(pen: _Pen) -> Iterator[Markup]:
    """Draw the marks at the corners, outside of the bleed."""
    near, far = pen.bleed + 0.4, pen.bleed + 2.2
    for x, way in ((0.0, -1), (pen.width, 1)):
        for y, up in ((0.0, -1), (pen.height, 1)):
            yield pen.line((x, y + up * near, x, y + up * far), 0.15)
            yield pen.line((x + way * near, y, x + way * far, y), 0.15)


def _panel(pen: _Pen, panel: Panel) -> Iterator[Markup]:
    middle, y = (panel.left + panel.width / 2) / pen.scale, pen.height / 2
    large = min(_LARGE, panel.width / pen.scale / 2)
    if panel.number:
        yield pen.text((middle, y + large / 3), str(panel.number), large)
    if panel.role:
        role = pen.words.roles[panel.role]
        yield pen.text((middle, y + large / 3 + 4), role, _USUAL)


def _crease(pen: _Pen, crease: Crease) -> Iterator[Markup]:
    """Draw where to fold, through the bleed, and the step in a circle at its head."""
    x, over, colours = crease.at / pen.scale, pen.bleed + 2.2, pen.colours
    ends = (x, -over, x, pen.height + over)
    yield pen.line(ends, 0.3, _DASHES[crease.turn])
    y = min(7.0, pen.height / 4)
    yield _RING.format(_short(x), _short(y), colours.paper.rgb, colours.ink.rgb)
    yield pen.text((x, y + 0.9), str(crease.step))


def _widths(pen: _Pen, face: Face) -> Iterator[Markup]:
    """Draw the width of each panel above, and the height at the left."""
    y = -pen.bleed - 4.2
    for panel in face.panels:
        left, right = panel.left / pen.scale, (panel.left + panel.width) / pen.scale
        yield from _measure(pen, (left, y, right, y))
        yield from _told(pen, panel.width, ((left + right) / 2, y - 0.8), 3.0)
    x, middle = -pen.bleed - 4.2, pen.height / 2
    yield from _measure(pen, (x, 0, x, pen.height))
    high = pen.words.lengths[_key_of(pen.height * pen.scale)]
    told = f"{high.mm} ({high.inches})" if pen.words.inches else high.mm
    turned = _TURNED.format(_short(x - 0.9), _short(middle))
    yield pen.text((x - 0.9, middle), told, more=turned)


def _measure(pen: _Pen, ends: tuple[float, float, float, float]) -> Iterator[Markup]:
    """Draw a line between two short ones."""
    x, y, to_x, to_y = ends
    yield pen.line(ends, 0.12)
    dx, dy = (0.0, 0.8) if y == to_y else (0.8, 0.0)
    for across, down in ((x, y), (to_x, to_y)):
        yield pen.line((across - dx, down - dy, across + dx, down + dy), 0.12)


def _distances(pen: _Pen, face: Face) -> Iterator[Markup]:
    """Write how far each crease is from the left edge."""
    y = pen.height + pen.bleed + 5
    if face.creases:
        yield pen.text((0, y), "0")
        for at in (*(crease.at for crease in face.creases), pen.width * pen.scale):
            yield from _told(pen, at, (at / pen.scale, y), _SMALL + 0.4)


def _told(
    pen: _Pen, value: float, at: tuple[float, float], down: float
) -> Iterator[Markup]:
    """Write a length; in inches, too, so far below."""
    told = pen.words.lengths[_key_of(value)]
    yield pen.text(at, told.mm)
    if pen.words.inches:
        yield pen.text((at[0], at[1] + down), told.inches)


def _key_of(value: float) -> float:
    return round(value, 4)


def _key(pen: _Pen, turns: list[str]) -> Iterator[Markup]:
    """Write what the lines stand for."""
    y, colours = 3.5, pen.colours
    yield _BOX.format(0, y - 2.2, 8, 2.6, colours.tint.rgb, colours.muted.rgb, 0.1)
    yield pen.text((9.5, y), pen.words.bleed, anchor="start")
    for number, turn in enumerate(turns, start=1):
        x = 52.0 * number
        width = _SPINE if turn == "spine" else 0.3
        yield pen.line((x, y - 0.9, x + 8, y - 0.9), width, _DASHES.get(turn, ""))
        yield pen.text((x + 9.5, y), pen.words.turns[turn], anchor="start")
