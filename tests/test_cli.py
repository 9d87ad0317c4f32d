"""The command line: what it prints where, and the exit codes."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from leaflet import __version__, cli
from leaflet.build import jobs as printing
from leaflet.build import messages as build_messages
from leaflet.build import ready as readying
from leaflet.build.press import Press
from leaflet.source.project import schemas
from leaflet.typeset.pages import Printed, Typesetter
from tests.conftest import ROOT, Driver

PAGE = "content/hours/leaflet.md"
A4 = ("build", "--lang", "en", "--paper", "a4")


@pytest.fixture
def fast(tiny: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """Give a project that is typeset in no time."""
    printed = Printed(b"x" * 1500, 3, 1.0)
    monkeypatch.setattr(Typesetter, "print", lambda *_: printed)
    monkeypatch.setattr(Press, "judge", lambda *_: None)
    return tiny


def raises(error: BaseException) -> Callable[..., object]:
    def fails(*_: object) -> object:
        raise error

    return fails


def test_a_table_on_stdout_and_progress_on_stderr(fast: Driver) -> None:
    fast.run("build").exits(0).tells("[1/4] hours-", "[4/4] hours-")
    head, first, *rest = fast.out.splitlines()
    assert head.split() == ["file", "pages", "size", "time"]
    name, pages, size, kilo, seconds, unit = first.split()
    assert name == "build/hours/hours-en-screen-a4.pdf"
    assert (pages, size, kilo, unit) == ("3", "2", "kB", "s")
    assert float(seconds) < 60
    assert len(rest) == 3
    assert len({len(line) for line in fast.out.splitlines()}) == 1


@pytest.mark.parametrize("form", ["{0}", "{0}/", "{1}", "{1}/", "./{1}/../{1}"])
def test_the_project_by_any_path(
    fast: Driver, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(fast.root.parent)
    folder = form.format(fast.root, fast.root.name)
    assert cli.run([*A4, "--project", folder]) == 0
    fast.writes("build/hours/hours-en-screen-a4.pdf")


def test_json_lines_of_files_and_of_problems(fast: Driver) -> None:
    built = json.loads(fast.run(*A4, "--json").exits(0).out)
    assert built["file"] == "build/hours/hours-en-screen-a4.pdf"
    assert (built["pages"], built["size"]) == (3, 1500)
    fast.replace(PAGE, "nine", "<b>").run("check", "--json").exits(1)
    problem = json.loads(fast.out)
    assert problem["at"] == {"path": PAGE, "line": 13, "column": 0}
    assert (problem["id"], problem["severity"]) == ("html", "error")
    assert problem["hint"]
    assert fast.err == ""


def test_check_says_that_there_is_nothing_to_say(tiny: Driver) -> None:
    tiny.run("check").exits(0).prints().tells("no problems")
    tiny.run("check", "--json").exits(0).prints()
    tiny.replace(PAGE, "nine", "<b>").run("check").exits(1).prints()
    tiny.tells(f"{PAGE}:13: error[html]: ", "\n  hint: ", "problem")
    assert not (tiny.root / "build").exists()


def test_each_problem_is_printed_once_and_counted(tiny: Driver) -> None:
    tiny.replace(PAGE, "nine [@one]", "<b> [@two] [@two]").run("check").exits(1)
    assert tiny.err.count("[@two] is in no") == 1
    assert tiny.err.endswith(f"{tiny.err.count('error[')} problems\n")


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (["--version"], 0, __version__),
        (["--help"], 0, "messages"),
        (["-h"], 0, "messages"),
        (["build", "--help"], 0, "--paper"),
        (["check", "--help"], 0, "--leaflet"),
        (["messages", "update", "--help"], 0, "--lang"),
        ([], 2, "Usage"),
        (["bild"], 2, "No such command"),
        (["build", "--lng", "fr"], 2, "No such option"),
        (["build", "--project", "nowhere"], 2, "nowhere"),
        (["build", "--project", __file__], 2, "is a file"),
    ],
)
def test_usage(
    arguments: list[str], code: int, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == code
    out, err = capsys.readouterr()
    assert expected in (err if code else out)


def test_a_folder_that_is_no_project(tiny: Driver) -> None:
    tiny.remove("leaflet.yaml")
    for command in ("build", "check", "schema"):
        tiny.run(command).exits(1).tells("leaflet.yaml: error[project-missing]")
        tiny.tells("hint: ", "--project")
    assert "leaflet.schema.json" not in tiny.files()
    (tiny.root / "leaflet.yaml").mkdir()
    tiny.run("check").exits(1).tells("leaflet.yaml: error[file-unreadable]")


def test_ctrl_c_is_one_sentence(fast: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    fast.run("build")
    before = fast.files("build")
    monkeypatch.setattr(printing, "print_all", raises(KeyboardInterrupt()))
    fast.run("build", "--force").exits(130).prints().tells(
        "stopped; no file is half made"
    )
    assert "Traceback" not in fast.err
    assert fast.files("build") == before


def test_a_fault_of_our_own_is_told_as_one(
    fast: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readying, "plan", raises(ZeroDivisionError("by zero")))
    fast.run("build").exits(1).tells(
        "leaflet/build/ready.py:", "error[internal]", "ZeroDivisionError: by zero"
    )
    fast.tells("hint: report this line", "LEAFLET_DEBUG=1")
    assert "Traceback" not in fast.err
    monkeypatch.setenv("LEAFLET_DEBUG", "1")
    fast.run("build").exits(1).tells("Traceback", "error[internal]")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            PermissionError(13, "Permission denied", "x.ttf"),
            "x.ttf: error[system]: Per",
        ),
        (OSError("cannot load library 'pango'"), "leaflet: error[system]: cannot load"),
    ],
)
def test_what_the_machine_refuses(
    fast: Driver, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: str
) -> None:
    monkeypatch.setattr(readying, "plan", raises(error))
    fast.run("build").exits(3).tells(expected)


def test_one_line_of_progress_on_a_terminal(
    capsys: pytest.CaptureFixture[str], fast: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problems begin on an empty line."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(Typesetter, "print", raises(OSError(5, "broken", "x")))
    assert cli.run([*A4, "--project", str(fast.root)]) == 1
    _, err = capsys.readouterr()
    line = "\r\033[2K"
    assert err.startswith(f"{line}[1/1] hours-en-screen-a4{line}x: error[system]")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_streams_that_know_few_characters(tiny: Driver, encoding: str) -> None:
    tiny.replace(PAGE, "title: Opening hours", "title: Opening hours ☃")
    tiny.process("check", PYTHONIOENCODING=encoding).exits(1).tells("error[catalog-")
    tiny.process("check", "--json", PYTHONIOENCODING=encoding).exits(1)
    first, *_ = tiny.out.splitlines()
    assert json.loads(first)["message"].endswith("«Opening hours ☃»")


def test_a_name_that_stdout_has_no_character_for(
    tiny: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(build_messages, "extract", lambda _: ["locales/☃.pot"])
    assert cli.run(["messages", "extract", "--project", str(tiny.root)]) == 0
    assert stream.buffer.getvalue() == b"locales/\\u2603.pot\n"


def test_a_closed_pipe_is_no_fault(tiny: Driver) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "leaflet", "schema"],
        cwd=tiny.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    tiny.writes("leaflet.schema.json")


def test_schemas_are_written_and_ours_are_current(tiny: Driver) -> None:
    tiny.run("schema").exits(0).prints(*schemas())
    for name, data in schemas().items():
        assert (tiny.root / name).read_bytes() == data
        assert (ROOT / name).read_bytes() == data, "run `leaflet schema`"


@pytest.mark.parametrize("name", ["leaflet.yaml", "content/references.yaml"])
def test_the_first_line_of_yaml_names_its_schema(name: str) -> None:
    path = ROOT / name
    first = path.read_text("utf-8").partition("\n")[0]
    mark, _, schema = first.partition("$schema=")
    assert mark == "# yaml-language-server: "
    assert path.parent.joinpath(schema).relative_to(ROOT).as_posix() in schemas()


def test_main_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> None:
        raise SystemExit(code)

    thresholds = gc.get_threshold()
    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(sys, "argv", ["leaflet", "--version"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    gc.set_threshold(*thresholds)
    assert ended.value.code == 0


def test_python_dash_m(tiny: Driver) -> None:
    tiny.process("--version").exits(0).prints(f"leaflet, version {__version__}")
