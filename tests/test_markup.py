"""Editions as HTML: held against pages that somebody has read, and escaped.

`LEAFLET_UPDATE_REFS=1 pytest tests/test_markup.py` writes tests/ref/html anew.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import msgspec
import pytest
import segno
from markupsafe import Markup

from leaflet.catalog import Catalog, Labels, Language
from leaflet.edition import Edition, Elsewhere, Voice, resolve
from leaflet.markup import (
    Pages,
    bare,
    coloured,
    css_string,
    html,
    page_number,
    part_language,
    qr_code,
    variables,
    watermark,
)
from leaflet.model import (
    Box,
    Break,
    Cited,
    Code,
    DefinitionList,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Leaflet,
    Link,
    List,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Plain,
    Quote,
    Strong,
    Superscript,
    Table,
    Term,
    Text,
    Unfinished,
)
from leaflet.problems import LeafletError, Location
from leaflet.project import Project
from leaflet.references import Reference
from leaflet.shapes import FrontMatter
from leaflet.sheet import PAPERS, Design, Format
from leaflet.source.files import Files
from leaflet.source.inline import InlineReader
from leaflet.typography import Hyphenation, Rules, setter

if TYPE_CHECKING:
    from leaflet.model import Blocks

REFS = Path(__file__).parent / "ref" / "html"
READER = InlineReader({})
EVIL = """<script>"'&</style>"""
CSS = "p { color: var(--ink) }\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>\n'
PROJECT: dict[str, Any] = {
    "association": {
        "name": {"en": "Health B.C.", "ar": "Health B.C."},
        "language": "en",
        "website": "www.example.org",
        "email": "info@example.org",
    },
    "territory": "CA",
    "colours": {
        name: {"rgb": f"#00000{number}", "cmyk": [0, 0, 0, 100]}
        for number, name in enumerate(("ink", "muted", "accent", "tint", "paper"))
    },
    "fonts": {"text": "Sans", "headings": "Serif"},
}
FRONT: dict[str, Any] = {
    "title": "The title",
    "language": "en",
    "version": "1.0",
    "published": "2026-11-23",
    "disclaimer": "Ask your team.",
    "languages": ["en", "ar"],
    "formats": ["screen"],
}
FULL: dict[str, Any] = {
    "subtitle": "For *you*",
    "description": "What it says",
    "keywords": ["one", "two"],
    "reviewed": "2026-10",
    "next_review": "2028-11",
    "authors": [
        {"name": "Dr. Ada Roy", "credentials": "MD", "role": "Physician"},
        {"name": "Bo Li"},
    ],
    "adapted_from": {
        "title": "Before",
        "author": {"name": "Dr. Cy Day", "credentials": "MD"},
        "published": "2023-03",
    },
    "funding": "Paid by nobody",
    "web": "https://example.org/{language}?a=1&b=2",
}
CONTACT = {"phone": "604 555-0100", "address": "1 Main St", "charity_number": "12 RR"}
REFERENCES = {
    "a": Reference(type="article", language="en", title="On a", date="2021"),
    "b": Reference(
        type="report", language="fr_CA", title="Sur b", date="2020", publisher="P"
    ),
}


def text(source: str) -> Text:
    inlines, faults = READER.read(source)
    assert not faults
    return Text(source, inlines, Location("a.md", 1), "paragraph")


def said(words: str) -> Text:
    """Give a text of these very characters, whatever Markdown would make of them."""
    return Text(words, (Plain(words),), Location("a.md", 1), "paragraph")


def item(*sources: str) -> ListItem:
    return ListItem(tuple(Paragraph(text(source)) for source in sources))


EVERY_BLOCK: Blocks = (
    Heading(2, text("First"), "first"),
    Paragraph(text("Plain *em* **strong** `code` [été]{lang=fr} [@a; @b].[^n]")),
    Paragraph(text("A\\\nB [site](https://example.org) [@a]")),
    List((item("one"), ListItem((*item("two").blocks, List((item("in"),)))))),
    List((item("loose", "more"), item("end")), ordered=True, start=3, tight=False),
    DefinitionList((Term(text("term"), (item("meaning"), item("other"))),)),
    Heading(3, text("Second"), "second"),
    Table(
        text("A caption"),
        (text(""), text("Dose")),
        ((text("IV"), text("5 mg")),),
        ("", "right"),
        row_headings=True,
    ),
    Table(None, (text("a"), text("b")), ((text("1"), text("2")),)),
    Figure("content/a/a.svg", text("What it shows"), text("Caption")),
    Figure("content/a/b.svg", text("Shown")),
    Box("summary", text("In short"), (Paragraph(text("Box")),)),
    Box("warning", None, (List((item("call"),)),)),
    Quote((Paragraph(text("Said")),)),
    PageBreak("page"),
    PageBreak("panel"),
)


