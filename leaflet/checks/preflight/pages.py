"""Checks on the sheet: boxes, pages, bleed, and what is too near the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.preflight.values import (
    ALL,
    ERROR,
    OFFICE_ONLY,
    PAPER_WARNS,
    PLATES_WARN,
    PRINT,
    PRINT_WARNS,
    WARNING,
    Check,
    Finding,
    Subject,
    Target,
    more,
    place,
    quoted,
)
from leaflet.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflet.facts import Box, Page, Painted, Placed

SAME = 0.1
"""Millimetres by which two boxes may differ and be the same."""
_SIDES = ("left", "bottom", "right", "top")


def _boxes(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if "TrimBox" not in page.given:
            yield Finding(page.number, "has no TrimBox: nobody knows where to cut")
        elif min(page.trim.width, page.trim.height) < 1:
            yield Finding(page.number, "its TrimBox has no area: nothing would be left")
        if not page.media.holds(page.bleed, SAME) or not page.bleed.holds(
            page.trim, SAME
        ):
            message = "its boxes do not lie in each other: trim, bleed, media"
            yield Finding(page.number, message)


def _bleed_box(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        pairs = zip(page.trim, page.bleed, strict=True)
        least = min(abs(trim - bleed) for trim, bleed in pairs)
        if least < subject.limits.bleed - SAME and any(_at_edge(page)):
            message = (
                f"leaves {least:.1f} mm of bleed; {subject.limits.bleed:g} are needed"
            )
            yield Finding(page.number, message)


def _crop_box(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if not page.crop.holds(page.media, SAME):
            yield Finding(page.number, "its CropBox is not its MediaBox")


def _unit(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if page.unit != 1:
            message = f"has a UserUnit of {page.unit:g}, which many programs ignore"
            yield Finding(page.number, message)


def _turned(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if page.rotate:
            yield Finding(page.number, f"is turned by {page.rotate}°")


def _sizes(subject: Subject) -> Iterator[Finding]:
    pages = subject.facts.pages
    for page in pages[1:]:
        first = pages[0].trim
        if (
            max(
                abs(page.trim.width - first.width), abs(page.trim.height - first.height)
            )
            > SAME
        ):
            message = f"is {_size(page.trim)}, the first page {_size(first)}"
            yield Finding(page.number, message)


def _size(box: Box) -> str:
    return f"{box.width:.1f} × {box.height:.1f} mm"


def _empty(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if page.is_empty:
            yield Finding(page.number, "is empty")


# --- what comes near the edge


def _at_edge(page: Page) -> Iterator[tuple[Painted | Placed, str]]:
    """Give what reaches the trim on a side without being white, and the side."""
    drawn: list[Painted | Placed] = [
        one
        for one in page.painted
        if one.kind is not Kind.TEXT and not one.colour.is_white
    ]
    for one in (*drawn, *page.images):
        if not one.box.shared(page.trim):
            continue
        for number, side in enumerate(_SIDES):
            sign = -1 if side in ("left", "bottom") else 1
            if sign * (one.box[number] - page.trim[number]) > -SAME:
                yield one, side


def _bleeds(subject: Subject) -> Iterator[Finding]:
    need = subject.limits.bleed
    for page in subject.facts.pages:
        short: dict[str, list[tuple[float, Painted | Placed]]] = {}
        for one, side in _at_edge(page):
            number = _SIDES.index(side)
            over = abs(one.box[number] - page.trim[number])
            if over < need - SAME:
                short.setdefault(side, []).append((over, one))
        for side, hits in short.items():
            over, one = min(hits, key=lambda hit: hit[0])
            message = (
                f"what touches the {side} edge goes {over:.1f} mm beyond it, not "
                f"{need:g}: {place(page, one.box)}{more(len(hits))}"
            )
            yield Finding(page.number, message)


def _safe(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        inner = page.trim.grown(-subject.limits.safe)
        near = [
            one
            for one in _texts(page)
            if one.box.shared(page.trim) and not inner.holds(one.box)
        ]
        if near:
            one = near[0]
            message = (
                f"the text {quoted(one.text)} is less than {subject.limits.safe:g} mm "
                f"from the edge: {place(page, one.box)}{more(len(near))}"
            )
            yield Finding(page.number, message)


def _texts(page: Page) -> Iterator[Painted]:
    """Give texts that have more than blanks."""
    yield from (
        one for one in page.painted if one.kind is Kind.TEXT and one.text.strip()
    )


def _margin(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        inner = page.trim.grown(-subject.limits.safe)
        near: list[Painted | Placed] = [
            one
            for one in page.painted
            if one.kind is not Kind.TEXT
            and not one.colour.is_white
            and not inner.holds(one.box, SAME)
        ]
        near += [one for one in page.images if not inner.holds(one.box, SAME)]
        if near:
            message = (
                f"something is drawn less than {subject.limits.safe:g} mm from the "
                f"edge: {place(page, near[0].box)}{more(len(near))}"
            )
            yield Finding(page.number, message)


def _overflow(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        for one in _texts(page):
            whole = one.whole or one.box
            # Wholly outside of the trim are only the notes that a shop reads.
            if whole.shared(page.trim.grown(-SAME)) and not page.trim.grown(SAME).holds(
                whole
            ):
                message = f"the text {quoted(one.text)} goes over the edge"
                yield Finding(page.number, f"{message}: {place(page, whole)}")


PAGES = (
    Check(
        "preflight-boxes",
        "Each page says where it is cut, and its boxes lie in each other",
        "The shop places pages by their TrimBox, and prints what the BleedBox holds.",
        "Export with trim and bleed; in a page program these are options of PDF/X.",
        "ISO 15930-7, 6.9; ISO 32000-1, 14.11.2",
        PRINT,
        _boxes,
    ),
    Check(
        "preflight-bleed-box",
        "The BleedBox leaves room for bleed where something reaches the edge",
        "Paper is cut a little beside the line; what ends there shows a white edge.",
        "Export with 3 mm (1/8 in) of bleed on each side.",
        "GWG 2022; print shops",
        PRINT,
        _bleed_box,
    ),
    Check(
        "preflight-crop-box",
        "The CropBox is the MediaBox",
        "Some programs place a page by its CropBox, and would place it wrongly.",
        "Take the CropBox out.",
        "GWG 2022, R0003",
        PRINT,
        _crop_box,
    ),
    Check(
        "preflight-user-unit",
        "A page's unit is the point",
        "Where UserUnit is ignored, the sheet comes out in another size.",
        "Export without scaling.",
        "GWG 2022, R0002",
        PRINT,
        _unit,
    ),
    Check(
        "preflight-rotation",
        "No page is turned",
        "A page that is turned for the screen is imposed as it stands in the file.",
        "Export upright pages.",
        "GWG 2022, R0004",
        PRINT_WARNS,
        _turned,
    ),
    Check(
        "preflight-sizes",
        "All pages have the same trim size",
        "One job is cut on one machine; a page of another size was put in by mistake.",
        "Make one file for each size.",
        "GWG 2022, R0004",
        PAPER_WARNS,  # on a screen, panels are as wide as they are when folded
        _sizes,
    ),
    Check(
        "preflight-empty",
        "No page is empty",
        "An empty page costs paper, and is seldom meant.",
        "Take it out, or tell the shop that it is meant.",
        "GWG 2022, R0005",
        {Target.SCREEN: WARNING, Target.OFFICE: WARNING, **PLATES_WARN},
        _empty,
    ),
    Check(
        "preflight-bleed",
        "What touches the edge goes beyond it by the bleed",
        "Paper is cut a little beside the line; what ends there shows a white edge.",
        "Make it larger, over the edge, or keep it away from the edge.",
        "print shops: 3 mm or 1/8 in",
        PRINT,
        _bleeds,
    ),
    Check(
        "preflight-safe",
        "Text keeps away from the edge",
        "What stands near the edge is cut off, or not reached by the printer.",
        "Move it inwards.",
        "print shops: 3 to 5 mm; office printers: 7 mm",
        {Target.OFFICE: ERROR, **PRINT_WARNS},
        _safe,
    ),
    Check(
        "preflight-margin",
        "Nothing is drawn where an office printer cannot print",
        "Desktop printers leave 4 to 7 mm white on each side; a band that reaches the "
        "edge comes out cut off, differently on each machine.",
        "Move it inwards, or end it 7 mm before the edge.",
        "office printers: 7 mm",
        OFFICE_ONLY,
        _margin,
    ),
    Check(
        "preflight-overflow",
        "No text goes over the edge of the page",
        "Words that are cut off are lost, and nobody sees that they were there.",
        "Give the text more room, or shorten it.",
        "our own",
        ALL,
        _overflow,
    ),
)
