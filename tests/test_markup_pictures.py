"""The logo and the QR code as SVG."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import segno
from markupsafe import Markup

from leaflet.markup import Pages, coloured, qr_code
from leaflet.project import Project
from leaflet.source.files import Files
from tests.editions import CSS, PROJECT, edition, leaflet, problems, write


@pytest.fixture
def files(tmp_path: Path) -> Files:
    write(tmp_path, "styles/test.css", CSS)
    return Files(tmp_path)


LOGO = {"file": "logo.svg", "alternative": {"en": "Health & Co", "ar": "Health"}}


def brand(files: Files, svg: str) -> str:
    write(files.root, "logo.svg", svg)
    page = Pages(files).render(edition(logo=LOGO))
    found = re.search(r'<div class="brand">(.*?)</div>', page, re.DOTALL)
    assert found
    return found[1].strip()


TITLE = "<title>Health &amp; Co</title>"


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ("<svg></svg>", f"<svg>{TITLE}</svg>"),
        (
            "\ufeff\n<svg a=\"1\"\n b='2' ></svg>",
            f"<svg a=\"1\"\n b='2' >{TITLE}</svg>",
        ),
        ('<?xml version="1.0"?>\n<svg></svg>', f"<svg>{TITLE}</svg>"),
        ("<!-- an <svg> by us --><svg></svg>", f"<svg>{TITLE}</svg>"),
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n<svg></svg>',
            f"<svg>{TITLE}</svg>",
        ),
        ('<!DOCTYPE svg [ <!ENTITY a "b"> ]><svg></svg>', f"<svg>{TITLE}</svg>"),
        ('<svg a="x > y" b="<g>"></svg>', f'<svg a="x > y" b="<g>">{TITLE}</svg>'),
        # Ours comes first, and the first is the picture's.
        (
            "<svg><title>old</title><!-- c --></svg>",
            f"<svg>{TITLE}<title>old</title><!-- c --></svg>",
        ),
        (
            '<svg><g fill="var(--accent)"/></svg>',
            f'<svg>{TITLE}<g fill="#000002"/></svg>',
        ),
    ],
)
def test_a_logo_gets_our_title(files: Files, svg: str, expected: str) -> None:
    assert brand(files, svg) == expected


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "not a picture",
        "<svg/>",
        "<svg a=1></svg>",
        "<html><svg></svg></html>",
        "<!-- a --><g><!-- b --><svg></svg>",
        "<!-- <svg>",
        "<svgx></svgx>",
    ],
)
def test_a_logo_that_is_no_picture(files: Files, svg: str) -> None:
    write(files.root, "logo.svg", svg)
    assert problems(files, edition(logo=LOGO)) == [("logo-broken", "logo.svg")]


def test_a_missing_logo(files: Files) -> None:
    assert problems(files, edition(logo=LOGO)) == [("logo-missing", "leaflet.yaml")]


def test_without_a_logo_the_name_stands_there(files: Files) -> None:
    page = Pages(files).render(edition(leaflet(), "ar"))
    assert (
        '<div class="brand"><span lang="en" dir="ltr">Health B.C.</span></div>' in page
    )


def test_colours_by_name() -> None:
    colours = msgspec.convert(PROJECT, Project).colours
    svg = "var(--ink) var( --tint ) var(--paper, #fff) varnish(--ink)"
    assert coloured(svg, colours, "a.svg") == "#000000 #000003 #000004 varnish(--ink)"


def test_every_unknown_colour_is_told(files: Files) -> None:
    write(
        files.root,
        "logo.svg",
        "<svg>\n<g fill='var(--pink)'/>\n<g fill='var(--Ink, red)'/></svg>",
    )
    assert problems(files, edition(logo=LOGO)) == [
        ("colour-unknown", "logo.svg:2"),
        ("colour-unknown", "logo.svg:3"),
    ]


def modules(svg: str) -> set[tuple[int, int]]:
    """Give column and row of each dark module that the picture's path draws."""
    found = re.search(r' d="([^"]*)"', svg)
    assert found
    dark: set[tuple[int, int]] = set()
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", found[1]):
        values = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            dark |= {(int(x) + step, int(y)) for step in range(int(values[0]))}
            x += values[0]
        else:
            start = (0.0, 0.0) if command == "M" else (x, y)
            x, y = start[0] + values[0], start[1] + values[1]
    return dark


def test_the_qr_code() -> None:
    address = "https://example.org/fr/infusion-day"
    svg = qr_code(address, Markup("Code: {}").format("<a&b>"))
    matrix = segno.make_qr(address, error="m").matrix
    quiet = 4
    assert modules(svg) == {
        (column + quiet, row + quiet)
        for row, cells in enumerate(matrix)
        for column, cell in enumerate(cells)
        if cell
    }
    side = len(matrix) + 2 * quiet
    assert f'viewBox="0 0 {side} {side}"' in svg
    assert "<title>Code: &lt;a&amp;b&gt;</title>" in svg
    assert " width=" not in svg


def test_two_addresses_are_two_codes() -> None:
    one, other = (qr_code(f"https://example.org/{n}", Markup()) for n in "12")
    assert modules(one) != modules(other)


def test_the_title_of_the_code_is_escaped_once(files: Files) -> None:
    made = edition(leaflet(front={"web": "https://example.org/?a=1&b=2"}))
    page = Pages(files).render(made)
    assert "<title>QR code: https://example.org/?a=1&amp;b=2</title>" in page
