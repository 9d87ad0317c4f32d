"""YAML to values: what is read as typed, and every mistake with its line."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import field

from leaflet.shapes import Name, PartialDate, Person, Shape, Tag
from leaflet.sheet import Design
from leaflet.source.yaml import Read, read_yaml


class Sheet(Shape, frozen=True, kw_only=True):
    """A shape with every kind of value."""

    title: Name
    version: str = ""
    pages: str = ""
    kind: Literal["flat", "folded"] = "flat"
    colour: bool = False
    share: float = 0.0
    count: int = 0
    published: PartialDate | None = None
    authors: tuple[Person, ...] = ()
    pair: tuple[float, float] = (0, 0)
    languages: tuple[Tag, ...] = ()
    names: dict[Tag, Name] = field(default_factory=dict)


def read(text: str, first_line: int = 1) -> Read[Sheet]:
    return read_yaml(text, "leaflet.yaml", Sheet, first_line)


def told(text: str) -> list[tuple[str, int]]:
    return [(problem.id, problem.at.line) for problem in read(text).problems]


def value(text: str) -> Sheet:
    result = read(text)
    assert result.problems == ()
    assert result.value is not None
    return result.value


@pytest.mark.parametrize(
    "typed", ["1.10", "0123", "no", "2026-11-23", "1e3", "0x1F", "null", "1_000", "off"]
)
def test_what_looks_like_a_number_stays_as_typed(typed: str) -> None:
    assert value(f"title: x\nversion: {typed}").version == typed


def test_every_kind_of_value() -> None:
    text = """
title: 'It''s: #1'
kind: folded
colour: true
share: 0.5
count: 3
published: 2026-11
authors:
  - {name: Ada, role: "Nurse"}
  - name: Bob
pair: [1.4, 1]
languages: [fr, zh_Hant]
names:
  fr: Non
