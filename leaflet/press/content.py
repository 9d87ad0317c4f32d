"""What is drawn on a page: colours become inks, black text prints over them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from leaflet.press.inks import BLACK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.press.inks import Inking, Inks

OVER, APART = Name("/Overprints"), Name("/KnocksOut")
LINE = Name("/LineOverprints")
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_FILLS = frozenset(("f", "F", "f*", "sh", "Do"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_HAIR = 2.0
"""Black lines thinner than this, in points, print over (GWG 2022, R0010)."""

Instruction = tuple[Any, Operator]


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that we steer by (ISO 32000-1, 8.4)."""

    fill: Inks | None = BLACK
    stroke: Inks | None = BLACK
    width: float = 1.0
    scale: float = 1.0
    over: Name = APART

    def printed(self, operator: str) -> Name:
        """Give how what an operator paints prints on other inks."""
        if operator in _TEXT:
            return OVER if self.fill == BLACK else APART
        thin = operator in _STROKES and self.width * self.scale < _HAIR
        return LINE if thin and self.stroke == BLACK else APART


@dataclass(frozen=True, slots=True)
class Inked:
    """A content stream in inks; `drawn` are the names that it draws, how small each.

    1 is their own size. Of one that is drawn more than once, the smallest counts.
    """

    content: bytes
    drawn: dict[str, float]


def in_inks(stream: Any, inking: Inking, scale: float = 1.0) -> Inked:
    """Give a content stream with every colour in inks; `scale` is its size in print.

    Text in black alone overprints (GWG 2022, R0009): a white edge would show wherever
    the plates are out of register. White never does (R0007).
    """
    drawn: dict[str, float] = {}
    instructions = list(_inked(stream, inking, scale, drawn))
    return Inked(bytes(pikepdf.unparse_content_stream(instructions)), drawn)


def as_mask(stream: Any) -> bytes:
    """Give a content stream of a soft mask, which has brightness and no inks."""
    return bytes(pikepdf.unparse_content_stream(list(_grey(stream))))


def allow_overprint(resources: Any) -> None:
    """Give a page or form the graphics states that `in_inks` names."""
    states = resources.get("/ExtGState", None)
    if states is None:
        resources.ExtGState = states = Dictionary()
    states[OVER] = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    # An area may have a thin black line around it: the line alone prints over.
    states[LINE] = Dictionary(Type=Name.ExtGState, OP=True, op=False, OPM=1)
    states[APART] = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0)


def _inked(
    stream: Any, inking: Inking, scale: float, drawn: dict[str, float]
) -> Iterator[Instruction]:
    state, saved = _State(scale=scale), []
    colours: dict[str, tuple[str, Callable[[list[Any]], Inks]]] = {
        "rg": ("k", inking.of),
        "RG": ("K", inking.of),
        "g": ("k", lambda operands: inking.of_grey(operands[0])),
        "G": ("K", lambda operands: inking.of_grey(operands[0])),
    }
    for instruction in pikepdf.parse_content_stream(stream):
        operands, operator = list(instruction.operands), str(instruction.operator)
        if operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop() if saved else state
        elif operator in colours:
            new, inks_of = colours[operator]
            inks = inks_of(operands)
            filled = new == "k"
            state = replace(state, fill=inks) if filled else replace(state, stroke=inks)
            yield [*inks], Operator(new)
            continue
        elif operator in _TEXT | _FILLS | _STROKES:
            if operator == "Do":
                name = str(operands[0])
                drawn[name] = min(state.scale, drawn.get(name, state.scale))
            over = state.printed(operator)
            if over != state.over:
                state = replace(state, over=over)
                yield [over], Operator("gs")
        else:
            state = _followed(state, operator, operands)
        yield operands, instruction.operator


def _followed(state: _State, operator: str, operands: list[Any]) -> _State:
    """Give the state after an operator that sets no plain colour."""
    if operator == "w":
        return replace(state, width=float(operands[0]))
    if operator == "cm":
        a, b, c, d, *_ = (float(value) for value in operands)
        return replace(state, scale=state.scale * abs(a * d - b * c) ** 0.5)
    if operator in ("cs", "sc", "scn", "k"):
        return replace(state, fill=None)
    if operator in ("CS", "SC", "SCN", "K"):
        return replace(state, stroke=None)
    return state


def _grey(stream: Any) -> Iterator[Instruction]:
    for instruction in pikepdf.parse_content_stream(stream):
        operands: list[Any] = list(instruction.operands)
        operator = instruction.operator
        if str(operator) in ("rg", "RG"):
            red, green, blue = (float(value) for value in operands)
            # Brightness as PDF reckons it (ISO 32000-1, 11.5.3).
            operands = [round(0.3 * red + 0.59 * green + 0.11 * blue, 4)]
            operator = Operator("g" if str(operator) == "rg" else "G")
        yield operands, operator
