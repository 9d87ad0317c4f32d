"""Formats from the cache are those that were read, until anything of them changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.problems import Problem
from leaflet.source import designs, kept, rules
from leaflet.source.designs import read_designs
from leaflet.source.files import Files
from leaflet.source.rules import read_rules
from tests.conftest import ROOT

RULES = "styles/typography/fr_CA.yaml"


@pytest.fixture
def files(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give a project that looks as ours does, with a cache."""
    (tmp_path / "styles/typography").mkdir(parents=True)
    return Files(tmp_path, ROOT, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that has what was read, not recalled."""
    noted: list[str] = []

    def noting(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def read(*arguments: object) -> object:
            noted.append(name)
            return function(*arguments)

        return read

    monkeypatch.setattr(kept, "SETTLED", 0)  # the files are of just now
    for module, name in ((designs, "_read_designs"), (rules, "_read_rules")):
        monkeypatch.setattr(module, name, noting(name, getattr(module, name)))
    return noted


def test_kept_and_read_are_the_same(files: Files, reads: list[str]) -> None:
    problems: list[Problem] = []
    read = read_designs(files, problems), read_rules(files, "fr_CA")
    kept = read_designs(files, problems), read_rules(files, "fr_CA")
    assert repr(kept) == repr(read)
    assert kept == read
    assert not problems
    assert reads == ["_read_designs", "_read_rules"]


def test_another_locale_has_rules_of_its_own(files: Files) -> None:
    bare = replace(files, cache=None)
    for locale in ("fr_CA", "de_CA") * 2:
        assert read_rules(files, locale) == read_rules(bare, locale)


@pytest.mark.parametrize("name", ["formats/own.yaml", "screen.css", "draft.css"])
def test_what_changed_is_read(files: Files, reads: list[str], name: str) -> None:
    problems: list[Problem] = []
    read_designs(files, problems)
    path = files.root / "styles" / name
    path.parent.mkdir(exist_ok=True)
    text = (ROOT / "styles/formats/screen.yaml").read_text() if "own" in name else ""
    for change in (lambda: path.write_text(text), path.unlink):
        change()
        for _ in range(2):
            designs = read_designs(files, problems)
            assert ("own" in designs) == (path.exists() and "own" in name)
    assert len(reads) == 3
    assert not problems


def test_changed_rules_are_read(files: Files, reads: list[str]) -> None:
    before = read_rules(files, "fr_CA")
    (files.root / RULES).write_text("quotes: [['<', '>']]\n")
    changed = read_rules(files, "fr_CA")
    assert changed.quotes == (("<", ">"),) != before.quotes
    (files.root / RULES).unlink()
    assert read_rules(files, "fr_CA") == before
    assert len(reads) == 3


def test_what_is_wrong_is_told_each_time(files: Files) -> None:
    (files.root / "styles/screen.css").write_text("@import 'a.css';")
    for _ in range(2):
        problems: list[Problem] = []
        read_designs(files, problems)
        assert [problem.id for problem in problems] == ["style-unsafe"]


def test_a_picture_of_a_stylesheet_is_looked_at_each_time(files: Files) -> None:
    """It may go, or change, while no file of styles/ does."""
    (files.root / "styles/screen.css").write_text("p { background: url(a.svg) }")
    picture = files.root / "a.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    problems: list[Problem] = []
    read_designs(files, problems)
    assert not problems
    picture.unlink()
    read_designs(files, problems)
    assert [problem.id for problem in problems] == ["style-unsafe"]
