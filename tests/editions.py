"""Editions made of values, without a project on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from leaflet.catalog import Labels, Language
from leaflet.edition import Edition, Elsewhere, Voice, resolve
from leaflet.markup import Pages
from leaflet.model import (
    Box,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Leaflet,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Plain,
    Quote,
    Table,
    Term,
    Text,
)
from leaflet.problems import LeafletError, Location
from leaflet.project import Project
from leaflet.references import Reference
from leaflet.shapes import FrontMatter
from leaflet.sheet import PAPERS, Design, Format
from leaflet.source.files import Files
from leaflet.source.inline import InlineReader
from leaflet.typography import Rules, setter

if TYPE_CHECKING:
    from leaflet.model import Blocks

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


def write(root: Path, name: str, content: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def problems(files: Files, made: Edition) -> list[tuple[str, str]]:
    with pytest.raises(LeafletError) as raised:
        Pages(files).render(made)
    return [(problem.id, str(problem.at)) for problem in raised.value.problems]
