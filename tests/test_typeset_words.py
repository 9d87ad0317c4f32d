"""No word is lost without being told, and none is told that is there."""

from __future__ import annotations

import pytest

from leaflet.problems import LeafletError, Problem
from leaflet.sheet import Fit
from leaflet.typeset.pages import Typesetter
from leaflet.typeset.words import missing
from tests.typeset_text import WORDS, html, paragraphs

FIT = Fit(size=(10, 10, 10))
LONG = f'<p data-at="content/x/leaflet.md:7">{WORDS * 20}END</p>'


def told(typesetter: Typesetter, body: str, style: str = "") -> list[Problem]:
    try:
        typesetter.print(html(body, style), FIT, "x")
    except LeafletError as error:
        return list(error.problems)
    return []


@pytest.mark.parametrize(
    ("text", "seen", "lost"),
    [
        ("one two", "one two", []),
        ("one two", "ONE\u00a0TW-O", []),  # upper case, a hyphenated line
        ("one two", "one two one two", []),  # the header of a table, repeated
        ("one two three", "one", ["two", "three"]),
        ("one two three", "", ["one", "two", "three"]),
        ("one one one", "one one", ["one"]),
        ("az asszony itt", "az asz-szony itt", []),  # Hungarian hyphenates so
        ("a wonderful b c", "a b c", ["wonderful", "b", "c"]),
        ("– 5 mg", "– 5 mg", []),
        ("Straße", "STRASSE", []),
    ],
)
def test_missing(text: str, seen: str, lost: list[str]) -> None:
    assert missing(text, seen) == lost


@pytest.mark.parametrize(
    "style",
    [
        "p { position: absolute; top: 0; height: 40mm }",
        "p { position: fixed; bottom: 0; height: 10mm; overflow: hidden }",
        "p { height: 30mm; overflow: hidden }",
        "p { max-lines: 3; continue: discard }",
        "p { position: absolute; left: 60mm }",
        "p { position: absolute; top: -9mm }",
        "p { white-space: nowrap }",
        "body { display: flex } p { flex: none; width: 200mm }",
    ],
)
def test_text_without_room_is_told(typesetter: Typesetter, style: str) -> None:
    problems = told(typesetter, LONG, style)
    assert {problem.id for problem in problems} == {"text-lost"}
    assert str(problems[0].at) == "content/x/leaflet.md:7"
    assert "words are on no page: " in problems[0].message


def test_a_word_that_runs_off_the_paper_is_told(typesetter: Typesetter) -> None:
    (problem,) = told(typesetter, f"<p>see https://example.org/{'long' * 20}")
    assert problem.message.endswith("longlonglong")


ALARMS = {
    "hyphens": ("<p style='width: 20mm'>incomprehensibilities" * 4, "p{hyphens: auto}"),
    "soft hyphens": ("<p style='width: 15mm'>incompre&shy;hensi&shy;bilities", ""),
    "markers": ("<ol><li>one<li>two<ul><li>three</ul></ol>", ""),
    "counters": ("<p>a", "p::before { content: counter(page) 'made' }"),
    "footnotes": ("<p>a<span class=note>the note</span> b" * 3, ""),
    "repeated header": (
        f"<table><thead><tr><th>head<th>two</thead>{'<tr><td>a<td>b' * 40}</table>",
        "",
    ),
    "upper case": ("<p>straße", "p { text-transform: uppercase }"),
    "first letter": ("<p>abc def", "p::first-letter { color: red; float: left }"),
    "hidden on purpose": ("<p>a<span class=no>b", ".no { display: none }"),
    "running matter": (
        "<p class=run>running</p>" + paragraphs(9),
        ".run { position: running(run) } @page { @top-left { content: element(run) } }"
        "@page :first { @top-left { content: none } }",
    ),
    "running matter on one page": (
        "<p class=run>running</p>a",
        ".run { position: running(run) } @page :first { @top-left { content: none } }",
    ),
    "turned": (
        "<p class=turned>on its side",
        ".turned { position: absolute; left: 65mm; transform: rotate(90deg) }",
    ),
    "columns": (f"<div>{paragraphs(4)}</div>", "div { columns: 2 }"),
    "picture": ("<svg width=9 height=9><title>a</title><text>b</text></svg>", ""),
    "spaces": ("<p>a&nbsp;b&#8239;c&#8203;d <br> e\n\n f", ""),
    "right to left": ("<p dir=rtl>a 12 (b) c", ""),
}


@pytest.mark.parametrize("name", ALARMS)
def test_no_false_alarm(typesetter: Typesetter, name: str) -> None:
    assert told(typesetter, *ALARMS[name]) == []
