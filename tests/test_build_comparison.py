"""leaflet messages check: a project's catalogs, and any .po file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build.comparison import file_problems
from leaflet.problems import LeafletError
from tests.conftest import ROOT, Driver

CHECK = ("messages", "check")
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
GLOSSARY = "terms:\n  - words: {en: [team], fr: [équipe]}\nkeep: [CHUM]\n"
PLAIN = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Take 5 mg of **it**."
msgstr "Prenez 50 mg."
"""


def ids(path: Path, source: str = "", target: str = "") -> set[str]:
    return {problem.id for problem in file_problems(path, source, target)}


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "app.po"
    path.write_text(PLAIN, "utf-8")
    return path


def test_both_samples_pass(project: Callable[[Path], Driver]) -> None:
    project(ROOT).run(*CHECK, "--strict").exits(0).prints().tells("no problems")


def test_a_project_is_told_with_lines_and_exit_code(tiny: Driver) -> None:
    tiny.replace(FRENCH, "heures [@one]", "heures")
    tiny.run(*CHECK).exits(1).tells(f"{FRENCH}:32: error[catalog-marks]", "1 problem")
    tiny.run(*CHECK, "--lang", "de").exits(1).tells("lang-unknown")
    tiny.run(*CHECK, "--leaflet", "none").exits(1).tells("leaflet-unknown")


def test_what_is_unfinished_is_not_wrong(tiny: Driver) -> None:
    tiny.replace(FRENCH, 'msgstr "Horaires"', 'msgstr ""')
    tiny.run(*CHECK).exits(0).tells("no problems")


def test_warnings_do_not_fail_unless_they_are_to(tiny: Driver) -> None:
    tiny.replace(FRENCH, "soignante.", "soignante")
    tiny.run(*CHECK).exits(0).tells("warning[translation-ending]", "1 problem")
    tiny.run(*CHECK, "--strict").exits(1)
    (line,) = tiny.run(*CHECK, "--json").exits(0).out.splitlines()
    assert json.loads(line)["severity"] == "warning"
    assert tiny.err == ""


def test_warnings_are_told_by_check_and_build_and_stop_neither(tiny: Driver) -> None:
    tiny.replace(FRENCH, "soignante.", "soignante")
    tiny.run("check").exits(0).tells("warning[translation-ending]")
    assert "no problems" not in tiny.err
    tiny.run("build", "--lang", "fr", "--paper", "a4").exits(0)
    tiny.tells("warning[translation-ending]")
    tiny.writes("build/hours/hours-fr-screen-a4.pdf")


def test_an_error_stops_its_language_alone(tiny: Driver) -> None:
    tiny.replace(FRENCH, "Nous ouvrons", "50 : nous ouvrons")
    tiny.run("build", "--paper", "a4").exits(1).tells("error[translation-numbers]")
    tiny.writes("build/hours/hours-en-screen-a4.pdf")
    assert not (tiny.root / "build/hours/hours-fr-screen-a4.pdf").exists()


def test_the_projects_glossary_counts(tiny: Driver) -> None:
    tiny.write("glossary.yaml", GLOSSARY).run(*CHECK, "--strict").exits(0)
    tiny.replace(FRENCH, "équipe soignante", "infirmière")
    tiny.run(*CHECK).exits(0).tells("warning[translation-glossary]")
    assert "translation-glossary" in ids(tiny.root / FRENCH)


def test_a_glossary_with_a_mistake_stops_what_hangs_on_it(tiny: Driver) -> None:
    tiny.write("glossary.yaml", "terms:\n  - wordz: {}\n")
    for command in (CHECK, ("check",)):
        tiny.run(*command).exits(1).tells("glossary.yaml:2: error[yaml-key]")


# --- any file


def test_a_file_of_another_program(plain: Path) -> None:
    assert ids(plain) == {"translation-numbers", "catalog-fields"}


def test_a_file_of_ours_is_markdown(plain: Path) -> None:
    ours = PLAIN.replace('"Language', '"X-Leaflet-Rules: 2\\n"\n"Language')
    plain.write_text(ours, "utf-8")
    assert "translation-markup" in ids(plain)


def test_labels_of_links_are_known_from_the_sources(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    text = 'msgid "[a][map]"\nmsgstr "{}"\n'
    head = PLAIN[: PLAIN.index("\n\n") + 2].replace(
        "fr\\n", "fr\\nX-Leaflet-Rules: 2\\n"
    )
    path.write_text(head + text.format("[un][map]"), "utf-8")
    assert ids(path) == {"catalog-fields"}
    path.write_text(head + text.format("[un][mep]"), "utf-8")
    assert {"catalog-marks", "markup-broken"} <= ids(path)


@pytest.mark.parametrize(
    ("name", "header", "option", "wrong"),
    [
        ("app.po", "Language: es", "", False),
        ("app.po", "Language: es", "fr", True),
        ("es.po", "X: y", "", False),
        ("app.es-MX.po", "X: y", "", False),
        ("locales/es/LC_MESSAGES/app.po", "Language: es_MX", "", False),
        ("locales/es/LC_MESSAGES/app.po", "Language: fr", "", True),
        ("locales/es/LC_MESSAGES/app.po", "Language: es@euro", "", False),
    ],
)
def test_who_tells_the_language(
    tmp_path: Path,
    name: str,
    header: str,
    option: str,
    wrong: bool,  # noqa: FBT001  # a row of the table
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = PLAIN.replace("Language: fr", header).replace("Prenez 50", "Tome 5")
    path.write_text(text, "utf-8")
    assert ("catalog-language" in ids(path, target=option)) is wrong
    # In Spanish a question begins with its own mark.
    path.write_text(text + '\nmsgid "Well?"\nmsgstr "Bien?"\n', "utf-8")
    assert ("translation-ending" in ids(path, target=option)) is (option != "fr")


def test_nobody_tells_the_language(tmp_path: Path) -> None:
    path = tmp_path / "hours.po"
    path.write_text(PLAIN.replace("Language: fr", "X: y"), "utf-8")
    with pytest.raises(LeafletError) as told:
        file_problems(path)
    assert [problem.id for problem in told.value.problems] == ["catalog-untold"]


def test_the_language_of_the_sources(plain: Path) -> None:
    text = PLAIN.replace("5 mg of", "1.000 mg of").replace("50 mg", "1000 mg")
    plain.write_text(text, "utf-8")
    assert "translation-numbers" in ids(plain)
    assert "translation-numbers" not in ids(plain, source="de")


def test_files_are_checked_outside_of_a_project(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plain.parent)
    driver = Driver(plain.parent)
    driver.process(*CHECK, "app.po").exits(1)
    driver.tells("app.po:7: error[translation-numbers]")
    driver.process(*CHECK, "app.po", "none.po").exits(2)
    driver.process(*CHECK).exits(1).tells("project-missing")


def test_the_page_of_checks_is_printed_anywhere(tmp_path: Path) -> None:
    driver = Driver(tmp_path).run(*CHECK, "--explain").exits(0)
    assert driver.out == (ROOT / "docs/checks.md").read_text("utf-8")
