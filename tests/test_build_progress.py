"""How far each leaflet is: counted as the texts are today, nothing is written."""

from __future__ import annotations

import json
import re

from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
PO = "locales/fr/LC_MESSAGES/hours.po"
STATUS = ("messages", "status", "--leaflet", "hours")


def rows(driver: Driver, *options: str) -> list[dict[str, object]]:
    driver.run("messages", "status", "--json", *options)
    return [json.loads(line) for line in driver.out.splitlines()]


def messages(row: dict[str, object]) -> dict[str, int]:
    counts = row["counts"]
    assert isinstance(counts, dict)
    return {name: count["messages"] for name, count in counts.items()}


def test_a_table_of_messages_and_words(tiny: Driver) -> None:
    tiny.run(*STATUS).exits(0)
    assert [line.split() for line in tiny.out.splitlines()] == [
        [
            *("leaflet", "language", "done", "stale", "fuzzy", "missing", "failing"),
            *("signed", "changed"),
        ],
        ["hours", "fr", "100", "%", "4", "(12)", *"––––––"],
        ["messages", "(words)"],
    ]


def test_a_changed_text_is_stale_before_any_update(tiny: Driver) -> None:
    tiny.replace(PAGE, "open at nine", "open at ten").append(PAGE, "\nCome in.\n")
    before = tiny.files()
    (row,) = rows(tiny, "--leaflet", "hours")
    assert messages(row) == {
        "done": 3,
        "stale": 1,
        "fuzzy": 0,
        "missing": 1,
        "failing": 0,
        "signed": 0,
        "changed": 0,
    }
    assert (row["leaflet"], row["language"], row["file"]) == ("hours", "fr", PO)
    assert row["percent"] == 60
    assert tiny.files() == before


def test_what_fails_a_check_is_not_done(tiny: Driver) -> None:
    """Status and gate see the same: what would stop a build is not done."""
    tiny.replace(PO, "heures [@one]", "heures")
    (row,) = rows(tiny, "--leaflet", "hours")
    assert (messages(row)["failing"], row["percent"]) == (1, 75)
    labels = "locales/fr/LC_MESSAGES/templates.po"
    text = (ROOT / labels).read_text("utf-8").replace("{page} sur {pages}", "{page}")
    tiny.write(labels, text)
    assert messages(rows(tiny)[0])["failing"] == 1
    tiny.run("build", "--lang", "fr").exits(1).tells(labels, PO)


def test_labels_and_languages_that_are_only_begun(tiny: Driver) -> None:
    tiny.run("messages", "add", "de").exits(0)
    found = [(row["leaflet"], row["language"], row["percent"]) for row in rows(tiny)]
    assert found == [
        ("templates", "de", 0),
        ("templates", "fr", 100),
        ("hours", "de", 0),
        ("hours", "fr", 100),
    ]
    assert [row["leaflet"] for row in rows(tiny, "--lang", "de")] == [
        "templates",
        "hours",
    ]


def test_fail_under_names_each_translation_that_is_behind(tiny: Driver) -> None:
    tiny.replace(PO, 'msgid "When"\nmsgstr "Quand"', 'msgid "When"\nmsgstr ""')
    tiny.run(*STATUS, "--fail-under", "75").exits(0)
    tiny.run(*STATUS, "--fail-under", "76").exits(1)
    tiny.tells(f"{PO}: error[status-behind]: 75 % of the messages are done, not 76 %")
    tiny.run(*STATUS, "--fail-under", "101").exits(2)


def test_nearly_all_is_not_all(tiny: Driver) -> None:
    tiny.append(PAGE, "".join(f"\nText {n}.\n" for n in range(250)))
    tiny.run("messages", "update").exits(0)
    said = re.sub(r'(Text \d+\.)"\nmsgstr "', r'\1"\nmsgstr "Du \1', tiny.read(PO))
    tiny.write(PO, said.replace('"Du Text 7."', '""'))
    (row,) = rows(tiny, "--leaflet", "hours")
    assert (messages(row)["missing"], row["percent"]) == (1, 99)


def test_a_damaged_catalog_is_told_beside_the_others(tiny: Driver) -> None:
    tiny.run("messages", "add", "de").exits(0)
    tiny.write("locales/de/LC_MESSAGES/hours.po", "msgid 1")
    tiny.run(*STATUS).exits(1).tells("locales/de/LC_MESSAGES/hours.po:1")
    assert [line.split()[:2] for line in tiny.out.splitlines()[1:-1]] == [
        ["hours", "fr"]
    ]


def test_nothing_to_translate(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en]").remove("locales")
    tiny.run(*STATUS).exits(0).prints().tells("nothing is translated")


def test_our_own_leaflets_are_done(tiny: Driver) -> None:
    """The sample project's catalogs, by the very numbers that make shows."""
    tiny.root = ROOT
    assert {row["percent"] for row in rows(tiny, "--fail-under", "100")} == {100}
    tiny.exits(0)
