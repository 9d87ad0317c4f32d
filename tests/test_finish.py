"""What a screen reader gets from a document that has everything in it."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leaflet.finish import UA_1, UA_2, Tagging
from leaflet.finish.elements import NUMBERING
from leaflet.sheet import Fit
from leaflet.source.files import Files
from leaflet.typeset.engine import engine, fetcher
from leaflet.typeset.fonts import read_fonts
from leaflet.typeset.pages import Typesetter
from tests.pdf_facts import Facts, Node, read_facts, squeeze
from tests.verapdf import failures

WORDS = "word " * 120
ROWS = "".join(
    f"<tr><th scope=row>row {n}</th><td>cell {n} {'text ' * 8}</td><td>{n}</td></tr>"
    for n in range(40)
)
PICTURE = "https://leaflet.invalid/picture.svg"
STRESS = f"""<!DOCTYPE html>
<html lang="en">
<head><title>Stress</title>
<style>
@page {{
  size: 148mm 210mm;
  @top-left {{ content: "Running head" }}
  @bottom-left {{ content: element(foot) }}
}}
html {{ font: 10pt/1.4 "Source Sans 3"; hyphenate-character: "-" }}
.foot {{ position: running(foot) }}
.footnote {{ float: footnote }}
.string {{ list-style-type: "→ " }}
.roman {{ list-style-type: lower-roman }}
.inside {{ list-style-position: inside }}
.plain {{ list-style: none }}
dt {{ break-after: avoid }}
.columns {{ columns: 2 }}
</style></head>
<body>
<p class="foot"><a href="https://example.org/">example.org</a> and
  <a href="mailto:nobody@example.org">nobody</a></p>
<h1>Stress</h1>
<ul id="loose">
  <li><p>loose one</p><p>loose two</p>
    <ul><li>nested</li><li><p>nested loose</p></li></ul>
    <p>after nested</p></li>
  <li>tail<ul><li>deep<ol class="roman"><li>deeper</li></ol></li></ul>end</li>
  <li></li>
</ul>
<ol class="roman" start="5"><li>fifth</li><li>sixth<p>more</p>rest</li></ol>
<ul class="string"><li>arrow</li></ul>
<ul class="inside"><li>inside</li></ul>
<ul class="plain"><li>no marker</li><li><p>no marker, loose</p></li></ul>
<ol id="long"><li>first {WORDS}</li><li>second {WORDS} {WORDS}</li></ol>
<dl><dt>Term<dd>Meaning<dt>Two<dt>Names<dd><p>one meaning</p><ul><li>listed</li></ul>
  <dd>and another</dl>
<table id="long-table"><caption>Table over pages</caption>
<thead><tr><td></td><th scope="col">Column A</th><th scope="col">Column B</th></tr>
</thead>
<tbody>{ROWS}</tbody></table>
<table id="small"><tr><th>Plain head</th></tr>
  <tr><td>in cell<ul><li>list in cell</li></ul></td></tr></table>
<figure id="one"><img src="{PICTURE}" alt="a drop">
  <figcaption>One drop</figcaption></figure>
<figure id="first"><figcaption>Above</figcaption>
  <img src="{PICTURE}" alt="below"></figure>
<figure id="two"><img src="{PICTURE}" alt="left"><img src="{PICTURE}" alt="right">
  <figcaption>Two drops</figcaption></figure>
<figure id="bare"><img src="{PICTURE}" alt="bare"></figure>
<p>See <a href="https://example.org/long">a link so long that it takes two lines,
  for it goes on and on and on until the line is full and then goes on</a>,
  <a href="#loose">inside</a> and
  <a href="#one" aria-label="back to the drop">↑</a>.</p>
<p>An image that is a link: <a href="https://example.org/drop"><img src="{PICTURE}"
  alt="linked drop"></a></p>
<p>Note<span class="footnote">the first <em>note</em></span> and
  note<span class="footnote">the second note</span> go on.</p>
<p lang="fr">Un paragraphe <span lang="de">mit Deutsch</span> dedans</p>
<ul><li lang="es">uno</li></ul>
<blockquote lang="it"><p>citato</p></blockquote>
<section class="box"><p>Box title</p><div><p>Box text</p></div></section>
<section>loose text in a section <a href="#loose">link</a>
  <strong>strong</strong></section>
<div class="loose">loose text in a division</div>
<div class="columns"><p>{WORDS}</p><p>{WORDS}</p></div>
<p id="parted">begin {WORDS * 5} finish</p>
</body></html>"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">
<circle cx="10" cy="10" r="8" fill="#0b5563"/></svg>"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give a project with one picture."""
    root = tmp_path_factory.mktemp("stress")
    (root / "picture.svg").write_text(SVG, "utf-8")
    return Files(root)


