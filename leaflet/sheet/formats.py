"""Designs, as files of styles/formats have them, and formats: a design on a paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from leaflet.shapes import Name, Shape, Slug
from leaflet.sheet.fit import Fit, Pages
from leaflet.sheet.folds import FOLDS, Fold, StockName, panel_widths
from leaflet.sheet.imposition import (
    Imposition,
    copies,
    folded,
    one_by_one,
    saddle_stitched,
)
from leaflet.sheet.papers import PAPERS, Paper, Positive, usual_paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.sheet.folds import Direction

Layout: TypeAlias = Literal[
    "flat",
    "large-print",
    "half-fold",
    "trifold",
    "z-fold",
    "gate-fold",
    "booklet",
    "proof",
]
Target: TypeAlias = Literal["screen", "office", "press"]
Standard: TypeAlias = Literal["ua-1", "ua-2", "x-4", "x-1a"]
STANDARDS: dict[bool, tuple[Standard, ...]] = {
    False: ("ua-1", "ua-2"),
    True: ("x-4", "x-1a"),
}
"""What a file may keep, for readers and for the press; the usual one first."""
USUAL = "usual"
"""Stands for the paper that the project's territory uses."""
_NAMES = [*PAPERS, USUAL]
PaperName: TypeAlias = Annotated[
    Name, Meta(title="the name of a paper", extra_json_schema={"examples": _NAMES})
]


