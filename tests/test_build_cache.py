"""The cache is the user's, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.build.cache import cache_folder
from leaflet.problems import ExitCode, LeafletError


def test_the_folder_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a/b"))
    assert cache_folder() == cache_folder() == tmp_path / "a/b/leaflet"
    assert (tmp_path / "a/b/leaflet").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("base", ["", "relative"])
def test_a_base_that_is_no_path_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache/leaflet"


def test_a_file_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "leaflet").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(LeafletError) as error:
        cache_folder()
    assert error.value.exit_code is ExitCode.SETUP
    assert [one.id for one in error.value.problems] == ["cache-unwritable"]
