"""Editions as HTML: held against pages that somebody has read.

`LEAFLET_UPDATE_REFS=1 pytest tests/test_markup_pages.py` writes tests/ref/html anew.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest

from leaflet.catalog import Catalog, Labels
from leaflet.edition import Edition
from leaflet.markup import Pages
from leaflet.model import (
    Box,
    DefinitionList,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Table,
    Term,
)
from leaflet.source.files import Files
from tests.editions import (
    CONTACT,
    CSS,
    EVERY_BLOCK,
    EVIL,
    FULL,
    SVG,
    edition,
    leaflet,
    problems,
    said,
    text,
    write,
)

REFS = Path(__file__).parent / "ref" / "html"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    write(tmp_path, "styles/test.css", CSS)
    return Files(tmp_path)


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


@pytest.mark.parametrize(("said", "language"), [("Us", "en"), ("Le groupe", None)])
def test_a_logo_is_read_in_the_language_of_what_it_says(
    files: Files, said: str, language: str | None
) -> None:
    write(files.root, "logo.svg", SVG)
    name = {"en": "Us", "fr": "Us"}
    logo = {"file": "logo.svg", "alternative": {"en": "Us", "fr": said}}
    made = edition(
        leaflet(Paragraph(text("Mots"))), "fr", association={"name": name}, logo=logo
    )
    body = lxml.html.document_fromstring(Pages(files).render(made))
    (brand,) = body.find_class("brand")
    assert brand.get("lang") == language
