"""What YAML may say: the kinds of values, and the front matter of a leaflet.

These shapes are msgspec structs. `source` judges files by them, and the JSON Schemas
that editors use are made from them: one home for field, type and description.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

DATE = r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$"
Name: TypeAlias = Annotated[str, Meta(min_length=1, title="some text")]
Slug: TypeAlias = Annotated[
    str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", title="a name such as infusion-day")
]
Tag: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|\d{3}))?$",
        title="a language such as fr or fr_CA",
    ),
]
PartialDate: TypeAlias = Annotated[
    str, Meta(pattern=DATE, title="a date such as 2026-11 or 2026-11-23")
]
WebAddress: TypeAlias = Annotated[
    str, Meta(pattern=r"^https?://[^\s]+$", title="an address such as https://…")
]


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a mapping in a YAML file may hold; unknown keys are refused."""


class Person(Shape, frozen=True, kw_only=True):
    """Somebody who is named in print."""

    name: Annotated[Name, Meta(description="As printed, with title: Dr. Ada Roy")]
    credentials: Annotated[str, Meta(description="Such as MD, MSc")] = ""
    role: Annotated[str, Meta(description="Such as Rheumatologist, City Hospital")] = ""


class AdaptedFrom(Shape, frozen=True, kw_only=True):
    """The work that a leaflet was adapted from."""

    title: Name
    author: Person
    published: PartialDate


class Cover(Shape, frozen=True, kw_only=True):
    """The picture on the front of folded sheets and booklets."""

    picture: Annotated[Name, Meta(description="A file beside leaflet.md")]
    alternative: Annotated[Name, Meta(description="What it shows, in words")]


Count: TypeAlias = Annotated[int, Meta(gt=0, title="a whole number above 0")]


class Order(Shape, frozen=True, kw_only=True):
    """What a print shop is asked for; it stands on the job ticket as it is written."""

    paper: Annotated[
        str,
        Meta(max_length=80, title="80 letters at most"),
        Meta(description="Such as 150 g/m² silk"),
    ] = ""
    quantity: Annotated[
        Count | dict[Tag, Count] | None,
        Meta(title="a number of copies, or {en: 500, fr: 200}"),
        Meta(description="Copies in each language, or {en: 500, fr: 200}"),
    ] = None
    finishing: Annotated[
        str,
        Meta(max_length=80, title="80 letters at most"),
        Meta(description="Beside cutting and folding, such as shrink-wrapped in 50s"),
    ] = ""
    note: Annotated[
        str,
        Meta(max_length=300, title="300 letters at most"),
        Meta(description="Anything else, such as where to deliver"),
    ] = ""

    def copies(self, language: str) -> int | None:
        """Give how many copies are wanted in a language; None where nobody said."""
        if isinstance(self.quantity, dict):
            return self.quantity.get(language)
        return self.quantity


class FrontMatter(Shape, frozen=True, kw_only=True):
    """What stands between the `---` lines at the top of a leaflet."""

    title: Name
    subtitle: str = ""
    description: Annotated[str, Meta(description="One sentence for search")] = ""
    keywords: tuple[Name, ...] = ()
    language: Annotated[Tag, Meta(description="The language it is written in")]
    version: Annotated[Name, Meta(description="Printed in the imprint")]
    published: PartialDate
    reviewed: PartialDate | None = None
    next_review: PartialDate | None = None
    authors: tuple[Person, ...] = ()
    adapted_from: AdaptedFrom | None = None
    cover: Cover | None = None
    press: Annotated[
        Order | None, Meta(description="For the job ticket, over that of leaflet.yaml")
    ] = None
    funding: str = ""
    disclaimer: Name
    languages: Annotated[tuple[Tag, ...], Meta(min_length=1)]
    formats: Annotated[tuple[Name, ...], Meta(min_length=1)]
    web: Annotated[
        WebAddress | None,
        Meta(description="The leaflet's page; {language} becomes the language"),
    ] = None


TRANSLATABLE = {
    "title": "title",
    "subtitle": "subtitle",
    "description": "description",
    "keywords": "keyword",
    "name": "name of a person",
    "credentials": "credentials",
    "role": "role",
    "alternative": "what the picture on the cover shows",
    "funding": "funding",
    "disclaimer": "disclaimer",
}
"""Keys of the front matter whose values are messages, and what translators read."""

FieldPath: TypeAlias = tuple[str | int, ...]


def a_day(date: str) -> dt.date:
    """Give the day of a date; the first of the month where no day is told."""
    return dt.date.fromisoformat(date if len(date) > len("2026-11") else f"{date}-01")
