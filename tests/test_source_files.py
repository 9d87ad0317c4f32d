"""Files: which of two is taken, which are refused, and what text is."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.problems import LeafletError
from leaflet.source.files import SIZE_LIMIT, Files, decode, read_bytes


@pytest.fixture
def files(tmp_path: Path) -> Files:
    for name in ("project", "shipped"):
        (tmp_path / name / "styles").mkdir(parents=True)
    return Files(tmp_path / "project", tmp_path / "shipped")


def told(error: LeafletError) -> list[tuple[str, str]]:
    return [(problem.id, str(problem.at)) for problem in error.problems]


def test_a_projects_file_wins_over_ours(files: Files) -> None:
    (files.shipped / "styles/a.css").write_text("ours")
    (files.shipped / "styles/b.css").write_text("ours")
    (files.root / "styles/a.css").write_text("theirs")
    assert files.find("styles/a.css") == files.root / "styles/a.css"
    assert files.find("styles/b.css") == files.shipped / "styles/b.css"
    assert files.find("styles/c.css") is None
    assert files.find("styles") is None
    assert files.all("styles/*.css") == {
        "a.css": files.root / "styles/a.css",
        "b.css": files.shipped / "styles/b.css",
    }


def test_our_own_repository_is_one_folder(tmp_path: Path) -> None:
    assert Files(tmp_path, tmp_path / "x" / "..").roots == (tmp_path,)


def test_hidden_files_are_not_seen(files: Files) -> None:
    (files.root / "styles/.#a.css").symlink_to("nowhere")
    (files.root / "styles/.b.css").write_text("")
    assert files.all("styles/*.css") == {}


def test_no_name_leads_out_of_the_folders(files: Files) -> None:
    outside = files.root.parent / "secret.css"
    outside.write_text("x")
    (files.root / "styles/link.css").symlink_to(outside)
    (files.root / "styles/own.css").write_text("x")
    (files.root / "styles/alias.css").symlink_to("own.css")
    (files.root / "styles/circle.css").symlink_to("circle.css")
    assert files.find("../secret.css") is None
    assert files.find(str(outside)) is None
    assert files.find("styles/link.css") is None
    assert files.find("styles/circle.css") is None
    assert files.find("styles/../styles/own.css") is not None
    assert files.find("styles/alias.css") is not None


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", ""])
def test_a_name_that_no_file_can_have(files: Files, name: str) -> None:
    assert files.find(name) is None


def test_names_in_problems(files: Files) -> None:
    assert files.name(files.root / "a" / "b.md") == "a/b.md"
    assert files.name(files.shipped / "styles/a.css") == "styles/a.css"
    assert files.name(Path("/else/where")) == "/else/where"


def test_reading(files: Files) -> None:
    path = files.root / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\xc3\xa9")
    assert files.read(path) == "a\nb\nc\né"


@pytest.mark.parametrize("name", ["missing.md", "styles"])
def test_what_cannot_be_read(files: Files, name: str) -> None:
    with pytest.raises(LeafletError) as caught:
        files.read(files.root / name)
    assert told(caught.value) == [("file-unreadable", name)]


def test_what_is_too_long(files: Files) -> None:
    path = files.root / "a.md"
    path.write_bytes(b"a" * SIZE_LIMIT)
    assert len(read_bytes(path, "a.md")) == SIZE_LIMIT
    path.write_bytes(b"a" * (SIZE_LIMIT + 1))
    with pytest.raises(LeafletError) as caught:
        read_bytes(path, "a.md")
    assert told(caught.value) == [("file-too-long", "a.md")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a\nb\xe9\n", [("encoding", "a.md:2")]),
        (b"a\r\nb\rc\xe9", [("encoding", "a.md:3")]),
        (b"\xff\xfea\0", [("encoding", "a.md:1")]),
        (b"a\n\xc3", [("encoding", "a.md:2")]),
        (b"\xed\xa0\x80", [("encoding", "a.md:1")]),
        (b"a\0", [("character-invisible", "a.md:1")]),
        (b"a\n<<<<<<< HEAD\nb\n=======\n>>>>>>> x", [("merge-conflict", "a.md:2")]),
        (b"a\r\n>>>>>>> main", [("merge-conflict", "a.md:2")]),
        (
            "a\x0c\x0c\n\nb\x85\nc\u2028\nd\ufeff".encode(),
            [("character-invisible", f"a.md:{n}") for n in (1, 3, 4, 5)],
        ),
    ],
)
def test_what_is_no_text(data: bytes, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(LeafletError) as caught:
        decode(data, "a.md")
    assert told(caught.value) == expected


@pytest.mark.parametrize("text", ["", "\t\n", "é\u00a0\u202f\u200f\u00ad😀"])
def test_what_is_text(text: str) -> None:
    assert decode(text.encode(), "a.md") == text
