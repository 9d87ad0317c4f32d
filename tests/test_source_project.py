"""A whole project: a good one, a bad one, and what only all files together show."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from leaflet.model import (
    Block,
    Box,
    DefinitionList,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    texts,
)
from leaflet.problems import LeafletError
from leaflet.source.files import Files
from leaflet.source.project import (
    Sources,
    leaflet_paths,
    read_sources,
    schemas,
)
from leaflet.source.rules import read_rules

PROJECTS = Path(__file__).parent / "projects"


class Case:
    """A copy of the good project, to be made worse."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, data: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def read(self, *slugs: str) -> Sources:
        return read_sources(Files(self.root), slugs)

    def told(self) -> list[str]:
        with pytest.raises(LeafletError) as caught:
            self.read()
        return [f"{problem.at}: {problem.id}" for problem in caught.value.problems]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    shutil.copytree(PROJECTS / "good", tmp_path / "project")
    return Case(tmp_path / "project")


def test_the_good_project() -> None:
    sources = read_sources(Files(PROJECTS / "good"))
    assert sources.project.association.named("en") == ("Tiny Association", "en")
    assert set(sources.references) == {"roy2021", "roy2022"}
    assert {"screen", "office"} <= set(sources.designs)
    (leaflet,) = sources.leaflets
    kinds = {type(block) for block in leaflet.blocks}
    everything: set[type[Block]] = {
        *(Box, DefinitionList, Figure, Heading, List),
        *(PageBreak, Paragraph, Quote, Table),
    }
    assert kinds == everything
    assert len(leaflet.footnotes) == 2
    assert len(leaflet.definitions) == 1
    assert leaflet.front.version == "1.10"
    lines = {text.source: text.at.line for text in leaflet.texts()}
    assert (lines["One[^2]"], lines["Nested"], lines["The needle"]) == (33, 49, 61)
    assert (lines["Rash"], lines["5 | 6"], lines["and that"]) == (69, 68, 90)
    noted = [
        (t.source, t.note, t.context) for t in leaflet.texts() if t.note or t.context
    ]
    assert noted == [
        ("First", "drip is the bag", None),
        ("Drip", "", "noun"),
        ("https://example.org/guide", "", "link"),
    ]


def test_the_bad_project() -> None:
    bad = PROJECTS / "bad"
    with pytest.raises(LeafletError) as caught:
        read_sources(Files(bad))
    told = [f"{problem.at}: {problem.id}" for problem in caught.value.problems]
    lines = (bad / "expected.txt").read_text("utf-8").splitlines()
    assert told == [line for line in lines if not line.startswith("#")]
    hintless = {p.id for p in caught.value.problems if not p.hint}
    assert hintless <= {"yaml-value", "yaml-type", "date"}  # the message says it all


def test_texts_of_the_good_project_are_all_there() -> None:
    (leaflet,) = read_sources(Files(PROJECTS / "good")).leaflets
    found = [text.source for text in texts(leaflet.blocks)]
    assert found[:4] == [
        "A paragraph with **strong**, *emphasis*, `code`, "
        "[a link](https://example.org/), <info@example.org>, "
        "[a phone](tel:+16045550100), [a part](#risks), "
        "[a page][guide], [un mot]{lang=fr}, a citation [@roy2021; @roy2022], "
        "a footnote[^1]\\\nand a break: 5* is no mark, nor is file_name, \\*this\\* "
        "or 2 ** 3.",
        "In brief",
        "One[^2]",
        "Two",
    ]
    assert found[-1] == "The end."


# --- leaflets


def test_leaflets_are_found_by_their_folders(case: Case) -> None:
    case.write("content/.hidden/leaflet.md", "")
    case.write("content/stray.txt", "")
    case.write("content/pictures/a.PNG", "")
    case.write("content/pictures/.DS_Store", "")
    (case.root / "content/nothing").mkdir()
    assert list(leaflet_paths(Files(case.root))) == ["tiny"]
    assert len(case.read().leaflets) == 1


def test_a_choice_of_leaflets(case: Case) -> None:
    case.write("content/worse/leaflet.md", "")
    assert [leaflet.slug for leaflet in case.read("tiny").leaflets] == ["tiny"]


def test_a_folder_without_leaflet(case: Case) -> None:
    case.write("content/draft/Leaflet.md", "")
    case.write("content/notes/references.yaml", "")
    assert case.told() == [
        "content/draft: leaflet-missing",
        "content/notes: leaflet-missing",
    ]


def test_a_text_that_stands_in_no_folder(case: Case) -> None:
    case.write("content/README.md", "")
    case.write("content/Asthma.md", "")
    assert case.told() == ["content/Asthma.md: leaflet-missing"]


