"""docs/formats.md shows a picture of each format, made from a real build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from docs.pictures import FOLDER, WIDTH, editions, picture
from leaflet.build.press import Press
from leaflet.source.files import Files
from leaflet.source.project import read_sources
from leaflet.typeset.fonts import read_fonts
from tests.conftest import ROOT

NAMES = sorted(read_sources(Files(ROOT)).designs)


def test_each_format_has_its_picture_and_no_other_is_there() -> None:
    page = (ROOT / "docs/formats.md").read_text("utf-8")
    shown = re.findall(
        r"\| `([\w-]+)` \| !\[\]\(images/formats/([\w-]+)\.png\) \|", page
    )
    assert sorted(shown) == [(name, name) for name in NAMES]
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_small(name: str) -> None:
    path = FOLDER / f"{name}.png"
    assert path.stat().st_size < 40_000
    with Image.open(path) as seen:
        assert seen.width == WIDTH


@pytest.mark.parametrize("name", ["half-fold-press", "large-print-14"])
def test_a_picture_is_of_what_is_built_now(name: str, tmp_path: Path) -> None:
    """Twice the same, and as many pages as the one in the docs."""
    files = Files(ROOT)
    press = Press(files, read_fonts(files), tmp_path)
    (edition,) = editions(files, (name,))
    made = picture(press, edition)
    assert made.tobytes() == picture(press, edition).tobytes()
    with Image.open(FOLDER / f"{name}.png") as kept:
        assert made.size == kept.size