def fields(value: Any, path: tuple[str | int, ...] = ()) -> dict[Any, Text]:
    """Give every string of the front matter as a field."""
    if isinstance(value, str):
        return {path: said(value) if "<" in value else text(value)}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return {
        place: each
        for key, inner in pairs
        for place, each in fields(inner, (*path, key)).items()
    }


def leaflet(*blocks: Any, front: dict[str, Any] | None = None) -> Leaflet:
    whole = FRONT | (front or {})
    return Leaflet(
        "slug",
        "a.md",
        msgspec.convert(whole, FrontMatter),
        tuple(fields(whole).items()),
        blocks,
        (Footnote("n", text("A *note* [@b]")),),
    )


def edition(
    made: Leaflet | None = None,
    tag: str = "en",
    rules: Rules | None = None,
    **brand: dict[str, Any],
) -> Edition:
    rules, language = rules or Rules(), Language.of(tag, "CA")
    whole = {**PROJECT, "logo": None}
    for key, value in brand.items():
        whole[key] = {**(whole[key] or {}), **value}
    design = Design(
        layout="flat", target="screen", papers=("letter",), stylesheets=("test.css",)
    )
    other = Elsewhere(
        Language.of("ar" if tag == "en" else "en", "CA"), (Plain("Also"),)
    )
    return resolve(
        made or leaflet(),
        REFERENCES,
        msgspec.convert(whole, Project),
        Voice(language, rules, setter(rules), Labels(tag)),
        (other,),
        Format("screen", design, PAPERS["letter"]),
    )


@pytest.fixture
def files(tmp_path: Path) -> Files:
    write(tmp_path, "styles/test.css", CSS)
    return Files(tmp_path)


