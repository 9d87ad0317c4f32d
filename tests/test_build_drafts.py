"""What is not finished: refused, or built as a draft that says so on every page."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT, Driver
from tests.pdf_facts import Facts, read_facts
from tests.verapdf import failures

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
LABELS = "locales/fr/LC_MESSAGES/templates.po"
BUILD = ("build", "--lang", "fr", "--paper", "a4")
DONE = "build/hours/hours-fr-screen-a4.pdf"
DRAFT = "build/hours/hours-fr-screen-a4-draft.pdf"
LOGO = "logo: {file: a.svg, alternative: {en: Us, fr: Nous}}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
OURS = (ROOT / LABELS).read_text("utf-8")


@pytest.fixture
def unfinished(tiny: Driver) -> Driver:
    """Give a project in which French lacks a paragraph, and doubts two headings."""
    tiny.append(PAGE, "\n## Where\n\n" + "In the house.\n\n" * 60)
    tiny.run("messages", "update").exits(0)
    tiny.replace(FRENCH, '"Where"\nmsgstr ""', '"Where"\nmsgstr "Où"')
    return tiny.replace(FRENCH, "#. heading 2 · Opening hours\n", "#, fuzzy\n")


def facts(driver: Driver, name: str = DRAFT) -> Facts:
    return read_facts((driver.root / name).read_bytes())


def test_no_edition_is_built_without_being_asked_for_a_draft(tiny: Driver) -> None:
    tiny.run(*BUILD).exits(0)
    before = tiny.files("build")
    tiny.append(PAGE, "\nCome in.\n").run(*BUILD).exits(1)
    tiny.tells(f"{PAGE}:15: error[catalog-missing]")
    assert tiny.files("build") == before
    tiny.run(*BUILD, "--draft").exits(0).writes(DRAFT)
    after = tiny.files("build")
    assert after.pop(DRAFT)
    assert after == before


def test_what_is_finished_is_not_made_a_draft(tiny: Driver) -> None:
    tiny.run(*BUILD, "--draft").exits(0)
    assert list(tiny.files("build")) == [DONE]


def test_asking_for_drafts_changes_nothing_of_what_is_finished(tiny: Driver) -> None:
    tiny.run(*BUILD).exits(0)
    tiny.run(*BUILD, "--draft", "--explain").exits(0)
    assert "nothing changed" in tiny.out


def test_a_language_that_is_only_begun_is_printed_as_a_draft(tiny: Driver) -> None:
    german = ("build", "--lang", "de", "--paper", "a4")
    tiny.write("leaflet.yaml", tiny.read("leaflet.yaml") + LOGO).write("a.svg", SVG)
    tiny.run(*german, "--draft").exits(1).tells("error[lang-unknown]: no leaflet is in")
    tiny.run("messages", "add", "de").exits(0)
    tiny.run(*german).exits(1).tells(
        "--lang: error[lang-unknown]: no leaflet is in de: a translation is begun",
        "hint: --draft or --format proof prints it as it is; once it is done, add de",
    )
    made = DRAFT.replace("-fr-", "-de-")
    tiny.run(*german, "--draft").exits(0).writes(made)
    said = facts(tiny, made).tree
    assert "We open at nine" in said.text
    assert "Our Group" in said.text  # the name has no German yet
    assert failures(tiny.root / made, "ua1") == []
    tiny.run("build", "--draft", "--json").exits(0)  # it must be named
    assert "-de-" not in tiny.out
    tiny.run("build", "--draft", "--lang", "de", "--lang", "en", "--json").exits(0)
    assert "-de-" in tiny.out
    tiny.run("build", "--draft", "--lang", "de", "--lang", "it").exits(1)
    tiny.tells("no leaflet is in it")


def test_a_language_that_is_finished_wants_to_be_named(tiny: Driver) -> None:
    german = FRENCH.replace("/fr/", "/de/")
    tiny.write(german, tiny.read(FRENCH).replace("Language: fr", "Language: de"))
    tiny.write(german.replace("hours", "templates"), OURS.replace(": fr", ": de"))
    tiny.run("build", "--lang", "de", "--draft").exits(1).tells(
        f"{PAGE}: error[language-unlisted]: languages does not name de, though",
        "hint: add de to the list",
    )
    tiny.run("build", "--draft").exits(0)


def test_each_page_says_that_it_is_a_draft(unfinished: Driver) -> None:
    unfinished.run(*BUILD, "--draft").exits(0)
    found = facts(unfinished)
    assert found.info["Title"] == "Ébauche\u00a0: Horaires"
    assert len(found.pages) > 1
    for number, page in enumerate(found.pages):
        # Once across the page, once in the running title of all but the first.
        assert page.artifacts.count("Ébauche") == (2 if number else 1)
    assert found.tree.text.count("Ébauche") == 1  # the box: the rest is not read out
    said = found.tree.text.replace("\u00a0", " ")
    assert "Passages non terminés : 3 sur 6" in said


def test_a_draft_passes_pdf_ua(unfinished: Driver) -> None:
    unfinished.run(*BUILD, "--draft").exits(0)
    assert failures(unfinished.root / DRAFT, "ua1") == []


def test_each_passage_is_tagged_with_its_language_and_what_it_lacks(
    unfinished: Driver,
) -> None:
    unfinished.run(*BUILD, "--draft").exits(0)
    tree = facts(unfinished).tree
    english = [node.text.strip() for node in tree.walk() if node.lang == "en-CA"]
    assert english.count("In the house.") == 60
    assert tree.text.count("non traduit") == 61  # and once in the box
    heading = tree.all("H2")[0]
    assert heading.text.split() == ["Quand", "non", "confirmé"]


def test_labels_that_are_missing_stand_in_english_and_say_so(tiny: Driver) -> None:
    text = OURS.replace('msgstr "Références"', 'msgstr ""')
    tiny.write(LABELS, text.replace('msgstr "Ébauche"', 'msgstr ""'))
    tiny.run(*BUILD).exits(1).tells(f"{LABELS}:", "«References»", "«Draft»")
    tiny.run(*BUILD, "--draft").exits(0)
    found = facts(tiny)
    assert "Draft" in found.pages[0].artifacts
    said = [node.text for node in found.tree.walk() if node.lang == "en"]
    assert {"Draft", "References"} <= set(said)


def test_a_refusal_is_told_again_each_time(tiny: Driver) -> None:
    """An edition that was left out makes no selection whole."""
    tiny.append(PAGE, "\nCome in.\n")
    for _ in range(2):
        tiny.run("build", "--paper", "a4").exits(1).tells(f"{PAGE}:15: error[")
    tiny.writes("build/hours/hours-en-screen-a4.pdf")


def test_a_finished_edition_takes_its_drafts_place(tiny: Driver) -> None:
    tiny.append(PAGE, "\nCome in.\n").run(*BUILD, "--draft", "--json").exits(0)
    assert DRAFT in tiny.out
    tiny.run(*BUILD).exits(1)
    tiny.replace(PAGE, "\nCome in.\n", "")
    for _ in range(2):
        tiny.run(*BUILD, "--draft", "--json").exits(0)
        assert DRAFT not in tiny.out
        assert DONE in tiny.out


def test_only_the_messages_that_fail_are_marked(tiny: Driver) -> None:
    """What a changed text takes over has no line of its own in the catalog."""
    tiny.replace(PAGE, "Opening hours", "Our opening hours")
    tiny.replace(PAGE, "at nine", "at ten")
    tiny.replace(FRENCH, "heures [@one]", "heures")
    tiny.run(*BUILD, "--draft").exits(0)
    (title,) = facts(tiny).tree.all("H1")
    assert title.text.split() == ["Horaires", "périmé"]
    assert "We open at ten" in facts(tiny).tree.text


def test_a_wrong_dose_is_on_no_page(tiny: Driver) -> None:
    """Neither as a translation, nor as a guess: the source stands there."""
    tiny.append(PAGE, "\nTake 5 mg.\n\nTake 6 mg.\n")
    tiny.run("messages", "update").exits(0)
    tiny.replace(FRENCH, '"Take 6 mg."\nmsgstr ""', '"Take 6 mg."\nmsgstr "60 mg."')
    text = tiny.read(FRENCH)
    start = text.index('msgid "Take 5 mg."')
    guess = '#, fuzzy\nmsgid "Take 5 mg."\nmsgstr "50 mg."'
    empty = 'msgid "Take 5 mg."\nmsgstr ""'
    tiny.write(FRENCH, text[:start] + text[start:].replace(empty, guess))
    tiny.run(*BUILD).exits(1).tells("60 mg", "error[catalog-fuzzy]")
    tiny.run(*BUILD, "--draft").exits(0)
    said = facts(tiny).tree.text.replace("\u00a0", " ")
    assert "Take 5 mg." in said
    assert "Take 6 mg." in said
    assert "50" not in said
    assert "60" not in said


def test_a_damaged_glossary_stops_drafts_too(tiny: Driver) -> None:
    tiny.write("glossary.yaml", "[").run(*BUILD, "--draft").exits(1)
    tiny.tells("glossary.yaml", "error[")
    assert tiny.files("build") == {}
