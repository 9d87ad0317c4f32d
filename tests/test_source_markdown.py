"""The body of a leaflet: each kind of block in each nesting, each mistake's line."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leaflet.model import (
    Block,
    Box,
    Break,
    Definition,
    DefinitionList,
    Figure,
    Footnote,
    Heading,
    Link,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
    texts,
    walk,
)
from leaflet.problems import Problem
from leaflet.source.body import Body
from leaflet.source.markdown import read_body
from leaflet.source.marks import Fault


def picture_path(source: str) -> str | Fault:
    if source == "missing.svg":
        return Fault("figure-missing", "not there")
    return f"content/x/{source}"


def read(text: str, first_line: int = 1) -> tuple[Body, list[Problem]]:
    text = dedent(text).lstrip("\n")
    return read_body(text, "leaflet.md", first_line, "Title", picture_path)


def body(text: str, first_line: int = 1) -> Body:
    found, problems = read(text, first_line)
    assert problems == []
    return found


def block(text: str) -> Block:
    (found,) = body(text).blocks
    return found


def told(text: str) -> list[tuple[str, int]]:
    problems = read(text)[1]
    return sorted(((p.id, p.at.line) for p in problems), key=lambda one: one[::-1])


def outline(value: object) -> object:
    """Give blocks as nested lists of their names and sources: for comparing."""
    if isinstance(value, Text):
        return value.source
    if isinstance(value, tuple):
        return [outline(item) for item in value]
    parts: dict[type, object] = {
        Paragraph: lambda b: outline(b.text),
        Heading: lambda b: f"{'#' * b.level} {b.text.source}",
        List: lambda b: {"ol" if b.ordered else "ul": outline(b.items)},
        ListItem: lambda b: outline(b.blocks),
        DefinitionList: lambda b: {
            "dl": [[t.text.source, outline(t.definitions)] for t in b.terms]
        },
        Table: lambda b: {"table": [outline(b.head), *map(outline, b.rows)]},
        Figure: lambda b: {"figure": b.path},
        Box: lambda b: {b.kind: outline(b.blocks)},
        Quote: lambda b: {"quote": outline(b.blocks)},
        PageBreak: lambda b: f"{b.kind} break",
    }
    return parts[type(value)](value)  # type: ignore[operator]


def lines(value: object) -> list[tuple[str, int]]:
    return [(text.source, text.at.line) for text in texts(value)]


# --- blocks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", ["a b", "c"]),
        ("# not\n", None),
        ("## a\n\n### b ###\n\n#### c", ["## a", "### b", "#### c"]),
        ("- a\n- b", [{"ul": [["a"], ["b"]]}]),
        ("* a\n\n  b\n* c", [{"ul": [["a", "b"], ["c"]]}]),
        ("1. a\n2. b", [{"ol": [["a"], ["b"]]}]),
        (
            "- a\n  - b\n    1. c\n- d",
            [{"ul": [["a", {"ul": [["b", {"ol": [["c"]]}]]}], ["d"]]}],
        ),
        ("- a\n- b\n\n* c", [{"ul": [["a"], ["b"]]}, {"ul": [["c"]]}]),
        ("a\n: b\n: c\n\nd\n: e", [{"dl": [["a", [["b"], ["c"]]], ["d", [["e"]]]]}]),
        ("a\n\n: b\n\n  c", [{"dl": [["a", [["b", "c"]]]]}]),
        ("a\n: - b\n  - c", [{"dl": [["a", [[{"ul": [["b"], ["c"]]}]]]]}]),
        ("|a|b|\n|-|-|\n|c|d|", [{"table": [["a", "b"], ["c", "d"]]}]),
        ("a | b\n--|--\nc | d", [{"table": [["a", "b"], ["c", "d"]]}]),
        (
            r"|a|`b\|c`|" "\n|-|-|\n" r"|d\|e||",
            [{"table": [["a", "`b|c`"], ["d|e", ""]]}],
        ),
        ("![a](b.svg)", [{"figure": "content/x/b.svg"}]),
        ("> a\n> b\n>\n> c", [{"quote": ["a b", "c"]}]),
        ("> - a\n>\n> > b", [{"quote": [{"ul": [["a"]]}, {"quote": ["b"]}]}]),
        ("::: summary\na\n:::", [{"summary": ["a"]}]),
        (":::warning Title\na\n\n- b\n:::", [{"warning": ["a", {"ul": [["b"]]}]}]),
        ("::: checklist\n- [ ] a\n- b\n:::", [{"checklist": [{"ul": [["a"], ["b"]]}]}]),
        (
            "::: summary\n|a|b|\n|-|-|\n|c|d|\n:::",
            [{"summary": [{"table": [["a", "b"], ["c", "d"]]}]}],
        ),
        (
            "::: summary\n::: table T\n|a|\n|-|\n|c|\n:::\n:::",
            None,
        ),
        (
            ":::: summary\n::: table T\n|a|\n|-|\n|c|\n:::\n::::",
            [{"summary": [{"table": [["a"], ["c"]]}]}],
        ),
        (
            ":::: summary\n::: warning\na\n:::\n\nb\n::::",
            [{"summary": [{"warning": ["a"]}, "b"]}],
        ),
        (
            "::: summary\n## a\n\n![b](c.png)\n\nd\n: e\n\n> f\n:::",
            [
                {
                    "summary": [
                        "## a",
                        {"figure": "content/x/c.png"},
                        {"dl": [["d", [["e"]]]]},
                        {"quote": ["f"]},
                    ]
                }
            ],
        ),
        (
            "- a\n\n  ::: warning\n  b\n  :::\n- c",
            [{"ul": [["a", {"warning": ["b"]}], ["c"]]}],
        ),
        (
            "- a\n\n  |b|\n  |-|\n  |c|\n\n- ![d](e.svg)",
            [
                {
                    "ul": [
                        ["a", {"table": [["b"], ["c"]]}],
                        [{"figure": "content/x/e.svg"}],
                    ]
                }
            ],
        ),
        (
            "- a\n\n  > b\n\n- c\n  : d",
            [{"ul": [["a", {"quote": ["b"]}], [{"dl": [["c", [["d"]]]]}]]}],
        ),
        ("> ::: warning\n> a\n> :::", [{"quote": [{"warning": ["a"]}]}]),
        ("a\n\n::: page-break\n:::\n\nb", ["a", "page break", "b"]),
        ("a\n::: panel-break\n:::\nb", ["a", "panel break", "b"]),
        ("a\n::: summary\nb\n:::\nc", ["a", {"summary": ["b"]}, "c"]),
        ("a\n- b\n\nc", ["a", {"ul": [["b"]]}, "c"]),
        ("-\ta\n\tb", [{"ul": [["a b"]]}]),
        ("a  \t\nb\t\n", ["a b"]),
        ("\ufeffa", ["\ufeffa"]),
        ("a\r\nb\r\n\r\nc", ["a b", "c"]),
        ("1986\\. A year", ["1986\\. A year"]),
    ],
)
def test_blocks(text: str, expected: list[object] | None) -> None:
    if expected is None:
        assert told(text)
    else:
        assert outline(body(text).blocks) == expected


@pytest.mark.parametrize(
    ("text", "tight"),
    [
        ("- a\n- b", True),
        ("- a\n\n- b", False),
        ("- a\n\n  b", False),
        ("- a\n  - b\n\n  - c", True),
        ("1. a\n2. b", True),
        ("- ![a](b.svg)", True),
    ],
)
def test_tight_and_loose_lists(text: str, *, tight: bool) -> None:
    found = block(text)
    assert isinstance(found, List)
    assert found.tight is tight


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1. a", 1),
        ("0. a", 0),
        ("7) a\n8) b", 7),
        ("- a", 1),
        ("999999999. a", 999999999),
    ],
)
def test_the_first_number_of_a_list(text: str, start: int) -> None:
    found = block(text)
    assert isinstance(found, List)
    assert found.start == start
    assert found.ordered == (text[0] != "-")


def test_a_table_with_caption_alignments_and_row_headings() -> None:
    table = block("""
        ::: table Doses *a day*
        | | Adults | Children |
        |:-|:-:|-:|
        | Morning | 2 | 1 |
        | Evening | | 0 |
        :::
        """)
    assert isinstance(table, Table)
    assert table.row_headings
    assert table.alignments == ("left", "center", "right")
    kinds = [[text.kind for text in row] for row in (table.head, *table.rows)]
    assert kinds == [
        ["table heading"] * 3,
        ["row heading", "table cell", "table cell"],
        ["row heading", "table cell", "table cell"],
    ]
    assert lines(table) == [
        *[("Doses *a day*", 1), ("", 2), ("Adults", 2), ("Children", 2)],
        *[("Morning", 4), ("2", 4), ("1", 4), ("Evening", 5), ("", 5), ("0", 5)],
    ]


def test_a_table_without_caption_or_row_headings() -> None:
    table = block("|a|b|\n|-|-|\n|c|d|")
    assert isinstance(table, Table)
    assert (table.caption, table.row_headings, table.alignments) == (
        None,
        False,
        ("", ""),
    )
    assert {text.kind for text in table.rows[0]} == {"table cell"}


def test_a_figure_with_caption() -> None:
    figure = block('![A nurse *sets* it](drip.svg "The **drip**")')
    assert isinstance(figure, Figure)
    assert figure.path == "content/x/drip.svg"
    assert figure.caption
    assert [(t.source, t.kind) for t in (figure.alternative, figure.caption)] == [
        ("A nurse *sets* it", "alternative text"),
        ("The **drip**", "caption"),
    ]


def test_a_figure_without_caption() -> None:
    figure = block('![a](b.svg " ")')
    assert isinstance(figure, Figure)
    assert figure.caption is None


def test_titles_of_boxes() -> None:
    boxes = body("::: summary In *brief*\na\n:::\n\n::: warning\nb\n:::").blocks
    titles = [box.title for box in boxes if isinstance(box, Box)]
    assert titles[0]
    assert (titles[0].source, titles[0].kind) == (
        "In *brief*",
        "title of a summary box",
    )
    assert titles[1] is None


def test_footnotes_wherever_their_text_stands() -> None:
    found = body("""
        - one[^1]
        - two[^b]

        [^1]: First
        on two lines.

        ::: summary
        three[^c]

        [^c]: Third.
        :::

        [^b]: Second [@key].
        """)
    assert [(n.label, n.text.source, n.text.at.line) for n in found.footnotes] == [
        ("1", "First on two lines.", 4),
        ("c", "Third.", 10),
        ("b", "Second [@key].", 13),
    ]
    assert {n.text.kind for n in found.footnotes} == {"footnote"}
    assert len(found.blocks) == 2
    assert isinstance(found.footnotes[0], Footnote)


def test_addresses_by_label() -> None:
    found = body("a [b][the guide]\n\n[The  Guide]: https://b.ca\n")
    (definition,) = found.definitions
    assert isinstance(definition, Definition)
    assert definition.address.source == "https://b.ca"
    assert definition.address.at.line == 3
    assert definition.address.context == "link"
    assert definition.address.path == ("Title",)
    (paragraph,) = found.blocks
    assert isinstance(paragraph, Paragraph)
    links = [i for i in walk(paragraph.text.inlines) if isinstance(i, Link)]
    assert [(link.href, link.label) for link in links] == [
        ("https://b.ca", definition.label)
    ]


def test_hard_and_soft_breaks() -> None:
    paragraph = block("a\nb\\\nc  \nd")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.source == "a b\\\nc\\\nd"
    assert sum(isinstance(i, Break) for i in paragraph.text.inlines) == 2


# --- headings


def test_headings_have_anchors_and_make_the_path() -> None:
    found = body("""
        Before

        ## L’été *à* Québec [@k]
        a

        ### Risks {#risks}
        b

        ## Risks
        - c

        ## Risks
        ## 北京
        ## 上海
        ## References
        """)
    headings = [b for b in found.blocks if isinstance(b, Heading)]
    assert [(h.level, h.id) for h in headings] == [
        (2, "lete-a-quebec-k"),
        (3, "risks"),
        (2, "risks-2"),
        (2, "risks-3"),
        (2, "section"),
        (2, "section-2"),
        (2, "references-2"),
    ]
    assert headings[1].text.source == "Risks"
    assert headings[1].text.kind == "heading 3"
    paths = {text.source: text.path for text in texts(found.blocks)}
    summer = "L’été *à* Québec [@k]"
    assert paths["Before"] == ("Title",)
    assert paths[summer] == ("Title",)
    assert paths["a"] == ("Title", summer)
    assert paths["b"] == ("Title", summer, "Risks")
    assert paths["c"] == ("Title", "Risks")


def test_an_anchor_that_looks_like_a_counted_one() -> None:
    headings = body("## a\n## a-2\n## a\n## a").blocks
    ids = [b.id for b in headings if isinstance(b, Heading)]
    assert ids == ["a", "a-2", "a-3", "a-4"]


def test_links_to_anchors() -> None:
    body("[a](#b) [c](#d)\n\n## B\n\n::: summary\n## x {#d}\n\ny\n:::")
    assert told("[a](#b)\n\n::: summary\n- [c](#D)\n\n## x {#d}\n:::") == [
        ("link-anchor", 1),
        ("link-anchor", 4),
    ]


# --- kinds and notes


def test_what_translators_are_told() -> None:
    found = body("""
        a

        - b
          - c

        ::: checklist
        - d

        e
        :::

        > f

        g
        : h
        """)
    assert [(text.source, text.kind) for text in texts(found.blocks)] == [
        *[("a", "paragraph"), ("b", "list item"), ("c", "list item")],
        *[("d", "checklist item"), ("e", "paragraph"), ("f", "quotation")],
        *[("g", "term"), ("h", "definition")],
    ]


def test_notes_belong_to_the_next_text() -> None:
    found = body("""
        <!-- translators: "drip" is
        the bag. -->
        <!-- context: verb -->
        a

        b
        <!-- translators: for c -->
        - c

        <!-- context: x --><!-- translators: y -->
        d[^1]

        <!-- translators: for the note -->
        [^1]: e

        ::: table
        <!-- translators: for the cell -->
        | | f |
        |-|-|
        | g | h |
        :::
        """)
    notes = {
        text.source: (text.note, text.context)
        for text in texts((found.blocks, found.footnotes))
        if text.note or text.context
    }
    assert notes == {
        "a": ('"drip" is the bag.', "verb"),
        "c": ("for c", None),
        "d[^1]": ("y", "x"),
        "e": ("for the note", None),
        "f": ("for the cell", None),
    }


# --- lines


def test_lines_after_front_matter() -> None:
    found = body(
        """

        ## a

        b
        c

        - d
          e

          f
        - g

        h
        : i
        : j

          k

        ::: summary l
        m

        | n | o |
        |---|---|
        | p | q |

        > r
        :::

        ![s](t.svg)
        """,
        first_line=11,
    )
    assert lines(found.blocks) == [
        *[("a", 11), ("b c", 13), ("d e", 16), ("f", 19), ("g", 20)],
        *[("h", 22), ("i", 23), ("j", 24), ("k", 26), ("l", 28), ("m", 29)],
        *[("n", 31), ("o", 31), ("p", 33), ("q", 33), ("r", 35), ("s", 38)],
    ]


# --- mistakes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing there
        ("", [("leaflet-empty", 1)]),
        ("\n \n", [("leaflet-empty", 1)]),
        ("::: page-break\n:::", [("leaflet-empty", 1)]),
        ("[a]: https://b.ca", [("leaflet-empty", 1), ("link-unused", 1)]),
        # headings
        ("# a", [("heading-level", 1)]),
        ("a\n\n##### b", [("heading-level", 3)]),
        ("### a", [("heading-skipped", 1)]),
        ("## a\n#### b\n## c\n### d", [("heading-skipped", 2)]),
        ("##\n\na", [("heading-empty", 1)]),
        ("## {#a}\n\na", [("heading-empty", 1)]),
        ("a\n---\nb", [("heading-underlined", 1)]),
        ("a\n\nb\nc\n===", [("heading-level", 3), ("heading-underlined", 3)]),
        ("- ## a", [("heading-place", 1)]),
        ("> ## a", [("heading-place", 1)]),
        ("- a\n\n  ::: summary\n  ## b\n  :::", [("heading-place", 4)]),
        ("## a {#b}\n## c {#b}", [("anchor-duplicate", 2)]),
        ("## b\n## c {#b}", [("anchor-duplicate", 2)]),
        ("## a {#references}", [("anchor-duplicate", 1)]),
        ("## a {#é}", [("markup-broken", 1)]),
        # blocks that are refused
        ("a\n\n---\n\nb", [("block-unknown", 3)]),
        ("a\n\n***", [("block-unknown", 3)]),
        ("a\n\n    b", [("block-unknown", 3)]),
        ("a\n\n```\nb\n```", [("block-unknown", 3)]),
        ("a\n\n- b\n\n  ~~~\n  c", [("block-unknown", 5)]),
        ("a\n\n<div>\nb\n</div>", [("html", 3)]),
        ("a\n\n<!-- b -->", [("html", 3)]),
        ("a\n\n<!-- translators: -->\nb", [("html", 3)]),
        ("a\n\n<!-- translators: b", [("html", 3)]),
        ("a\n\n<!-- translators: b --> c\n\nd", [("html", 3)]),
        ("- a\n\n  <b>c</b>", [("html", 3), ("html", 3)]),
        ("|a|\n|-|\n|<br>|", [("html", 3)]),
        # what was meant for a block
        ("a\n##b", [("block-broken", 2)]),
        ("a\nb\n: c", [("block-broken", 3)]),
        (
            "|a|b|\n|-|\n|c|",
            [("block-broken", 1), ("block-broken", 2), ("block-broken", 3)],
        ),
        ("a\n\n• b\n• c", [("block-broken", 3), ("block-broken", 4)]),
        (":: summary\na", [("block-broken", 1)]),
        # notes
        ("a\n\n<!-- translators: b -->", [("note-unused", 3)]),
        ("<!-- context: a -->\n\n<!-- context: b -->\nc", [("note-unused", 1)]),
        # empty blocks
        ("- a\n-\n- b", [("block-empty", 2)]),
        ("- a\n- <!-- translators: c -->\n- b", [("block-empty", 2)]),
        ("a\n\n>", [("block-empty", 3)]),
        ("::: summary a\n:::", [("block-empty", 1)]),
        ("a\n\n::: checklist\n:::", [("block-empty", 3)]),
        # boxes
        ("::: summery\na\n:::", [("box-unknown", 1)]),
        ("::: summery\n### a\n:::", [("box-unknown", 1), ("heading-skipped", 2)]),
        ("a\n\n:::\nb\n:::", [("box-unknown", 3)]),
        ("::: summary\na", [("box-unclosed", 1)]),
        ("- a\n\n  ::: summary\n  b\n\nc", [("box-unclosed", 3)]),
        (
            ":::: summary\na\n:::",
            [("box-unclosed", 1), ("box-unclosed", 3), ("box-unknown", 3)],
        ),
        (
            "::: summary\n::: warning\na\n:::\n:::",
            [("box-unclosed", 2), ("box-unclosed", 5), ("box-unknown", 5)],
        ),
        ("a\n\n::: page-break\nb", [("box-content", 3), ("box-unclosed", 3)]),
        ("a\n\n::: page-break\n# b\n:::", [("box-content", 3), ("heading-level", 4)]),
        ("a\n\n::: panel-break b\n:::", [("box-content", 3)]),
        ("::: table a\nb\n:::", [("box-content", 1)]),
        ("::: table a\n:::", [("box-content", 1)]),
        ("::: table a\n|b|\n|-|\n|c|\n\n<b>\n:::", [("html", 6)]),
        ("::: table a\n|b|\n|-|\n|c|\n\nd\n:::", [("box-content", 1)]),
        ("- [x] a", [("markup-broken", 1)]),
        ("::: checklist\n- [x] a\n:::", [("markup-broken", 2)]),
        # tables
        ("|a||\n|-|-|\n|b|c|", [("table-heading", 1)]),
        ("a\n\n||b|\n|-|-|\n|c|d|\n||e|", [("table-heading", 6)]),
        ("|a|b|\n|-|-|", [("table-empty", 1)]),
        ("|a|b|\n|-|-|\n|c|d|e|", [("table-cells", 3)]),
        ("a\n\n|a|b|\n|-|-|\n|c|d|\n|e|\n", [("table-cells", 6)]),
        ("> a | b\n> -|-\n> c | d\n> e", [("table-cells", 4)]),
        ("- a | b\n  -|-\n  c | d | e", [("table-cells", 3)]),
        ("|a|b|\n|-|-|\n|c|**d|\n|e|f|", [("markup-broken", 3)]),
        # figures
        ("a\n\n![](b.svg)", [("figure-alternative", 3)]),
        ("![ ](b.svg)", [("figure-alternative", 1)]),
        ("![a](missing.svg)", [("figure-missing", 1)]),
        ("![](missing.svg)", [("figure-alternative", 1), ("figure-missing", 1)]),
        ("![a [@b]](c.svg)", [("mark-place", 1)]),
        ("![a[^1]](c.svg)\n\n[^1]: d", [("mark-place", 1)]),
        ("a\n\nb ![c](d.svg)", [("picture-inline", 3)]),
        # footnotes
        ("a[^1]", [("footnote-missing", 1)]),
        ("a\n\n[^1]: b", [("footnote-unused", 3)]),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", [("footnote-duplicate", 5)]),
        ("a[^1]\n\n[^1]: b[^1]", [("mark-place", 3)]),
        ("a[^1]\n\n[^1]: - b", [("footnote-body", 3)]),
        ("a[^1]\n\n[^1]: b\n\n    c", [("footnote-body", 3)]),
        ("a[^1]\n\n[^1]:\n", [("footnote-body", 3)]),
        # addresses
        ("a\n\n[b]: https://c.ca", [("link-unused", 3)]),
        ("[a][b]\n\n[b]: https://c.ca\n[B]: https://d.ca", [("link-duplicate", 4)]),
        ("[a][b]\n\n[b]: c.html", [("link-address", 1), ("link-address", 3)]),
        ('[a][b]\n\n[b]: https://c.ca "d"', [("link-title", 3)]),
        ("[a][b]\n\n[b]: #c", [("link-anchor", 1)]),
        ("[b]\n\n[b]: https://c.ca", [("link-short", 1)]),
        ("[a](#b)", [("link-anchor", 1)]),
        ("[a][b]", [("markup-broken", 1)]),
        # one text too long
        ("a\n\n" + "b " * 5001, [("text-long", 3)]),
        # further down in a paragraph
        ("a **b**\nc **d\ne", [("markup-broken", 2)]),
        ("a **b\nc", [("markup-broken", 1)]),
        ("a\nb <i\nc>", [("html", 2)]),
        ("a\n- b\n  c [@]\n  d", [("citation-syntax", 3)]),
        ("a [c](#d)\nb [c](#d)\n\n## c {#e}", [("link-anchor", 1), ("link-anchor", 2)]),
        ("a\nb[^1]\nc[^2]", [("footnote-missing", 2), ("footnote-missing", 3)]),
        (
            "a\n[b](c.html)\n[](#a)",
            [("link-address", 2), ("link-anchor", 3), ("link-empty", 3)],
        ),
        ('a\n[b](https://c.ca "d")', [("link-title", 2)]),
        ("a\n[b]{lang=xx}", [("span-language", 2)]),
        ("a\n![b](c.svg)", [("picture-inline", 2)]),
        ("> a\n> [b][c]\n\n[c]: #d", [("link-anchor", 2)]),
        # all at once
        (
            "# a\n\n<b>\n\n### c [@]\n\n- d[^e]\n\n::: f\n:::\n\n![](missing.svg)",
            [
                *[("heading-level", 1), ("html", 3), ("citation-syntax", 5)],
                *[("heading-skipped", 5), ("footnote-missing", 7), ("box-unknown", 9)],
                *[("figure-alternative", 12), ("figure-missing", 12)],
            ],
        ),
    ],
)
def test_mistakes_with_their_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == sorted(expected, key=lambda one: one[::-1])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n".join("  " * n + "- x" for n in range(200)), 9),
        ("a\n\n" + "> " * 500 + "x", 3),
        ("- " * 500 + "x", 1),
        ("[^a]: " * 500 + "x", 1),
        ("\n".join(":" * n + " summary" for n in range(60, 2, -1)), 20),
    ],
)
def test_deep_nesting_is_told_not_dropped(text: str, line: int) -> None:
    deep = [at for id_, at in told(text) if id_ == "nested-deeply"]
    assert deep[0] in range(line, line + 2)


def test_a_nesting_that_is_deep_enough_for_anybody() -> None:
    text = "- a\n  - b\n    - c\n\n      > d\n      > - e\n      >   - f"
    assert [text.source for text in texts(body(text).blocks)] == list("abcdef")


# --- what holds for any text

pieces = st.sampled_from(
    [
        *("a", "b c", "é", "", " ", "    ", "\t", "- ", "* ", "1. ", "7) ", "> ", ": "),
        *("## ", "### ", "# ", "::: summary", "::: table T", ":::", "::::", "::: "),
        *("::: page-break", "|a|b|", "|-|-|", "|", "a | b", "---", "===", "```", "~~~"),
        *("![a](b.svg)", "![](c)", "[^1]", "[^1]: n", "[k]: https://a.b", "[t][k]"),
        *("[@k]", "<!-- translators: n -->", "<!-- context: c -->", "<!--", "-->"),
        *("<b>", "<div>", "**", "*", "`", "\\", "{#x}", "[ ] ", "[x] ", "~ ", "&amp;"),
    ]
)
markdown = st.lists(
    st.tuples(st.integers(0, 3), st.lists(pieces, max_size=4)).map(
        lambda line: "  " * line[0] + "".join(line[1])
    ),
    max_size=14,
).map("\n".join)


@given(st.one_of(markdown, st.text(max_size=200)))
@example("a\n: " + ": " * 50 + "b")
@example("[^a]: [^a]: b")
@example("|\n-\n|")
@settings(max_examples=150, deadline=5000)
def test_any_text_gives_blocks_and_problems(text: str) -> None:
    found, problems = read_body(text, "l.md", 5, "T", picture_path)
    last = 5 + text.count("\n") + text.count("\r")
    assert all(5 <= problem.at.line <= last for problem in problems)
    every = texts((found.blocks, found.footnotes, found.definitions))
    assert all(5 <= one.at.line <= last for one in every)


word = st.sampled_from(["word", "*em*", "**b**", "`c`", "[@k]", "d’eau", "5 mg", "é."])
sentence = st.lists(word, min_size=1, max_size=6).map(" ".join)


def indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


def boxed(text: str) -> str:
    """Put a box around a text: its colons are more than those inside."""
    colons = max((len(run) for run in re.findall(":+", text)), default=2) + 1
    return f"{':' * max(colons, 3)} warning T\n{text}\n{':' * max(colons, 3)}"


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        parts.map(lambda text: "- " + indented(text, "  ").lstrip()),
        parts.map(lambda text: "1. " + indented(text, "   ").lstrip()),
        parts.map(lambda text: indented(text, "> ").replace("\n\n", "\n>\n")),
        st.tuples(sentence, parts).map(
            lambda two: f"{two[0]}\n: " + indented(two[1], "  ").lstrip()
        ),
        parts.map(boxed),
    )


leaves = st.one_of(
    sentence,
    sentence.map(lambda text: f"![{text.replace('[@k]', 'a')}](b.svg)"),
    st.tuples(sentence, sentence).map(lambda two: f"|{two[0]}|x|\n|-|-|\n|{two[1]}|y|"),
)


@given(st.lists(st.recursive(leaves, nested, max_leaves=5), min_size=1, max_size=4))
@settings(max_examples=60)
def test_what_is_well_written_is_read_without_a_word_lost(parts: list[str]) -> None:
    text = "\n\n<!-- translators: n -->\n\n".join(parts)
    found, _ = read_body(text, "l.md", 1, "T", picture_path)
    source = " ".join(one.source for one in texts(found.blocks))
    for mark in ("word", "*em*", "**b**", "`c`", "d’eau", "5 mg", "é."):
        assert source.count(mark) == text.count(mark)
