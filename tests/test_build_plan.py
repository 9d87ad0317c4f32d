"""What is built: the selection, and every problem before anything is typeset."""

from __future__ import annotations

from typing import Any

import pytest

from leaflet.build.plan import plan
from leaflet.build.run import check
from leaflet.build.selection import Selection
from leaflet.catalog import State
from leaflet.edition import Draft
from leaflet.problems import LeafletError
from leaflet.source.files import Files
from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
OURS = (ROOT / "locales/fr/LC_MESSAGES/templates.po").read_text("utf-8")
HEADER = OURS[: OURS.index("\n\n") + 1]
SECOND = """\
---
title: Le stationnement
language: fr
version: "1.0"
published: 2026-11
disclaimer: Demandez.
languages: [fr]
formats: [office]
---

Garez-vous.
"""


def editions(driver: Driver, **chosen: Any) -> list[str]:
    found = plan(Files(driver.root), Selection(**chosen))
    return [edition.name for edition in found.editions]


def problems(driver: Driver, **chosen: Any) -> list[str]:
    """Give what is told, without hints; each problem has one of these or none."""
    with pytest.raises(LeafletError) as told:
        check(driver.root, Selection(**chosen))
    return [str(problem).partition("\n")[0] for problem in told.value.problems]


@pytest.fixture
def two(tiny: Driver) -> Driver:
    """Give a project with a second leaflet: French alone, for the office."""
    return tiny.write("content/parking/leaflet.md", SECOND)


