"""What is unfinished in a catalog is told, at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.catalog import Catalog, Key, Message
from leaflet.checks.catalogs import unfinished
from leaflet.model import Plain
from leaflet.problems import SHOWN, Location, Problem

PATH = "locales/fr/LC_MESSAGES/a.po"
AT = Location(PATH, 7)


TEXT = Location("content/a/leaflet.md", 12)


def catalog(
    translation: str, source: str = "Hello", *, fuzzy: bool = False, line: int = 7
) -> Catalog:
    at = Location(PATH, line)
    message = Message(source, None, translation, (Plain(translation),), fuzzy, at)
    return Catalog("a", "fr", PATH, {(None, source): message}, {})


def found(
    translation: str, source: str = "Hello", *, fuzzy: bool = False
) -> list[Problem]:
    made = catalog(translation, source, fuzzy=fuzzy)
    return list(unfinished(made, {(None, source): TEXT}))


def ids(problems: list[Problem]) -> list[str]:
    return [problem.id for problem in problems]


def test_what_is_done_is_not_told() -> None:
    assert found("Bonjour") == []
    assert found("100 {%") == []  # in a leaflet's own text a brace is a brace


def test_what_is_not_translated_is_told_at_its_place() -> None:
    assert [(it.id, it.at) for it in found("")] == [("catalog-untranslated", AT)]
    assert ids(found("", fuzzy=True)) == ["catalog-untranslated"]


def test_what_is_fuzzy_is_told() -> None:
    (problem,) = found("Bonjour", fuzzy=True)
    assert (problem.id, problem.at) == ("catalog-fuzzy", AT)
    assert problem.hint


def test_what_is_missing_is_told_in_the_order_of_the_text() -> None:
    made = Catalog("a", "fr", PATH, {}, {})
    other = Location("content/a/leaflet.md", 14)
    problems = list(unfinished(made, {(None, "One"): TEXT, ("noun", "Two"): other}))
    assert [(it.id, it.at) for it in problems] == [
        ("catalog-missing", TEXT),
        ("catalog-missing", other),
    ]
    assert "One" in problems[0].message
    assert "Two" in problems[1].message


def test_what_is_stale_is_told_as_such() -> None:
    made = catalog("Bonjour", fuzzy=True)
    message = replace(made.messages[None, "Hello"], made_for=(None, "Hi"))
    made = replace(made, messages={message.key: message})
    (problem,) = unfinished(made, {message.key: TEXT})
    assert (problem.id, problem.at) == ("catalog-stale", AT)


@pytest.mark.parametrize(
    ("translation", "expected"), [("", "catalog-missing"), ("Salut", "catalog-fuzzy")]
)
def test_what_the_catalog_has_no_line_for_is_told_at_its_text(
    translation: str, expected: str
) -> None:
    places: dict[Key, Location] = {(None, "Hello"): TEXT}
    made = catalog(translation, fuzzy=True, line=0).placed(places)
    (problem,) = unfinished(made, places)
    assert (problem.id, problem.at) == (expected, TEXT)


def test_what_nobody_prints_is_not_told() -> None:
    message = Message("Old", None, "", (), False, AT)  # noqa: FBT003
    made = Catalog("a", "fr", PATH, {(None, "Old"): message}, {})
    assert list(unfinished(made, {})) == []


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\\\nb", "«a\\ b»"),
        ("x" * SHOWN, f"«{'x' * SHOWN}»"),
        ("x" * (SHOWN + 1), f"«{'x' * (SHOWN - 1)}…»"),
    ],
)
def test_long_messages_are_cut(source: str, shown: str) -> None:
    (problem,) = found("", source)
    assert problem.message.endswith(f" {shown}")
