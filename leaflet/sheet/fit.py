"""How far the typesetter may go so that a text fills its pages, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

from msgspec import Meta

from leaflet.shapes import Count, Shape
from leaflet.sheet.papers import Positive

if TYPE_CHECKING:
    from collections.abc import Iterator


class Setting(NamedTuple):
    """How a text is set: one value of each for all its pages."""

    size: float  # of the text, in points
    leading: float  # a multiple of the size
    space: float  # between paragraphs, a multiple of the stylesheet's own


Bounds: TypeAlias = Annotated[
    tuple[Positive, Positive, Positive], Meta(title="three numbers, rising")
]
"""The tightest that is allowed, the designer's own choice, the loosest."""


class Pages(Shape, frozen=True, kw_only=True):
    """How many pages a format has room for; panels are pages to the typesetter."""

    exactly: Annotated[Count | None, Meta(description="Such as the six of a fold")] = (
        None
    )
    at_most: Count | None = None
    multiple: Annotated[
        Count,
        Meta(
            description="Such as the four of a booklet: striven for, within the bounds "
            "below, and no error where it fails; a booklet's rest stays white"
        ),
    ] = 1


class Fit(Shape, frozen=True, kw_only=True):
    """How far the typesetter may go so that a text fills its pages, and no more.

    The setting is the same on every page. Space and leading give way first, then the
    size; none of them ever leaves its bounds.
    """

    pages: Annotated[Pages, Meta(description="As many as there are, where none")] = (
        Pages()
    )
    last_page: Annotated[
        float,
        Meta(ge=0, le=1, title="a share of the page, 0 to 1"),
        Meta(description="The share that text and closing must fill"),
    ] = 0.0
    size: Annotated[Bounds, Meta(description="Size of the text in points")] = (
        12.0,
    ) * 3
    leading: Annotated[Bounds, Meta(description="In multiples of the size")] = (
        1.4,
    ) * 3
    space: Annotated[
        Bounds,
        Meta(description="Between paragraphs, in multiples of the stylesheet's own"),
    ] = (1.0,) * 3

    def at(self, way: float) -> Setting:
        """Give the setting on the way from tight (-1) through the design (0) to loose.

        >>> Fit(size=(10, 11, 11), leading=(1.2, 1.4, 1.5)).at(-0.75)
        Setting(size=10.5, leading=1.2, space=1.0)
        """
        bound, far = (0 if way < 0 else 2), abs(way)
        resized = self.size[bound] != self.size[1]
        spacing = min(1, 2 * far) if resized else far
        return Setting(
            _between(self.size, bound, max(0, 2 * far - 1)),
            _between(self.leading, bound, spacing),
            _between(self.space, bound, spacing),
        )

    @property
    def design(self) -> Setting:
        """The designer's own choice."""
        return self.at(0)

    def faults(self) -> Iterator[tuple[str, str]]:
        """Give each key whose value makes no sense, and what is wrong with it."""
        for key in ("size", "leading", "space"):
            bounds = getattr(self, key)
            if list(bounds) != sorted(bounds):
                yield key, "is not in the order tightest, as designed, loosest"
        if self.pages.exactly and (self.pages.at_most or self.pages.multiple != 1):
            yield "pages", "has `exactly`, which leaves nothing to say beside it"


def _between(bounds: Bounds, bound: int, share: float) -> float:
    return round(bounds[1] + (bounds[bound] - bounds[1]) * share, 3)
