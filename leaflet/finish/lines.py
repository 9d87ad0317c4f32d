"""The ends of lines as they are heard: the space that is taken off, the hyphen put on.

Without its space, the last word of a line and the first of the next are read as one;
a hyphen that only parts a word is read as a hyphen (ISO 32000-1, 14.8.2.2.3 and
14.8.2.5; measured in WeasyPrint 70.0). What stands between two lines is looked up in
the HTML that they were made of.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pydyf

from leaflet.finish.elements import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SPACE, PARTED = " ", "\u00ad"
_SLIGHT = frozenset("-\u00ad\u2010\u2011\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Hyphens and invisible characters: they come and go at the ends of lines."""


@contextmanager
def heard(lines: Iterable[Any], root: Any) -> Iterator[None]:
    """Let the ends of lines be drawn as they are heard.

    Args:
        lines: the line boxes of the text, in the order in which they are read.
        root: the element of the whole HTML.
    """
    from weasyprint.draw import text

    turned: dict[int, Any] = {}
    parted: dict[int, Any] = {}
    with ExitStack() as stack:
        for box, what in ends(lines, root):
            if what == PARTED:
                parted[id(box)] = box
            elif box.pango_layout.first_line_direction % 2:
                turned[id(box)] = box
            else:
                stack.enter_context(
                    replaced(box.pango_layout, "text", box.pango_layout.text + SPACE)
                )
        draw_line = text.draw_first_line

        def draw(stream: Any, box: Any, *more: Any) -> Any:
            if id(box) in parted:
                return _draw_parted(draw_line, stream, box, *more)
            if id(box) in turned:
                return _draw_turned(draw_line, stream, box, *more)
            return draw_line(stream, box, *more)

        stack.enter_context(replaced(text, "draw_first_line", draw))
        yield


def _draw_turned(draw: Any, stream: Any, box: Any, *how: Any) -> Any:
    """Draw a line from right to left, with the space at its left end."""
    *style, place = how
    layout, words, width = box.pango_layout, box.pango_layout.text, _width(box)
    layout.set_text(words + SPACE, justify=True)
    drawn = draw(stream, box, *style, _moved(place, width - _width(box)))
    layout.text = words
    return drawn


def _draw_parted(draw: Any, stream: Any, box: Any, *how: Any) -> Any:
    """Draw a line, and its hyphen as one that is seen and not read."""
    *style, place = how
    layout, words, width = box.pango_layout, box.pango_layout.text, _width(box)
    hyphen = box.style["hyphenate_character"]
    layout.set_text(words.removesuffix(hyphen), justify=True)
    drawn = draw(stream, box, *style, place)
    layout.set_text(hyphen)
    soft = pydyf.Dictionary({"ActualText": pydyf.String(PARTED)})
    stream.begin_marked_content("Span", soft)
    draw(stream, box, *style, _moved(place, width - _width(box)))
    stream.end_marked_content()
    layout.text = words
    return drawn


def _width(box: Any) -> float:
    """Give how wide the text of a box is as it is set now."""
    from weasyprint.text.line_break import line_size

    line, _ = box.pango_layout.get_first_line()
    return float(line_size(line, box.style)[0])


def _moved(place: Any, by: float) -> Any:
    """Give a place on the page, so much further to the right."""
    return place @ type(place)(e=by)


def ends(lines: Iterable[Any], root: Any) -> Iterator[tuple[Any, str]]:
    """Give the last text box of each line that another follows, and what is between.

    That is a SPACE, or PARTED where the engine has parted a word and put a hyphen.

    Args:
        lines: the line boxes, in the order in which they are read.
        root: the element of the whole HTML.
    """
    source = _Source(root)
    open_lines: dict[Any, tuple[Any, int]] = {}  # block -> last box, end in the source
    for line in lines:
        boxes = [*_text_boxes(line)]
        spans = [span for box in boxes if (span := source.take(box))]
        if not spans:
            continue
        if line.element in open_lines:
            last, end = open_lines[line.element]
            if between := source.between(last, end, spans[0][0]):
                yield last, between
        open_lines[line.element] = boxes[-1], spans[-1][1]


def _text_boxes(box: Any) -> Iterator[Any]:
    """Give what is drawn of a line; blocks inside have lines of their own."""
    for child in box.children:
        kind = type(child).__name__
        if kind == "TextBox" and child.text.strip():
            yield child
        elif kind == "InlineBox":
            yield from _text_boxes(child)


@dataclass(slots=True)
class _Own:
    """The text of one element without those inside: letters, and where they stand."""

    letters: str = ""
    places: list[int] = field(default_factory=list)
    read: int = 0  # how many of them boxes have had


class _Source:
    """The text of an HTML as one string, and the part of it that each element has."""

    def __init__(self, root: Any) -> None:
        self._own: dict[Any, _Own] = defaultdict(_Own)
        self._text: list[str] = []
        self._add(root)

    def _add(self, element: Any) -> None:
        self._read(element, element.text)
        for child in element:
            if child.tag == "br":
                self._text.append("\n")
            self._add(child)
            self._read(element, child.tail)

    def _read(self, element: Any, text: str | None) -> None:
        own = self._own[element]
        for character in text or "":
            for letter in _letters(character):
                own.letters += letter
                own.places.append(len(self._text))
            self._text.append(character)

    def take(self, box: Any) -> tuple[int, int] | None:
        """Give where the text of the next box of an element begins and ends.

        Nothing where it is not in the HTML, such as a bullet. Where hyphenation spells
        a word in another way, letters beyond the common ones are left for the next.
        """
        if box.element_tag is None or "::" in box.element_tag:
            return None
        own = self._own[box.element]
        drawn = "".join(map(_letters, box.text))
        begin = own.read
        own.read += _in_common(drawn, own.letters[begin : begin + len(drawn)])
        if begin == own.read:
            return None
        return own.places[begin], own.places[own.read - 1] + 1

    def between(self, last: Any, end: int, begin: int) -> str:
        """Give what is between two lines: nothing where an author's hyphen ends one."""
        gap = self._text[end:begin]
        near = [*_slight(gap), *_slight(reversed(gap))]
        if any(character.isspace() for character in near):
            return "" if last.pango_layout.text.endswith(" ") else SPACE
        hyphen = last.style["hyphenate_character"]
        is_made = last.text.endswith(hyphen) and hyphen not in near
        return PARTED if is_made else ""


def _in_common(one: str, other: str) -> int:
    """Give how many letters two texts have in common before they differ."""
    if one == other:
        return len(one)
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _letters(character: str) -> str:
    """Give what is told of a character: nothing of those that lines add or take."""
    return "" if character.isspace() or character in _SLIGHT else character.casefold()


def _slight(characters: Iterable[str]) -> Iterator[str]:
    """Give the characters before the first that is a letter or a mark."""
    return takewhile(lambda one: not _letters(one), characters)
