"""Builds: files in build/, or none touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.pages import Printed, Typesetter
from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
PDF = "build/hours/hours-en-screen-{}.pdf"
Change = Callable[[Driver], Driver]


def fast(driver: Driver, monkeypatch: pytest.MonkeyPatch, *broken: str) -> Driver:
    """Let the engine print at once; the editions of broken names have a problem."""

    def print_(_self: Typesetter, html: str, _fit: object, name: str) -> Printed:
        if name in broken:
            raise LeafletError(Problem("typesetting", Location(name), "no"))
        return Printed(html.encode(), 3, 1.0)

    monkeypatch.setattr(Typesetter, "print", print_)
    return driver


def test_a_build_writes_pdfs_and_the_same_bytes_again(tiny: Driver) -> None:
    tiny.run("build", "--lang", "en", "--paper", "a4").exits(0)
    tiny.writes(PDF.format("a4"))
    first = tiny.files("build")
    assert first[PDF.format("a4")][0].startswith(b"%PDF-")
    tiny.run("build", "--lang", "en", "--paper", "a4").exits(0)
    assert {name: data for name, (data, _) in tiny.files("build").items()} == {
        name: data for name, (data, _) in first.items()
    }


BAD: list[Change] = [
    lambda p: p.replace("leaflet.yaml", "territory: CA", "territory: Canada"),
    lambda p: p.replace(PAGE, "[@one]", "[@two]"),
    lambda p: p.replace(PAGE, "version:", "verzion:"),
    lambda p: p.replace(PAGE, "nine", "☃"),
    lambda p: p.write(PAGE, b"\xff"),
    lambda p: p.write(PAGE, ""),
    lambda p: p.write("locales/fr/LC_MESSAGES/hours.po", "msgid"),
    lambda p: p.remove("locales/fr/LC_MESSAGES/hours.po"),
    lambda p: p.remove("leaflet.yaml"),
    lambda p: p.remove("content"),
    lambda p: p.write("templates/leaflet.html.j2", "{{ nothing.there }}"),
    lambda p: p.replace("leaflet.yaml", "Source Sans 3", "Comic Sans"),
    lambda p: p.write("styles/formats/screen.yaml", "layout: round"),
]


@pytest.mark.parametrize("change", BAD)
def test_any_problem_leaves_build_as_it_was(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    fast(tiny, monkeypatch).run("build").exits(0)
    before = tiny.files("build")
    assert len(before) == 4
    change(tiny).run("build").exits(1).tells("error[", "problem")
    assert "Traceback" not in tiny.err
    assert tiny.files("build") == before


def test_a_problem_of_one_edition_leaves_all_the_others(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All editions have their turn, so that all problems are told."""
    fast(tiny, monkeypatch).run("build").exits(0)
    before = tiny.files("build")
    broken = ("hours-en-screen-letter", "hours-fr-screen-a4")
    fast(tiny, monkeypatch, *broken).replace(PAGE, "title: O", "title: The o")
    tiny.replace("locales/fr/LC_MESSAGES/hours.po", '"Opening', '"The opening')
    tiny.run("build").exits(1).tells(*(f"{n}: error[typesetting]" for n in broken))
    tiny.tells("[4/4]", "2 problems")
    assert tiny.files("build") == before


def test_a_folder_where_the_pdf_should_be(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny.root / PDF.format("letter")).mkdir(parents=True)
    fast(tiny, monkeypatch).run("build").exits(3)
    tiny.tells(f"{PDF.format('letter')}: error[file-unwritable]", "hint: ")
    assert tiny.files("build") == {}


def test_a_file_where_build_should_be(tiny: Driver) -> None:
    tiny.write("build", "").run("build").exits(3).tells("build", "error[", "1 problem")
    assert "Traceback" not in tiny.err


def test_the_sample_project_is_sound(project: Callable[[object], Driver]) -> None:
    project(ROOT).run("check").exits(0).tells("no problems")
