"""A leaflet with every block in every block, and every mark in every kind of text.

Made from lists of both, by the rules of docs/writing.md. Every text has a word of its
own, by which it is found again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

Words = Callable[[str], str]
Lines = list[str]

MARKS = (
    "**strong**",
    "*emphasis* and `code`",
    "[un mot]{lang=fr}",
    "[salam]{lang=ar}",
    "[*ein **Satz***]{lang=de}",
    "[**a strong link**](https://example.org/b)",
    "[a part](#first) and <us@example.org>",
    "[a page][guide]",
    "two citations [@one; @two]",
)


def nested() -> str:
    """Give the Markdown below the front matter."""
    numbers = count(1)

    def words(of: str) -> str:
        return f"The {of} number w{next(numbers)}x"

    lines = ["## First {#first}", "", *paragraph(words), ""]
    for number, around in enumerate(CONTAINERS):
        lines += [f"## {words('heading')}", ""] if number % 3 == 0 else []
        lines += [f"### {words('heading')}", ""] if number % 3 == 1 else []
        for block in BLOCKS:
            inside = [*paragraph(words), "", *block(words, 0), "", *paragraph(words)]
            # A paragraph between them keeps two lists from being one.
            lines += [*around(inside, words, 1), "", *paragraph(words), ""]
    lines += ["::: page-break", ":::", "", *deep(words), ""]
    lines += [f"## {words('heading')}", "", *marked(words)]
    lines += ["[guide]: https://example.org/guide", ""]
    return "\n".join(lines)


def paragraph(words: Words) -> Lines:
    return [words("paragraph")]


# --- blocks: each in each container


def tight(words: Words, _depth: int) -> Lines:
    return [f"- {words('item')}", f"- {words('item')}"]


def loose(words: Words, _depth: int) -> Lines:
    return [f"- {words('item')}", "", f"- {words('item')}"]


def ordered(words: Words, _depth: int) -> Lines:
    return [f"4. {words('item')}", f"5. {words('item')}"]


def terms(words: Words, _depth: int) -> Lines:
    one, two = ([f": {words('meaning')}"] for _ in range(2))
    return [words("term"), *one, *two, "", words("term"), f": {words('meaning')}"]


def table(words: Words, _depth: int) -> Lines:
    head, row = ([words("cell") for _ in range(3)] for _ in range(2))
    return [_row(head), "|---|:-:|--:|", _row(row), _row([words("cell"), "", ""])]


def captioned(words: Words, depth: int) -> Lines:
    corner = ["", words("cell"), words("cell")]
    row = [words("row") for _ in range(3)]
    inside = [_row(corner), "|---|---|---|", _row(row)]
    return _fenced(f"table {words('caption')}", inside, depth)


def figure(words: Words, _depth: int) -> Lines:
    return [f'![{words("picture")}](dot.svg "{words("caption")}")']


def bare_figure(words: Words, _depth: int) -> Lines:
    return [f"![{words('picture')}](dot.svg)"]


def box(words: Words, depth: int) -> Lines:
    return _fenced(f"warning {words('title')}", paragraph(words), depth)


def quotation(words: Words, _depth: int) -> Lines:
    return quoted(paragraph(words), words, 0)


BLOCKS = (
    *(tight, loose, ordered, terms, table, captioned),
    *(figure, bare_figure, box, quotation),
)

# --- containers


def item(inside: Lines, _words: Words, _depth: int) -> Lines:
    return _indented("- ", inside)


def numbered(inside: Lines, words: Words, _depth: int) -> Lines:
    return [*_indented("1. ", inside), "", f"2. {words('item')}"]


def meaning(inside: Lines, words: Words, _depth: int) -> Lines:
    return [words("term"), *_indented(": ", inside)]


def quoted(inside: Lines, _words: Words, _depth: int) -> Lines:
    return [f"> {line}".rstrip() for line in inside]


def boxed(kind: str) -> Callable[[Lines, Words, int], Lines]:
    def around(inside: Lines, words: Words, depth: int) -> Lines:
        return _fenced(f"{kind} {words('title')}", inside, depth)

    return around


def untitled(inside: Lines, _words: Words, depth: int) -> Lines:
    return _fenced("summary", inside, depth)


CONTAINERS = (
    *(item, numbered, meaning, quoted, untitled),
    *map(boxed, ("summary", "warning", "checklist", "notes")),
)


def deep(words: Words) -> Lines:
    """Give each container inside each other, four levels in all, round and round."""
    lines: Lines = []
    for first in range(len(CONTAINERS)):
        inside = [*tight(words, 0), "", *paragraph(words)]
        for level in range(4):
            around = CONTAINERS[(first + 2 * level) % len(CONTAINERS)]
            inside = [*paragraph(words), "", *around(inside, words, level)]
        lines += [*inside, ""]
    return lines


# --- marks: each in each kind of text


def marked(words: Words) -> Iterator[str]:
    """Give each kind of text with each mark in it, and a footnote of its own."""
    notes: Lines = []
    for mark in MARKS:  # the functions below are called before the next one

        def text(kind: str, mark: str = mark) -> str:
            return f"{words(kind)} has {mark} in it"

        def noted(kind: str, mark: str = mark) -> str:
            text, label = f"{words(kind)} has {mark}", f"n{len(notes)}"
            notes.extend([f"[^{label}]: {words('note')} has {mark}", ""])
            return f"{text}[^{label}] in it"

        yield from (f"### {text('heading')}", "", noted("paragraph"), "")
        yield from (f"- {noted('item')}", f"- {text('item')}", "")
        yield from (f"1. {text('item')}", "", f"2. {text('item')}", "")
        yield from (text("term"), f": {noted('meaning')}", "")
        cells = (
            ["", text("cell"), text("cell")],
            [text("row"), noted("cell"), text("cell")],
        )
        yield from (f"::: table {text('caption')}", _row(cells[0]), "|---|---|---|")
        yield from (_row(cells[1]), ":::", "")
        yield from (f'![{words("picture")}](dot.svg "{text("caption")}")', "")
        yield from (f"::: summary {text('title')}", noted("paragraph"), ":::", "")
        yield from (f"> {text('quotation')}", "", f"{text('line')}\\", text("line"), "")
    yield from notes


# --- lines


def _row(cells: Lines) -> str:
    return f"| {' | '.join(cells)} |"


def _indented(mark: str, lines: Lines) -> Lines:
    first, *rest = lines
    blank = " " * len(mark)
    return [mark + first, *((blank + line).rstrip() for line in rest)]


def _fenced(info: str, lines: Lines, depth: int) -> Lines:
    colons = ":" * (3 + depth)
    return [f"{colons} {info}", *lines, colons]
