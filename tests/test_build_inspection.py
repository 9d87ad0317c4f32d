"""A PDF of anybody's: looked at in a process of its own, and told by the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet import cli
from leaflet.build.inspection import inspect
from leaflet.build.workers import Limits
from tests.conftest import ROOT, Driver
from tests.pdfs import BLACK_TEXT, made, tagged


def test_problems_come_back_from_the_process(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(made("1 0 0 rg 60 60 50 50 re f " + BLACK_TEXT))
    (problem,) = inspect(file, None)
    assert (problem.id, str(problem.at)) == ("preflight-colours", f"{file}:1")
    assert inspect(file, "screen")[0].id == "preflight-tagged"


def test_a_daemon_may_inspect_too(tmp_path: Path) -> None:
    """Dask's workers are daemons below their nanny, which may have no children."""
    file, told = tmp_path / "a.pdf", tmp_path / "told"
    file.write_bytes(made("1 0 0 rg 60 60 50 50 re f " + BLACK_TEXT))
    script = DAEMON.format(file=str(file), told=str(told))
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
    assert told.read_text("utf-8") == "preflight-colours"


DAEMON = """
import multiprocessing
from pathlib import Path
from leaflet.build.inspection import inspect
def look():
    found = inspect(Path({file!r}), None)
    Path({told!r}).write_text(" ".join(one.id for one in found))
process = multiprocessing.get_context("fork").Process(target=look, daemon=True)
process.start()
process.join()
"""


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(made("0 0 m 9 9 l S " * 400_000))
    (problem,) = inspect(file, None, Limits(seconds=0.2))
    assert problem.id == "pdf-limit"
    assert "takes longer than" in problem.message


def test_what_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(made("0 0 m 9 9 l S " * 400_000))
    (problem,) = inspect(file, None, Limits(memory=50_000_000))
    assert problem.id == "pdf-limit"


def test_the_command_prints_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no project: none is needed
    Path("good.pdf").write_bytes(tagged())
    Path("bad.pdf").write_bytes(made("1 0 0 rg 60 60 50 50 re f " + BLACK_TEXT))
    Path("poor.pdf").write_bytes(made("BT 0 0 0 1 k /F 9 Tf 60 60 Td (a) Tj ET"))
    assert cli.run(["check", "good.pdf"]) == 0
    assert capsys.readouterr().err == "no problems\n"
    assert cli.run(["check", "good.pdf", "bad.pdf"]) == 1
    assert "bad.pdf:1: error[preflight-colours]: an area" in capsys.readouterr().err
    assert cli.run(["check", "bad.pdf", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["id"] == "preflight-colours"
    assert cli.run(["check", "poor.pdf"]) == 0  # a warning stops nothing
    assert "warning[preflight-text-overprint]" in capsys.readouterr().err
    assert cli.run(["check", "poor.pdf", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["severity"] == "warning"
    assert cli.run(["check", "bad.pdf", "--target", "paper"]) == 2
    assert cli.run(["check", "none.pdf"]) == 2


def test_a_build_stops_an_edition_that_its_readers_cannot_read(tiny: Driver) -> None:
    design = "layout: flat\ntarget: {}\nstylesheets: [faint.css]\n"
    tiny.write("styles/formats/faint.yaml", design.format("screen"))
    tiny.write("styles/faint.css", "@page { margin: 20mm } p { color: #ccc }")
    tiny.replace("content/hours/leaflet.md", "[screen]", "[screen, faint]")
    tiny.run("build", "--lang", "en").exits(1)
    tiny.tells("hours-en-faint-letter:1: error[preflight-contrast]: the text")
    tiny.writes("build/hours/hours-en-screen-letter.pdf")
    assert not (tiny.root / "build/hours/hours-en-faint-letter.pdf").exists()
