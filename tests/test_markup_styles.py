"""Stylesheets, and the brand and the format as CSS variables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from leaflet.markup import css_string, html, page_number, variables, watermark
from leaflet.model import Plain
from leaflet.sheet import PAPERS
from leaflet.source.files import Files
from leaflet.typography import Hyphenation, Rules
from tests.editions import CSS, edition, problems, write


@pytest.fixture
def files(tmp_path: Path) -> Files:
    write(tmp_path, "styles/test.css", CSS)
    return Files(tmp_path)


@pytest.mark.parametrize(
    ("words", "css"),
    [
        ("Source Sans 3", '"Source Sans 3"'),
        ('a"b', '"a\\22 b"'),
        ("a\\b", '"a\\5c b"'),
        ("a\nb\r\f", '"a\\a b\\d \\c "'),
        ("</style>", '"\\3c /style>"'),
        ("l’été", '"l’été"'),
    ],
)
def test_strings_of_css(words: str, css: str) -> None:
    assert css_string(words) == css


@pytest.mark.parametrize(
    ("label", "css"),
    [
        ("Page {page} of {pages}", '"Page " counter(page) " of " counter(pages)'),
        ("{page}/{pages}", 'counter(page) "/" counter(pages)'),
        ("{pages}中の{page}", 'counter(pages) "中の" counter(page)'),
        ("Page", '"Page"'),
        ("{pagina} {page}", '"{pagina} " counter(page)'),
        ('"{page}" </style>', '"\\22 " counter(page) "\\22  \\3c /style>"'),
    ],
)
def test_the_number_of_a_page(label: str, css: str) -> None:
    assert page_number(html((Plain(label),))) == css


def test_brand_and_paper_as_variables() -> None:
    assert variables(edition()) == (
        ":root {\n"
        "  --ink: #000000;\n  --muted: #000001;\n  --accent: #000002;\n"
        "  --tint: #000003;\n  --paper: #000004;\n"
        '  --text-font: "Sans";\n  --heading-font: "Serif";\n'
        "  --hyphens: manual;\n  --hyphenate-limits: auto;\n"
        "  --size: 12pt;\n  --leading: 1.4;\n  --space: 1;\n"
        "  --page-width: 215.9mm;\n  --page-height: 279.4mm;\n"
        "}\n@page { size: 215.9mm 279.4mm }\n"
    )


def test_a_page_of_another_size_has_a_rule_of_its_own() -> None:
    made = edition()
    design = msgspec.structs.replace(made.format.design, layout="trifold")
    made = replace(made, format=replace(made.format, design=design))
    assert variables(made).splitlines()[-4:] == [
        "@page { size: 93.6625mm 215.9mm }",
        "@page :nth(4) { size: 92.075mm 215.9mm }",
        "@page :nth(5) { size: 92.075mm 215.9mm }",
        "@page back { size: 93.6625mm 215.9mm }",
    ]


def test_words_are_divided_where_the_language_divides_them() -> None:
    css = variables(edition(rules=Rules(hyphenation=Hyphenation(6, 2, 3))))
    assert "--hyphens: auto;" in css
    assert "--hyphenate-limits: 6 2 3;" in css


def test_every_missing_stylesheet_is_told(files: Files) -> None:
    made = edition()
    sheets = ("one.css", "test.css", "two.css")
    design = msgspec.structs.replace(made.format.design, stylesheets=sheets)
    made = replace(made, format=replace(made.format, design=design))
    at = "styles/formats/screen.yaml"
    assert problems(files, made) == [("style-missing", at), ("style-missing", at)]


def test_a_watermark_lies_from_corner_to_corner() -> None:
    said = watermark('Ent"wurf', PAPERS["a4"])
    assert said["watermark"] == '"Ent\\22 wurf"'
    assert said["watermark-angle"] == "-54.7deg"
    assert float(said["watermark-size"].removesuffix("mm")) <= 210 / 4
    longer = watermark("x" * 40, PAPERS["a4"])["watermark-size"]
    assert float(longer.removesuffix("mm")) * 40 * 0.6 < 364
