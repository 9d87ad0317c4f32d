"""What is told of a text that is too long or too short for its pages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet.problems import Location, Problem
from leaflet.typeset.boxes import children, lines, text, written_at
from leaflet.typeset.fit import excess
from leaflet.typeset.galley import Galley

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaflet.sheet import Fit
    from leaflet.typeset.galley import Page
    from leaflet.typeset.layout import Layout

POINT = 96 / 72  # in CSS pixels (CSS Values 3, 6.2)
SHOWN = 8
"""Words of the place where to cut."""


class _Place(NamedTuple):
    """A paragraph or heading: where it was written, and how it begins."""

    at: Location
    words: str


def misfit(layout: Layout, fit: Fit, name: str) -> Iterator[Problem]:
    """Tell of a text that its pages do not hold, or that leaves some of them empty."""
    boxes = layout.pages
    over = excess(fit.pages, len(boxes))
    if over == 0:
        return
    galley = Galley(boxes, layout.setting).pages(layout.setting)
    line = layout.setting.size * layout.setting.leading * POINT
    language = boxes[0].children[0].element.get("lang", "")
    told = _Told(name, language, len(boxes), len(boxes) - over, line)
    yield (_too_long if over > 0 else _too_short)(told, boxes, galley)


class _Told(NamedTuple):
    """What both messages tell of; `line` is a line's height in CSS pixels."""

    name: str
    language: str
    pages: int
    room: int
    line: float


def _too_short(told: _Told, boxes: Sequence[Any], galley: Sequence[Page]) -> Problem:
    height = (told.room - told.pages) * galley[-1].room
    count = math.floor(height / told.line)
    words = _about(count * _words_a_line(boxes))
    message = (
        f"{told.name}: the text in {told.language} fills {told.pages} pages of "
        f"{told.room}, as loose as the format allows; {count} lines, about {words} "
        "words, are missing"
    )
    hint = "write more, add lines to write on (::: notes), or use a smaller format"
    place = next(filter(None, map(_last_place, reversed(boxes))), None)
    at = place.at if place else Location(told.name)
    return Problem("fit-too-short", at, message, hint)


class _Cut(NamedTuple):
    """What to cut of the text between two breaks: how high it is, and after what."""

    height: float  # in CSS pixels
    place: _Place | None


def _too_long(told: _Told, boxes: Sequence[Any], galley: Sequence[Page]) -> Problem:
    cuts = list(_cuts(told.pages - told.room, boxes, galley))
    if not cuts:
        message = (
            f"{told.name}: breaks that are asked for make more pages than the "
            f"{told.room} that there are"
        )
        hint = "take breaks out (::: page-break), or use a format with more room"
        return Problem("fit-too-long", Location(told.name), message, hint)
    count = math.ceil(sum(cut.height for cut in cuts) / told.line)
    words = _about(count * _words_a_line(boxes))
    message = (
        f"{told.name}: the text in {told.language} is {count} lines too long for "
        f"{told.room} pages, about {words} words, as tight as the format allows"
    )
    places = [cut.place for cut in cuts if cut.place]
    if not places:
        hint = "cut it, or use a format with more room"
        return Problem("fit-too-long", Location(told.name), message, hint)
    ends = " and ".join(
        f"in “{place.words}” (line {place.at.line})" for place in places
    )
    hint = f"what fits ends {ends}: cut from there on, or find more room"
    return Problem("fit-too-long", places[0].at, message, hint)


def _cuts(over: int, boxes: Sequence[Any], galley: Sequence[Page]) -> Iterator[_Cut]:
    """Give the least to cut for so many pages less; nothing where breaks forbid it.

    Text after a break that is asked for begins a page anyway: each run of pages between
    two breaks is cut at its own end.
    """
    runs = _runs(galley)
    kept = [len(run) for run in runs]
    for _ in range(over):
        ends = [
            (galley[run[fits - 1]].height, number)
            for number, (run, fits) in enumerate(zip(runs, kept, strict=True))
            if fits > 1
        ]
        if not ends:
            break
        kept[min(ends)[1]] -= 1
    for run, fits in zip(runs, kept, strict=True):
        if cut := run[fits:]:
            places = (_last_place(boxes[page]) for page in reversed(run[:fits]))
            place = next(filter(None, places), None)
            yield _Cut(sum(galley[page].height for page in cut), place)


def _runs(pages: Sequence[Page]) -> list[list[int]]:
    """Give the pages between two breaks that are asked for, run after run."""
    runs: list[list[int]] = []
    for number, page in enumerate(pages):
        if page.forced or not runs:
            runs.append([])
        runs[-1].append(number)
    return runs


def _words_a_line(boxes: Sequence[Any]) -> float:
    found = [text(line) for box in boxes for line in lines(box.children[0])]
    return sum(len(line.split()) for line in found) / max(len(found), 1)


def _about(words: float) -> int:
    """Give a number of words to two digits: nobody counts the third."""
    return int(float(f"{max(words, 1):.2g}"))


def _last_place(box: Any) -> _Place | None:
    """Give the last paragraph or heading on a page of which the place is known."""
    for child in reversed(children(box)):
        if place := _last_place(child):
            return place
    at = written_at(getattr(box, "element", None))
    if at is None:
        return None
    words = "".join(box.element.itertext()).split()
    more = "…" if len(words) > SHOWN else ""
    return _Place(at, " ".join(words[:SHOWN]) + more)
