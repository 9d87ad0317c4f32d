"""The system's libraries that typeset, found where the loader finds them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leaflet.build import libraries
from leaflet.typeset.engine import engine


def test_they_are_those_that_the_engine_loads() -> None:
    engine()
    found = [Path(path).name for path in libraries.libraries()]
    if sys.platform == "linux":
        assert {name.partition(".so")[0] for name in found} >= {
            *("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libfontconfig"),
            "libfreetype",
        }
    assert found == [Path(path).name for path in libraries.libraries()]


def test_a_system_that_does_not_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "_MAPS", tmp_path / "none")
    monkeypatch.setattr(libraries, "_LOADED", ("libnone.so.7",))
    assert libraries.libraries() == []
