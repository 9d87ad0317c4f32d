"""All checks on a catalog: places, waivers, plural forms, what is not judged."""

from __future__ import annotations

import pytest

from leaflet.catalog import LABELS
from leaflet.checks.translations import Languages, catalog_problems
from leaflet.checks.translations.waivers import Waiver, waivers
from leaflet.messages.read import read_catalog, read_labels
from leaflet.pofile import parse
from leaflet.problems import Location, Problem, Severity

HEADER = """\
msgid ""
msgstr ""
"PO-Revision-Date: \\n"
"Last-Translator: Ada Roy\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Ten lines; the first entry after it begins in the eleventh."""
DOSE = 'msgid "Take 5 mg."\nmsgstr "Prenez 50 mg."\n\n'


def told(text: str, header: str = HEADER, language: str = "fr") -> list[Problem]:
    po = parse((header + text).encode(), "fr.po")
    catalog, _ = read_catalog(po, "hours", language, "fr.po", {})
    return catalog_problems(catalog, po, Languages("en", language))


def ids(problems: list[Problem]) -> list[str]:
    return list(dict.fromkeys(problem.id for problem in problems))


def test_a_problem_stands_at_its_msgstr() -> None:
    for problem in told(DOSE):
        assert problem.id == "translation-numbers"
        assert problem.at == Location("fr.po", 12)
        assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "#, fuzzy\n" + DOSE,
        'msgid "Take 5 mg."\nmsgstr ""\n',
        'msgid "Take 5 mg."\nmsgstr "  "\n',
        '#~ msgid "Take 5 mg."\n#~ msgstr "Prenez 50 mg."\n',
        'msgctxt "link"\nmsgid "https://a.org/5"\nmsgstr "https://a.org/fr/6"\n',
    ],
)
def test_what_is_not_printed_is_not_judged(text: str) -> None:
    assert told(text) == []


def test_the_kind_of_a_text_counts() -> None:
    name = 'msgid "Dr. Roy"\nmsgstr "Dre Roy,"\n'
    assert ids(told(name)) == ["translation-ending"]
    assert told("#. name of a person · Title\n" + name) == []


# --- waivers


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "waiver translation-numbers: the recipe",
            ("translation-numbers", "the recipe"),
        ),
        ("Waiver translation-numbers : so", ("translation-numbers", "so")),
        ("waiver translation-numbers", ("translation-numbers", "")),
        ("waiver: so", ("", "so")),
    ],
)
def test_waivers_are_read(comment: str, expected: tuple[str, str]) -> None:
    assert waivers(["of mine", comment]) == [Waiver(*expected)]


def test_other_comments_waive_nothing() -> None:
    assert waivers(["see the waivers", "another translation: waiver x: y"]) == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# waiver translation-numbers: the recipe has cups", []),
        ("# waiver translation-numbers:", ["translation-numbers", "waiver-reason"]),
        ("# waiver numbers: so", ["translation-numbers", "waiver-unknown"]),
        ("# waiver catalog-marks: so", ["translation-numbers", "waiver-unknown"]),
        ("# waiver translation-length: so", ["translation-numbers", "waiver-unused"]),
        ("#. waiver translation-numbers: so", ["translation-numbers"]),
    ],
)
def test_a_waiver_silences_one_check(comment: str, expected: list[str]) -> None:
    problems = told(f"{comment}\n{DOSE}")
    assert ids(problems) == expected
    for problem in problems:
        assert problem.at.line == 13
        is_error = problem.severity is Severity.ERROR
        assert is_error == problem.id.startswith("translation-")


def test_what_is_unsafe_cannot_be_waived() -> None:
    text = 'msgid "a"\nmsgstr "<b>à</b>"\n'
    po = parse((HEADER + "# waiver translation-unsafe: so\n" + text).encode(), "t.po")
    catalog = read_labels(po, LABELS, "fr", "t.po")
    found = catalog_problems(catalog, po, Languages("en", "fr"))
    assert ids(found) == ["translation-unsafe", "waiver-unknown"]


# --- plural forms


@pytest.mark.parametrize(
    ("one", "many", "expected"),
    [
        ("Un fichier", "{n} fichiers", []),
        ("{n} fichier", "{n} fichiers", []),
        ("{m} fichier", "{n} fichiers", ["catalog-placeholder"]),
        ("Un fichier", "", ["translation-empty"]),
    ],
)
def test_a_plural_form_is_right_beside_either_source(
    one: str, many: str, expected: list[str]
) -> None:
    text = (
        'msgid "One file"\nmsgid_plural "{n} files"\n'
        f'msgstr[0] "{one}"\nmsgstr[1] "{many}"\n'
    )
    po = parse((HEADER + text).encode(), "t.po")
    catalog = read_labels(po, LABELS, "fr", "t.po")
    found = catalog_problems(catalog, po, Languages("en", "fr"))
    assert [
        i for i in ids(found) if i in {"catalog-placeholder", *expected}
    ] == expected


# --- the file


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Language: fr", "Language: fr_CA", []),
        ("Language: fr", "Language: es", ["catalog-language"]),
        ("nplurals=2", "nplurals=3", ["catalog-plurals"]),
        ('"MIME-Version: 1.0\\n"\n', "", ["catalog-fields"]),
        ("UTF-8", "ISO-8859-1", ["catalog-charset"]),
        (HEADER, "", ["catalog-header"]),
    ],
)
def test_the_header(old: str, new: str, expected: list[str]) -> None:
    text = 'msgid "a"\nmsgstr "b"\n'
    assert ids(told(text, HEADER.replace(old, new))) == expected


def test_plural_forms_that_are_needed() -> None:
    header = HEADER.replace('"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n', "")
    assert told('msgid "a"\nmsgstr "b"\n', header) == []
    plural = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "bs"\n'
    assert ids(told(plural, header)) == ["catalog-plurals"]