@pytest.fixture(scope="module")
def typesetter(files: Files) -> Typesetter:
    return Typesetter(files, read_fonts(files), files.root / "cache")


@pytest.fixture(scope="module")
def pdf(typesetter: Typesetter) -> bytes:
    return typesetter.print(STRESS, Fit(), "stress").pdf


@pytest.fixture(scope="module")
def pdf_2(typesetter: Typesetter) -> bytes:
    return typesetter.print(STRESS, Fit(), "stress", "ua-2").pdf


@pytest.fixture(scope="module")
def facts(pdf: bytes) -> Facts:
    return read_facts(pdf)


@pytest.fixture(scope="module")
def tree(facts: Facts) -> Node:
    return facts.tree


@pytest.fixture(scope="module")
def plain(files: Files, pdf: bytes) -> bytes:
    """Give the same document as the engine alone writes it."""
    del pdf  # whose typesetter has told the engine where its fonts are
    html = engine().HTML(
        string=STRESS,
        base_url="https://leaflet.invalid/",
        url_fetcher=fetcher(files),
    )
    return bytes(html.write_pdf(pdf_variant="pdf/ua-1"))


@pytest.fixture(scope="module")
def plain_tree(plain: bytes) -> Node:
    return read_facts(plain).tree


def text(node: Node) -> str:
    return squeeze(node.text)


def shape(node: Node) -> str:
    """Give an element's outline without the spans that hold the text."""
    outline, before = node.outline(), ""
    while outline != before:
        before = outline
        outline = re.sub(r"(?:Span|NonStruct)\(([^()]*)\)", r"\1", outline)
    return outline


def top(tree: Node, kind: str) -> list[Node]:
    return [node for node in tree.nodes if node.kind == kind]


