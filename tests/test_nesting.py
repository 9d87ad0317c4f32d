"""Every block in every block: what a screen reader gets is what the author wrote.

No validator sees whether the tree says the same as the text. So the tree that the model
calls for is written down from the model, and held against the one in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leaflet.build.plan import plan
from leaflet.build.press import Press
from leaflet.build.selection import Selection
from leaflet.finish import STANDARDS
from leaflet.markup import Pages
from leaflet.model import (
    Block,
    Blocks,
    Box,
    DefinitionList,
    Figure,
    Foreign,
    Heading,
    Inlines,
    List,
    Note,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
    parts,
    plain,
    texts,
    walk,
)
from leaflet.source.files import Files
from leaflet.typeset.fonts import read_fonts
from tests.conftest import TINY, Driver
from tests.nesting import nested
from tests.pdf_facts import Facts, Node, read_facts, squeeze
from tests.sheets import body_of, letters
from tests.verapdf import failures

if TYPE_CHECKING:
    from leaflet.edition import Edition

FLAT, BOOKLET, LARGE = (
    "hours-en-screen-a4",
    "hours-en-booklet-screen-a4-ua-2",
    "hours-xr-large-print-a4-pseudo",
)
"""Flat by PDF/UA-1; with covers by PDF/UA-2; from right to left, and stacked."""
NAMES = (FLAT, BOOKLET, LARGE)
DOT = """<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">
<circle cx="10" cy="10" r="8" fill="#0b5563"/></svg>"""
OTHER = "{type: article, language: fr, title: Un titre, journal: Revue, date: 2022}\n"
TOKEN = re.compile(r"w\d+x")


@dataclass(frozen=True)
class Case:
    """One edition of it: what went in, what came out."""

    edition: Edition
    html: str
    pdf: bytes
    warnings: int

    @cached_property
    def facts(self) -> Facts:
        return read_facts(self.pdf)

    @property
    def wanted(self) -> list[str]:
        """The tree that the text calls for, without front matter and references."""
        return [*Wanted(self).blocks(self.edition.blocks)]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Print each edition, once."""
    driver = Driver(tmp_path_factory.mktemp("nesting"))
    leaflet = "content/hours/leaflet.md"
    driver.write("leaflet.yaml", TINY["leaflet.yaml"])
    driver.write("content/references.yaml", TINY["content/references.yaml"])
    driver.append("content/references.yaml", f"two: {OTHER}")
    driver.write("content/hours/dot.svg", DOT)
    front, _, _ = TINY[leaflet].partition("## When")
    driver.write(leaflet, front + nested())
    driver.replace(leaflet, "languages: [en, fr]", "languages: [en]")
    named = "[screen, large-print, booklet-screen]"
    driver.replace(leaflet, "formats: [screen]", f"formats: {named}")
    files = Files(driver.root)
    press = Press(files, read_fonts(files), driver.root / "cache")
    pages = Pages(files)
    made: dict[str, Case] = {}
    for standard in (None, "ua-2"):
        chosen = Selection(languages=("en", "xr"), papers=("a4",), standard=standard)
        for edition in plan(files, chosen).editions:
            if edition.name in NAMES:
                done = press.print(edition)
                assert done.printed, done.problems
                html, pdf = pages.render(edition), done.printed.pdf
                made[edition.name] = Case(edition, html, pdf, done.warnings)
    return made


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


# --- the tree that the model calls for