def test_everything_in_the_order_of_names(two: Driver) -> None:
    assert editions(two) == [
        "hours-en-screen-a4",
        "hours-en-screen-letter",
        "hours-fr-screen-a4",
        "hours-fr-screen-letter",
        "parking-fr-office-a4",
        "parking-fr-office-letter",
    ]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"languages": ("en",)}, ["hours-en-screen-a4", "hours-en-screen-letter"]),
        ({"leaflets": ("parking",), "papers": ("a4",)}, ["parking-fr-office-a4"]),
        ({"formats": ("office",), "papers": ("a4",)}, ["parking-fr-office-a4"]),
        (
            {"languages": ("en", "fr"), "papers": ("a4",), "formats": ("screen",)},
            ["hours-en-screen-a4", "hours-fr-screen-a4"],
        ),
    ],
)
def test_selection(
    two: Driver, chosen: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    assert editions(two, **chosen) == expected


@pytest.mark.parametrize(
    ("option", "values", "known"),
    [
        ("lang", {"languages": ("fr", "zz")}, "there are: en, fr"),
        ("leaflet", {"leaflets": ("zz",)}, "there are: hours, parking"),
        ("format", {"formats": ("zz",)}, "office, press, proof, screen"),
        ("paper", {"papers": ("zz",)}, "there are: a3, a4, a5, dl"),
    ],
)
def test_unknown_names_name_the_known_ones(
    two: Driver, option: str, values: dict[str, Any], known: str
) -> None:
    with pytest.raises(LeafletError) as told:
        plan(Files(two.root), Selection(**values))
    (problem,) = told.value.problems
    assert (problem.id, str(problem.at)) == (f"{option}-unknown", f"--{option}")
    assert "zz" in problem.message
    assert known in problem.hint


def test_all_unknown_names_at_once_with_the_mistakes_of_the_sources(
    two: Driver,
) -> None:
    everything = {"languages": ("zz",), "formats": ("zz",), "papers": ("zz",)}
    ids = [text.partition(": ")[0] for text in problems(two, **everything)]
    assert ids == ["--format", "--paper", "--lang"]
    two.replace("content/parking/leaflet.md", "version:", "verzion:")
    first, *rest = problems(two, leaflets=("zz", "parking"))
    assert first.startswith("--leaflet")
    assert any("error[yaml-key]" in text for text in rest)


def test_a_format_with_a_paper_of_its_own_needs_no_python(two: Driver) -> None:
    design = "layout: flat\ntarget: office\npapers: [card]\nsizes: {card: [102, 229]}\n"
    two.write("styles/formats/rack.yaml", f"{design}stylesheets: [page.css]\n")
    two.replace("content/parking/leaflet.md", "[office]", "[office, rack]")
    assert editions(two, papers=("card",)) == ["parking-fr-rack-card"]


def test_a_combination_that_selects_nothing_says_what_there_is(two: Driver) -> None:
    with pytest.raises(LeafletError) as told:
        plan(Files(two.root), Selection(languages=("en",), formats=("office",)))
    (problem,) = told.value.problems
    assert problem.id == "selection-empty"
    assert "hours in en, fr, as screen; parking in fr, as office" in problem.hint


def test_a_format_of_no_leaflet_is_not_left_out_in_silence(two: Driver) -> None:
    (told,) = problems(two, formats=("screen", "trifold"))
    assert "error[format-unlisted]: no chosen leaflet appears as trifold" in told


def test_problems_of_several_leaflets_and_catalogs_at_once(two: Driver) -> None:
    two.replace(PAGE, "at nine", "at <b>nine")
    two.replace("content/parking/leaflet.md", "version: ", "verzion: ")
    two.replace(FRENCH, 'msgstr "Quand"', "msgstr Quand")
    text = "\n".join(problems(two))
    assert f"{PAGE}:13: error[html]" in text
    assert "content/parking/leaflet.md:4: error[yaml-key]" in text
    assert f"{FRENCH}:27:8: error[po-unquoted-text]" in text


def test_damage_is_told_where_it_was_selected(two: Driver) -> None:
    two.replace(FRENCH, 'msgstr "Quand"', "msgstr Quand").replace(
        PAGE, "## W", "#### W"
    )
    assert [t for t in problems(two, languages=("en",)) if "error[po" in t] == []
    assert [t for t in problems(two, languages=("fr",)) if "error[po" in t] != []


def test_an_incomplete_catalog_tells_every_message_at_its_line(tiny: Driver) -> None:
    tiny.replace(FRENCH, 'msgstr "Horaires"', 'msgstr ""')
    tiny.replace(FRENCH, "#. heading 2", "#, fuzzy\n#. heading 2")
    tiny.replace(FRENCH, "heures [@one]", "heures")
    tiny.append(PAGE, "\nCome in.\n")
    assert problems(tiny) == [
        f"{PAGE}:15: error[catalog-missing]: no translation into fr of «Come in.»",
        f"{FRENCH}:17: error[catalog-untranslated]: "
        "not translated into fr: «Opening hours»",
        f"{FRENCH}:28: error[catalog-fuzzy]: the translation is marked fuzzy: «When»",
        f"{FRENCH}:33: error[catalog-marks]: the translation has lost [@one]",
    ]


def test_a_changed_text_is_stale_without_any_update(tiny: Driver) -> None:
    tiny.replace(PAGE, "open at nine", "open at ten")
    assert problems(tiny) == [
        f"{PAGE}:13: error[catalog-stale]: the text has changed since it was "
        "translated: «We open at ten [@one].»"
    ]


def test_a_catalog_of_older_rules_is_told(tiny: Driver) -> None:
    tiny.replace(FRENCH, '"X-Leaflet-Rules: 2', '"X-Leaflet-Rules: 1')
    (told,) = problems(tiny)
    assert "error[catalog-rules]" in told


def draft(driver: Driver) -> dict[str, Draft | None]:
    driver.replace(PAGE, "languages: [en, fr]", "languages: [fr, en]")
    chosen = Selection(papers=("a4",), draft=True)
    return {e.name: e.draft for e in plan(Files(driver.root), chosen).editions}


def test_what_is_not_finished_is_a_draft_and_the_rest_is_not(tiny: Driver) -> None:
    tiny.replace(FRENCH, 'msgstr "Horaires"', 'msgstr ""')
    tiny.replace(FRENCH, "#. heading 2", "#, fuzzy\n#. heading 2")
    tiny.replace(FRENCH, "heures [@one]", "heures")
    tiny.replace(PAGE, "Ask your", "Ask a nurse of your")
    lacking = {State.STALE: 1, State.FUZZY: 1, State.MISSING: 1, State.FAILING: 1}
    assert draft(tiny) == {
        "hours-en-screen-a4": None,
        "hours-fr-screen-a4-draft": Draft(4, lacking, labels=0),
    }


def test_a_draft_can_do_without_any_catalog(tiny: Driver) -> None:
    tiny.remove(FRENCH).write("locales/fr/LC_MESSAGES/templates.po", HEADER)
    made = draft(tiny)["hours-fr-screen-a4-draft"]
    assert made is not None
    assert made.lacking == {State.MISSING: 4}
    assert made.labels > 20


def test_labels_of_a_draft_that_fail_or_are_guesses_are_counted(tiny: Driver) -> None:
    text = OURS.replace("{page} sur {pages}", "{page}").replace(
        'msgid "References"', '#, fuzzy\nmsgid "References"'
    )
    tiny.write("locales/fr/LC_MESSAGES/templates.po", text)
    assert draft(tiny)["hours-fr-screen-a4-draft"] == Draft(4, {}, labels=2)


def test_a_draft_never_takes_a_damaged_catalog(tiny: Driver) -> None:
    tiny.write(FRENCH, "msgid 1")
    made = plan(Files(tiny.root), Selection(papers=("a4",), draft=True))
    assert [edition.name for edition in made.editions] == ["hours-en-screen-a4"]
    assert {problem.at.path for problem in made.problems} == {FRENCH}


def test_a_missing_or_damaged_catalog_stops_the_leaflet(tiny: Driver) -> None:
    tiny.remove(FRENCH)
    assert problems(tiny) == [
        f"{FRENCH}: error[catalog-missing]: there is no catalog of fr"
    ]
    tiny.write(FRENCH, "msgid 1")
    assert all(text.startswith(f"{FRENCH}:1") for text in problems(tiny))
    assert editions(tiny, languages=("en",)) != []


def test_our_own_catalog_of_the_same_name_is_not_the_projects(tiny: Driver) -> None:
    """A user's leaflet may be called like one of our samples."""
    (tiny.root / "content/hours").rename(tiny.root / "content/ivig-scleroderma")
    path = "locales/fr/LC_MESSAGES/ivig-scleroderma.po"
    assert problems(tiny) == [
        f"{path}: error[catalog-missing]: there is no catalog of fr"
    ]


def test_a_language_without_labels_is_told_once(two: Driver) -> None:
    two.replace(PAGE, "languages: [en, fr]", "languages: [en, es]")
    two.replace("leaflet.yaml", "fr:", "es: Grupo, fr:")
    told = problems(two)
    path = "locales/es/LC_MESSAGES"
    assert sorted(told) == [
        f"{path}/{name}.po: error[catalog-missing]: there is no catalog of es"
        for name in ("hours", "templates")
    ]


def test_each_language_brings_its_own_labels(tiny: Driver) -> None:
    tiny.replace(PAGE, "[en, fr]", "[en, fr, es]")
    tiny.replace("leaflet.yaml", "fr:", "es: Grupo, fr:")
    for name, data in {"hours": tiny.read(FRENCH), "templates": OURS}.items():
        spanish = data.replace("Language: fr", "Language: es")
        tiny.write(f"locales/es/LC_MESSAGES/{name}.po", spanish)
    assert len(editions(tiny)) == 6


def test_rules_of_typography_with_a_mistake_are_told_once(tiny: Driver) -> None:
    tiny.write("styles/typography/fr.yaml", "quotez: 1")
    (told,) = problems(tiny)
    assert told.startswith("styles/typography/fr.yaml:1: error[yaml-key]")


def test_every_label_that_is_not_in_the_template_is_told(tiny: Driver) -> None:
    """Templates newer than their catalogs show themselves only in an edition."""
    tiny.write("locales/templates.pot", 'msgid ""\nmsgstr ""\n')
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    tiny.write("locales/fr/LC_MESSAGES/templates.po", header)
    assert any("error[catalog-missing]" in text for text in problems(tiny))


def test_fonts_and_characters_that_are_not_there(tiny: Driver) -> None:
    tiny.replace(PAGE, "at nine", "at nine ☃")
    tiny.replace(FRENCH, "We open at nine", "We open at nine ☃")
    (told,) = problems(tiny)
    assert told.startswith(f"{PAGE}:13: error[glyph-missing]")
    tiny.replace("leaflet.yaml", "text: Source Sans 3", "text: Comic Sans")
    (told,) = problems(tiny)
    assert told.startswith("leaflet.yaml: error[font-unknown]")
