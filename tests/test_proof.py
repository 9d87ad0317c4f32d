"""What a proof shows of a text, as values."""

from __future__ import annotations

import pytest

from leaflet.model import (
    Emphasis,
    Inlines,
    Link,
    Marked,
    Plain,
    Strong,
    Superscript,
    plain,
    texts,
    walk,
)
from leaflet.proof.inlines import shown
from leaflet.proof.kinds import heading_level, kind_label
from leaflet.source.files import Files
from leaflet.source.inline import InlineReader
from leaflet.source.project import read_sources
from tests.conftest import ROOT

READER = InlineReader({"guide": "https://example.org/guide"})


def read(source: str, locale: str = "en") -> Inlines:
    inlines, faults = READER.read(source)
    assert not faults
    return shown(inlines, source, locale, {"one": 2})


def marked(inlines: Inlines) -> list[str]:
    return [plain(one.children) for one in walk(inlines) if isinstance(one, Marked)]


@pytest.mark.parametrize(
    ("source", "locale", "wanted"),
    [
        ("Take 5 mg every 24 hours", "en", ["5 mg", "24 hours"]),
        ("Prenez 0,5 mg pendant deux semaines", "fr_CA", ["0,5 mg", "deux semaines"]),
        ("Take **5** mg", "en", ["5", " mg"]),
        ("from 2–5 mg to 2 g/kg", "en", ["2–5 mg", "2 g/kg"]),
        ("5 mg, 24 hours, 1/2 hour", "en", ["5 mg", "24 hours", "1/2 hour"]),
        ("Take one at home", "en", []),  # an article, no number
        ("See [@one] and [page 7](https://example.org/12)", "en", ["7"]),
    ],
)
def test_numbers_are_marked_with_their_units(
    source: str, locale: str, wanted: list[str]
) -> None:
    assert marked(read(source, locale)) == wanted


def test_marking_changes_no_character() -> None:
    source = "Take *5 mg* and **2 to 3 days**, at nine."
    inlines, _ = READER.read(source)
    assert plain(read(source)) == plain(inlines)


def test_nothing_is_left_to_jump_to() -> None:
    assert read("See [@one; @two].") == (Plain("See "), Plain("[2, @two]"), Plain("."))
    assert read("so[^a]")[-1] == Superscript((Plain("a"),))
    link = Link("", (Plain("here"), Plain(" (https://example.org)")))
    assert read("[here](https://example.org)") == (link,)
    # The address of a label is a message of its own, and a jump has none.
    assert read("[here][guide]") == (Link("", (Plain("here"),)),)
    assert read("[here](#risks)") == (Link("", (Plain("here"),)),)
    assert read("**a** *b*") == (
        Strong((Plain("a"),)),
        Plain(" "),
        Emphasis((Plain("b"),)),
    )


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests/projects/good"])
def test_reviewers_are_told_what_each_text_is(root: object) -> None:
    sources = read_sources(Files(root))  # type: ignore[arg-type]  # a path
    kinds = {text.kind for one in sources.leaflets for text in one.texts()}
    assert len(kinds) > 5
    assert all(kind_label(kind) for kind in kinds)
    assert all(
        bool(heading_level(text.kind)) == text.kind.startswith("heading ")
        for one in sources.leaflets
        for text in texts(one.blocks)
    )


def test_a_kind_without_a_label_is_refused() -> None:
    assert kind_label("title of a warning box") == "title of a box"
    assert kind_label("address of [guide]") == "address of a link"
    with pytest.raises(KeyError):
        kind_label("riddle")
