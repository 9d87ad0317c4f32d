"""The same bytes: from any folder, in any time zone, by any number of processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.build.press import Press
from leaflet.typeset.pages import Printed, Typesetter
from tests.conftest import ROOT, Driver

A4 = ("--paper", "a4")
PDF = "build/hours/hours-{}-screen-a4.pdf"


def pdfs(driver: Driver) -> dict[str, bytes]:
    return {name: data for name, (data, _) in driver.files("build").items()}


def test_two_folders_two_time_zones_two_hash_seeds(tiny: Driver) -> None:
    """The real engine, in processes of their own."""
    other = Driver(tiny.root / "elsewhere/a folder")
    shutil.copytree(tiny.root, other.root)
    tiny.process("build", "-j1", TZ="Asia/Tokyo", PYTHONHASHSEED="1").exits(0)
    environment = {"TZ": "America/Vancouver", "PYTHONHASHSEED": "2", "LANG": "C"}
    other.process("build", "-j2", **environment).exits(0)
    assert len(pdfs(tiny)) == 4
    assert pdfs(tiny) == pdfs(other)


def test_verify_compares_and_writes_nothing(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def print_(_self: Typesetter, html: str, *_: object) -> Printed:
        return Printed(html.encode(), 1, 1.0)

    monkeypatch.setattr(Typesetter, "print", print_)
    monkeypatch.setattr(Press, "judge", lambda *_: None)
    tiny.run("verify", *A4).exits(1).tells(
        f"{PDF.format('en')}: error[verify-missing]", "2 problems"
    )
    assert not (tiny.root / "build").exists()
    tiny.run("build", *A4).exits(0).run("verify", *A4).exits(0).prints()
    tiny.tells("[2/2]", "each file is what the sources make")
    tiny.append(PDF.format("fr"), "x").run("verify", *A4).exits(1)
    tiny.tells(f"{PDF.format('fr')}: error[verify-different]", "1 problem")
    before = tiny.files()
    tiny.replace("locales/fr/LC_MESSAGES/hours.po", "Quand", "Le moment")
    tiny.run("build", *A4).exits(0).run("verify", *A4).exits(0)
    assert tiny.files().keys() == before.keys()


def test_the_sample_is_what_its_sources_make(
    project: Callable[[Path], Driver],
) -> None:
    chosen = ("--leaflet", "infusion-day", "--format", "screen", *A4)
    sample = project(ROOT).run("build", *chosen).exits(0)
    sample.process("verify", *chosen, PYTHONHASHSEED="3", TZ="UTC").exits(0)
