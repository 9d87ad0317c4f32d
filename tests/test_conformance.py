"""Both leaflets on every sheet, held against the standards by veraPDF and preflight.

PDF/UA-1 with PDF/A-2a: every edition for a screen that the leaflets name, in both
languages and both pseudo-languages, on both papers; and each other format that has
tags, in one of the four. PDF/UA-2 with PDF/A-4: each format for a screen, in one.
Preflight: all of the former, and an edition of every format for paper.
"""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

import pytest

from leaflet.finish import UA_1, UA_2, Standard
from leaflet.sheet import formats
from tests.sheets import (
    DESIGNS,
    LANGUAGES,
    OFFICE,
    SCREENS,
    SLUGS,
    SOURCES,
    Sheets,
    name_of,
)
from tests.verapdf import failures

TOO_LONG = {("half-fold", language) for language in LANGUAGES} | {
    ("gate-fold", "xx"),
    ("gate-fold", "xr"),
}
"""Sheets that neither text fits; tests/test_build_pseudo.py has one that does."""


def papers(design: str) -> list[str]:
    """Give the papers of a format."""
    return [one.paper.name for one in formats(design, DESIGNS[design], "CA")]


def one_of(design: str, language: str, once: str = "") -> list[str]:
    """Give an edition of a format in a language, where one of the leaflets fits it."""
    layout, at = DESIGNS[design].layout, LANGUAGES.index(language)
    if (layout, language) in TOO_LONG:
        return []
    slug = SLUGS[at % 2 if layout in ("flat", "large-print", "booklet") else 0]
    paper = papers(design)[at // 2 % len(papers(design))]
    return [name_of(slug, language, design, paper, once)]


EVERY_NAMED = [
    name_of(leaflet.slug, language, design, paper)
    for leaflet in SOURCES.leaflets
    for design in leaflet.front.formats
    if DESIGNS[design].target == "screen"
    for language, paper in product(LANGUAGES, papers(design))
]
TAGGED = [
    name
    for design, language in zip((*SCREENS, *OFFICE), cycle(LANGUAGES), strict=False)
    for name in one_of(design, language)
]
TAGGED_2 = [
    name
    for design, language in zip(SCREENS, cycle(LANGUAGES[::-1]), strict=False)
    for name in one_of(design, language, "ua-2")
]
ON_PAPER = [
    name
    for design in DESIGNS
    if design not in (*SCREENS, *OFFICE)
    for name in one_of(design, "fr")
]


def keeps(sheets: Sheets, name: str, standard: Standard, folder: Path) -> list[str]:
    path = folder / "edition.pdf"
    path.write_bytes(sheets[name].pdf)
    return [one for flavour in standard.flavours for one in failures(path, flavour)]


@pytest.mark.parametrize("name", dict.fromkeys(EVERY_NAMED + TAGGED))
def test_keeps_ua_1_and_a_2a(sheets: Sheets, name: str, tmp_path: Path) -> None:
    assert keeps(sheets, name, UA_1, tmp_path) == []


@pytest.mark.parametrize("name", TAGGED_2)
def test_keeps_ua_2_and_a_4(sheets: Sheets, name: str, tmp_path: Path) -> None:
    assert keeps(sheets, name, UA_2, tmp_path) == []


@pytest.mark.parametrize("name", dict.fromkeys(EVERY_NAMED + TAGGED + ON_PAPER))
def test_preflight_finds_nothing(sheets: Sheets, name: str) -> None:
    """Not even a warning."""
    assert sheets[name].warnings == 0