def test_a_leaflet_that_is_a_folder(case: Case) -> None:
    case.write("content/odd/leaflet.md/x", "")
    assert case.told() == ["content/odd/leaflet.md: file-unreadable"]


@pytest.mark.parametrize("part", ["content", "content/tiny"])
def test_a_project_without_leaflets(case: Case, part: str) -> None:
    shutil.rmtree(case.root / part)
    assert case.told() == ["content: project-empty"]


def test_an_empty_folder_is_no_project(tmp_path: Path) -> None:
    assert Case(tmp_path).told() == [
        "content: project-empty",
        "leaflet.yaml: file-unreadable",
    ]


# --- references


def test_a_reference_with_a_mistake_can_be_cited(case: Case) -> None:
    case.change("content/references.yaml", "Tiny Med", "Tiny Med\n  jurnal: x")
    assert case.told() == ["content/references.yaml:7: yaml-key"]


def test_references_that_cannot_be_read_silence_only_the_citations(case: Case) -> None:
    case.write("content/references.yaml", "a: b: c")
    case.change("content/tiny/leaflet.md", "The end.", "### The end. [@x]")
    assert case.told() == ["content/references.yaml:1: yaml-syntax"]
    case.change("content/tiny/leaflet.md", "### The", "#### The")
    assert case.told() == [
        "content/references.yaml:1: yaml-syntax",
        "content/tiny/leaflet.md:97: heading-skipped",
    ]


def test_no_references_at_all(case: Case) -> None:
    case.write("content/references.yaml", "# none\n")
    (case.root / "content/tiny/references.yaml").unlink()
    case.change("content/tiny/leaflet.md", "[@roy2021; @roy2022]", "none")
    assert case.read().references == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("date: 2021-02-30", "date"),
        ("date: 2021", None),
        ("date: 0000", "date"),
        ("date: spring 2021", "yaml-value"),
        ("doi: doi.org/10.1\n  date: 2021", "yaml-value"),
    ],
)
def test_values_of_references(case: Case, line: str, expected: str | None) -> None:
    case.change("content/references.yaml", "date: 2021-04", line)
    if expected is None:
        assert case.read().references["roy2021"].date == "2021"
    else:
        told = case.told()
        assert f"content/references.yaml:7: {expected}" in told


def test_a_reference_in_two_files(case: Case) -> None:
    case.change("content/tiny/references.yaml", "roy2022", "\nroy2021")
    assert case.told() == [
        "content/tiny/leaflet.md:26: citation-unknown",
        "content/tiny/references.yaml:2: reference-duplicate",
    ]


# --- formats and brand


def test_a_format_with_a_mistake_can_be_named(case: Case) -> None:
    case.write("styles/formats/office.yaml", "layout: flat\npapers: [a4]\n")
    assert case.told() == ["styles/formats/office.yaml:1: yaml-missing"] * 2


def test_bounds_that_cannot_be_kept(case: Case) -> None:
    text = (
        "layout: flat\ntarget: screen\nstylesheets: [page.css]\n"
        "fit:\n  size: [12, 11, 12]\n  pages: {exactly: 2, at_most: 3}\n"
    )
    case.write("styles/formats/own.yaml", text)
    path = "styles/formats/own.yaml"
    assert case.told() == [f"{path}:5: fit-bounds", f"{path}:6: fit-bounds"]


def test_a_stylesheet_that_is_not_there(case: Case) -> None:
    text = (
        "layout: flat\ntarget: screen\npapers: [a4]\nstylesheets:\n- page.css\n- {}\n"
    )
    case.write("styles/formats/own.yaml", text.format("../leaflet.yaml"))
    assert "own" in case.read().designs
    case.write("styles/formats/own.yaml", text.format("../../x.css"))
    assert case.told() == ["styles/formats/own.yaml:6: style-missing"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{en: Tiny Association}\n  language",
            "{fr: x}\n  language",
            ["2: brand-language"],
        ),
        ("language: en", "language: fr", ["2: brand-language"]),
        ("{en: Tiny", "{xx: y, en: Tiny", ["2: language-unknown"]),
        ("language: en", "language: xx", ["2: brand-language", "3: language-unknown"]),
        ("alternative: {en:", "alternative: {fr:", ["16: brand-language"]),
        ("CA", "QX", ["6: territory-unknown"]),
        ("CA", "Canada", ["6: yaml-value"]),
        ("#000000", "#888888", ["8: colour-contrast", "8: colour-contrast"]),
        ("#000000", "#767676", ["8: colour-contrast"]),
        ("#000000", "#767575", ["8: colour-contrast"]),
        ("#000000", "black", ["8: yaml-value"]),
        ("[0, 0, 0, 100]", "[0, 0, 0, 101]", ["8: yaml-value"]),
        ("[0, 0, 0, 100]", "[0, 0, 0]", ["8: yaml-type"]),
        ("logo.svg", "drop.svg", ["15: logo-missing"]),
        ("logo.svg", "../good.svg", ["15: logo-missing"]),
        ("logo.svg", "content/tiny/DOT.PNG", ["15: yaml-value"]),
        ("website: www", "website: https://www", ["4: yaml-value"]),
    ],
)
def test_the_brand(case: Case, old: str, new: str, expected: list[str]) -> None:
    case.change("leaflet.yaml", old, new)
    assert case.told() == [f"leaflet.yaml:{place}" for place in expected]


