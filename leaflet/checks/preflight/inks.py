"""Checks on what the press has to print: standard, colours, ink, lines, images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.preflight.values import (
    ERROR,
    PAPER_WARNS,
    PLATES_WARN,
    PRINT,
    WARNING,
    Check,
    Finding,
    Subject,
    Target,
    more,
    place,
)
from leaflet.facts import Kind
from leaflet.facts.plates import uncounted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.facts import Page, Painted, Placed

LINE_OVERPRINTS_BELOW = 2.0
"""Points: black lines thinner than this overprint (GWG 2022, R0010)."""
ROUNDING = 0.005
SCALING = 0.05
"""Points that a line of 2 pt may lose where a drawing is placed a little smaller."""
_INKS = ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN", "Pattern", "", "Indexed")


def _standard(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    if not facts.x.startswith("PDF/X"):
        yield Finding(0, "does not say that it is PDF/X")
    elif facts.encrypted:
        yield Finding(0, "is encrypted, which PDF/X never is")
    if facts.x.startswith("PDF/X") and facts.trapped not in ("True", "False"):
        yield Finding(0, "does not say whether it is trapped")


def _annotations(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        kinds = {
            one.kind: None
            for one in page.annotations
            if one.kind not in ("TrapNet", "PrinterMark") and one.box.shared(page.bleed)
        }
        if kinds:
            message = f"has annotations inside of the bleed: {', '.join(kinds)}"
            yield Finding(page.number, message)


def _intent(subject: Subject) -> Iterator[Finding]:
    wanted = [one for one in subject.facts.intents if one.kind == "GTS_PDFX"]
    if not wanted:
        yield Finding(0, "names no printing condition (output intent)")
    for one in wanted:
        if not one.channels and not one.registry:
            yield Finding(0, "its printing condition has neither profile nor registry")
        elif one.channels not in (0, 4):
            message = f"its printing condition has {one.channels} channels, not CMYK"
            yield Finding(0, message)


def _blending(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if not page.transparent:
            continue
        others = [s for s in page.blends if s not in ("DeviceCMYK", "ICCBased4")]
        if others or not page.blends:
            what = ", ".join(others) or "a space that it does not name"
            yield Finding(page.number, f"its transparency is blended in {what}")


def _first(
    subject: Subject,
    wrong: Callable[[Painted], bool],
    told: Callable[[Painted], str],
) -> Iterator[Finding]:
    """Give one finding for each page with something that is wrong within its bleed."""
    for page in subject.facts.pages:
        hits = [one for one in _printed(page) if wrong(one)]
        if hits:
            where = f"{place(page, hits[0].box)}{more(len(hits))}"
            yield Finding(page.number, f"{told(hits[0])}: {where}")


def _printed(page: Page) -> Iterator[Painted]:
    """Give what is not a mark of the printer's, outside of the bleed."""
    yield from (one for one in page.painted if one.box.shared(page.bleed))


def _images(page: Page) -> Iterator[Placed]:
    yield from (one for one in page.images if one.box.shared(page.bleed))


def _colours(subject: Subject) -> Iterator[Finding]:
    def told(one: Painted) -> str:
        return f"{one.kind} is in {one.colour.space}, not in inks"

    yield from _first(subject, lambda one: one.colour.space not in _INKS, told)


