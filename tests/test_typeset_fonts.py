"""The fonts that are brought along: what they have, what is told of a bad one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from leaflet.problems import LeafletError
from leaflet.source.files import Files
from leaflet.typeset import fonts
from leaflet.typeset.fonts import Library, read_fonts
from tests.han import FAMILY, squares

SHIPPED = Path(__file__).parent.parent / "styles/fonts/source-sans-3"
REGULAR = "SourceSans3_400Regular.ttf"


def project(tmp_path: Path, *names: str) -> Files:
    """Give a project that has these faces and, as shipped, nothing."""
    folder = tmp_path / "styles/fonts"
    folder.mkdir(parents=True)
    for name in names:
        shutil.copy(SHIPPED / name, folder / name)
    return Files(tmp_path, tmp_path / "nothing")


def test_families_have_the_names_that_css_uses(tmp_path: Path) -> None:
    library = read_fonts(project(tmp_path, REGULAR, "SourceSans3_600SemiBold.ttf"))
    assert list(library.families) == ["Source Sans 3"]
    assert library.folders == (tmp_path / "styles/fonts",)


def test_shipped_and_own_fonts_are_both_known(tmp_path: Path) -> None:
    (tmp_path / "styles/fonts").mkdir(parents=True)
    library = read_fonts(Files(tmp_path))
    assert len(library.folders) == 2
    assert "Source Sans 3" in library.families


def test_opentype_fonts_are_known_too(tmp_path: Path) -> None:
    files = project(tmp_path)
    (tmp_path / "styles/fonts/han.OTF").write_bytes(squares("中文"))
    library = read_fonts(files)
    assert library.missing("中文字", FAMILY) == "字"


def test_a_file_of_many_fonts_is_told(tmp_path: Path) -> None:
    files = project(tmp_path)
    (tmp_path / "styles/fonts/all.ttc").write_bytes(b"ttcf")
    with pytest.raises(LeafletError) as told:
        read_fonts(files)
    (problem,) = told.value.problems
    assert (problem.id, problem.at.path) == ("font-unreadable", "styles/fonts/all.ttc")
    assert "take that of one language" in problem.message


def test_missing_characters_are_told_once_in_order() -> None:
    library = Library((), {"Tiny": frozenset(map(ord, "abc "))})
    assert library.missing("a café, a fée", "Tiny") == "fé,e"
    assert library.missing("a\u00adb\u200fc\n", "Tiny") == ""
    with pytest.raises(KeyError):
        library.missing("a", "Unknown")


def test_a_family_has_what_all_its_faces_have(tmp_path: Path) -> None:
    from fontTools import subset

    files = project(tmp_path, REGULAR)
    small = tmp_path / "styles/fonts/small.ttf"
    subset.main([str(SHIPPED / REGULAR), "--unicodes=41-5A", f"--output-file={small}"])
    library = read_fonts(files)
    assert library.missing("ABCabc", "Source Sans 3") == "abc"


@pytest.mark.parametrize("data", [b"", b"no font", b"\0\1\0\0" + b"\xff" * 40])
def test_a_broken_file_is_named(tmp_path: Path, data: bytes) -> None:
    files = project(tmp_path)
    (tmp_path / "styles/fonts/broken.ttf").write_bytes(data)
    with pytest.raises(LeafletError) as caught:
        read_fonts(files)
    (problem,) = caught.value.problems
    assert problem.id == "font-unreadable"
    assert str(problem.at) == "styles/fonts/broken.ttf"
    assert problem.hint


def test_every_broken_file_is_named(tmp_path: Path) -> None:
    files = project(tmp_path, REGULAR)
    whole = (SHIPPED / REGULAR).read_bytes()
    (tmp_path / "styles/fonts/cut.ttf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "styles/fonts/text.ttf").write_text("hello", "utf-8")
    with pytest.raises(LeafletError) as caught:
        read_fonts(files)
    assert [problem.id for problem in caught.value.problems] == ["font-unreadable"] * 2


def test_configuration_names_our_folders_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a & b <c>"
    folder.mkdir()
    library = Library((folder,), {})
    tree = ET.fromstring(library.configuration(tmp_path / "cache"))  # noqa: S314  # our own text
    assert [element.text for element in tree.iter("dir")] == [str(folder.resolve())]
    assert [e.text for e in tree.iter("cachedir")] == [str(tmp_path / "cache")]
    assert not list(tree.iter("include"))


@pytest.fixture
def kept(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Give a project of one face, with a cache."""
    files = project(tmp_path, REGULAR)
    return replace(files, cache=tmp_path_factory.mktemp("cache"))


def test_the_cache_knows_fonts_until_they_change(
    kept: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaflet.source.kept.SETTLED", 0)  # the file is of just now
    assert read_fonts(kept) == read_fonts(replace(kept, cache=None))
    monkeypatch.setattr(fonts, "_face", lambda _: ("Read", frozenset()))
    assert list(read_fonts(kept).families) == ["Source Sans 3"]
    (kept.root / "styles/fonts" / REGULAR).touch()
    assert list(read_fonts(kept).families) == ["Read"]


def test_the_cache_knows_no_broken_font(kept: Files) -> None:
    (kept.root / "styles/fonts" / REGULAR).write_bytes(b"no font")
    for _ in range(2):
        with pytest.raises(LeafletError):
            read_fonts(kept)
