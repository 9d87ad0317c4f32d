"""Builds: what changed is built, what is wrong is told and stops no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build.press import Press
from leaflet.problems import LeafletError, Location, Problem
from leaflet.typeset.pages import Printed, Typesetter
from tests.conftest import ROOT, Driver, Files

PAGE = "content/hours/leaflet.md"
PDF = "build/hours/hours-en-screen-{}.pdf"
Change = Callable[[Driver], Driver]


def fast(driver: Driver, monkeypatch: pytest.MonkeyPatch, *broken: str) -> Driver:
    """Let the engine print at once; the editions of broken names have a problem."""

    def print_(
        _self: Typesetter, html: str, _fit: object, name: str, *_: object
    ) -> Printed:
        if name in broken:
            raise LeafletError(Problem("typesetting", Location(name), "no"))
        return Printed(html.encode(), 3, 1.0)

    monkeypatch.setattr(Typesetter, "print", print_)
    monkeypatch.setattr(Press, "judge", lambda *_: None)
    return driver


def test_a_build_writes_pdfs_and_the_same_bytes_again(tiny: Driver) -> None:
    tiny.run("build", "--lang", "en", "--paper", "a4").exits(0)
    tiny.writes(PDF.format("a4"))
    first = tiny.files("build")
    assert first[PDF.format("a4")][0].startswith(b"%PDF-")
    tiny.run("build", "--lang", "en", "--paper", "a4", "--force").exits(0)
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


def changed(before: Files, after: Files) -> list[str]:
    """Give the names of editions whose files are not the same."""
    names = sorted(name for name in after if after[name] != before.get(name))
    return [Path(name).stem for name in names]


def test_a_problem_of_one_edition_stops_no_other(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those with a problem keep the old file, and are tried again."""
    fast(tiny, monkeypatch).run("build").exits(0)
    before = tiny.files("build")
    broken = ("hours-en-screen-letter", "hours-fr-screen-a4")
    with monkeypatch.context() as broken_engine:
        fast(tiny, broken_engine, *broken).replace(PAGE, "title: O", "title: The o")
        tiny.replace("locales/fr/LC_MESSAGES/hours.po", '"Opening', '"The opening')
        tiny.run("build", "-j2").exits(1).tells("[4/4]", "2 problems")
    told = [line for line in tiny.err.splitlines() if "error[" in line]
    assert told == [f"{name}: error[typesetting]: no" for name in broken]
    middle = tiny.files("build")
    assert changed(before, middle) == ["hours-en-screen-a4", "hours-fr-screen-letter"]
    fast(tiny, monkeypatch).run("build").exits(0).tells("[2/2]")
    assert changed(middle, tiny.files("build")) == list(broken)


def test_a_bad_leaflet_stops_no_other(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.write("content/bad/leaflet.md", tiny.read(PAGE).replace("nine", "<b>"))
    tiny.write("content/worse/leaflet.md", "no front matter")
    fast(tiny, monkeypatch).run("build").exits(1).tells(
        "content/bad/leaflet.md:13: error[html]", "content/worse/leaflet.md:1: error["
    )
    assert len(tiny.files("build")) == 4
    assert tiny.err.index("content/bad") < tiny.err.index("content/worse")


def test_a_catalog_with_a_problem_stops_no_other_language(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.replace("locales/fr/LC_MESSAGES/hours.po", "Quand", "")
    fast(tiny, monkeypatch).run("build").exits(1).tells("error[catalog-untranslated]")
    assert changed({}, tiny.files("build")) == [
        "hours-en-screen-a4",
        "hours-en-screen-letter",
    ]


def test_a_folder_where_the_pdf_should_be(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny.root / PDF.format("letter")).mkdir(parents=True)
    fast(tiny, monkeypatch).run("build", "-j1").exits(3)
    tiny.tells(f"{PDF.format('letter')}: error[file-unwritable]", "hint: ")
    assert changed({}, tiny.files("build")) == ["hours-en-screen-a4"]


def test_a_file_where_build_should_be(tiny: Driver) -> None:
    tiny.write("build", "").run("build").exits(3).tells("build", "error[", "1 problem")
    assert "Traceback" not in tiny.err


def test_the_sample_project_is_sound(project: Callable[[object], Driver]) -> None:
    project(ROOT).run("check").exits(0).tells("no problems")