class Design(Shape, frozen=True, kw_only=True):
    """What one file of styles/formats says: layout x target, on some papers."""

    description: Annotated[
        str, Meta(description="One line for `leaflet formats`: whom it is for")
    ] = ""
    layout: Layout
    target: Target
    papers: Annotated[
        tuple[PaperName, ...],
        Meta(description="None named: the paper that the project's territory uses"),
    ] = ()
    sizes: Annotated[
        dict[Slug, tuple[Positive, Positive]] | None,
        Meta(description="Papers of your own: width and height in millimetres"),
    ] = None
    copies_on: Annotated[
        PaperName | None,
        Meta(description="Office: the sheet that holds several copies, to be cut"),
    ] = None
    stock: Annotated[
        StockName,
        Meta(description="80 to 100, 115 to 150 or 170 to 250 g/m2; folds heed it"),
    ] = "medium"
    bleed: Annotated[
        float,
        Meta(ge=0, title="millimetres"),
        Meta(description="Press: how far art reaches over the edge, in millimetres"),
    ] = 0.0
    spreads: Annotated[
        bool,
        Meta(
            description="Press, booklet: pages beside each other as on the sheets that "
            "are folded, creep included. Else one after the other: most shops impose"
        ),
    ] = False
    stylesheets: Annotated[tuple[Name, ...], Meta(min_length=1)]
    fit: Fit = Fit()
    standard: Annotated[
        Standard | None,
        Meta(
            description="What the file keeps: PDF/UA-1 and PDF/A-2a, or PDF/UA-2 and "
            "PDF/A-4; press: PDF/X-4, or PDF/X-1a. None named: the first of these"
        ),
    ] = None
    profile: Annotated[
        Name | None,
        Meta(
            description="Press: the ICC profile that the shop gave you, a file of the "
            "project. None named: FOGRA39, or GRACoL where the paper is Letter"
        ),
    ] = None

    @property
    def keeps(self) -> Standard:
        """The standard that a file of this design keeps."""
        return self.standard or STANDARDS[self.target == "press"][0]

    @property
    def for_review(self) -> bool:
        """Whether it shows a text to its reviewers, finished or not."""
        return self.layout == "proof"

    def may_keep(self, standard: Standard) -> bool:
        """Tell whether a standard is one for this target."""
        return standard in STANDARDS[self.target == "press"]

    def keeping(
        self, standard: Standard | None, profile: str | None
    ) -> tuple[Design, str]:
        """Give the design with another standard or profile, and a name for both.

        >>> press = Design(layout="flat", target="press", stylesheets=("a.css",))
        >>> press.keeping("x-1a", "styles/icc/Shop 2.icc")[1]
        'x-1a-shop-2'
        >>> press.keeping("x-4", None)[1]
        ''
        """
        names: list[str] = []
        if standard and standard != self.keeps:
            names.append(standard)
        if profile and profile != self.profile:
            names.append(PurePath(profile).stem)
        once = re.sub(r"[^a-z0-9]+", "-", "-".join(names).lower()).strip("-")
        made = msgspec.structs.replace(
            self,
            standard=standard or self.standard,
            profile=profile or self.profile,
        )
        return made, once

    @property
    def all_papers(self) -> dict[str, Paper]:
        """The papers that it may name: all that we know, and its own."""
        own = (self.sizes or {}).items()
        return PAPERS | {name: Paper(name, *size) for name, size in own}

    def faults(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give the place of each value that makes no sense here, and why."""
        known = self.all_papers
        named = [(("papers", at), name) for at, name in enumerate(self.papers)]
        for place, name in [*named, (("copies_on",), self.copies_on)]:
            if name not in (None, USUAL, *known):
                yield place, f"there is no paper {name}"
        press, kind = self.target == "press", (self.layout, self.target)
        for wrong, key, why in (
            (
                self.copies_on and kind != ("flat", "office"),
                "copies_on",
                "copies side by side are for flat office sheets",
            ),
            (
                self.spreads and kind != ("booklet", "press"),
                "spreads",
                "only a booklet for the press has spreads",
            ),
            (
                self.for_review and press,
                "target",
                "a proof is for its reviewers: screen or office",
            ),
        ):
            if wrong:
                yield (key,), why
        for key in ("bleed", "profile"):
            if getattr(self, key) and not press:
                yield (key,), f"only a press edition has a {key}"
        if self.standard and not self.may_keep(self.standard):
            names = " or ".join(STANDARDS[press])
            yield ("standard",), f"is none for {self.target}: write {names}"


@dataclass(frozen=True, slots=True)
class Format:
    """A design on one paper; `name` is the design's, such as `screen`.

    `carrier` is the sheet that copies of the paper are set on. `once` is what this
    build alone makes otherwise than the design says, such as `x-1a`.
    """

    name: str
    design: Design
    paper: Paper
    carrier: Paper | None = None
    once: str = ""

    def __str__(self) -> str:
        """Give the name as file names have it: `screen-letter`, `press-a4-x-1a`."""
        return "-".join(filter(None, (self.name, self.paper.name, self.once)))

    @property
    def fold(self) -> Fold | None:
        """How the sheet is folded, where it is."""
        return FOLDS.get(self.design.layout)

    @property
    def has_covers(self) -> bool:
        """Whether the title and the closing have a page each: the front, the back."""
        return self.fold is not None or self.design.layout == "booklet"

    @property
    def shown_pages(self) -> int:
        """How many pages it has where it is shown: a booklet two sheets' worth."""
        if self.fold:
            return self.fold.panels
        return 8 if self.has_covers else 1

    @property
    def sheet(self) -> Paper:
        """The paper as it lies before one who prints or folds it."""
        lies = self.has_covers or self.design.for_review
        return self.paper.lying if lies else self.paper

    @property
    def pages(self) -> dict[int, Paper]:
        """The size of each page that the typesetter makes, by its number.

        Where only page 1 is named, all others are like it.
        """
        sheet = self.sheet
        if self.fold:
            widths = panel_widths(self.fold, sheet, self.design.stock)
            return {
                panel: Paper("panel", width, sheet.height)
                for panel, width in widths.items()
            }
        if self.design.layout == "booklet":
            return {1: Paper("page", sheet.width / 2, sheet.height)}
        return {1: sheet}

    @property
    def fit(self) -> Fit:
        """The design's fit; a folded sheet has as many pages as panels."""
        if self.fold is None:
            return self.design.fit
        pages = Pages(exactly=self.fold.panels)
        return msgspec.structs.replace(self.design.fit, pages=pages)

    def imposition(self, pages: int, direction: Direction) -> Imposition | None:
        """Give where so many pages land on sheets; None where a page is a sheet.

        A screen shows the pages one after the other.
        """
        sheet, stock = self.sheet, self.design.stock
        if self.design.target == "screen":
            return None
        if self.fold:
            return folded(self.fold, sheet, stock, direction, pages)
        if self.design.layout == "booklet":
            if self.design.target == "press" and not self.design.spreads:
                return one_by_one(self.pages[1], pages)
            return saddle_stitched(sheet, stock, direction, pages)
        return copies(self.paper, self.carrier, pages) if self.carrier else None


def formats(name: str, design: Design, territory: str) -> list[Format]:
    """Give one format for each paper of a design without faults."""
    known = design.all_papers
    usual = usual_paper(territory)
    known[USUAL] = known[usual]
    carrier = known[design.copies_on] if design.copies_on else None
    papers = dict.fromkeys(known[paper].name for paper in design.papers or (usual,))
    return [Format(name, design, known[paper], carrier) for paper in papers]
