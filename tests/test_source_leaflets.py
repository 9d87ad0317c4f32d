"""A leaflet's file: front matter, body, pictures, and all that is wrong at once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from leaflet.model import Leaflet, texts
from leaflet.shapes import Person
from leaflet.source.files import Files
from leaflet.source.leaflets import LONGEST, Known, Reading, read_leaflet

KNOWN = Known(references={"key"}, formats={"screen", "office"})
FRONT = """\
---
title: A title
language: en
version: 1.10
published: 2026-11
disclaimer: Ask.
languages: [en]
formats: [screen]
---
"""
BODY_LINE = FRONT.count("\n") + 1
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


class Case:
    """A project with one leaflet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("project/content/tiny/drip.svg", SVG)

    def write(self, name: str, data: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def read(
        self, text: str | bytes, slug: str = "tiny", known: Known = KNOWN
    ) -> Reading:
        path = self.write(f"project/content/{slug}/leaflet.md", text)
        return read_leaflet(Files(self.root / "project"), path, known)

    def leaflet(self, text: str | bytes) -> Leaflet:
        reading = self.read(text)
        assert reading.problems == ()
        assert reading.leaflet is not None
        return reading.leaflet

    def told(
        self, text: str | bytes, slug: str = "tiny", known: Known = KNOWN
    ) -> list[tuple[str, int]]:
        reading = self.read(text, slug, known)
        assert (reading.leaflet is None) == bool(reading.problems)
        return [(problem.id, problem.at.line) for problem in reading.problems]

    def front(self, *lines: str) -> list[tuple[str, int]]:
        """Tell of a front matter with more lines; the first of them is line 9."""
        return self.told(FRONT[:-4] + "\n".join((*lines, "---", "a")))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def test_a_leaflet_longer_than_any_is_refused_at_once(case: Case) -> None:
    text = FRONT + "a" * (LONGEST - len(FRONT))
    assert case.told(text)[0][0] != "file-too-long"
    assert case.told(text + "a") == [("file-too-long", 0)]


def test_a_whole_leaflet(case: Case) -> None:
    found = case.leaflet(
        FRONT.replace("title:", "subtitle: Below\ntitle:").replace(
            "formats",
            "keywords: [one, two]\n"
            "authors:\n- {name: Ada, role: Nurse}\n"
            "adapted_from: {title: Old, author: {name: Li}, published: 2023-03}\n"
            "formats",
        )
        + "\nText [@key].\n"
    )
    assert (found.slug, found.path) == ("tiny", "content/tiny/leaflet.md")
    assert (found.language, found.front.version) == ("en", "1.10")
    assert found.front.authors == (Person(name="Ada", role="Nurse"),)
    assert [(place, t.source, t.kind, t.at.line) for place, t in found.fields] == [
        (("title",), "A title", "title", 3),
        (("subtitle",), "Below", "subtitle", 2),
        (("keywords", 0), "one", "keyword", 9),
        (("keywords", 1), "two", "keyword", 9),
        (("authors", 0, "name"), "Ada", "name of a person", 11),
        (("authors", 0, "role"), "Nurse", "role", 11),
        (("adapted_from", "author", "name"), "Li", "name of a person", 12),
        (("disclaimer",), "Ask.", "disclaimer", 7),
    ]
    (text,) = texts(found.blocks)
    assert (text.source, text.at.line, text.path) == ("Text [@key].", 16, ("A title",))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks(case: Case, ends: str, mark: bytes) -> None:
    text = FRONT.replace("---\n", "---  \n") + "\na\nb\n\nc"
    found = case.leaflet(mark + text.replace("\n", ends).encode())
    assert [(text.source, text.at.line) for text in texts(found.blocks)] == [
        ("a b", BODY_LINE + 1),
        ("c", BODY_LINE + 4),
    ]


def test_a_field_on_several_lines_is_one_message(case: Case) -> None:
    found = case.leaflet(FRONT.replace("Ask.", "|\n  Ask *your*\n  team.") + "a")
    assert found.fields[-1][1].source == "Ask *your* team."
    assert found.fields[-1][1].at.line == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("front-matter", 1), ("leaflet-empty", 1)]),
        ("\n\n" + FRONT + "### a", [("heading-skipped", BODY_LINE + 2)]),
        ("\n---\na", [("front-matter", 2)]),
        ("a\n\n### b", [("front-matter", 1), ("heading-skipped", 3)]),
        ("---\ntitle: x\n\n### a", [("front-matter", 1), ("heading-skipped", 4)]),
        ("---", [("front-matter", 1), ("leaflet-empty", 2)]),
        ("---\n---\na", [("yaml-missing", 2)] * 7),
        (FRONT, [("leaflet-empty", BODY_LINE)]),
        (FRONT[:-1], [("leaflet-empty", BODY_LINE)]),
        (FRONT + "\n---\na", [("block-unknown", BODY_LINE + 1)]),
        (FRONT + "\na\n\n---\n\n### b", None),
        (b"---\ntitle: \xe9", [("encoding", 2)]),
        (FRONT + "a\0", [("character-invisible", BODY_LINE)]),
        (FRONT + "a [@nobody; @key]", [("citation-unknown", BODY_LINE)]),
        (
            FRONT + "a\n[@x] [@key]\n[@x]",
            [
                ("citation-unknown", BODY_LINE + 1),
                ("citation-unknown", BODY_LINE + 2),
            ],
        ),
        (FRONT + "a\n\nb (@key), @keys, a@key, @nobody", [("citation-syntax", 12)]),
        (FRONT + "a[^1]\n\n[^1]: See @key.", [("citation-syntax", 12)]),
        (FRONT + "a\n\nDi\u0301a, man\u0303ana", [("accent-apart", BODY_LINE + 2)]),
        (FRONT + "x\u0301 is no letter with a sign of its own", []),
        (FRONT + "a \u202e12", [("character-invisible", BODY_LINE)]),
        (FRONT + "- a\n- [@x]\n", [("citation-unknown", BODY_LINE + 1)]),
        (FRONT + "a[^1]\n\n[^1]: [@x]", [("citation-unknown", BODY_LINE + 2)]),
        (FRONT + "|a|\n|-|\n|[@x]|", [("citation-unknown", BODY_LINE + 2)]),
        (FRONT.replace("title:", "\ttitle:") + "a", [("yaml-syntax", 2)]),
        (FRONT.replace("A title", "*A* title") + "a", [("yaml-syntax", 2)]),
        (FRONT.replace("A title", '" "') + "a", [("yaml-value", 2)]),
        (
            FRONT.replace("A title", "'**A'").replace("1.10", "") + "### a",
            [("markup-broken", 2), ("yaml-value", 4), ("heading-skipped", BODY_LINE)],
        ),
        (FRONT.replace("[en]", "[fr]") + "a", [("language-missing", 7)]),
        (FRONT.replace("[en]", "[]") + "a", [("yaml-type", 7)]),
        (FRONT.replace("[en]", "\n- en\n- fr\n- en") + "a", [("list-duplicate", 10)]),
        (FRONT.replace("[en]", "[en, tlh]") + "a", [("language-unknown", 7)]),
        (
            FRONT.replace(": en", ": xx").replace("[en]", "[xx]") + "a",
            [("language-unknown", 3), ("language-unknown", 7)],
        ),
        (
            FRONT.replace("[screen]", "\n- screen\n- poster") + "a",
            [("format-unknown", 10)],
        ),
        (FRONT.replace("[screen]", "[screen, screen]") + "a", [("list-duplicate", 8)]),
        (FRONT.replace("2026-11", "0000-11") + "a", [("date", 5)]),
    ],
)
def test_mistakes_with_their_lines(
    case: Case, text: str | bytes, expected: list[tuple[str, int]] | None
) -> None:
    if expected is None:
        expected = [
            ("block-unknown", BODY_LINE + 3),
            ("heading-skipped", BODY_LINE + 5),
        ]
    assert case.told(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["reviewed: 2026-02-30"], [("date", 9)]),
        (["reviewed: 2026-02-28"], []),
        (
            [
                "adapted_from:",
                "  title: a",
                "  author: {name: b}",
                "  published: 2023-02-29",
            ],
            [("date", 12)],
        ),
        (["web: https://b.ca/{language}"], []),
        (["web: https://b.ca/{lang}/{x}"], [("web-language", 9), ("web-language", 9)]),
        (["web: www.b.ca"], [("yaml-value", 9)]),
        (["funding: '[@key]'"], [("mark-place", 9)]),
        (["funding: 'a[^1]'"], [("mark-place", 9)]),
        (["funding: '[a](#b)'"], [("mark-place", 9)]),
        (["funding: '[a](https://b.ca)'"], []),
        (["funding: a <b>"], [("html", 9)]),
        (["funding: '[a][b]'"], [("markup-broken", 9)]),
        (["keywords:", "- a", "-"], [("yaml-value", 11)]),
        (["authors:", "- name: a", "- role: b"], [("yaml-missing", 11)]),
        (["titel: a"], [("yaml-key", 9)]),
        (["title: a"], [("yaml-duplicate", 9)]),
    ],
)
def test_mistakes_in_fields(
    case: Case, lines: list[str], expected: list[tuple[str, int]]
) -> None:
    assert case.front(*lines) == expected


