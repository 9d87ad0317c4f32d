"""The sample leaflets, every edition: what is on the paper and what is read aloud."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from leaflet.model import plain
from leaflet.project import contrast
from leaflet.sheet import PAPERS
from tests.conftest import ROOT
from tests.pdf_facts import MM, Drawn, Font, squeeze
from tests.sheets import SLUGS, Sheet, Sheets, letters

FORMATS = ("office", "screen")  # the others: test_formats.py
NAMES = tuple(
    f"{slug}-{language}-{target}-{paper}"
    for slug in SLUGS
    for language in ("en", "fr")
    for target in FORMATS
    for paper in ("a4", "letter")
)


@pytest.fixture(scope="session")
def samples(sheets: Sheets) -> dict[str, Sheet]:
    """Typeset every edition of both leaflets, once."""
    return {name: sheets[name] for name in NAMES}


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest, samples: dict[str, Sheet]) -> Sheet:
    return samples[request.param]


# --- text


def test_every_word_is_read_in_the_order_of_the_source(sample: Sheet) -> None:
    assert letters(sample.facts.tree.content) == letters(sample.body.text_content())


def test_words_are_apart_wherever_lines_end(sample: Sheet) -> None:
    read, written = sample.facts.tree.content, sample.body.text_content()
    assert [*map(letters, read.split())] == [*map(letters, written.split())]


def test_every_word_is_printed(sample: Sheet) -> None:
    """What is read is also drawn: the words of the content are on the pages."""
    printed = letters("".join(page.text for page in sample.facts.pages))
    for block in sample.body.iter("p", "li", "h1", "h2", "h3", "td", "th", "caption"):
        for word in block.text_content().split():
            assert letters(word) in printed


def test_running_matter_is_skipped(sample: Sheet) -> None:
    first, *rest = sample.facts.pages
    edition = sample.edition
    month = squeeze(plain(edition.imprint.month))
    for number, page in enumerate(sample.facts.pages, start=1):
        assert month in page.artifacts
        assert edition.project.association.email in page.artifacts
        assert f"{number} {'of' if edition.language.tag == 'en' else 'sur'} " in (
            page.artifacts
        )
    title = squeeze(edition.title)
    assert title not in first.artifacts
    assert all(title in page.artifacts for page in rest)
    assert letters(sample.facts.tree.text).count(letters(title)) == 1


# --- what a screen reader is told


def test_metadata(sample: Sheet) -> None:
    edition, facts = sample.edition, sample.facts
    assert facts.lang == edition.language.bcp47
    assert facts.info["Title"] == edition.title
    assert facts.info["Author"] == "Scleroderma Association of B.C."
    assert facts.info["Subject"] == plain(edition.field("description"))
    keywords = [plain(edition.field("keywords", n)) for n in range(5)]
    assert facts.info["Keywords"].split(", ")[:5] == keywords
    day = edition.created[:10]
    for key in ("CreationDate", "ModDate"):
        assert facts.info[key] == f"D:{day.replace('-', '')}000000Z"
    assert facts.xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_bookmarks_are_the_headings(sample: Sheet) -> None:
    headings = [
        (int(heading.tag[1]), squeeze(heading.text_content()))
        for heading in sample.body.iter("h1", "h2", "h3")
    ]
    assert [
        (depth, squeeze(title)) for depth, title in sample.facts.outline
    ] == headings
    kinds = [node.kind for node in sample.facts.tree.walk() if node.kind[0] == "H"]
    assert kinds == [f"H{level}" for level, _ in headings]


def test_parts_in_other_languages_are_marked(sample: Sheet) -> None:
    spoken: dict[str, list[str]] = {}
    for node in sample.facts.tree.walk():
        if node.lang:
            spoken.setdefault(node.lang, []).append(squeeze(node.text))
    english = sample.edition.language.tag == "en"
    elsewhere = "fr-CA" if english else "en-CA"
    (line,) = spoken[elsewhere]
    assert ("français" if english else "English") in line
    if english:
        assert "en" not in spoken
    else:
        assert "Scleroderma Association of B.C." in spoken["en"]
    titles = sample.body.xpath("//section[@class='references']//span[@lang]")
    assert titles or (english and sample.edition.leaflet.slug == "infusion-day")
    for title in titles:
        read = [letters(text) for text in spoken[title.get("lang")]]
        assert letters(title.text_content()) in read
        assert title.get("lang") != sample.edition.language.tag


def test_header_cells_have_a_scope(sample: Sheet) -> None:
    heads = sample.facts.tree.all("TH")
    assert bool(heads) == (sample.edition.leaflet.slug == "ivig-scleroderma")
    wanted = [
        {"col": "Column", "row": "Row"}[cell.get("scope")]
        for cell in sample.body.iter("th")
    ]
    assert [head.scope for head in heads] == wanted
    assert all(cell.headers for cell in sample.facts.tree.all("TD") if cell.text)


def test_lists_tell_their_numbering(sample: Sheet) -> None:
    wanted = [
        "Decimal" if e.tag == "ol" else "Disc" for e in sample.body.iter("ul", "ol")
    ]
    lists = sample.facts.tree.all("L")
    assert [node.numbering for node in lists] == wanted
    items = [len(e.findall("li")) for e in sample.body.iter("ul", "ol")]
    assert [len(node.nodes) for node in lists] == items
    for item in sample.facts.tree.all("LI"):
        assert item.kinds == ["Lbl", "LBody"]


def test_code_says_its_address(sample: Sheet) -> None:
    logo, code = sample.facts.tree.all("Figure")
    assert logo.alt == "Scleroderma Association of B.C."
    assert sample.edition.web
    assert sample.edition.web in code.alt


# --- links


def test_links_say_their_text(sample: Sheet) -> None:
    anchors = {
        squeeze(anchor.get("aria-label") or anchor.text_content())
        for anchor in sample.body.iter("a")
    }
    assert {squeeze(link.contents) for link in sample.facts.links} == anchors
    for node in sample.facts.tree.all("Link"):
        for link in node.links:
            assert squeeze(link.contents) in (squeeze(node.text), squeeze(node.alt))


def test_each_link_is_in_the_tree_once(sample: Sheet) -> None:
    held = [link for node in sample.facts.tree.walk() for link in node.links]
    assert sorted(map(repr, held)) == sorted(map(repr, sample.facts.links))
    assert len(sample.facts.tree.all("Link")) == len(list(sample.body.iter("a")))


def test_footers_links_hang_on_the_address_in_the_text(sample: Sheet) -> None:
    association = sample.edition.project.association
    for address in (f"https://{association.website}", f"mailto:{association.email}"):
        nodes = [
            node
            for node in sample.facts.tree.all("Link")
            if address in [link.uri for link in node.links]
        ]
        (node,) = nodes
        assert {link.page for link in node.links} == set(range(sample.printed.pages))


def test_links_lie_on_their_words(sample: Sheet) -> None:
    """Moving the closing block to the foot moves its links with it."""
    for link in sample.facts.links:
        drawn = sample.facts.pages[link.page].drawn
        inside = [
            piece.text
            for piece in drawn
            if link.box.left - 1
            < (piece.box.left + piece.box.right) / 2
            < link.box.right + 1
            and link.box.top < (piece.box.top + piece.box.bottom) / 2 < link.box.bottom
        ]
        words = letters("".join(inside))
        assert words
        said = letters(link.contents)
        if re.fullmatch(r"\[?[\d,]+\]?", words):  # a citation speaks "Reference 1"
            assert said[-1] in words
        else:
            assert words in said or said in words or words == "↑"


def test_inner_links_have_a_goal(sample: Sheet) -> None:
    goals = {link.target for link in sample.facts.links if link.target}
    ids = {element.get("id") for element in sample.body.iter() if element.get("id")}
    assert goals
    assert goals <= ids


# --- the page


def test_fonts_are_ours_and_embedded(sample: Sheet) -> None:
    assert all(font.embedded for font in sample.facts.fonts)
    assert {re.sub("[^A-Za-z0-9]", "", font.family) for font in sample.facts.fonts} <= {
        "SourceSans3",
        "SourceSans3SemiBold",
        "SourceSans3Italic",
        "SourceSans3SemiBoldItalic",
    }
    assert Font("Source-Sans-3,", embedded=True) in sample.facts.fonts


def test_paper_and_size(sample: Sheet) -> None:
    paper = PAPERS[sample.edition.format.paper.name]
    for page in sample.facts.pages:
        assert page.width == pytest.approx(paper.width, abs=0.1)
        assert page.height == pytest.approx(paper.height, abs=0.1)
    assert sample.printed.pages == len(sample.facts.pages)
    assert len(sample.printed.pdf) < 200_000


def test_last_page_is_not_left_empty(sample: Sheet) -> None:
    assert sample.printed.last_page >= 0.55
    last = max(piece.box.bottom for piece in _read(sample)[-1])
    foot = sample.facts.pages[-1].height - 23
    assert last == pytest.approx(foot, abs=2)  # the closing block stands at the foot


def test_no_heading_ends_a_page(sample: Sheet) -> None:
    headings = {letters(h.text_content()) for h in sample.body.iter("h1", "h2", "h3")}
    for pieces in _read(sample)[:-1]:
        foot = max(pieces, key=lambda piece: piece.box.bottom)
        assert not any(letters(foot.text) in heading for heading in headings)


def test_no_line_stands_alone(sample: Sheet) -> None:
    """A paragraph over a page break has two lines on each side (orphans, widows)."""
    for node in sample.facts.tree.walk():
        if node.kind not in ("P", "LBody") or node.all("L") or node.all("P")[1:]:
            continue
        marks = {mark for part in node.walk() for mark in part.marks}
        lines = [
            len(
                {
                    round(piece.box.bottom / 2)
                    for piece in page.drawn
                    if (number, piece.mark) in marks and piece.text.strip()
                }
            )
            for number, page in enumerate(sample.facts.pages)
        ]
        pages = [count for count in lines if count]
        assert len(pages) < 2 or min(pages) >= 2, node.text


def _read(sample: Sheet) -> list[list[Drawn]]:
    return [
        [piece for piece in page.drawn if piece.mark is not None and piece.text.strip()]
        for page in sample.facts.pages
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if "office" in name])
def test_office_keeps_the_printers_margin(samples: dict[str, Sheet], name: str) -> None:
    """Nothing is drawn within 7 mm of any edge."""
    resolution = 72
    rim = int(7 / MM * resolution / 72)
    for picture in _pictures(samples[name].printed.pdf, resolution):
        inside = Image.new("RGB", picture.size, "white")
        box = (rim, rim, picture.width - rim, picture.height - rim)
        inside.paste(picture.crop(box), box)
        assert ImageChops.difference(picture, inside).getbbox() is None


def _pictures(pdf: bytes, resolution: float) -> Iterator[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=resolution / 72).to_pil().convert("RGB")
    document.close()


def test_colours_can_be_read(samples: dict[str, Sheet]) -> None:
    colours = next(iter(samples.values())).edition.project.colours
    for ink in (colours.ink, colours.muted, colours.accent):
        for ground in (colours.paper, colours.tint):
            assert contrast(ink, ground) >= 4.5


# --- again


def test_same_bytes_from_two_folders(tmp_path: Path) -> None:
    """Neither the folder, the clock's zone, the locale nor hashing leaves a trace."""
    name = "infusion-day-fr-screen-letter"
    choice = [
        "--leaflet=infusion-day",
        "--lang=fr",
        "--format=screen",
        "--paper=letter",
    ]
    made = []
    for folder, seed, zone in (("one", "1", "UTC"), ("an other é", "2", "Asia/Tokyo")):
        root = tmp_path / folder
        root.mkdir()
        for part in ("content", "locales", "styles", "templates"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "leaflet.yaml", root)
        subprocess.run(
            [sys.executable, "-m", "leaflet", "build", f"--project={root}", *choice],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        )
        made.append((root / "build/infusion-day" / f"{name}.pdf").read_bytes())
    assert made[0] == made[1]