def test_a_brand_without_logo(case: Case) -> None:
    text = (case.root / "leaflet.yaml").read_text("utf-8")
    case.write("leaflet.yaml", text.partition("logo:")[0])
    assert case.read().project.logo is None


def test_a_name_for_the_languages_of_leaflets_with_mistakes(case: Case) -> None:
    case.change("content/tiny/leaflet.md", "[en]", "[en, fr]")
    case.change("content/tiny/leaflet.md", "The end.", "##### The end.")
    assert case.told() == [
        "content/tiny/leaflet.md:97: heading-level",
        "leaflet.yaml:2: brand-language",
        "leaflet.yaml:16: brand-language",
    ]


# --- typography and schemas


def test_rules_are_inherited(case: Case) -> None:
    ours = read_rules(Files(case.root), "fr_CA")
    case.write("styles/typography/fr_CA.yaml", "apostrophe: x\n")
    theirs = read_rules(Files(case.root), "fr_CA")
    assert theirs.apostrophe == "x"
    assert theirs.months == ours.months != ()


def test_rules_with_mistakes_are_all_told(case: Case) -> None:
    case.write("styles/typography/fr_CA.yaml", "apostrof: x\n")
    case.write("styles/typography/fr.yaml", "\nmonths: x\n")
    with pytest.raises(LeafletError) as caught:
        read_rules(Files(case.root), "fr_CA")
    assert [(str(p.at), p.id) for p in caught.value.problems] == [
        ("styles/typography/fr.yaml:2", "yaml-type"),
        ("styles/typography/fr_CA.yaml:1", "yaml-key"),
    ]


def test_a_language_without_rules_has_everybodys(case: Case) -> None:
    assert read_rules(Files(case.root), "pa_CA") == read_rules(Files(case.root), "und")


def test_schemas_know_the_keys() -> None:
    found = {name: json.loads(text) for name, text in schemas().items()}
    assert set(found) == {
        "glossary.schema.json",
        "leaflet.schema.json",
        "content/references.schema.json",
        "styles/formats/format.schema.json",
    }
    project = found["leaflet.schema.json"]["$defs"]["Project"]
    assert set(project["required"]) == {"association", "territory", "colours", "fonts"}


def test_values_of_a_format_that_make_no_sense(case: Case) -> None:
    text = (
        "layout: trifold\ntarget: screen\npapers: [card, a0]\n"
        "sizes: {card: [102, 229]}\nbleed: 3\nstylesheets: [page.css]\n"
    )
    case.write("styles/formats/own.yaml", text)
    path = "styles/formats/own.yaml"
    assert case.told() == [f"{path}:3: format-value", f"{path}:5: format-value"]


def test_large_print_wants_more_contrast_of_its_colours(case: Case) -> None:
    sheet = "stylesheets: [page.css]\n"
    text = f"layout: large-print\ntarget: screen\n{sheet}"
    case.write("styles/formats/big.yaml", text)
    case.change("leaflet.yaml", "#0b5563", "#626262")  # 6.1:1 on white
    assert case.read().designs["big"]
    case.change("content/tiny/leaflet.md", "formats: [", "formats: [big, ")
    assert case.told() == ["leaflet.yaml:10: colour-contrast"]


def test_the_picture_on_the_cover_is_a_picture_of_the_project(case: Case) -> None:
    cover = "cover: {picture: drip.svg, alternative: A drip}\nformats:"
    case.change("content/tiny/leaflet.md", "formats:", cover)
    (leaflet,) = case.read().leaflets
    (shown,) = (text for place, text in leaflet.fields if place[0] == "cover")
    assert shown.source == "A drip"
    case.change("content/tiny/leaflet.md", "drip.svg, alt", "drop.svg, alt")
    (told,) = case.told()
    assert told.endswith(": figure-missing")
