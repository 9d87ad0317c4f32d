"""One build at a time; a lock is never stale."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.build.lock import FILE, lock
from leaflet.problems import ExitCode, LeafletError
from tests.conftest import ROOT

HOLD = """
from pathlib import Path
from leaflet.build.lock import lock
with lock(Path({root!r})):
    print("held", flush=True)
    input()
"""


def holder(root: Path) -> subprocess.Popen[str]:
    """Give a process that holds the lock until it is told to end, or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(root=str(root))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with pytest.raises(LeafletError) as error, lock(tmp_path):
            pytest.fail("two hold the lock")
        other.kill()
    (problem,) = error.value.problems
    assert (problem.id, problem.at.path) == ("build-locked", FILE)
    assert f"(process {other.pid})" in problem.message
    assert error.value.exit_code is ExitCode.SETUP


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.kill()
    assert (tmp_path / FILE).read_text() == f"{other.pid}\n"
    with lock(tmp_path):
        assert (tmp_path / FILE).read_text() == f"{os.getpid()}\n"


def test_one_after_the_other(tmp_path: Path) -> None:
    for _ in range(2):
        with lock(tmp_path):
            pass


def refused(root: Path) -> str:
    """Give what is told when the lock cannot be made."""
    with pytest.raises(LeafletError) as told, lock(root):
        pytest.fail("the lock was made")
    (problem,) = told.value.problems
    assert (problem.id, problem.at.path) == ("file-unwritable", FILE)
    assert problem.hint.startswith("take it out of the way")
    return problem.message


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept", "utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / FILE).symlink_to(secret)
    assert refused(tmp_path) == "cannot be written: a link has that name"
    assert secret.read_text() == "kept"


def test_a_folder_that_leads_out_of_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "build").symlink_to(tmp_path / "elsewhere")
    assert refused(project) == "cannot be written: a link leads out of the project"
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_has_the_name_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("kept", "utf-8")
    message = "cannot be written: a file stands where its folder should be"
    assert refused(tmp_path) == message


def test_a_disk_without_room_for_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def number() -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "getpid", number)
    with lock(tmp_path):
        assert (tmp_path / FILE).read_text() == ""