"""
    assert value(text) == Sheet(
        title="It's: #1",
        kind="folded",
        colour=True,
        share=0.5,
        count=3,
        published="2026-11",
        authors=(Person(name="Ada", role="Nurse"), Person(name="Bob")),
        pair=(1.4, 1.0),
        languages=("fr", "zh_Hant"),
        names={"fr": "Non"},
    )


def test_nothing_where_nothing_may_stand() -> None:
    assert value("title: x\npublished:\nversion:") == Sheet(title="x")


def test_a_folded_text_is_one_text() -> None:
    assert value("title: >-\n  one\n  two\n").title == "one two"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is not there, or not wanted
        ("", [("yaml-missing", 1)]),
        ("# only a comment\n", [("yaml-missing", 1)]),
        ("\n\nversion: 1\n", [("yaml-missing", 3)]),
        ("title: x\ntilte: y", [("yaml-key", 2)]),
        ("title: x\nunknown:\n  a: b\n  c: d", [("yaml-key", 2)]),
        ("title: x\ntitle: y", [("yaml-duplicate", 2)]),
        ('title: x\n"title": y', [("yaml-duplicate", 2)]),
        ("title: x\nnames:\n  fr: a\n  fr: b", [("yaml-duplicate", 4)]),
        ("title: x\nauthors:\n  - role: y", [("yaml-missing", 3)]),
        ("title: x\nauthors:\n  - name: y\n    rôle: z", [("yaml-key", 4)]),
        # values
        ("title:", [("yaml-value", 1)]),
        ("title: Asthma #1 for all", [("yaml-comment", 1)]),
        ("title: x\nauthors:\n  - name: Ada #2\n", [("yaml-comment", 3)]),
        ("title: a\n  b #c\nversion: 1", [("yaml-comment", 1)]),
        ('title: x\nversion: "a\\0"', [("character-invisible", 2)]),
        ('title: "a\\a\\L"', [("character-invisible", 1)]),
        ('title: x\nlanguages:\n  - fr\n  - "\\e"', [("character-invisible", 4)]),
        ("title: x\nkind:\n  foldd", [("yaml-value", 2)]),
        ("title: x\ncolour: yes", [("yaml-value", 2)]),
        ("title: x\nshare: half", [("yaml-value", 2)]),
        ("title: x\ncount: 1.5", [("yaml-value", 2)]),
        ("title: x\npublished: 2026-13", [("yaml-value", 2)]),
        ("title: x\nlanguages:\n  - fr\n  - French", [("yaml-value", 4)]),
        ("title: x\nlanguages: [fr,\n  French]", [("yaml-value", 3)]),
        ("title: x\nnames:\n  French: a", [("yaml-value", 3)]),
        ("title: x\nnames:\n  fr:", [("yaml-value", 3)]),
        # types
        ("- title", [("yaml-type", 1)]),
        ("title", [("yaml-type", 1)]),
        ("title:\n  a: b", [("yaml-type", 1)]),
        ("title: [x]", [("yaml-type", 1)]),
        ("title: x\nauthors: Ada", [("yaml-type", 2)]),
        ("title: x\nauthors: [Ada]", [("yaml-type", 2)]),
        ("title: x\nnames: [a]", [("yaml-type", 2)]),
        ("title: x\npair: [1]", [("yaml-type", 2)]),
        ("title: x\n? [a, b]\n: c", [("yaml-type", 2)]),
        # all at once
        (
            "kind: x\ncolour: y\n\nnames:\n  - z\nbad: 1",
            [
                ("yaml-missing", 1),
                ("yaml-value", 1),
                ("yaml-value", 2),
                ("yaml-type", 4),
                ("yaml-key", 6),
            ],
        ),
        # what YAML itself refuses, or we
        ("title: x\n\tkind: flat", [("yaml-syntax", 2)]),
        ("title: x\nkind: 'flat", [("yaml-syntax", 2)]),
        ("title: x\nversion: a: b", [("yaml-syntax", 2)]),
        ("title: x\n---\ntitle: y", [("yaml-syntax", 2)]),
        ("title: *x", [("yaml-syntax", 1)]),
        ("title: x\nversion: &a b", [("yaml-syntax", 2)]),
        ("title: x\nversion: !!python/object:os.system b", [("yaml-syntax", 2)]),
        ("title: x\nversion: ! b", [("yaml-syntax", 2)]),
        ("title: x\nversion: \x01", [("yaml-syntax", 2)]),
        ("title: x\nversion: *alias", [("yaml-syntax", 2)]),
        ("title: x\n%", [("yaml-syntax", 2)]),
        ("[" * 100, [("yaml-syntax", 1)]),
    ],
)
def test_mistakes_with_their_lines(text: str, expected: list[tuple[str, int]]) -> None:
    assert sorted(told(text), key=lambda one: one[::-1]) == sorted(
        expected, key=lambda one: one[::-1]
    )
    assert read(text).value is None


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n"
        for n in range(20)
    )
    assert told(bomb) == [("yaml-syntax", 1)]


def test_an_empty_list_where_one_thing_must_stand() -> None:
    text = "layout: flat\ntarget: screen\nstylesheets: []"
    problems = read_yaml(text, "f.yaml", Design).problems
    assert [(p.id, p.at.line) for p in problems] == [("yaml-type", 3)]


def test_a_file_of_names_that_is_a_list() -> None:
    problems = read_yaml("- a", "references.yaml", dict[Tag, Name]).problems
    assert [(p.id, p.at.line) for p in problems] == [("yaml-type", 1)]


def test_the_nearest_name_is_told() -> None:
    (key,) = read("title: x\nverson: 1").problems
    assert "version" in key.hint
    (choice,) = read("title: x\nkind: foldet").problems
    assert "folded" in choice.hint
    (far,) = read("title: x\nqqq: 1").problems
    assert "languages" in far.hint
    (web,) = read("title: x\nlanguages: [fr-CA]").problems
    assert web.hint == "write fr_CA"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("\ttitle: x", "indent with spaces"),
        ("title: x\nlanguages: [[fr", "close each ["),
        ("title: a: b", "in quotes"),
        ("title:\u00a0a\nversion: 1", "plain space"),
    ],
)
def test_what_is_no_yaml_has_a_hint_of_its_kind(text: str, hint: str) -> None:
    (problem,) = read(text).problems
    assert problem.id == "yaml-syntax"
    assert hint in problem.hint


@pytest.mark.parametrize(
    "text", ["title: x  # one", "title: 'x' #1", "title: x#1", "title: x ##"]
)
def test_a_comment_that_is_one(text: str) -> None:
    assert read(text).problems == ()


def test_lines_are_those_of_the_file() -> None:
    found = read("title:\n  x\nnames:\n  fr: a\nlanguages:\n  - fr", first_line=2)
    assert found.lines == {
        (): 2,
        ("title",): 2,
        ("names",): 4,
        ("names", "fr"): 5,
        ("languages",): 6,
        ("languages", 0): 7,
    }


def test_sound_values_are_there_beside_mistakes() -> None:
    found = read("title: x\ncolour: perhaps\nlanguages: [fr, FR, en]")
    assert found.value is None
    assert found.scalars == {
        ("title",): "x",
        ("languages", 0): "fr",
        ("languages", 2): "en",
    }


@given(st.text(max_size=200))
@example("? ")
@example("!<")
@example("\ud800")
@settings(max_examples=80)
def test_any_text_gives_values_or_problems(text: str) -> None:
    found = read(text)
    assert (found.value is None) == bool(found.problems)


yaml_like = st.lists(
    st.sampled_from(
        [
            *("title", "names", "pair", "authors", "kind", "x", "1", ":", ": ", "- "),
            *("\n", "\n  ", " ", "[", "]", "{", "}", ",", "'", '"', "#", "|", ">", "?"),
            *("&a", "*a", "!t", "%", "---", "...", "\t", "<<", "@", "`", "\\", "é"),
        ]
    ),
    max_size=30,
).map("".join)


@given(yaml_like)
@settings(max_examples=150)
def test_any_yaml_gives_values_or_problems(text: str) -> None:
    found = read(text)
    assert (found.value is None) == bool(found.problems)
    lines = text.count("\n") + 1
    assert all(1 <= problem.at.line <= lines for problem in found.problems)