class Wanted:
    """Writes down what each block is to be: `L:Disc(LI(Lbl LBody(P(w7x))))`."""

    def __init__(self, case: Case) -> None:
        self._tells = not case.edition.language.pseudo  # else words are made over
        self._is_large = case.edition.format.design.layout == "large-print"
        is_second = case.edition.format.design.keeps == "ua-2"
        self._terms = STANDARDS[case.edition.format.design.keeps].terms
        self._caption = "P" if is_second else "Caption"

    def blocks(self, blocks: Blocks, *, tight: bool = False) -> Iterator[str]:
        for block in blocks:
            if tight and isinstance(block, Paragraph):
                yield from self._text(block.text)
            else:
                yield from self._block(block)

    def _text(self, text: Text) -> list[str]:
        return TOKEN.findall(plain(seen(text.inlines))) if self._tells else []

    def _block(self, block: Block) -> list[str]:
        ways: dict[type, Callable[[Any], list[str]]] = {
            Heading: lambda it: [tree(f"H{it.level}", self._text(it.text))],
            Paragraph: lambda it: [tree("P", self._text(it.text))],
            List: lambda it: [self._list(it)],
            DefinitionList: lambda it: [self._terms_of(it)],
            Table: lambda it: [self._table(it)],
            Figure: lambda it: ["Figure", *self._captioned(self._caption, it.caption)],
            Box: lambda it: [self._box(it)],
            Quote: lambda it: [tree("BlockQuote", self.blocks(it.blocks))],
            PageBreak: lambda _: ["Div"],
        }
        return ways[type(block)](block)

    def _captioned(self, kind: str, text: Text | None) -> list[str]:
        return [tree(kind, self._text(text))] if text else []

    def _list(self, block: List) -> str:
        bodies = (self.blocks(item.blocks, tight=block.tight) for item in block.items)
        items = [tree("LI", ["Lbl", tree("LBody", body)]) for body in bodies]
        return tree(f"L:{'Decimal' if block.ordered else 'Disc'}", items)

    def _terms_of(self, block: DefinitionList) -> str:
        items = [
            tree(
                "LI",
                [
                    tree("Lbl", self._text(term.text)),
                    *(tree("LBody", self.blocks(d.blocks)) for d in term.definitions),
                ],
            )
            for term in block.terms
        ]
        return tree(f"L:{self._terms}", items)

    def _box(self, block: Box) -> str:
        title = self._captioned("P", block.title)
        lines = ["Div"] if block.kind == "notes" else []
        body = tree("Div", [*self.blocks(block.blocks), *lines])
        return tree("Sect", [*title, body])

    def _table(self, block: Table) -> str:
        if self._is_large and len(block.head) > 2:
            return self._stacked(block)
        caption = self._captioned("Caption", block.caption)
        first = "TD" if block.row_headings else "TH:Column"
        kinds = [first, *["TH:Column"] * (len(block.head) - 1)]
        head = tree("TR", map(tree, kinds, map(self._text, block.head)))
        kinds = ["TH:Row" if block.row_headings else "TD", *["TD"] * len(kinds[1:])]
        rows = [
            tree("TR", map(tree, kinds, map(self._text, row))) for row in block.rows
        ]
        return tree("Table", [*caption, tree("THead", [head]), tree("TBody", rows)])

    def _stacked(self, block: Table) -> str:
        items = []
        for first, *rest in block.rows:
            meanings = [
                tree("LBody", [*self._text(head), *self._text(cell)])
                for head, cell in zip(block.head[1:], rest, strict=True)
                if cell.source
            ]
            term = tree("Lbl", [*self._text(block.head[0]), *self._text(first)])
            items.append(tree("LI", [term, *meanings]))
        caption = self._captioned("P", block.caption)
        return tree("Sect", [*caption, tree(f"L:{self._terms}", items)])


def tree(kind: str, inside: Iterable[str]) -> str:
    words = " ".join(inside)
    return f"{kind}({words})" if words else kind


def seen(inlines: Inlines) -> Inlines:
    """Give inlines without footnotes, which stand elsewhere in the tree."""
    return tuple(one for one in inlines if not isinstance(one, Note))


# --- the tree that is there


CLEAR = ("Span", "NonStruct", "Link")
"""Elements that a text's words go through."""
APART = ("Note", "FENote", "Reference")


def found(node: Node, *, tells: bool) -> Iterator[str]:
    """Write down what is in an element, in the words of Wanted."""
    for child in node.children:
        if isinstance(child, str):
            yield from TOKEN.findall(child) if tells else ()
        elif isinstance(child, Node) and child.kind in CLEAR:
            yield from found(child, tells=tells)
        elif isinstance(child, Node) and child.kind not in APART:
            name = ":".join(filter(None, (child.kind, child.numbering, child.scope)))
            inside = () if child.kind == "Figure" else found(child, tells=tells)
            yield tree(name, inside)


