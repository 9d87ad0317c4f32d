"""Lost text: every word of the HTML is on a page, where an eye can see it.

Boxes of a fixed height, or that stand by themselves, lose what passes the foot of the
page, and the engine does not say so; a word too long for its line runs off the paper.
What was set is therefore compared with what was to be set, element by element.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaflet.problems import Location, Problem
from leaflet.typeset.boxes import children, kind, written_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.typeset.layout import Layout

SHOWN = 12
"""Words of what was lost that are told."""
EDGE = 1.0
"""CSS pixels that a letter may stand beyond an edge."""
RESPELLED = 3
"""Letters that hyphenation adds or takes: asszony, asz-szony."""
_UNSEEN = ("head", "style", "script", "template", "title")
_MADE = dict.fromkeys(
    map(ord, "-\u00ad\u2010\u2011\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
"""Hyphens and invisible characters, which the end of a line may add or take."""


@dataclass(frozen=True, slots=True)
class _Window:
    """What can be seen of what is drawn, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def shows(self, box: Any) -> bool:
        """Tell whether nothing is cut off a line's text, but for its edges."""
        middle = box.position_y + box.height / 2
        right = box.position_x + box.width
        return bool(
            self.left - EDGE <= box.position_x
            and right <= self.right + EDGE
            and self.top <= middle <= self.bottom
        )

    def within(self, box: Any) -> _Window:
        """Give what a box that hides what overflows it leaves to be seen."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return _Window(
            max(self.left, left),
            max(self.top, top),
            min(self.right, left + box.padding_width()),
            min(self.bottom, top + box.padding_height()),
        )


def lost_words(layout: Layout, tree: Any, name: str) -> Iterator[Problem]:
    """Tell of words of the HTML that cannot be read on any page."""
    seen = _seen(layout)
    style_for = layout.context.style_for
    for element, text, at in _texts(tree, style_for, Location(name)):
        if lost := missing(text, "".join(seen.get(element, ()))):
            told = " ".join(lost[:SHOWN]) + ("…" if len(lost) > SHOWN else "")
            yield Problem(
                "text-lost",
                at,
                f"{name}: {len(lost)} words are on no page: {told}",
                "a table has too many columns, a word is longer than its line, or "
                "a box is too small or off the page",
            )


def missing(text: str, seen: str) -> list[str]:
    """Give the words of a text that are not in what is seen of it.

    >>> missing("one two three", "one tw-o")
    ['three']
    """
    laid, place = _bare(seen), 0
    words = [word for word in text.split() if _bare(word)]
    for number, word in enumerate(words):
        bare = _bare(word)
        if laid.startswith(bare, place):
            place += len(bare)
            continue
        follows = _bare("".join(words[number + 1 : number + 3]))
        found = laid.find(follows, place, place + len(bare + follows) + RESPELLED)
        if not follows or found <= place:
            return words[number:]
        place = found
    return []


def _bare(text: str) -> str:
    """Give the characters that are set wherever lines end."""
    return "".join(text.translate(_MADE).casefold().split())


def _texts(
    element: Any, style_for: Any, at: Location
) -> Iterator[tuple[Any, str, Location]]:
    """Give each element that is to be seen, its own text, and where it was written."""
    # A comment's tag is no text; a picture's, such as SVG, has a name space.
    if not isinstance(element.tag, str) or element.tag.startswith("{"):
        return
    style = style_for(element)
    if element.tag in _UNSEEN or style is None or "none" in style["display"]:
        return
    # Running matter is taken out of the text, and not every page shows it.
    if style["position"][0] == "running()":
        return
    at = written_at(element) or at
    own = [element.text, *(child.tail for child in element)]
    if text := "".join(part for part in own if part).strip():
        yield element, text, at
    for child in element:
        yield from _texts(child, style_for, at)


def _seen(layout: Layout) -> dict[Any, list[str]]:
    """Give the text of each element, as far as it can be seen."""
    seen: dict[Any, list[str]] = defaultdict(list)
    for page in layout.pages:
        paper = _Window(0, 0, page.margin_width(), page.margin_height())
        _look(page, paper, seen)
    return seen


def _look(box: Any, window: _Window | None, seen: dict[Any, list[str]]) -> None:
    if kind(box) == "TextBox":
        _, _, pseudo = (box.element_tag or "::").partition("::")
        own = box.element_tag and (not pseudo or pseudo.startswith("first-"))
        if own and (window is None or window.shows(box)):
            seen[box.element].append(box.text)
        return
    if window is not None and box.style["transform"]:
        window = None  # it is drawn somewhere else
    elif window is not None and box.style["overflow"] != "visible":
        window = window.within(box)
    for child in children(box):
        _look(child, window, seen)
