"""What leaflet.yaml says: the association, its brand, its territory, its papers."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, TypeAlias

from msgspec import Meta, field

from leaflet.pseudo import DIRECTIONS, pseudo
from leaflet.shapes import Name, Order, Shape, Tag

Percent: TypeAlias = Annotated[float, Meta(ge=0, le=100, title="a percentage, 0-100")]
PerLanguage: TypeAlias = dict[Tag, Name]


class Association(Shape, frozen=True, kw_only=True):
    """Who speaks: printed in the contact footer and the imprint."""

    name: Annotated[PerLanguage, Meta(description="The name in each language")]
    language: Annotated[Tag, Meta(description="The language of the name itself")]
    website: Annotated[
        str,
        Meta(
            pattern=r"^[^\s/:]+\.[^\s/:]+(/\S*)?$", title="a website: www.example.org"
        ),
    ]
    email: Annotated[
        str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", title="an e-mail address")
    ]
    phone: Annotated[
        str, Meta(pattern=r"^(\+?[\d ().-]{5,})?$", title="a phone number")
    ] = ""
    address: Annotated[str, Meta(description="One line")] = ""
    charity_number: str = ""

    def named(self, language: str) -> tuple[str, str]:
        """Give the name to print in a language, and the language that it is in.

        In a language that has none, it is the association's own: in a draft, or on a
        job ticket.
        """
        own = self.name[self.language]
        name = own if language in DIRECTIONS else self.name.get(language, own)
        return name, self.language if name == own else language


class Colour(Shape, frozen=True, kw_only=True):
    """A named colour, on screen and in process inks."""

    rgb: Annotated[
        str, Meta(pattern=r"^#[0-9a-fA-F]{6}$", title="a colour such as #0b5c66")
    ]
    cmyk: Annotated[
        tuple[Percent, Percent, Percent, Percent],
        Meta(description="Cyan, magenta, yellow, black in percent"),
    ]


class Colours(Shape, frozen=True, kw_only=True):
    """The colours that stylesheets may name, and no others."""

    ink: Annotated[Colour, Meta(description="Text")]
    muted: Annotated[Colour, Meta(description="Secondary text, such as the footer")]
    accent: Annotated[Colour, Meta(description="The one accent: headings, links")]
    tint: Annotated[Colour, Meta(description="Behind boxes: a pale accent")]
    paper: Annotated[Colour, Meta(description="The sheet itself")]


class Pair(Shape, frozen=True, kw_only=True):
    """Two families that stand in styles/fonts; they may be the same."""

    text: Annotated[Name, Meta(description="Running text")]
    headings: Annotated[Name, Meta(description="Title and headings")]


class Fonts(Pair, frozen=True, kw_only=True):
    """Families that stand in styles/fonts, and those of other scripts."""

    languages: Annotated[
        dict[Tag, Pair],
        Meta(description="Languages whose letters these have not: ja, zh_Hant"),
    ] = field(default_factory=dict)

    def of(self, tag: str) -> Pair:
        """Give the families of a language: its own, else those of a wider tag."""
        parts = tag.split("_")
        tags = ("_".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next(
            (self.languages[one] for one in tags if one in self.languages), self
        )

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All that are named."""
        return (self, *self.languages.values())


class Logo(Shape, frozen=True, kw_only=True):
    """The association's mark; `var(--accent)` in the SVG is the named colour."""

    file: Annotated[str, Meta(pattern=r"\.svg$", title="an SVG file of the project")]
    alternative: Annotated[PerLanguage, Meta(description="What it says, per language")]

    def says(self, language: str) -> str:
        """Give what it says in a language; a pseudo-language makes one over.

        In a language that has none yet, it is the first that is there: in a draft.
        """
        first = next(iter(self.alternative.values()))
        if language in DIRECTIONS:
            return pseudo(first, language)
        return self.alternative.get(language, first)


class PrintShop(Order, frozen=True, kw_only=True):
    """What the association asks its print shop for, and in which language."""

    language: Annotated[
        Tag | None,
        Meta(description="Of job tickets; the association's own unless told"),
    ] = None


class Project(Shape, frozen=True, kw_only=True):
    """A whole leaflet.yaml."""

    association: Association
    territory: Annotated[
        str, Meta(pattern=r"^[A-Z]{2}$", title="a territory such as CA")
    ]
    colours: Colours
    fonts: Fonts
    logo: Logo | None = None
    press: Annotated[
        PrintShop, Meta(description="What stands on the job tickets for the shop")
    ] = PrintShop()
    sign_off: Annotated[
        tuple[Name, ...],
        Meta(description="Formats that are built only when somebody has signed"),
    ] = ()

    @property
    def shop_language(self) -> str:
        """The language of job tickets."""
        return self.press.language or self.association.language


SRGB_KNEE = 0.04045
"""Where sRGB's straight part ends (IEC 61966-2-1; WCAG's 0.03928 is a misprint)."""


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    return contrast_ratio(one.rgb, other.rgb)


@lru_cache(maxsize=1000)
def contrast_ratio(one: str, other: str) -> float:
    """Give the contrast ratio of two colours as `#rrggbb`.

    >>> contrast_ratio("#ffffff", "#000000")
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: str) -> float:
    """Give the relative luminance of `#rrggbb` (WCAG 2.1, definition)."""
    channels = (int(rgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        value / 12.92 if value <= SRGB_KNEE else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