def write(root: Path, name: str, content: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def problems(files: Files, made: Edition) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as raised:
        Pages(files).render(made)
    return [(problem.id, str(problem.at)) for problem in raised.value.problems]


# --- whole pages


def check(name: str, page: str) -> None:
    path = REFS / f"{name}.html"
    if os.environ.get("LEAFLET_UPDATE_REFS") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")
    assert page == path.read_text("utf-8")


def without_codes(page: str) -> str:
    """Leave the code's many modules out: test_the_qr_code reads each of them."""
    return re.sub(r'(<path [^>]*d=")[^"]*', r"\1", page)


def test_every_kind_of_block(files: Files) -> None:
    made = edition(leaflet(*EVERY_BLOCK, front=FULL), association=CONTACT)
    check("every-block", without_codes(Pages(files).render(made)))


def test_the_least_from_right_to_left(files: Files) -> None:
    made = edition(leaflet(Paragraph(said("سلام"))), "ar")
    check("right-to-left", Pages(files).render(made))


def test_pages_are_made_one_after_the_other(files: Files) -> None:
    pages = Pages(files)
    made = edition(leaflet(*EVERY_BLOCK))
    assert pages.render(made) == pages.render(made)


def test_every_way_back_leads_somewhere(files: Files) -> None:
    page = Pages(files).render(edition(leaflet(*EVERY_BLOCK)))
    ids = re.findall(r' id="([^"]*)"', page)
    ways = re.findall(r' href="#([^"]*)"', page)
    assert len(ways) == 8  # four citations, there and back
    assert set(ways) <= set(ids)
    assert len(ids) == len(set(ids))


# --- every character is escaped

INLINES: list[Inline] = [
    Plain(EVIL),
    Code(EVIL),
    Emphasis((Plain(EVIL),)),
    Strong((Plain(EVIL),)),
    Superscript((Plain(EVIL),)),
    Foreign(EVIL, (Plain(EVIL),)),
    Link(EVIL, (Plain(EVIL),)),
    Note((Plain(EVIL),)),
    Cited(((1, EVIL, EVIL),)),
]


@pytest.mark.parametrize("inline", INLINES)
def test_inlines_are_escaped(inline: Inline) -> None:
    escaped = "&lt;script&gt;&#34;&#39;&amp;&lt;/style&gt;"
    made = html((inline,))
    assert escaped in made
    tags = re.sub(r'<[^<>"]*(?:"[^"<>]*"[^<>"]*)*>', "", made)
    assert "<" not in tags
    assert '"' not in tags


@pytest.mark.parametrize(
    ("inlines", "page"),
    [
        ((Break(),), "<br>"),
        ((Superscript((Plain("er"),)),), "<sup>er</sup>"),
        ((Foreign("fr-CA", (Plain("a"),)),), '<span lang="fr-CA" dir="ltr">a</span>'),
        (
            (Cited(((1, "a", "cite:a:1"), (2, "b", "cite:b:1"))),),
            '<span class="cited">'
            '[<a id="cite:a:1" href="#ref:a" aria-label="1">1</a>, '
            '<a id="cite:b:1" href="#ref:b" aria-label="2">2</a>]</span>',
        ),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], page: str) -> None:
    assert html(inlines) == page


def evil_edition() -> Edition:
    blocks = (
        Heading(2, said(EVIL), "evil"),
        Figure(f"content/{EVIL}.svg", said(EVIL), said(EVIL)),
        Table(said(EVIL), (said(EVIL),), ((said(EVIL),),)),
        Box("summary", said(EVIL), (Paragraph(said(EVIL)),)),
        DefinitionList((Term(said(EVIL), (ListItem((Paragraph(said(EVIL)),)),)),)),
    )
    words = ("title", "subtitle", "description", "version", "funding")
    front = dict.fromkeys(words, EVIL)
    person = {"name": EVIL, "credentials": EVIL, "role": EVIL}
    lists = {
        "keywords": [EVIL],
        "authors": [person],
        "adapted_from": {"title": EVIL, "author": person, "published": "2023-03"},
        "web": f"https://example.org/{EVIL}",
    }
    return edition(
        leaflet(*blocks, front={**front, **lists}),
        association={"name": {"en": EVIL}, "address": EVIL, "charity_number": EVIL},
        fonts={"text": EVIL, "headings": EVIL},
        logo={"file": "logo.svg", "alternative": {"en": EVIL}},
    )


def test_a_page_is_escaped(files: Files) -> None:
    write(files.root, "logo.svg", SVG)
    page = Pages(files).render(evil_edition())
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert page.count("&lt;script&gt;") > 20
    # No quote has ended an attribute early: each tag is name="value" throughout.
    tags = re.findall(r"<[a-z][^<>]*>", page)
    strange = [
        tag
        for tag in tags
        if not re.fullmatch(r'<[a-z0-9]+(\s+[\w:-]+="[^"]*")*\s*/?>', tag)
    ]
    assert strange == []


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


# --- styles


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


# --- templates


def test_a_project_overrides_our_templates(files: Files) -> None:
    write(files.root, "templates/closing.html.j2", "<footer>OURS {{ name }}</footer>")
    page = Pages(files).render(edition())
    assert "<footer>OURS Health B.C.</footer>" in page
    assert "<h1>The title</h1>" in page


@pytest.mark.parametrize(
    ("template", "at"),
    [
        ("a\n{{ nobody }}", "templates/closing.html.j2:2"),
        ("a\n\n{{ edition.nothing }}", "templates/closing.html.j2:3"),
        ("a\n{% if %}", "templates/closing.html.j2:2"),
        ("{% for a in 5 %}{% endfor %}", "templates/closing.html.j2:1"),
        ("\n{{ _('for {a}', b=1) }}", "templates/closing.html.j2:2"),
        ("\n{{ '%d'|format('a') }}", "templates/closing.html.j2:2"),
        ("\n{% include 'lost.html.j2' %}", "templates/closing.html.j2:2"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    files: Files, template: str, at: str
) -> None:
    write(files.root, "templates/closing.html.j2", template)
    assert problems(files, edition()) == [("template", at)]


def test_a_mistake_in_the_page_itself(files: Files) -> None:
    write(files.root, "templates/leaflet.html.j2", "a\n{{ nobody }}")
    assert problems(files, edition()) == [("template", "templates/leaflet.html.j2:2")]


def test_a_template_in_another_encoding(files: Files) -> None:
    write(files.root, "templates/leaflet.html.j2", "")
    (files.root / "templates/leaflet.html.j2").write_bytes(b"\xe9t\xe9")
    assert problems(files, edition()) == [("encoding", "templates/leaflet.html.j2:1")]


def test_problems_of_labels_pass_through_a_template(files: Files) -> None:
    made = edition()
    labels = Labels("en", Catalog("templates", "en", "en.po", {}, {}))
    made = replace(made, voice=replace(made.voice, labels=labels))
    assert problems(files, made) == [("catalog-missing", "en.po")]


# --- the logo

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


# --- the code


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


# --- layouts


def in_layout(
    layout: str, *blocks: Any, front: dict[str, Any] | None = None
) -> Edition:
    made = edition(leaflet(*blocks, front=front))
    design = msgspec.structs.replace(made.format.design, layout=layout)
    return replace(made, format=replace(made.format, design=design))


WIDE = Table(
    text("Doses"),
    (text("Medicine"), text("Adults"), text("Children")),
    ((text("Drip"), text("2"), text("1")), (text("Cream"), text("1"), text(""))),
)


def test_a_table_of_three_columns_is_stacked_in_large_print(files: Files) -> None:
    page = Pages(files).render(in_layout("large-print", WIDE))
    body = lxml.html.document_fromstring(page)
    (stacked,) = body.find_class("stacked")
    words = "Doses Medicine Drip Adults 2 Children 1 Medicine Cream Adults 1"
    assert stacked.text_content().split() == words.split()
    assert [part.tag for part in stacked.find("dl")] == ["dt", "dd", "dd", "dt", "dd"]
    assert not body.findall(".//table")
    narrow = replace(WIDE, head=WIDE.head[:2], rows=tuple(r[:2] for r in WIDE.rows))
    assert "<table>" in Pages(files).render(in_layout("large-print", narrow))
    assert "<table>" in Pages(files).render(in_layout("flat", WIDE))


def test_the_front_of_a_fold_tells_language_and_website(files: Files) -> None:
    cover = {"cover": {"picture": "drip.svg", "alternative": "A drip"}}
    made = in_layout("trifold", Paragraph(text("Words")), front=cover)
    body = lxml.html.document_fromstring(Pages(files).render(made))
    (foot,) = body.find_class("cover-foot")
    assert foot.text_content().split() == ["English", "www.example.org"]
    ((picture,),) = body.find_class("cover-picture")
    assert picture.get("src") == "https://leaflet.invalid/drip.svg"
    assert picture.get("alt") == "A drip"
    flat = in_layout("flat", Paragraph(text("Words")), front=cover)
    assert "cover" not in Pages(files).render(flat)


# --- drafts


def test_a_passage_that_is_not_done_has_its_language_and_a_word() -> None:
    said = (Plain("a & b"),)
    missing = Unfinished("missing", "en-CA", "ltr", (Plain("pas <là>"),), said)
    assert html((missing,)) == (
        '<span class="unfinished missing" lang="en-CA" dir="ltr">a &amp; b</span> '
        '<span class="tag">pas &lt;là&gt;</span>'
    )
    guess = Unfinished("fuzzy", "", "", (), said)
    assert html((guess,)) == '<span class="unfinished fuzzy label">a &amp; b</span>'
    assert part_language((missing,)) == ' lang="en-CA" dir="ltr"'
    assert part_language((guess,)) == part_language(said) == ""


def test_an_attribute_has_a_label_without_its_mark() -> None:
    marked = html((Unfinished("missing", "en", "ltr", (), (Plain("Page {page} <"),)),))
    assert bare(marked) == "Page {page} <"
    assert page_number(marked) == '"Page " counter(page) " \\3c "'


def test_a_watermark_lies_from_corner_to_corner() -> None:
    said = watermark('Ent"wurf', PAPERS["a4"])
    assert said["watermark"] == '"Ent\\22 wurf"'
    assert said["watermark-angle"] == "-54.7deg"
    assert float(said["watermark-size"].removesuffix("mm")) <= 210 / 4
    longer = watermark("x" * 40, PAPERS["a4"])["watermark-size"]
    assert float(longer.removesuffix("mm")) * 40 * 0.6 < 364