def test_languages_are_told_of_leaflets_with_mistakes(case: Case) -> None:
    reading = case.read(FRONT.replace("[en]", "[en, fr]") + "# a")
    assert reading.leaflet is None
    assert reading.languages == ("en", "fr")


def test_nothing_is_said_of_citations_when_references_cannot_be_read(
    case: Case,
) -> None:
    known = Known(references=None, formats={"screen"})
    assert case.told(FRONT + "a [@x]", known=known) == []


@pytest.mark.parametrize("slug", ["Tiny", "a b", "é", "a_b", "-a", "templates"])
def test_names_that_no_leaflet_can_have(case: Case, slug: str) -> None:
    assert case.told(FRONT + "a", slug) == [("leaflet-name", 0)]
    assert case.told(b"\xe9", slug) == [("leaflet-name", 0), ("encoding", 1)]


# --- pictures


def pixels(kind: str) -> bytes:
    """Give a picture of one pixel."""
    data = io.BytesIO()
    Image.new("RGB", (1, 1)).save(data, kind)
    return data.getvalue()


def picture(case: Case, address: str) -> list[tuple[str, int]]:
    return case.told(f"{FRONT}\n![a](<{address}>)")


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("Drip.svg", "drip.svg"),
        ("dirp.svg", "drip.svg"),
        ("ni\u00f1o.svg", "nin\u0303o.svg"),
        ("images/dot.svg", ""),
        ("../../../secrets.svg", ""),
    ],
)
def test_the_nearest_picture_is_told(case: Case, typed: str, there: str) -> None:
    case.write("project/content/tiny/nin\u0303o.svg", SVG)
    case.write("secret.svg", SVG)
    (problem,) = case.read(FRONT + f"![a]({typed})").problems
    assert problem.id == "figure-missing"
    assert (f"the folder has {there}:" in problem.hint) == bool(there)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (("next_review: 2026-10",), 9),
        (("reviewed: 2027-01-20", "next_review: 2027-01-19"), 10),
        (("reviewed: 2027-01-20", "next_review: 2027-01"), 0),
        (("next_review: 2026-11-01",), 0),
    ],
)
def test_the_next_review_has_yet_to_come(
    case: Case, lines: tuple[str, ...], line: int
) -> None:
    assert case.front(*lines) == ([("date-order", line)] if line else [])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("drip.svg", None),
        ("./drip.svg", None),
        ("../tiny/drip.svg", None),
        ("images/DOT.PNG", None),
        ("a b.jpeg", None),
        ("inside.svg", None),
        ("Drip.svg", "figure-missing"),
        ("nowhere/drip.svg", "figure-missing"),
        ("images", "figure-type"),
        ("images.svg", "figure-missing"),
        ("../../../outside.svg", "figure-missing"),
        ("outside.svg", "figure-missing"),
        ("circle.svg", "figure-missing"),
        ("/etc/hosts", "figure-type"),
        ("{root}/project/content/tiny/drip.svg", "figure-missing"),
        ("https://example.org/drip.svg", "figure-missing"),
        ("a.gif", "figure-type"),
        ("a.webp", "figure-type"),
        ("drip", "figure-type"),
        (".svg", "figure-type"),
        ("", "figure-type"),
        ("x" * 300 + ".svg", "figure-missing"),
        ("a\\b.svg", "figure-missing"),
        ("empty.png", "picture-damaged"),
        ("empty.svg", "picture-damaged"),
        ("really-jpeg.png", "picture-damaged"),
    ],
)
def test_pictures(case: Case, address: str, expected: str | None) -> None:
    tiny = "project/content/tiny"
    case.write("outside.svg", SVG)
    case.write(f"{tiny}/images/DOT.PNG", pixels("PNG"))
    case.write(f"{tiny}/a b.jpeg", pixels("JPEG"))
    case.write(f"{tiny}/really-jpeg.png", pixels("JPEG"))
    case.write(f"{tiny}/a.gif", b"GIF89a")
    case.write(f"{tiny}/empty.png", b"")
    case.write(f"{tiny}/empty.svg", b"")
    (case.root / tiny / "images.svg").mkdir()
    (case.root / tiny / "outside.svg").symlink_to(case.root / "outside.svg")
    (case.root / tiny / "inside.svg").symlink_to("drip.svg")
    (case.root / tiny / "circle.svg").symlink_to("circle.svg")
    found = picture(case, address.replace("{root}", str(case.root)))
    # What is wrong inside a picture is told of the picture itself.
    line = 0 if expected == "picture-damaged" else BODY_LINE + 1
    assert found == ([(expected, line)] if expected else [])


