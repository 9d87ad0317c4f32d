"""Languages, and labels that are never told in the wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.catalog import (
    Catalog,
    Labels,
    Language,
    Message,
    State,
    label,
    state,
)
from leaflet.model import Plain
from leaflet.problems import LeafletError, Location, Problem, Severity

PATH = "locales/fr/LC_MESSAGES/templates.po"


def message(source: str, translation: str, *, fuzzy: bool = False) -> Message:
    at = Location(PATH, 7)
    return Message(source, None, translation, (Plain(translation),), fuzzy, at)


def catalog(*messages: Message, **header: str) -> Catalog:
    fields = {name.replace("_", "-"): value for name, value in header.items()}
    keyed = {(it.context, it.source): it for it in messages}
    return Catalog("templates", "fr", PATH, keyed, fields)


@pytest.mark.parametrize(
    ("tag", "territory", "locale", "cldr", "bcp47", "direction"),
    [
        ("fr", "CA", "fr_CA", "fr_CA", "fr-CA", "ltr"),
        ("fr_FR", "CA", "fr_FR", "fr_FR", "fr-FR", "ltr"),
        ("es_419", "CA", "es_419", "es_419", "es-419", "ltr"),
        # What CLDR does not know of in Canada keeps its language's data.
        ("ar", "CA", "ar_CA", "ar", "ar-CA", "rtl"),
        ("pa", "CA", "pa_CA", "pa", "pa-CA", "ltr"),
        ("pa_Arab", "CA", "pa_Arab_CA", "pa_Arab", "pa-Arab-CA", "rtl"),
        ("sr_Latn", "CA", "sr_Latn_CA", "sr_Latn", "sr-Latn-CA", "ltr"),
        ("xx", "CA", "xx", "en", "xx", "ltr"),
        ("xr", "CA", "xr", "en", "xr", "rtl"),
        ("zh_Hant", "CA", "zh_Hant_CA", "zh_Hant", "zh-Hant-CA", "ltr"),
    ],
)
def test_a_language(  # noqa: PLR0913, PLR0917  # a row of the table
    tag: str, territory: str, locale: str, cldr: str, bcp47: str, direction: str
) -> None:
    language = Language.of(tag, territory)
    assert (language.tag, language.locale) == (tag, locale)
    assert str(language.cldr) == cldr
    assert (language.bcp47, language.direction) == (bcp47, direction)


@pytest.mark.parametrize(
    ("made", "done"),
    [
        (message("a", "b"), True),
        (message("a", ""), False),
        (message("a", "b", fuzzy=True), False),
    ],
)
def test_a_message_is_done(made: Message, done: bool) -> None:  # noqa: FBT001
    assert made.done is done


@pytest.mark.parametrize(
    ("translated", "fuzzy", "made_for", "failing", "expected"),
    [
        (False, True, (None, "b"), True, State.MISSING),
        (True, True, (None, "b"), True, State.STALE),
        (True, True, ("verb", "a"), False, State.STALE),
        (True, True, (None, "a"), False, State.FUZZY),
        (True, True, None, True, State.FUZZY),
        (True, False, (None, "b"), True, State.FAILING),
        (True, False, (None, "b"), False, State.DONE),
    ],
)
def test_a_message_is_in_one_state(  # a row of the table
    *,
    translated: bool,
    fuzzy: bool,
    made_for: tuple[str | None, str] | None,
    failing: bool,
    expected: State,
) -> None:
    found = state(
        (None, "a"),
        translated=translated,
        fuzzy=fuzzy,
        made_for=made_for,
        failing=failing,
    )
    assert found is expected


def test_a_check_makes_the_message_at_its_place_fail() -> None:
    one, two = message("a", "x"), replace(message("b", "y"), at=Location(PATH, 40))
    problem = Problem("numbers", two.at, "no 5")
    judged = catalog(one, two).judged(
        [problem, Problem("space", one.at, "two", severity=Severity.WARNING)]
    )
    assert [m.state for m in judged.messages.values()] == [State.DONE, State.FAILING]


def test_the_credit_of_a_translation() -> None:
    made = catalog(
        Last_Translator="Ada Roy <ada@example.org>", Project_Id_Version="a-b 1.0 beta"
    )
    assert (made.translator, made.source_version) == ("Ada Roy", "1.0 beta")
    assert (catalog().translator, catalog().source_version) == ("", "")


def test_labels() -> None:
    labels = Labels("fr", catalog(message("References", "Références")))
    assert labels("References") == "Références"
    assert Labels("en")("References") == label("References") == "References"


@pytest.mark.parametrize(
    "made", [[], [message("Page", "")], [message("Page", "P", fuzzy=True)]]
)
def test_a_label_that_is_not_done_is_an_error(made: list[Message]) -> None:
    labels = Labels("fr", catalog(*made))
    with pytest.raises(LeafletError) as raised:
        labels("Page")
    assert [(p.id, p.at.path) for p in raised.value.problems] == [
        ("catalog-missing", PATH)
    ]


def test_a_pseudo_language_is_never_taken_for_a_real_one() -> None:
    for tag in ("xx", "xr"):
        language = Language.of(tag, "CA")
        assert (language.pseudo, language.own_name) == (True, tag)
    assert not Language.of("fr", "CA").pseudo
