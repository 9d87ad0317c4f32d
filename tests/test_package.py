"""What a wheel carries is enough for a project of one's own."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build.plan import plan
from leaflet.build.selection import Selection
from leaflet.source import files
from leaflet.typeset.fonts import read_fonts
from tests.conftest import ROOT, Driver

WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"][
    "build"
]["targets"]["wheel"]


@pytest.fixture
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the wheel that holds our own files, as hatchling fills it."""
    folder = tmp_path_factory.mktemp("site-packages")
    for source, target in WHEEL["force-include"].items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        copy: Callable[[Path, Path], object] = (
            shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        )
        copy(ROOT / source, path)
    return folder / "leaflet/shipped"


def test_the_wheel_takes_folders_that_exist() -> None:
    assert WHEEL["packages"] == ["leaflet"]
    for source, target in WHEEL["force-include"].items():
        assert (ROOT / source).exists()
        assert target == f"leaflet/shipped/{source}"


def test_a_project_outside_builds_with_what_is_shipped(
    tiny: Driver, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only leaflet.yaml, content and locales are the project's own."""
    search = files.Files(tiny.root, shipped)
    planned = plan(search, Selection(papers=("a4",)))
    names = [edition.name for edition in planned.editions]
    assert names == ["hours-en-screen-a4", "hours-fr-screen-a4"]
    assert "Source Sans 3" in read_fonts(search).families
    for name in ("templates/leaflet.html.j2", "styles/page.css"):
        assert search.find(name) == shipped / name
    monkeypatch.setattr(files.Files.__init__, "__defaults__", (shipped, None))
    tiny.run("build", "--lang", "fr", "--paper", "a4").exits(0)
    tiny.writes("build/hours/hours-fr-screen-a4.pdf")


def test_a_file_of_the_project_wins_over_ours(tiny: Driver) -> None:
    tiny.write("styles/formats/screen.yaml", "layout: flat\ntarget: screen\n")
    tiny.run("check").exits(1).tells(
        "styles/formats/screen.yaml", "stylesheets is missing"
    )
    ours = (ROOT / "styles/formats/screen.yaml").read_text("utf-8")
    tiny.write("styles/formats/screen.yaml", ours.replace("[a4, letter]", "[letter]"))
    planned = plan(files.Files(tiny.root), Selection(languages=("en",)))
    assert [edition.name for edition in planned.editions] == ["hours-en-screen-letter"]