def test_a_pictures_path_begins_at_the_project(case: Case) -> None:
    found = case.leaflet(f"{FRONT}![a](../tiny/drip.svg)")
    assert getattr(found.blocks[0], "path", "") == "content/tiny/drip.svg"


def test_a_project_behind_a_link(case: Case) -> None:
    (case.root / "link").symlink_to(case.root / "project")
    path = case.write("project/content/tiny/leaflet.md", f"{FRONT}![a](drip.svg)")
    files = Files(case.root / "link")
    reading = read_leaflet(files, files.root / "content/tiny/leaflet.md", KNOWN)
    assert path.exists()
    assert reading.problems == ()


# --- what holds for any text

front_like = st.lists(
    st.sampled_from(
        [
            *FRONT.splitlines(),
            "---",
            "",
            "  a: b",
            "- x",
            "web: {",
            "\t",
            "# c",
            "|",
            "é",
        ]
    ),
    max_size=16,
).map("\n".join)


@given(st.one_of(front_like, st.text(max_size=150), st.binary(max_size=60)))
@example("---\n---\n---")
@example("---\n? [\n---")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_gives_a_leaflet_or_problems(case: Case, text: str | bytes) -> None:
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    reading = case.read(data)
    assert (reading.leaflet is None) == bool(reading.problems)
