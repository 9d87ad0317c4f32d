"""Signing from the command line, and what it opens and closes."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT, Driver
from tests.pdf_facts import read_facts

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
SIGNED = "locales/fr/hours.signoff.yaml"
SIGN = ("sign", "hours", "fr", "--name", "Dre Ada Roy", "--role", "médecin")
BUILD = ("build", "--lang", "fr", "--paper", "a4")
DONE = "build/hours/hours-fr-screen-a4.pdf"
DRAFT = "build/hours/hours-fr-screen-a4-draft.pdf"


@pytest.fixture
def strict(tiny: Driver) -> Driver:
    """Give a project whose screen editions need a signature."""
    return tiny.append("leaflet.yaml", "sign_off: [screen]\n")


def imprint(driver: Driver, name: str = DONE) -> str:
    text = read_facts((driver.root / name).read_bytes()).tree.text
    return text.replace("\u00a0", " ")


def test_an_edition_that_needs_a_signature_waits_for_it(strict: Driver) -> None:
    strict.run(*BUILD).exits(1).tells(
        f"{SIGNED}: error[sign-off-missing]: nobody has signed for hours in fr",
        "hint: leaflet sign hours fr",
    )
    strict.run(*SIGN, "--date", "2023-11-23").exits(0).prints(SIGNED)
    strict.tells("Dre Ada Roy, médecin: 4 messages signed for the first time")
    strict.run(*BUILD).exits(0).writes(DONE)
    said = imprint(strict)
    assert "Traduction relue par Dre Ada Roy, médecin, le 23 novembre 2023." in said
    assert "modifiés" not in said


def test_a_changed_translation_closes_it_and_signing_opens_it(strict: Driver) -> None:
    strict.run(*SIGN, "--date", "2023-11-23").exits(0)
    strict.run(*BUILD).exits(0)
    before = strict.files("build")[DONE]
    strict.replace(FRENCH, '"Horaires"', '"Heures"').run(*BUILD).exits(1)
    strict.tells(
        f"{FRENCH}:17: error[sign-off-changed]", "«Opening hours»", "1 problem"
    )
    assert strict.files("build")[DONE] == before
    strict.run(*SIGN, "--date", "2023-11-24").exits(0)
    strict.tells("4 messages signed, 1 of them changed since 2023-11-23")
    strict.run(*BUILD).exits(0)


def test_a_changed_source_is_no_longer_signed(strict: Driver) -> None:
    strict.run(*SIGN).exits(0)
    strict.replace(PAGE, "at nine", "at ten").run("messages", "update").exits(0)
    before = strict.read(SIGNED)
    strict.run(*SIGN).exits(1).tells(f"{FRENCH}:", "error[catalog-stale]")
    assert strict.read(SIGNED) == before
    strict.write(FRENCH, strict.read(FRENCH).replace("#, fuzzy\n", ""))
    strict.run(*BUILD).exits(1).tells("error[sign-off-changed]", "open at ten")


def test_what_needs_no_signature_tells_of_changes_all_the_same(tiny: Driver) -> None:
    tiny.run(*SIGN, "--date", "2023-11-23").exits(0)
    tiny.replace(FRENCH, '"Horaires"', '"Heures"').run(*BUILD).exits(0)
    assert "le 23 novembre 2023. Passages modifiés depuis : 1" in imprint(tiny)


def test_the_source_is_signed_in_its_own_language(strict: Driver) -> None:
    reader = ("--name", "Bo Li", "--role", "doctor", "--date", "2023-11-23")
    strict.run("sign", "hours", "en", *reader).exits(0)
    strict.run("build", "--lang", "en", "--paper", "a4").exits(0)
    name = "build/hours/hours-en-screen-a4.pdf"
    assert "Text read by Bo Li, doctor, on November 23, 2023." in imprint(strict, name)
    strict.replace(PAGE, "at nine", "at ten").run("build", "--lang", "en").exits(1)
    strict.tells(f"{PAGE}:13: error[sign-off-changed]")


def test_a_draft_shows_what_is_to_be_signed(strict: Driver) -> None:
    strict.run(*BUILD, "--draft").exits(0).writes(DRAFT)
    assert "Passages que personne n’a approuvés : 4" in imprint(strict, DRAFT)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.replace(FRENCH, 'msgstr "Horaires"', 'msgstr ""'),
        lambda p: p.replace(FRENCH, "#. heading 2", "#, fuzzy\n#. heading 2"),
        lambda p: p.replace(FRENCH, "heures [@one]", "heures"),
        lambda p: p.write(
            "locales/fr/LC_MESSAGES/templates.po",
            (ROOT / "locales/fr/LC_MESSAGES/templates.po")
            .read_text("utf-8")
            .replace('"Références"', '""'),
        ),
    ],
)
def test_nobody_signs_what_is_not_finished(tiny: Driver, change: object) -> None:
    assert callable(change)
    change(tiny)
    tiny.run(*SIGN).exits(1).tells("error[catalog-")
    assert not (tiny.root / SIGNED).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("sign", "days", "fr", "--name", "A", "--role", "b"), 1, "leaflet-unknown"),
        (("sign", "hours", "de", "--name", "A", "--role", "b"), 1, "lang-unknown"),
        (("sign", "hours", "fr", "--name", " ", "--role", "b"), 1, "sign-off-name"),
        (("sign", "hours", "fr", "--name", "A\nB", "--role", "b"), 1, "sign-off-name"),
        (("sign", "hours", "fr", "--name", "A"), 2, "--role"),
        ((*SIGN, "--date", "2026-02-30"), 2, "2026-02-30"),
        ((*SIGN, "--date", "2999-01-01"), 1, "--date: error[sign-off-date]"),
        (("sign", "hours", "de", *SIGN[3:]), 1, "leaflet sign: error[lang-unknown]"),
        (("sign", "h", *SIGN[2:]), 1, "leaflet sign: error[leaflet-unknown]"),
    ],
)
def test_what_cannot_be_signed(
    tiny: Driver, arguments: tuple[str, ...], code: int, told: str
) -> None:
    tiny.run(*arguments).exits(code).tells(told)
    assert not (tiny.root / SIGNED).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("readers: [", "yaml-syntax"),
        ("messages: {0a: [1]}", "yaml-value"),
        ('messages: {"0123456789abcdef": [1]}', "sign-off-reader"),
        ("readers: [{name: A, role: b, date: 2026-02-30}]", "date"),
    ],
)
def test_a_damaged_file_is_told_and_stays(tiny: Driver, text: str, told: str) -> None:
    tiny.write(SIGNED, text).run(*BUILD).exits(1).tells(f"{SIGNED}:1: error[{told}]")
    tiny.run(*SIGN).exits(1)
    assert tiny.read(SIGNED) == text


def test_a_format_that_is_not_there_needs_no_signature(tiny: Driver) -> None:
    tiny.append("leaflet.yaml", "sign_off: [poster]\n").run(*BUILD).exits(1)
    tiny.tells("leaflet.yaml:14: error[format-unknown]")


def test_status_counts_what_is_signed(tiny: Driver) -> None:
    tiny.run(*SIGN).exits(0)
    tiny.run("sign", "hours", "en", "--name", "Bo", "--role", "doctor").exits(0)
    tiny.replace(FRENCH, '"Horaires"', '"Heures"')
    tiny.replace(PAGE, "Ask your", "Ask a nurse of your")
    tiny.run("messages", "status", "--leaflet", "hours", "--json").exits(0)
    counts = {
        row["language"]: {name: c["messages"] for name, c in row["counts"].items()}
        for row in map(json.loads, tiny.out.splitlines())
    }
    signs = {tag: (c["signed"], c["changed"]) for tag, c in counts.items()}
    assert signs == {"fr": (2, 2), "en": (3, 1)}
    assert counts["en"]["done"] == 4
