"""Checks on text: fonts, glyphs, small text in several inks, black text, contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.preflight.values import (
    ALL,
    PLATES_WARN,
    PRINT,
    PRINT_WARNS,
    Check,
    Finding,
    Subject,
    more,
    place,
    quoted,
)
from leaflet.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.facts import Painted

OVERPRINTS_BELOW = 12.0
"""Points: black text smaller than this overprints (GWG 2022, R0009)."""
RICH_BLACK, RICH_SUM = 0.85, 2.8
"""So much black in so much ink is a rich black (GWG 2022, R0015)."""
NORMAL, LARGE = 4.5, 3.0
"""Contrast of text, and of large text (WCAG 2.1, 1.4.3)."""
LARGE_SIZE, LARGE_BOLD = 18.0, 14.0
ROUNDING = 0.05


def _fonts(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        for font in page.fonts:
            if not font.embedded:
                yield Finding(page.number, f"the font {font.name} is not embedded")


def _glyphs(subject: Subject) -> Iterator[Finding]:
    def told(one: Painted) -> str:
        return f"{one.missing} characters of {quoted(one.text)} are not in {one.font}"

    yield from _texts(subject, lambda one: one.missing > 0, told)


def _texts(
    subject: Subject, wrong: Callable[[Painted], bool], told: Callable[[Painted], str]
) -> Iterator[Finding]:
    """Give one finding for each page with texts that are wrong: the first of them."""
    for page in subject.facts.pages:
        hits = [
            one
            for one in page.painted
            if one.kind is Kind.TEXT and one.text.strip() and wrong(one)
        ]
        if hits:
            where = place(page, hits[0].box)
            yield Finding(page.number, f"{told(hits[0])}: {where}{more(len(hits))}")


def _size(one: Painted) -> str:
    return f"{one.size:.1f} pt"


def _several_inks(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        plates = one.colour.plates
        inks = sum(ink > 0 for ink in plates or ()) + len(one.colour.spots)
        return one.size < subject.limits.text - ROUNDING and inks > 1

    def told(one: Painted) -> str:
        return f"the text {quoted(one.text)} in several inks has only {_size(one)}"

    yield from _texts(subject, wrong, told)


def _reversed(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        return one.size < subject.limits.text - ROUNDING and one.colour.is_white

    def told(one: Painted) -> str:
        return f"the white text {quoted(one.text)} has only {_size(one)}"

    yield from _texts(subject, wrong, told)


def _rich_black(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        plates = one.colour.plates or (0, 0, 0, 0)
        return plates[3] >= RICH_BLACK and sum(plates) > RICH_SUM

    def told(one: Painted) -> str:
        inks = sum(one.colour.plates or ()) * 100
        return f"the text {quoted(one.text)} is black in {inks:.0f} % of ink"

    yield from _texts(subject, wrong, told)


def _overprint(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        small = one.size < OVERPRINTS_BELOW - ROUNDING
        return small and one.colour.is_black and not one.overprint

    def told(one: Painted) -> str:
        return f"the black text {quoted(one.text)} does not overprint"

    yield from _texts(subject, wrong, told)


def _white_overprints(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        return one.overprint and one.colour.is_white

    def told(one: Painted) -> str:
        return f"the white text {quoted(one.text)} overprints, and will not be seen"

    yield from _texts(subject, wrong, told)


def _grey_text(subject: Subject) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        small = one.size < OVERPRINTS_BELOW - ROUNDING
        grey = one.colour.space == "DeviceGray"
        return small and grey and one.colour.is_black

    def told(one: Painted) -> str:
        return f"the black text {quoted(one.text)} is in DeviceGray"

    yield from _texts(subject, wrong, told)


def _contrast(subject: Subject) -> Iterator[Finding]:
    for page in subject.facts.pages:
        hits = []
        for one in subject.shown:
            large = one.size >= (LARGE_BOLD if one.bold else LARGE_SIZE)
            need = LARGE if large else NORMAL
            if one.page == page.number and one.contrast < need - ROUNDING / 10:
                hits.append((one, need))
        if hits:
            one, need = min(hits, key=lambda hit: hit[0].contrast / hit[1])
            message = (
                f"the text {quoted(one.text)} has a contrast of {one.contrast:.1f} to "
                f"what is behind it, not {need}: {place(page, one.box)}"
            )
            yield Finding(page.number, message + more(len(hits)))


LETTERING = (
    Check(
        "preflight-fonts",
        "All fonts are embedded",
        "Another machine puts another font in its place; lines run over, signs change.",
        "Export with fonts embedded.",
        "ISO 15930-7, 6.3; ISO 14289-1, 7.21.4.1",
        ALL,
        _fonts,
    ),
    Check(
        "preflight-glyphs",
        "Every character that is drawn has a glyph",
        "A box stands where a letter should be; nobody can read what was meant.",
        "Choose a font that has the character.",
        "ISO 14289-1, 7.21.8",
        ALL,
        _glyphs,
    ),
    Check(
        "preflight-text-inks",
        "Small text is in one ink",
        "Plates are never quite in register: letters in several inks grow edges.",
        "Set it in black alone, or larger.",
        "GWG 2022, R0017",
        PRINT_WARNS,
        _several_inks,
    ),
    Check(
        "preflight-text-reversed",
        "Small text is not white on colour",
        "Ink runs into thin white letters, and they close.",
        "Set it larger and bolder.",
        "GWG 2022, R0016",
        PRINT_WARNS,
        _reversed,
    ),
    Check(
        "preflight-text-black",
        "Black text is black ink alone",
        "So much ink dries slowly and sets off on the next sheet; edges get colours.",
        "Use black at 100 % and no other ink.",
        "GWG 2022, R0015",
        PRINT_WARNS,
        _rich_black,
    ),
    Check(
        "preflight-text-overprint",
        "Small black text overprints",
        "Where it knocks out what is below, a white edge shows when plates shift.",
        "Let black text overprint.",
        "GWG 2022, R0009",
        PLATES_WARN,
        _overprint,
    ),
    Check(
        "preflight-text-grey-space",
        "Small black text is not in DeviceGray",
        "Overprint in DeviceGray is done differently by different machines.",
        "Write black as DeviceCMYK 0 0 0 1.",
        "GWG 2022, R0011",
        PLATES_WARN,
        _grey_text,
    ),
    Check(
        "preflight-white-overprint",
        "White text does not overprint",
        "White that overprints prints nothing: the text is gone.",
        "Take overprint from the white text.",
        "GWG 2022, R0007",
        PRINT,
        _white_overprints,
    ),
    Check(
        "preflight-contrast",
        "Text stands out from what is behind it",
        "Many readers see less well than designers; measured is the worst letter "
        "against what is rendered behind it: 4.5, or 3 from 18 pt (14 pt bold) on.",
        "Make the text darker, or its ground lighter.",
        "WCAG 2.1, 1.4.3",
        ALL,
        _contrast,
    ),
)
