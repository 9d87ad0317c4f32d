"""Pictures in finished pages: made ready once, and as large as their place needs."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from leaflet.markup import BASE
from leaflet.problems import LeafletError
from leaflet.sheet import Fit
from leaflet.source.files import Files
from leaflet.typeset import pixels
from leaflet.typeset.fonts import read_fonts
from leaflet.typeset.pages import Typesetter
from leaflet.typeset.pictures import Cabinet
from tests.test_typeset_pixels import picture, saved
from tests.typeset_text import html

WIDE = '<img alt="a" style="width: 50mm" src="{}content/{}">'


@pytest.fixture
def project(tmp_path: Path) -> Files:
    (tmp_path / "content").mkdir()
    photograph = picture(width=2000, height=1000)
    (tmp_path / "content/a.jpg").write_bytes(saved(photograph, "JPEG"))
    (tmp_path / "content/a.png").write_bytes(saved(photograph, "PNG"))
    return Files(tmp_path)


@pytest.fixture
def setter(project: Files) -> Typesetter:
    return Typesetter(project, read_fonts(project), project.root / "cache")


def images(pdf: bytes) -> list[tuple[int, int, bytes]]:
    """Give the images of a file: their size, and their bytes as they stand there."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [one for page in file.pages for one in page.get_images().values()]
        return [(int(i.Width), int(i.Height), i.read_raw_bytes()) for i in found]


@pytest.mark.parametrize(
    ("target", "name", "width"),
    [
        ("screen", "a.jpg", 400),  # 50 mm at 200 dots per inch, 394 pixels
        ("office", "a.jpg", 600),  # at 300, 591
        ("press", "a.jpg", 600),
        ("screen", "a.png", 600),
        ("press", "a.png", 1200),
    ],
)
def test_a_picture_is_as_large_as_its_place_needs(
    setter: Typesetter, target: str, name: str, width: int
) -> None:
    page = html(WIDE.format(BASE, name))
    made = setter.print(page, Fit(), "x", target=target)
    ((wide, high, _),) = images(made.pdf)
    assert (wide, high) == (width, width // 2)
    assert made.pictures == (f"content/{name}",)


def test_the_largest_of_its_places_counts(setter: Typesetter) -> None:
    small = WIDE.replace("50mm", "10mm")
    page = html((small + WIDE + small).format(*(BASE, "a.jpg") * 3))
    assert [one[0] for one in images(setter.print(page, Fit(), "x").pdf)] == [400]


def test_a_picture_without_a_width_stands_as_its_pixels_say(
    setter: Typesetter, project: Files
) -> None:
    """300 pixels are 300/96 of an inch, however few of them are printed."""
    small = picture(width=150, height=75)
    (project.root / "content/b.jpg").write_bytes(saved(small, "JPEG"))
    page = html(f'<img alt="a" src="{BASE}content/b.jpg">')
    made = setter.print(page, Fit(), "x").pdf
    with pikepdf.open(io.BytesIO(made)) as file:
        drawn = next(
            one.operands
            for one in pikepdf.parse_content_stream(file.pages[0])
            if str(one.operator) == "cm"
            and abs(float(one.operands[1])) == 0
            and abs(float(one.operands[0])) > 100
        )
    assert float(drawn[0]) == pytest.approx(150, abs=0.1)
    assert images(made)[0][:2] == (150, 75)


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_is_made_ready_once(
    setter: Typesetter, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html(WIDE.format(BASE, name))
    first = setter.print(page, Fit(), "x").pdf
    monkeypatch.setattr(pixels, "pixels", lambda *_, **__: pytest.fail("made again"))
    assert setter.print(page, Fit(), "x").pdf == first


def test_a_kept_picture_that_is_damaged_is_made_again(
    setter: Typesetter, project: Files
) -> None:
    page = html(WIDE.format(BASE, "a.png"))
    first = setter.print(page, Fit(), "x").pdf
    (kept,) = (project.root / "cache/pictures").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert setter.print(page, Fit(), "x").pdf == first


def test_a_changed_picture_is_another(setter: Typesetter, project: Files) -> None:
    page = html(WIDE.format(BASE, "a.png"))
    first = setter.print(page, Fit(), "x").pdf
    other = saved(picture(width=2000, height=1001), "PNG")
    (project.root / "content/a.png").write_bytes(other)
    assert setter.print(page, Fit(), "x").pdf != first


def test_what_is_kept_has_its_room(project: Files) -> None:
    data = (project.root / "content/a.jpg").read_bytes()
    cabinet = Cabinet(project, project.root / "c", room=20_000)
    (project.root / "c").mkdir()
    for width in range(100, 1500, 100):
        cabinet.take(data, width, press=False)
    kept = list((project.root / "c/pictures").iterdir())
    assert 0 < sum(one.stat().st_size for one in kept) <= 20_000
    assert len(kept) < 14


def test_a_folder_that_takes_no_file_is_no_matter(project: Files) -> None:
    (project.root / "c").write_text("", "utf-8")
    data = (project.root / "content/a.jpg").read_bytes()
    made = Cabinet(project, project.root / "c").take(data, 100, press=False)
    assert made.width == 100


def test_inks_are_for_the_press_alone(setter: Typesetter, project: Files) -> None:
    inks = Image.new("CMYK", (400, 200), (0, 255, 255, 0))
    (project.root / "content/a.jpg").write_bytes(saved(inks, "JPEG"))
    page = html(WIDE.format(BASE, "a.jpg"))
    spaces = {}
    for target in ("screen", "office", "press"):
        with pikepdf.open(
            io.BytesIO(setter.print(page, Fit(), "x", target=target).pdf)
        ) as file:
            (image,) = file.pages[0].get_images().values()
            spaces[target] = str(image.ColorSpace), str(image.get("/Decode", ""))
    assert spaces["screen"] == spaces["office"] == ("/DeviceRGB", "")
    assert spaces["press"][0] == "/DeviceCMYK"


def test_a_picture_that_cannot_be_decoded_is_told(
    setter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise SyntaxError("broken")

    monkeypatch.setattr(pixels, "pixels", broken)
    with pytest.raises(LeafletError) as told:
        setter.print(html(WIDE.format(BASE, "a.jpg")), Fit(), "x")
    (problem,) = told.value.problems
    assert (problem.id, problem.at.path) == ("picture-damaged", "content/a.jpg")


def test_a_picture_that_is_none_is_told(setter: Typesetter, project: Files) -> None:
    (project.root / "content/a.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(LeafletError) as told:
        setter.print(html(WIDE.format(BASE, "a.jpg")), Fit(), "x")
    assert {one.id for one in told.value.problems} == {"typesetting"}
