"""What is kept in the cache: found again, made again where it was lost or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.typeset.kept import keep, place, put, recall


def test_a_value_comes_back(tmp_path: Path) -> None:
    at = place(tmp_path, "fonts", ("a.ttf", 1))
    assert recall(at) is None
    keep(at, {"Sans": frozenset((65, 66))})
    assert recall(at) == {"Sans": frozenset((65, 66))}
    assert [path.name for path in tmp_path.iterdir()] == [at.name]


def test_what_it_is_made_from_tells_values_apart(tmp_path: Path) -> None:
    assert len({place(tmp_path, "a", made) for made in ("1", 1, b"1", ("1",))}) == 4


@pytest.mark.parametrize("data", [b"", b"[", b"nonsense", b"\xfb\xff\xff\xff\xff"])
def test_a_damaged_file_is_none(tmp_path: Path, data: bytes) -> None:
    at = place(tmp_path, "fonts", 1)
    put(at, data)
    assert recall(at) is None


def test_a_folder_that_takes_nothing_stops_no_build(tmp_path: Path) -> None:
    keep(place(tmp_path / "gone", "fonts", 1), {})
    assert not (tmp_path / "gone").exists()
