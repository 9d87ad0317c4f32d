"""Sent to an agency and taken back: commands, files, questions."""

from __future__ import annotations

import os
import sys

import pytest

from leaflet.exchange import SUFFIXES, read
from tests.conftest import Driver

PO = "locales/fr/LC_MESSAGES/hours.po"
SENT = "build/exchange/hours-fr"
EXPORT = ("messages", "export", "fr", "--leaflet", "hours")
CSV = f"{SENT}.csv"


def import_(driver: Driver, name: str, *options: str) -> Driver:
    return driver.run("messages", "import", str(driver.root / name), *options)


@pytest.mark.parametrize("format_", sorted(SUFFIXES))
def test_there_and_back_changes_no_byte(tiny: Driver, format_: str) -> None:
    before = tiny.files("locales")
    name = f"{SENT}{SUFFIXES[format_]}"
    tiny.run(*EXPORT, "--format", format_).exits(0).prints(name).writes(name)
    import_(tiny, name, "--yes").exits(0).prints()
    tiny.tells("0 new, 0 changed, 4 unchanged, 0 refused, 0 comments")
    assert tiny.files("locales") == before


def test_labels_go_along_unless_leaflets_are_chosen(tiny: Driver) -> None:
    tiny.run("messages", "export", "fr", "--format", "csv").exits(0)
    tiny.prints("build/exchange/templates-fr.csv", CSV)


def test_only_what_is_open(tiny: Driver) -> None:
    csv = (*EXPORT, "--format", "csv", "--only-open")
    tiny.run(*csv).exits(0).prints().tells("nothing is left to translate")
    tiny.append("content/hours/leaflet.md", "\nCome in.\n").run(*csv).prints(CSV)
    assert tiny.read(CSV).count("\n") == 2  # the header, and what is new
    assert 'msgid "Come in."' not in tiny.read(PO)  # the catalog is left alone


def test_a_translation_comes_back(tiny: Driver) -> None:
    tiny.append("content/hours/leaflet.md", "\nCome in.\n")
    tiny.run(*EXPORT, "--format", "csv").exits(0)
    tiny.replace(CSV, "Come in.,,,", "Come in.,Entrez.,,which door?")
    tiny.replace(CSV, "Quand,done", "À quelle heure,review")
    import_(tiny, CSV, "--dry-run").exits(0).prints()
    tiny.tells("1 new, 1 changed, 3 unchanged, 0 refused, 1 comments")
    assert "Entrez." not in tiny.read(PO)
    import_(tiny, CSV, "--yes").exits(0).prints(PO)
    text = tiny.read(PO)
    assert 'msgid "Come in."\nmsgstr "Entrez."\n' in text
    assert "# which door?\n" in text
    assert '#, fuzzy\nmsgid "When"\nmsgstr "À quelle heure"\n' in text


def test_what_is_refused_is_told_and_the_rest_is_taken(tiny: Driver) -> None:
    tiny.run(*EXPORT, "--format", "csv")
    tiny.replace(CSV, "Quand", "Heures").replace(CSV, "at nine", "at ten")
    import_(tiny, CSV, "--yes").exits(1).prints(PO)
    tiny.tells(f"{CSV}:5: error[exchange-source]", "1 changed", "1 refused")
    assert 'msgstr "Heures"' in tiny.read(PO)
    assert 'msgstr "Nous ouvrons à neuf heures [@one]."' in tiny.read(PO)


def test_a_control_character_costs_its_row_alone(tiny: Driver) -> None:
    tiny.run(*EXPORT, "--format", "csv")
    tiny.replace(CSV, "Quand", "Heures").replace(CSV, "à neuf", "à \0neuf")
    import_(tiny, CSV, "--yes").exits(1).prints(PO).tells("1 changed", "1 refused")
    tiny.tells(f"{CSV}:5: error[character-invisible]", "translation", "U+0000, after")
    tiny.tells("«Nous ouvrons à »")
    assert 'msgstr "Heures"' in tiny.read(PO)
    assert 'msgstr "Nous ouvrons à neuf heures [@one]."' in tiny.read(PO)


