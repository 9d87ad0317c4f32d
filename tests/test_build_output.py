"""Files are written whole or not at all, and all of them or none."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from leaflet.build.output import append, remove_leftovers, write
from leaflet.problems import ExitCode, LeafletError
from tests.conftest import ROOT

OLD, NEW = b"old", b"new"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one").write_bytes(OLD)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def refused(folder: Path, *files: str) -> str:
    """Give what is told when these files cannot be written."""
    with pytest.raises(LeafletError) as told:
        write(folder, dict.fromkeys(files, NEW))
    assert told.value.exit_code is ExitCode.SETUP
    (problem,) = told.value.problems
    assert problem.id == "file-unwritable"
    assert problem.hint
    return f"{problem.at}: {problem.message}"


def test_files_are_written_and_folders_made(folder: Path) -> None:
    write(folder, {"one": NEW, "a/b/two": b""})
    assert (folder / "one").read_bytes() == NEW
    assert (folder / "a/b/two").read_bytes() == b""
    assert names(folder) == ["a", "b", "one", "two"]


def test_a_fault_between_write_and_rename_leaves_the_old_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_path: Path, _target: Path) -> Path:
        raise OSError(errno.EIO, "the disk broke")

    monkeypatch.setattr(Path, "replace", replace)
    assert "the disk broke" in refused(folder, "one", "two")
    assert (folder / "one").read_bytes() == OLD
    assert names(folder) == ["one"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_the_old_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    calls = []

    def fsync(_file: int) -> None:
        calls.append(_file)
        if len(calls) > 1:
            raise error

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises((LeafletError, KeyboardInterrupt)):
        write(folder, {"one": NEW, "two": NEW})
    assert (folder / "one").read_bytes() == OLD
    assert names(folder) == ["one"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EPIPE])
def test_a_disk_that_takes_no_byte(
    number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe to nobody, and Linux's device; `bench.endurance full` mounts a disk."""
    reader, writer = os.pipe()
    os.close(reader)
    if number == errno.ENOSPC and Path("/dev/full").exists():
        os.close(writer)
        writer = os.open("/dev/full", os.O_WRONLY)
    else:
        number = errno.EPIPE
    with os.fdopen(writer, "wb", buffering=0) as full:
        monkeypatch.setattr(Path, "open", lambda *_, **__: full)
        assert (
            refused(folder, "one") == f"one: cannot be written: {os.strerror(number)}"
        )
    monkeypatch.undo()
    assert (folder / "one").read_bytes() == OLD


def test_a_folder_in_the_way_leaves_the_others_as_they_were(folder: Path) -> None:
    (folder / "two").mkdir()
    assert refused(folder, "one", "two").startswith("two: cannot be written: a folder")
    assert (folder / "one").read_bytes() == OLD
    assert names(folder) == ["one", "two"]


def test_a_file_where_a_folder_should_be(folder: Path) -> None:
    assert refused(folder, "one/two").startswith("one/two: cannot be written")
    assert names(folder) == ["one"]


def test_modes_stay_and_new_files_follow_the_umask(folder: Path) -> None:
    (folder / "one").chmod(0o600)
    umask = os.umask(0o027)
    try:
        write(folder, {"one": NEW, "two": NEW})
    finally:
        os.umask(umask)
    modes = [path.stat().st_mode & 0o777 for path in sorted(folder.iterdir())]
    assert modes == [0o600, 0o640]
    write(folder, {"three": NEW})
    assert (folder / "three").stat().st_mode & 0o777 == 0o666 & ~umask


WRITER = """\
import pathlib, sys
from leaflet.build.output import remove_leftovers, write
root = pathlib.Path(sys.argv[1])
while True:
    for version in (b"0", b"1"):
        write(root, {name: version * 500_000 for name in ("a.po", "b/c.po")})
        print("written", flush=True)
"""


@pytest.mark.parametrize("round_", range(24))
def test_a_killed_process_leaves_the_old_or_the_new_file(
    round_: int, tmp_path: Path
) -> None:
    """Killed with signal 9, at another moment each time, while it writes on."""
    delay = round_ / 600
    command = [sys.executable, "-S", "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"written\n"
        sleep(delay)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    for name in ("a.po", "b/c.po"):
        data = (tmp_path / name).read_bytes()
        assert data in (b"0" * 500_000, b"1" * 500_000)
    # What is left of it is hidden, and no catalog: nobody reads it.
    others = {p.name[0] for p in tmp_path.rglob("*") if p.is_file()} - set("abc")
    assert others <= {"."}


def test_what_a_killed_process_left_is_removed(folder: Path) -> None:
    for name in (".one.pdf.123", ".hidden", "a.123", ".b.12x"):
        (folder / name).write_bytes(OLD)
    remove_leftovers(folder)
    assert names(folder) == [".b.12x", ".hidden", "a.123", "one"]


def test_no_link_leads_out_of_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (project / "build").symlink_to(tmp_path / "elsewhere")
    assert "a link leads out" in refused(project, "build/one")
    assert names(tmp_path / "elsewhere") == []


def test_no_folder_is_made_where_a_link_leads_out(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (project / "build").symlink_to(tmp_path / "elsewhere")
    assert "a link leads out" in refused(project, "build/a/one")
    (project / "round").symlink_to(project / "round")
    assert "a link leads out" in refused(project, "round/one")
    assert names(tmp_path / "elsewhere") == []


def test_bytes_are_added_to_a_file_of_the_project(folder: Path) -> None:
    append(folder, "two", b"a")
    append(folder, "two", b"b")
    assert (folder / "two").read_bytes() == b"ab"
    (folder / "three").symlink_to(folder / "one")
    with pytest.raises(LeafletError, match="a link has that name"):
        append(folder, "three", NEW)
    assert (folder / "one").read_bytes() == OLD


def test_a_link_of_the_temporary_name_is_not_followed(folder: Path) -> None:
    (folder / f".two.{os.getpid()}").symlink_to(folder / "one")
    write(folder, {"two": NEW})
    assert (folder / "one").read_bytes() == OLD
    assert names(folder) == ["one", "two"]
    assert not (folder / "two").is_symlink()


def test_a_link_in_the_place_of_a_file_is_replaced(folder: Path) -> None:
    (folder / "two").symlink_to(folder / "one")
    write(folder, {"two": NEW})
    assert (folder / "one").read_bytes() == OLD
    assert not (folder / "two").is_symlink()
