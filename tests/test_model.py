"""The tree: walking it, changing it, and what it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet import model
from leaflet.model import (
    Box,
    Break,
    Cited,
    Code,
    Definition,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Leaflet,
    Link,
    List,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Plain,
    Strong,
    Table,
    Text,
    exchange,
    parts,
    plain,
    rewrite,
    texts,
    walk,
)
from leaflet.problems import Location
from leaflet.shapes import FrontMatter, a_day


def text(source: str) -> Text:
    return Text(source, (Plain(source),), Location("a.md", 1), "paragraph")


A, B, C, D, E, F = (text(letter) for letter in "ABCDEF")
BLOCKS = (
    Heading(2, A, "a"),
    Box("summary", B, (List((ListItem((Paragraph(C),)),)),)),
    PageBreak("page"),
    Table(None, (D,), ((E,),)),
    Figure("a.svg", F),
)
NESTED = (
    Plain("a"),
    Strong((Emphasis((Plain("b"), Code("c"))), Break())),
    Cited(((1, "k", "cite:k:1"),)),
    Link("#a", (Plain("d"),)),
    Note((Plain("e"),)),
)


def test_walk_gives_parents_before_their_children() -> None:
    kinds = [type(inline).__name__ for inline in walk(NESTED)]
    assert kinds == [
        *("Plain", "Strong", "Emphasis", "Plain", "Code", "Break"),
        *("Cited", "Link", "Plain", "Note", "Plain"),
    ]


def test_plain_gives_the_characters_alone() -> None:
    assert plain(NESTED) == "abc de"


def test_exchange_changes_children_first() -> None:
    seen = []

    def change(inline: Inline) -> Inline:
        seen.append(type(inline).__name__)
        return Plain(inline.text.upper()) if isinstance(inline, Plain) else inline

    assert plain(exchange(NESTED, change)) == "ABc DE"
    assert seen[:5] == ["Plain", "Plain", "Code", "Emphasis", "Break"]


INLINES = st.recursive(
    st.one_of(
        st.text().map(Plain),
        st.text().map(Code),
        st.just(Break()),
        st.just(model.Citation(("k",))),
        st.just(model.FootnoteMark("n")),
    ),
    lambda inner: st.one_of(
        *(
            st.lists(inner).map(tuple).map(kind)
            for kind in (Emphasis, Strong, model.Superscript, Note)
        ),
        st.lists(inner).map(lambda children: Link("#a", tuple(children))),
        st.lists(inner).map(lambda children: model.Foreign("fr", tuple(children))),
    ),
    max_leaves=8,
)


@given(st.lists(INLINES).map(tuple))
def test_exchanging_nothing_changes_nothing(inlines: Inlines) -> None:
    assert exchange(inlines, lambda inline: inline) == inlines


def test_texts_are_in_reading_order() -> None:
    assert list(texts(BLOCKS)) == [A, B, C, D, E, F]


def test_parts_are_found_at_any_depth() -> None:
    assert list(parts(BLOCKS, Paragraph)) == [Paragraph(C)]
    outer = Box("warning", None, (BLOCKS[1],))
    assert list(parts(outer, Box)) == [outer, BLOCKS[1]]
    assert list(parts("nothing", Box)) == []


def test_rewrite_changes_each_text_and_nothing_else() -> None:
    changed = rewrite(BLOCKS, lambda it: replace(it, source=it.source * 2))
    assert [it.source for it in texts(changed)] == ["AA", "BB", "CC", "DD", "EE", "FF"]
    assert rewrite(changed, lambda it: replace(it, source=it.source[0])) == BLOCKS


FRONT = {
    "title": "T",
    "language": "en",
    "version": "1.0",
    "published": "2026-11",
    "disclaimer": "D",
    "languages": ["en"],
    "formats": ["screen"],
}


def test_a_leaflet_gives_every_message() -> None:
    leaflet = Leaflet(
        "a",
        "content/a/leaflet.md",
        msgspec.convert(FRONT, FrontMatter),
        ((("title",), A), (("disclaimer",), B)),
        (Paragraph(C),),
        (Footnote("1", D),),
        (Definition("site", E),),
    )
    assert list(leaflet.texts()) == [A, B, C, D, E]
    assert leaflet.language == "en"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("titel", "T"),
        ("title", ""),
        ("languages", []),
        ("published", "2026-13"),
        ("published", "2026-11-32"),
        ("published", "23.11.2026"),
        ("language", "french"),
        ("language", "fr-CA"),
        ("web", "www.example.org"),
        ("web", "ftp://example.org"),
    ],
)
def test_front_matter_is_refused(key: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**FRONT, key: value}, FrontMatter)


@pytest.mark.parametrize("tag", ["fr", "fr_CA", "zh_Hant", "zh_Hant_HK", "es_419"])
def test_tags_of_languages(tag: str) -> None:
    assert msgspec.convert({**FRONT, "language": tag}, FrontMatter).language == tag


def test_a_day() -> None:
    assert a_day("2026-11") == dt.date(2026, 11, 1)
    assert a_day("2026-11-23") == dt.date(2026, 11, 23)
    with pytest.raises(ValueError, match="day"):
        a_day("2026-02-30")
