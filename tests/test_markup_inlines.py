"""Inlines as HTML; every character is escaped."""

from __future__ import annotations

import re

import pytest

from leaflet.markup import bare, html, page_number, part_language
from leaflet.model import (
    Break,
    Cited,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    Plain,
    Strong,
    Superscript,
    Unfinished,
)
from tests.editions import EVIL

INLINES: list[Inline] = [
    Plain(EVIL),
    Code(EVIL),
    Emphasis((Plain(EVIL),)),
    Strong((Plain(EVIL),)),
    Superscript((Plain(EVIL),)),
    Foreign(EVIL, (Plain(EVIL),)),
    Link(EVIL, (Plain(EVIL),)),
    Note((Plain(EVIL),)),
    Cited(((1, EVIL, EVIL),)),
]


@pytest.mark.parametrize("inline", INLINES)
def test_inlines_are_escaped(inline: Inline) -> None:
    escaped = "&lt;script&gt;&#34;&#39;&amp;&lt;/style&gt;"
    made = html((inline,))
    assert escaped in made
    tags = re.sub(r'<[^<>"]*(?:"[^"<>]*"[^<>"]*)*>', "", made)
    assert "<" not in tags
    assert '"' not in tags


@pytest.mark.parametrize(
    ("inlines", "page"),
    [
        ((Break(),), "<br>"),
        ((Superscript((Plain("er"),)),), "<sup>er</sup>"),
        ((Foreign("fr-CA", (Plain("a"),)),), '<span lang="fr-CA" dir="ltr">a</span>'),
        (
            (Cited(((1, "a", "cite:a:1"), (2, "b", "cite:b:1"))),),
            '<span class="cited">'
            '[<a id="cite:a:1" href="#ref:a" aria-label="1">1</a>, '
            '<a id="cite:b:1" href="#ref:b" aria-label="2">2</a>]</span>',
        ),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], page: str) -> None:
    assert html(inlines) == page


def test_a_passage_that_is_not_done_has_its_language_and_a_word() -> None:
    said = (Plain("a & b"),)
    missing = Unfinished("missing", "en-CA", "ltr", (Plain("pas <là>"),), said)
    assert html((missing,)) == (
        '<span class="unfinished missing" lang="en-CA" dir="ltr">a &amp; b</span> '
        '<span class="tag">pas &lt;là&gt;</span>'
    )
    guess = Unfinished("fuzzy", "", "", (), said)
    assert html((guess,)) == '<span class="unfinished fuzzy label">a &amp; b</span>'
    assert part_language((missing,)) == ' lang="en-CA" dir="ltr"'
    assert part_language((guess,)) == part_language(said) == ""


def test_an_attribute_has_a_label_without_its_mark() -> None:
    marked = html((Unfinished("missing", "en", "ltr", (), (Plain("Page {page} <"),)),))
    assert bare(marked) == "Page {page} <"
    assert page_number(marked) == '"Page " counter(page) " \\3c "'
