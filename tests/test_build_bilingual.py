"""Two languages in one file: each is typeset as alone, then they are bound."""

from __future__ import annotations

import json
from typing import Any

import pikepdf
import pytest

from tests.conftest import Driver
from tests.pdf_facts import read_facts
from tests.verapdf import failures

PAGE = "content/hours/leaflet.md"
FRENCH = "locales/fr/LC_MESSAGES/hours.po"
BUILD = ("build", "--paper", "a4", "--lang", "en+fr")
MADE = "build/hours/hours-en+fr-{}-a4.pdf"
LOGO = "logo: {file: a.svg, alternative: {en: Us, fr: Nous}}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
RICH = """
See the note[^1].

[^1]: A note.

::: table Times
| | Open |
|---|---|
| Monday | 9 |
:::
"""


@pytest.fixture
def both(tiny: Driver) -> Driver:
    """Give a leaflet for screen and printer, with what has names in a PDF."""
    tiny.append("leaflet.yaml", LOGO).write("a.svg", SVG)
    tiny.append(PAGE, RICH).replace(PAGE, "[screen]", "[screen, office]")
    tiny.run("messages", "update").exits(0)
    text = tiny.read(FRENCH)
    for source, translation in (
        ("See the note[^1].", "Voir la note[^1]."),
        ("A note.", "Une note."),
        ("Times", "Heures"),
        ("Open", "Ouvert"),
        ("Monday", "Lundi"),
        ("9", "9"),
    ):
        text = text.replace(
            f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'
        )
    return tiny.write(FRENCH, text)


def test_each_language_has_its_own_part(both: Driver) -> None:
    both.run(*BUILD).exits(0).writes(MADE.format("screen"), MADE.format("office"))
    path = both.root / MADE.format("screen")
    facts = read_facts(path)
    assert len(facts.pages) == 2
    assert facts.info["Title"] == "Opening hours / Horaires"
    parts = [(part.kind, part.lang) for part in facts.tree.nodes]
    assert parts == [("Part", "en-CA"), ("Part", "fr-CA")]
    english, french = facts.tree.nodes
    assert "We open at nine" in english.text
    assert "Nous ouvrons" in french.text
    # Nobody who holds both is told that the other exists.
    assert "disponible en" not in facts.tree.text
    assert "also available" not in facts.tree.text
    titles = [title for depth, title in facts.outline if depth == 1]
    assert titles == ["Opening hours", "Horaires"]
    assert all("1" in page.text for page in facts.pages)


@pytest.mark.parametrize("format_", ["screen", "office"])
def test_it_keeps_what_its_parts_keep(both: Driver, format_: str) -> None:
    both.run(*BUILD, "--format", format_).exits(0)
    path = both.root / MADE.format(format_)
    assert failures(path, "ua1") == []
    assert failures(path, "2a") == []


def test_it_keeps_the_newer_standards_too(both: Driver) -> None:
    both.run(*BUILD, "--format", "screen", "--standard", "ua-2").exits(0)
    path = both.root / MADE.format("screen").replace("a4", "a4-ua-2")
    assert failures(path, "ua2") == []
    assert failures(path, "4") == []


def test_names_are_of_one_part_alone(both: Driver) -> None:
    both.run(*BUILD, "--format", "screen").exits(0)
    facts = read_facts(both.root / MADE.format("screen"))
    ids = [node.id for node in facts.tree.walk() if node.id]
    assert len(ids) == len(set(ids)) > 2
    assert {link.target for link in facts.links if link.target and link.page == 1} == {
        "second-ref:one",
        "second-cite:one:1",
    }
    with pikepdf.open(both.root / MADE.format("screen")) as pdf:
        names: list[Any] = list(pdf.Root.Names.Dests.Names)
        listed = [str(name) for name in names[::2]]
        assert listed == sorted(listed)
        for name, place in zip(listed, names[1::2], strict=True):
            aimed = place.D if isinstance(place, pikepdf.Dictionary) else place
            page = pikepdf.Page(aimed[0]).index
            assert page == (1 if name.startswith("second-") else 0)


def test_the_second_begins_on_a_sheet_of_its_own(both: Driver) -> None:
    both.append(PAGE, "\nWe open at nine [@one].\n" * 70)
    both.run(*BUILD).exits(0)
    for format_, white in (("screen", []), ("office", [3])):
        pages = read_facts(both.root / MADE.format(format_)).pages
        count = 6 + len(white)
        assert len(pages) == count
        assert [n for n, page in enumerate(pages) if not page.text.strip()] == white


def test_a_second_language_from_right_to_left(tiny: Driver) -> None:
    tiny.run("build", "--lang", "en+xr", "--paper", "a4").exits(0)
    path = tiny.root / "build/hours/hours-en+xr-screen-a4-pseudo.pdf"
    assert failures(path, "ua1") == []
    assert [part.lang for part in read_facts(path).tree.nodes] == ["en-CA", "xr"]


def test_it_is_built_where_it_is_asked_for(tiny: Driver) -> None:
    tiny.run("build").exits(0)
    assert "en+fr" not in tiny.out
    tiny.run(*BUILD).exits(0)
    tiny.run("build").exits(0)
    assert "en+fr" not in tiny.out
    tiny.run(*BUILD, "--json").exits(0)
    (one,) = map(json.loads, tiny.out.splitlines())
    assert not one["built"]
    tiny.run("verify", "--lang", "en+fr", "--paper", "a4").exits(0)
    tiny.replace(FRENCH, "Horaires", "Heures").run(*BUILD, "--explain").exits(0)
    assert "changed: text" in tiny.out


def test_one_that_is_not_finished_is_none(tiny: Driver) -> None:
    tiny.replace(FRENCH, 'msgstr "Quand"', 'msgstr ""')
    tiny.run(*BUILD).exits(1).tells("error[catalog-untranslated]")
    tiny.run(*BUILD, "--draft").exits(0)
    name = "build/hours/hours-en+fr-screen-a4-draft.pdf"
    tiny.writes(name)
    pages = read_facts((tiny.root / name).read_bytes()).pages
    said = [page.artifacts for page in pages]  # the finished half says it, too
    assert ["Draft" in said[0], "Ébauche" in said[-1]] == [True, True]


def test_what_has_no_pages_to_follow_each_other_is_refused(tiny: Driver) -> None:
    tiny.replace(PAGE, "[screen]", "[screen, trifold]")
    tiny.run(*BUILD, "--format", "trifold").exits(1)
    tiny.tells("error[bilingual-unfit]: en+fr cannot be made of hours as trifold")
    tiny.run(*BUILD).exits(0)  # the others are made
    tiny.replace(PAGE, "[screen, trifold]", "[trifold]")
    tiny.run(*BUILD).exits(1).tells("bilingual-unfit")


def test_a_pair_is_of_two_languages_of_the_leaflet(tiny: Driver) -> None:
    tiny.run("build", "--lang", "en+zz").exits(1).tells("no leaflet is in zz")
    tiny.run("build", "--lang", "en+en").exits(1).tells("error[lang-pair]")
    tiny.run("build", "--lang", "en+fr+xx").exits(1).tells("error[lang-pair]")