@pytest.mark.parametrize("flavour", UA_1.flavours)
def test_document_keeps_ua_1_and_a_2a(pdf: bytes, flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "stress.pdf"
    path.write_bytes(pdf)
    assert failures(path, flavour) == []


@pytest.mark.parametrize("flavour", UA_2.flavours)
def test_document_keeps_ua_2_and_a_4(
    pdf_2: bytes, flavour: str, tmp_path: Path
) -> None:
    path = tmp_path / "stress.pdf"
    path.write_bytes(pdf_2)
    assert failures(path, flavour) == []


def test_plain_engine_fails_pdf_ua(plain: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(plain)
    clauses = {failure.split()[0] for failure in failures(path, "ua1")}
    assert clauses >= {"7.2-20", "7.18.5-1"}


# --- lists


def test_items_are_one_label_and_one_body(tree: Node) -> None:
    items = [item.kinds for item in tree.all("LI")]
    bare = [kinds for kinds in items if kinds == ["LBody"]]
    terms = [kinds for kinds in items if kinds not in (["Lbl", "LBody"], ["LBody"])]
    assert len(bare) == 2  # the two without a marker
    assert terms == [["Lbl", "Lbl", "LBody", "LBody"]]  # two terms, two meanings


def test_plain_engine_puts_paragraphs_into_items(plain_tree: Node) -> None:
    assert ["Lbl", "P", "P", "P"] in [item.kinds for item in plain_tree.all("LI")]


def test_nested_lists_stand_in_their_item_where_they_were_written(tree: Node) -> None:
    loose, tail, empty = top(tree, "L")[0].nodes
    assert [node.kind for node in loose.nodes[1].nodes] == ["P", "P", "L", "P"]
    assert text(tail) == "• tail◦ deepi. deeperend"
    assert empty.kinds == ["Lbl", "LBody"]
    assert text(empty) == "•"


def test_plain_engine_reads_a_nested_list_after_its_item(plain_tree: Node) -> None:
    first = top(plain_tree, "L")[0]
    assert "L" in first.kinds
    assert not first.nodes[0].all("L")


def test_numbering_is_what_the_style_shows(tree: Node) -> None:
    shown = {text(node).split()[0]: node.numbering for node in tree.all("L")}
    assert shown["v."] == "LowerRoman"
    assert shown["→"] == "Disc"
    assert shown["◦"] == "Circle"
    assert shown["1."] == "Decimal"
    assert shown["no"] == "None"
    assert shown["TermMeaningTwoNamesone"] == "None"
    assert set(shown.values()) <= set(NUMBERING.values())


def test_plain_engine_tells_no_numbering(plain_tree: Node) -> None:
    assert {node.numbering for node in plain_tree.all("L")} == {""}


def test_definition_list_has_terms_as_labels(tree: Node) -> None:
    terms = next(node for node in top(tree, "L") if text(node).startswith("Term"))
    one, two = terms.nodes
    assert shape(one) == "LI(Lbl(Term) LBody(Meaning))"
    assert [text(node) for node in two.nodes[:2]] == ["Two", "Names"]
    assert text(two.nodes[2]) == "one meaning• listed"
    assert text(two.nodes[3]) == "and another"


def test_plain_engine_makes_an_item_of_each_term(plain_tree: Node) -> None:
    terms = [node for node in plain_tree.all("LI") if text(node) in ("Term", "Meaning")]
    assert len(terms) == 2


# --- over pages and lines


def test_list_over_pages_is_one_list(tree: Node) -> None:
    (long,) = [node for node in top(tree, "L") if text(node).startswith("1. first")]
    assert len({node.page for node in long.walk()}) == 2
    assert [text(item).count("word") for item in long.nodes] == [120, 240]


def test_paragraph_over_pages_is_one_paragraph(tree: Node) -> None:
    parted = tree.one("P", "begin")
    assert len({node.page for node in parted.walk()}) > 1
    assert text(parted).endswith("finish")
    assert text(parted).count("word") == 600


def test_table_over_pages_is_one_table_with_its_header_once(tree: Node) -> None:
    table = top(tree, "Table")[0]
    assert table.kinds == ["Caption", "THead", "TBody"]
    assert len({row.page for row in table.all("TR")}) > 1
    rows = table.nodes[2].nodes
    assert [text(row.nodes[0]) for row in rows] == [f"row {n}" for n in range(40)]
    assert tree.text.count("Column A") == 1


def test_repeated_header_is_drawn_for_the_eye(facts: Facts) -> None:
    drawn = [page.text.count("Column A") for page in facts.pages]
    assert sum(drawn) > 1
    assert (
        sum(page.artifacts.count("Column A") for page in facts.pages) == sum(drawn) - 1
    )


def test_cells_name_their_headers(pdf: bytes, tree: Node) -> None:
    table = top(tree, "Table")[0]
    names = {node.id: text(node) for node in table.all("TH")}
    assert len(names) == 42
    with pikepdf.open(BytesIO(pdf)) as file:
        named = [
            [names[str(name)] for name in item.A.Headers]
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/S") == "/TD"
            and len(item.A.get("/Headers", ())) == 2
        ]
    assert len(named) == 80
    assert sorted(map(sorted, named)) == sorted(
        sorted([f"row {n}", f"Column {column}"]) for n in range(40) for column in "AB"
    )


def test_plain_engine_begins_anew_on_each_page(plain_tree: Node) -> None:
    assert plain_tree.text.count("Column A") > 1
    assert len([n for n in plain_tree.all("P") if text(n).startswith("word word")]) > 2


def test_link_over_two_lines_is_one_link(tree: Node) -> None:
    link = tree.one("Link", "a link so long")
    assert len(link.links) == 2
    assert {area.contents for area in link.links} == {
        squeeze(
            "a link so long that it takes two lines, for it goes on and on and on "
            "until the line is full and then goes on"
        )
    }


def test_plain_engine_makes_a_link_of_each_line(plain_tree: Node) -> None:
    links = [node for node in plain_tree.all("Link") if node.links]
    assert [n.links[0].uri for n in links].count("https://example.org/long") == 2


# --- links


def test_links_speak_their_text(tree: Node) -> None:
    said = {area.contents for link in tree.all("Link") for area in link.links}
    assert said == {
        "a link so long that it takes two lines, for it goes on and on and on until "
        "the line is full and then goes on",
        "inside", "back to the drop", "linked drop", "link", "example.org", "nobody",
    }  # fmt: skip


def test_plain_engine_speaks_addresses(plain_tree: Node) -> None:
    said = {area.contents for link in plain_tree.all("Link") for area in link.links}
    assert "https://example.org/long" in said


def test_label_for_the_ear_stands_for_the_arrow(tree: Node) -> None:
    assert tree.one("Link", "↑").alt == "back to the drop"


def test_picture_with_a_link_is_in_the_link(tree: Node) -> None:
    (link,) = [node for node in tree.all("Link") if node.kinds == ["Figure"]]
    assert link.nodes[0].alt == "linked drop"
    assert not link.nodes[0].links
    assert {area.uri for area in link.links} == {"https://example.org/drop"}


def test_links_of_running_matter_are_read_once(facts: Facts) -> None:
    for address in ("https://example.org/", "mailto:nobody@example.org"):
        areas = [link for link in facts.links if link.uri == address]
        assert len(areas) == len(facts.pages)
        (link,) = [
            n for n in facts.tree.all("Link") if n.links and n.links[0].uri == address
        ]
        assert len(link.links) == len(facts.pages)


# --- furniture


def test_running_matter_is_not_read(facts: Facts) -> None:
    assert "Running head" not in facts.tree.text
    assert "nobody" not in facts.tree.text
    for page in facts.pages:
        assert "Running head" in page.artifacts
        assert "example.org and nobody" in page.artifacts


def test_running_matter_is_named_header_and_footer(pdf: bytes) -> None:
    """ISO 14289-1, 7.8."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            kinds = [
                str(operands[1].Subtype)
                for operands, operator in _operations(page)
                if operator == "BDC"
                and str(operands[0]) == "/Artifact"
                and operands[1].Type == "/Pagination"
            ]
            assert {"/Header", "/Footer"} == set(kinds)


def _operations(page: pikepdf.Page) -> Iterator[tuple[Any, str]]:
    for step in pikepdf.parse_content_stream(page):
        yield step.operands, str(step.operator)


def test_plain_engine_marks_running_matter_as_content(plain: bytes) -> None:
    facts = read_facts(plain)
    assert all("Running head" not in page.artifacts for page in facts.pages)
    assert "Running head" not in facts.tree.text


# --- the rest


def test_figures_have_their_text_and_place(facts: Facts, tree: Node) -> None:
    alternatives = ["a drop", "below", "left", "right", "bare", "linked drop"]
    assert [figure.alt for figure in tree.all("Figure")] == alternatives
    for figure in tree.all("Figure"):
        left, bottom, right, above = figure.box
        assert right - left == pytest.approx(15)  # 20 CSS pixels
        assert above - bottom == pytest.approx(15)
        assert 0 < bottom < 210 / 25.4 * 72
    captions = [text(caption) for caption in tree.all("Caption")]
    assert captions == ["Table over pages", "One drop", "Above", "Two drops"]


def test_plain_engine_counts_the_box_from_the_top(plain_tree: Node, tree: Node) -> None:
    boxes = [figure.box for figure in plain_tree.all("Figure")]
    assert boxes[0][2] - boxes[0][0] == pytest.approx(20)
    assert boxes[0] != tree.all("Figure")[0].box


def test_footnotes_stand_where_they_are_called(tree: Node) -> None:
    paragraph = tree.one("P", "Note1")
    assert shape(paragraph) == (
        "P(Note Reference(1) Note(Lbl(1.) the first note)"
        " and note Reference(2) Note(Lbl(2.) the second note) go on.)"
    )
    names = [note.id for note in tree.all("Note")]
    assert all(names)
    assert len(set(names)) == 2


def test_plain_engine_leaves_footnotes_at_the_page_end(plain_tree: Node) -> None:
    assert not plain_tree.all("Note")
    assert "the first" not in text(plain_tree.one("P", "Note1"))


def test_foreign_parts_have_their_language_at_every_level(tree: Node) -> None:
    spoken = {node.lang: text(node) for node in tree.walk() if node.lang}
    assert spoken["fr"] == "Un paragraphe mit Deutsch dedans"
    assert spoken["de"] == "mit Deutsch"
    assert spoken["es"] == "uno"
    assert spoken["it"] == "citato"
    assert set(spoken) == {"fr", "de", "es", "it"}


def test_plain_engine_knows_one_language(plain_tree: Node) -> None:
    assert {node.lang for node in plain_tree.walk()} == {""}


def test_header_cells_have_their_scope(tree: Node) -> None:
    scopes = {text(node): node.scope for node in tree.all("TH")}
    assert scopes["Column A"] == "Column"
    assert scopes["Plain head"] == "Column"
    assert scopes["row 39"] == "Row"


def test_plain_engine_gives_no_scope(plain_tree: Node) -> None:
    assert {node.scope for node in plain_tree.all("TH")} == {""}


def test_everything_is_read_in_the_order_of_the_source(tree: Node) -> None:
    source = re.sub(r"(?s).*<body>.*?</p>|<[^>]+>", "", STRESS)
    assert "".join(tree.content.split()) == "".join(source.split())


def test_engine_is_left_as_it_was(pdf: bytes) -> None:
    assert pdf
    from weasyprint.pdf import tags
    from weasyprint.pdf.stream import Stream

    before = tags._build_box_tree, Stream.marked
    document = engine().HTML(string="<html lang=en><title>t</title>x").render()
    with Tagging(document):
        assert tags._build_box_tree != before[0]
        assert Stream.marked != before[1]
    assert (tags._build_box_tree, Stream.marked) == before
    with pytest.raises(ZeroDivisionError), Tagging(document):
        raise ZeroDivisionError
    assert (tags._build_box_tree, Stream.marked) == before


# --- scripts whose glyphs stand in another order


@pytest.mark.parametrize(
    "words",
    [
        "डॉक्टर से पूछें",
        "ปรึกษาแพทย์",
    ],
)
def test_letters_can_be_copied(files: Files, pdf: bytes, words: str) -> None:
    """The font has none of them: only the letters beside the glyphs can be read."""
    del pdf  # whose typesetter has told the engine where its fonts are
    html = engine().HTML(string=f"<html lang=hi><title>t</title><p>{words}")
    document = html.render(pdf_variant=UA_1.variant)
    with Tagging(document) as tagging:
        done = document.write_pdf(
            finisher=tagging.finish, pdf_variant=UA_1.variant, pdf_tags=True
        )
    path = files.root / "letters.pdf"
    path.write_bytes(done)
    printed = subprocess.run(
        ["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert squeeze(printed) == words


# --- the file


def test_every_reader_finds_every_object(
    pdf: bytes, pdf_2: bytes, tmp_path: Path
) -> None:
    """An object that is missing from the stream shifts all after it, unseen by most."""
    for number, data in enumerate((pdf, pdf_2)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        told = subprocess.run(
            ["pdfinfo", "-struct-text", path], check=True, capture_output=True
        )
        # Poppler 22 does not know PDF 2.0's names of footnotes and of numberings.
        lines = told.stderr.decode().splitlines()
        assert [n for n in lines if not re.search("FENote|ListNumbering", n)] == []
        assert b"finish" in told.stdout


# --- PDF 2.0


def dictionaries(file: pikepdf.Pdf, key: str) -> list[pikepdf.Object]:
    found = (one for one in file.objects if isinstance(one, pikepdf.Dictionary))
    return [one for one in found if key in one]


def test_footnotes_and_their_calls_name_each_other(pdf_2: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf_2)) as file:
        kinds = {str(one.get("/S")): one for one in dictionaries(file, "/Ref")}
        assert set(kinds) == {"/FENote", "/Reference"}
        note = kinds["/FENote"]
        assert note.Ref[0].S == "/Reference"
        assert note.Ref[0].Ref[0].objgen == note.objgen


def test_links_and_bookmarks_aim_at_elements(pdf_2: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf_2)) as file:
        assert "/Names" not in file.Root or "/Dests" not in file.Root.Names
        links = [one for one in dictionaries(file, "/A") if "/Rect" in one]
        inner = [str(one.A.SD[0].S) for one in links if one.A.S == "/GoTo"]
        # To the list twice, to the figure once (a group of picture and caption).
        assert sorted(inner) == ["/L", "/L", "/NonStruct"]
        assert str(file.Root.Outlines.First.A.SD[0].S) == "/H1"


PARTED = """<!DOCTYPE html>
<html lang="en"><head><title>Parted</title><style>
@page { size: 100mm 80mm; margin: 8mm }
html { font: 10pt/1.4 "Source Sans 3" }
.title { float: left; width: 20mm; margin: 0 }
</style></head><body><div style="height: 52mm"></div>
<section><p class="title">one two-three four five-six seven eight-nine ten</p>
<p>Body <a href="https://example.org/"><strong>strong <em>both</em></strong> words</a>
</p></section><p>After</p></body></html>"""


@pytest.fixture(scope="module")
def parted(typesetter: Typesetter) -> bytes:
    return typesetter.print(PARTED, Fit(), "parted").pdf


def test_a_link_around_strong_words_is_one_link(parted: bytes, tmp_path: Path) -> None:
    facts = read_facts(parted)
    assert [link.contents for link in facts.links] == ["strong both words"]
    path = tmp_path / "parted.pdf"
    path.write_bytes(parted)
    assert failures(path, "ua1") == []


def test_a_float_over_pages_is_read_where_it_begins(parted: bytes) -> None:
    facts = read_facts(parted)
    assert len(facts.pages) == 2
    title, body, after = facts.tree.all("P")
    assert len({node.page for node in title.walk()}) == 2
    assert text(title) == "one two-three four five-six seven eight-nine ten"
    assert text(body) == "Body strong both words"
    assert text(after) == "After"