def test_the_tree_says_what_the_author_wrote(case: Case) -> None:
    document = case.facts.tree
    there = [*found(document, tells=not case.edition.language.pseudo)]
    wanted = case.wanted
    start = there.index(wanted[0])
    for at, (each, other) in enumerate(zip(wanted, there[start:], strict=False)):
        assert other == each, at
    assert len(there) - start > len(wanted)  # references and the closing follow


@pytest.mark.parametrize("at", [0, 1])
def test_it_keeps_its_standards(case: Case, at: int, tmp_path: Path) -> None:
    path = tmp_path / "edition.pdf"
    path.write_bytes(case.pdf)
    flavour = STANDARDS[case.edition.format.design.keeps].flavours[at]
    assert failures(path, flavour) == []


def test_preflight_finds_nothing(case: Case) -> None:
    assert case.warnings == 0


def test_every_word_is_read_apart_and_in_order(cases: dict[str, Case]) -> None:
    read = cases[FLAT].facts.tree.content
    apart = re.sub('(?=<br>|<span class="footnote">)', " ", cases[FLAT].html)
    body = body_of(apart)
    assert words(read) == words(body.text_content())


def words(text: str) -> list[str]:
    return [*filter(None, map(letters, re.sub(r"[\[\]]", " ", text).split()))]


def test_each_footnote_is_read_where_it_is_called(cases: dict[str, Case]) -> None:
    case = cases[FLAT]
    notes = [note for text in texts(case.edition.blocks) for note in parts_of(text)]
    read = [squeeze(note.text) for note in case.facts.tree.all("Note")]
    assert len(read) == len(notes) > 30
    for node in case.facts.tree.walk():
        kinds = node.kinds
        for at, kind in enumerate(kinds):
            if kind == "Note":
                assert kinds[at - 1] == "Reference"
    tokens = [TOKEN.findall(text) for text in read]
    assert tokens == [TOKEN.findall(plain(note.children)) for note in notes]


def parts_of(text: Text) -> list[Note]:
    return [one for one in walk(text.inlines) if isinstance(one, Note)]


def test_each_part_is_spoken_in_its_language(cases: dict[str, Case]) -> None:
    case = cases[FLAT]
    written = Counter(
        (part.language, letters(plain(part.children)))
        for text in texts(case.edition.blocks)
        for part in walk(text.inlines)
        if isinstance(part, Foreign)
    )
    read = Counter(
        (node.lang, letters(node.text)) for node in case.facts.tree.walk() if node.lang
    )
    assert {language for language, _ in written} == {"fr", "ar", "de"}
    assert written <= read


def test_pictures_say_what_they_show_and_where(case: Case) -> None:
    drawn = [figure for figure in case.facts.tree.all("Figure") if figure.box]
    wanted = [
        squeeze(plain(figure.alternative.inlines))
        for figure in parts(case.edition.blocks, Figure)
    ]
    assert [squeeze(figure.alt) for figure in drawn if figure.alt] == wanted
    for figure in drawn:
        left, bottom, right, top = figure.box
        page = case.facts.pages[figure.page]
        assert 0 < left < right < page.width * 72 / 25.4
        assert 0 < bottom < top < page.height * 72 / 25.4


def test_links_are_there_once_and_say_their_text(case: Case) -> None:
    held = [link for node in case.facts.tree.walk() for link in node.links]
    assert sorted(map(repr, held)) == sorted(map(repr, case.facts.links))
    for node in case.facts.tree.all("Link"):
        areas = {(link.page, link.box) for link in node.links}
        assert len(areas) == len(node.links)
        if not case.edition.language.pseudo:
            said = {letters(link.contents) for link in node.links}
            assert said <= {letters(node.text), letters(node.alt)}


def test_nothing_of_the_text_is_furniture(cases: dict[str, Case]) -> None:
    for page in cases[FLAT].facts.pages:
        assert not TOKEN.search(page.artifacts)
