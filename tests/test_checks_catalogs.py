"""What is unfinished in a catalog is told, at its place."""

from __future__ import annotations

import pytest

from leaflet.catalog import LABELS, Catalog, Message
from leaflet.checks.catalogs import SHOWN, unfinished
from leaflet.model import Plain
from leaflet.problems import Location, Problem

PATH = "locales/fr/LC_MESSAGES/a.po"
AT = Location(PATH, 7)


def found(
    translation: str, source: str = "Hello", domain: str = "a", *, fuzzy: bool = False
) -> list[Problem]:
    message = Message(source, None, translation, (Plain(translation),), fuzzy, AT)
    catalog = Catalog(domain, "fr", PATH, {(None, source): message}, {})
    return list(unfinished(catalog, [(None, source)]))


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
    catalog = Catalog("a", "fr", PATH, {}, {})
    problems = list(unfinished(catalog, [(None, "One"), ("noun", "Two")]))
    assert [(it.id, it.at) for it in problems] == [
        ("catalog-missing", Location(PATH)),
        ("catalog-missing", Location(PATH)),
    ]
    assert "One" in problems[0].message
    assert "Two" in problems[1].message


def test_what_nobody_prints_is_not_told() -> None:
    message = Message("Old", None, "", (), False, AT)  # noqa: FBT003
    catalog = Catalog("a", "fr", PATH, {(None, "Old"): message}, {})
    assert list(unfinished(catalog, [])) == []


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


@pytest.mark.parametrize(
    "translation",
    [
        "Page 1 sur {pages}",
        "Page {Page} sur {pages}",
        "Page {page} sur {pages} {page.__class__}",
        "Page {page!r} sur {pages}",
        "Page {page:>9} sur {pages}",
        "Page {} sur {pages}",
        "Page {page} sur {pages} {",
    ],
)
def test_a_label_keeps_what_is_to_be_filled_in(translation: str) -> None:
    source = "Page {page} of {pages}"
    assert ids(found(translation, source, LABELS)) == ["catalog-placeholder"]


@pytest.mark.parametrize(
    "translation", ["Page {page} sur {pages}", "{pages}中の{page}"]
)
def test_a_label_may_turn_its_words_round(translation: str) -> None:
    assert found(translation, "Page {page} of {pages}", LABELS) == []


def test_a_label_without_anything_to_fill_in() -> None:
    assert found("Références", "References", LABELS) == []