def _image_colours(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        hits = [one for one in _images(page) if one.space not in _INKS]
        if hits:
            where = f"{place(page, hits[0].box)}{more(len(hits))}"
            yield Finding(page.number, f"an image is in {hits[0].space}: {where}")


def _spots(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        found = {ink: None for one in page.painted for ink in one.colour.spots}
        known = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")
        found |= {i: None for one in page.images for i in one.inks if i not in known}
        if found:
            names = ", ".join(found)
            yield Finding(page.number, f"prints with other inks than CMYK: {names}")


def _ink(subject: Subject) -> Iterator[Finding]:
    limit = subject.limits.ink
    for page in subject.facts.pages:
        for one in subject.inked:
            if one.page == page.number and one.percent > limit:
                message = (
                    f"has {one.percent:.0f} % of ink on 15 × 15 mm, more than "
                    f"{limit:.0f} %: {place(page, one.box)}"
                )
                yield Finding(page.number, message)


def _uncounted(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        if found := uncounted(page):
            where = f"{place(page, found[0].box)}{more(len(found))}"
            yield Finding(page.number, f"the ink of an image is not counted: {where}")


def _hairlines(subject: Subject) -> Iterator[Finding]:
    least = subject.limits.line - ROUNDING

    def wrong(one: Painted) -> bool:
        thin = one.size < least and one.kind in (Kind.STROKE, Kind.FILL)
        return thin and not one.colour.is_white

    def told(one: Painted) -> str:
        return f"a line of {one.size:.2f} pt is thinner than {subject.limits.line:g} pt"

    yield from _first(subject, wrong, told)


def _lines_overprint(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        below = LINE_OVERPRINTS_BELOW - SCALING
        thin = one.kind is Kind.STROKE and one.size < below
        return thin and one.colour.is_black and not one.overprint

    def told(one: Painted) -> str:
        return f"a black line of {one.size:.2f} pt does not overprint"

    yield from _first(subject, wrong, told)


def _resolution(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        for severity in (ERROR, WARNING):
            hits = [one for one in _images(page) if _verdict(one, subject) == severity]
            if hits:
                one = min(hits, key=lambda image: image.ppi)
                message = (
                    f"an image of {one.width} × {one.height} pixels has only "
                    f"{one.ppi:.0f} ppi: {place(page, one.box)}{more(len(hits))}"
                )
                yield Finding(page.number, message, severity=severity)


def _verdict(image: Placed, subject: Subject) -> str:
    """Give how bad an image's resolution is: an error, a warning or nothing."""
    bitmap = image.is_mask or image.bits == 1
    worst, poor = subject.limits.bitmap if bitmap else subject.limits.image
    if image.ppi <= worst:
        return ERROR
    return WARNING if image.ppi <= poor else ""


INKS = (
    Check(
        "preflight-standard",
        "The file is PDF/X, open, and says whether it is trapped",
        "PDF/X is the shop's promise that it prints as it looks.",
        "Export as PDF/X-4.",
        "GWG 2022, R0001; ISO 15930-7, 6.2 and 6.13",
        PRINT,
        _standard,
    ),
    Check(
        "preflight-annotations",
        "No annotation stands inside of the bleed",
        "A comment or a field may be printed, or not, as the shop's program likes.",
        "Take annotations out, or flatten them.",
        "ISO 15930-7, 6.12",
        PRINT,
        _annotations,
    ),
    Check(
        "preflight-intent",
        "The file names the printing condition that it was made for, in CMYK",
        "The same inks look different on another paper; the shop must know which.",
        "Export with an output intent, such as FOGRA39 or CGATS TR 006.",
        "GWG 2022, R0035; ISO 15930-7, 6.2.2",
        PRINT,
        _intent,
    ),
    Check(
        "preflight-blending",
        "Transparency is blended in CMYK",
        "Blended in RGB, black text below a shadow becomes four inks.",
        "Choose CMYK as the page's blend space.",
        "GWG 2022, R0030",
        PRINT,
        _blending,
    ),
    Check(
        "preflight-colours",
        "All that is drawn is in inks",
        "RGB is turned into inks by whoever comes last, and nobody proofs that. "
        "Nor can its ink be counted.",
        "Convert to CMYK before export.",
        "GWG 2022, R0027",
        PRINT,
        _colours,
    ),
    Check(
        "preflight-image-colours",
        "All images are in inks",
        "RGB is turned into inks by whoever comes last. Digital print takes RGB.",
        "Convert images to CMYK.",
        "GWG 2022, R0027 and R0028",
        {Target.PRESS: ERROR},
        _image_colours,
    ),
    Check(
        "preflight-spots",
        "There are no other inks than cyan, magenta, yellow and black",
        "Each spot colour is one more plate, which somebody pays for.",
        "Convert spot colours to process colours.",
        "GWG 2022, R0020",
        {Target.PRESS: ERROR, Target.DIGITAL: WARNING},
        _spots,
    ),
    Check(
        "preflight-ink",
        "No place has more ink than the paper takes",
        "Too much ink does not dry; it sets off on the next sheet.",
        "Use less ink in dark areas, or another profile.",
        "GWG 2022, R0026",
        {Target.PRESS: ERROR},
        _ink,
    ),
    Check(
        "preflight-ink-uncounted",
        "The ink of all images is counted",
        "Images that stand in the content itself are in no plate that we look at.",
        "Export images as objects of their own, as most programs do.",
        "GWG 2022, R0026",
        PLATES_WARN,
        _uncounted,
    ),
    Check(
        "preflight-hairlines",
        "No line is thinner than 0.25 pt",
        "A thinner line breaks up, or is not printed.",
        "Make it 0.25 pt or more.",
        "GWG 2022, R0018 and R0019",
        PAPER_WARNS,
        _hairlines,
    ),
    Check(
        "preflight-line-overprint",
        "Thin black lines overprint",
        "Where they knock out what is below, white edges show when plates shift.",
        "Let black lines overprint.",
        "GWG 2022, R0010",
        PLATES_WARN,
        _lines_overprint,
    ),
    Check(
        "preflight-resolution",
        "Images have enough pixels for their size",
        "Too few are seen as squares. How many are enough depends on the target.",
        "Use a larger original, or print it smaller.",
        "GWG 2022, R0031 and R0032",
        {Target.SCREEN: WARNING, Target.OFFICE: ERROR, **PRINT},
        _resolution,
    ),
)
