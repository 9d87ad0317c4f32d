"""What is kept in the cache: found again, made again where it was lost or changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from leaflet.source import kept
from leaflet.source.kept import keep, recall
from leaflet.source.states import newest, state

NAME = ("fonts", "a")


def test_a_value_comes_back(tmp_path: Path) -> None:
    assert recall(tmp_path, NAME, 1) is None
    keep(tmp_path, NAME, 1, {"Sans": frozenset((65, 66))})
    assert recall(tmp_path, NAME, 1) == {"Sans": frozenset((65, 66))}


@pytest.mark.parametrize("made_from", [2, "1", (1,), None])
def test_what_is_made_from_something_else_takes_its_place(
    tmp_path: Path, made_from: object
) -> None:
    keep(tmp_path, NAME, 1, "old")
    assert recall(tmp_path, NAME, made_from) is None
    keep(tmp_path, NAME, made_from, "new")
    assert recall(tmp_path, NAME, made_from) == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_another_name_is_another_value(tmp_path: Path) -> None:
    keep(tmp_path, NAME, 1, "a")
    keep(tmp_path, ("fonts", "b"), 1, "b")
    assert recall(tmp_path, NAME, 1) == "a"


def test_another_program_makes_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, NAME, 1, "old")
    monkeypatch.setattr(kept, "_program", lambda: [("a.py", (1, 2))])
    assert recall(tmp_path, NAME, 1) is None


@pytest.mark.parametrize("end", [0, 20, -1])
def test_a_damaged_file_is_none(tmp_path: Path, end: int) -> None:
    keep(tmp_path, NAME, 1, "value")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:end])
    assert recall(tmp_path, NAME, 1) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "gone"):
        keep(folder, NAME, 1, "value")
        assert recall(folder, NAME, 1) is None
    assert list(tmp_path.iterdir()) == []


def test_what_was_made_from_a_file_of_just_now_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("a", "utf-8")
    files = [("a.yaml", state(str(tmp_path / "a.yaml")))]
    keep(tmp_path, NAME, files, "value", newest(files))
    assert recall(tmp_path, NAME, files) is None
    monkeypatch.setattr(kept, "SETTLED", 0)  # as if it had lain there for a while
    keep(tmp_path, NAME, files, "value", newest(files))
    assert recall(tmp_path, NAME, files) == "value"


def test_a_file_that_is_given_an_old_time_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    seen = []
    for dose in ("9 mg", "5 mg"):
        path.write_text(dose, "utf-8")
        os.utime(path, (1, 1))
        seen.append(state(str(path)))
        time.sleep(0.02)  # more than a tick of the disk's clock
    assert seen[0] != seen[1]