@pytest.mark.parametrize("column", ["id", "source", "translation", "state", "comment"])
def test_a_control_character_in_any_cell(column: str) -> None:
    cells = {"id": "abc", "source": "a", "translation": "b", "state": "", "comment": ""}
    row = ",".join((cells | {column: "\x07"}).values())
    text = f"id,English (en),French (fr),state,comment\n{row}\nabd,a,b\u2028,,\n"
    found = read(text.encode(), "a.csv")
    assert [(p.id, p.at.line) for p in found.problems] == [("character-invisible", 2)]
    assert [(row.id, row.translation) for row in found.rows] == [("abd", "b\u2028")]


def test_what_is_wrong_in_what_was_taken_is_told_at_its_row(tiny: Driver) -> None:
    """It is taken all the same, since it is somebody's work; no build prints it."""
    tiny.run(*EXPORT, "--format", "csv").replace(CSV, "heures [@one]", "heures [one]")
    import_(tiny, CSV, "--yes").exits(1).prints(PO)
    tiny.tells(f"{CSV}:5: error[catalog-marks]: the translation has lost [@one]")
    tiny.tells("1 changed", "0 refused")
    tiny.replace(CSV, "Quand", "Quand ( non").replace(
        CSV, "heures [one]", "heures [@one]"
    )
    import_(tiny, CSV, "--yes").exits(0).tells(f"{CSV}:4: warning[")
    tiny.replace(CSV, "Horaires", "Heures 9")
    import_(tiny, CSV, "--dry-run").exits(1)
    tiny.tells(f"{CSV}:2: error[translation-numbers]", "1 changed")


def test_what_was_wrong_is_not_built(tiny: Driver) -> None:
    tiny.run(*EXPORT, "--format", "csv").replace(CSV, "heures [@one]", "heures [one]")
    import_(tiny, CSV, "--yes")
    tiny.run("check").exits(1).tells(f"{PO}:32: error[catalog-marks]")


def test_a_text_that_changed_meanwhile_is_refused(tiny: Driver) -> None:
    tiny.run(*EXPORT, "--format", "csv")
    tiny.replace("content/hours/leaflet.md", "at nine", "at ten")
    import_(tiny, CSV, "--yes").exits(1).tells(f"{CSV}:5: error[exchange-unknown]")


def test_nobody_to_ask_is_no_yes(tiny: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.run(*EXPORT, "--format", "csv").replace(CSV, "Quand", "Heures")
    before = tiny.files("locales")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    import_(tiny, CSV).exits(2).tells("say --yes or --dry-run")
    assert tiny.files("locales") == before


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_a_person_is_asked(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    tiny.run(*EXPORT, "--format", "csv").replace(CSV, "Quand", "Heures")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    asked: list[str] = []

    def prompt(text: str) -> str:
        asked.append(text)
        return answer

    monkeypatch.setattr("click.termui.visible_prompt_func", prompt)
    import_(tiny, CSV).exits(0)
    assert asked == [f"write {PO}? [y/N]: "]
    assert ('msgstr "Heures"' in tiny.read(PO)) == written


def test_files_that_are_none_of_ours(tiny: Driver) -> None:
    tiny.write("a.csv", "id,English (en),German (de)\nabc,x,y\n")
    tiny.write("b.doc", b"\xd0\xcf")
    args = [str(tiny.root / name) for name in ("a.csv", "b.doc", "none.csv")]
    tiny.run("messages", "import", *args, "--yes").exits(1).prints()
    tiny.tells("error[lang-unknown]", "b.doc: error[exchange-kind]")
    tiny.tells("none.csv: error[file-unreadable]", "0 new")


def test_a_pipe_is_no_file(tiny: Driver) -> None:
    os.mkfifo(tiny.root / "a.csv")
    import_(tiny, "a.csv", "--yes").exits(1).tells("a.csv: error[file-unreadable]")


def test_a_language_that_nobody_translates_into(tiny: Driver) -> None:
    tiny.run("messages", "export", "de", "--format", "csv").exits(1)
    tiny.tells("leaflet messages export: error[lang-unknown]: no leaflet is in de")
    tiny.tells("there are: en, fr; `leaflet messages add` begins another")
    tiny.run("messages", "export", "en", "--format", "csv").exits(0).prints()
