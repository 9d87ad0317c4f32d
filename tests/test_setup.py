"""The set-up: setup/system.py, the pinned packages, and the Makefile's selection."""

from __future__ import annotations

import ast
import ctypes
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "setup" / "system.py"
APT = "apt-get -o DPkg::Lock::Timeout=300"
LACKS = "error[setup-missing]: this machine lacks"
DEBIAN = "    Debian, Ubuntu: sudo apt-get install -y --no-install-recommends"
NONE = "(JAXB 2 has no package here: use a Debian container)"
QUIETLY = f"env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 {APT}"


@pytest.fixture
def system() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """A pretended machine: what it lacks, who works on it, what was run there."""

    def __init__(self) -> None:
        self.lacking: set[str] = set()
        self.commands = {"apt-get", "sudo"}
        self.user = 1000
        self.sudo_asks = True
        self.apt_fails = False
        self.ran: list[str] = []

    def run(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        self.ran.append(" ".join(words))
        if words == ["sudo", "-n", "true"]:
            return subprocess.CompletedProcess(words, int(self.sudo_asks), "")
        if self.apt_fails:
            return subprocess.CompletedProcess(words, 100, "E: apt says why\n")
        if "install" in words:
            self.lacking.clear()
        return subprocess.CompletedProcess(words, 0, "apt's chatter\n")


@pytest.fixture
def machine(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    for kind, needs in system.NEEDS.items():
        pretended = [
            need._replace(is_met=lambda name=need.name: name not in machine.lacking)
            for need in needs
        ]
        monkeypatch.setitem(system.NEEDS, kind, pretended)
    monkeypatch.setattr(system, "run", machine.run)
    monkeypatch.setattr(os, "geteuid", lambda: machine.user)
    monkeypatch.setattr(
        shutil, "which", lambda name: name if name in machine.commands else None
    )
    return machine


def test_nothing_missing_says_and_runs_nothing(
    system: ModuleType, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    assert system.main(["test"]) == 0
    assert machine.ran == []
    assert capfd.readouterr() == ("", "")


def test_who_may_not_install_is_told_how(
    system: ModuleType, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.lacking = {"Pango", "HarfBuzz", "HarfBuzz's subsetter"}
    assert system.main(["pdf"]) == 3
    assert machine.ran == ["sudo -n true"]
    assert capfd.readouterr().err.splitlines() == [
        f"{LACKS} Pango, HarfBuzz, HarfBuzz's subsetter",
        "  hint: install it, then run make again:",
        f"{DEBIAN} libpango-1.0-0 libharfbuzz0b libharfbuzz-subset0",
        "    Fedora: sudo dnf install -y pango harfbuzz",
        "    macOS: brew install pango harfbuzz",
    ]


def test_a_package_that_a_system_does_not_have_is_said(
    system: ModuleType, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.lacking = {"JAXB 2", "msgfmt", "msgcat"}
    machine.commands = set()
    assert system.main(["test"]) == 3
    assert capfd.readouterr().err.splitlines()[2:] == [
        f"{DEBIAN} gettext libjaxb-java",
        f"    Fedora: sudo dnf install -y gettext {NONE}",
        f"    macOS: brew install gettext {NONE}",
    ]


@pytest.mark.parametrize(("user", "prefix"), [(0, ""), (1000, "sudo -n ")])
def test_who_may_install_gets_it_installed(
    system: ModuleType,
    machine: Machine,
    capfd: pytest.CaptureFixture[str],
    user: int,
    prefix: str,
) -> None:
    machine.lacking = {"Python's venv", "Python's ensurepip", "Pango"}
    machine.user = user
    machine.sudo_asks = False
    venv = f"python3.{sys.version_info.minor}-venv"
    assert system.main(["pdf"]) == 0
    assert [ran for ran in machine.ran if ran != "sudo -n true"] == [
        f"{prefix}{QUIETLY} update",
        f"{prefix}{QUIETLY} install -y --no-install-recommends {venv} libpango-1.0-0",
    ]
    said = f"setup: installing with apt-get: {venv} libpango-1.0-0\n"
    assert capfd.readouterr() == ("", said)


def test_apt_is_heard_when_it_fails(
    system: ModuleType, machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.lacking = {"Pango"}
    machine.user = 0
    machine.apt_fails = True
    assert system.main(["pdf"]) == 3
    said = capfd.readouterr().err
    assert "E: apt says why" in said
    assert f"{LACKS} Pango\n" in said


def test_an_old_python_is_refused_before_anything_else(
    system: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    machine.lacking = {"Pango"}
    machine.user = 0
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    assert system.main(["pdf"]) == 3
    assert machine.ran == []
    said = capfd.readouterr().err
    assert said.startswith("error[setup-missing]: Python 3.10 is too old\n  hint: ")


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("platform", "there", "loads"),
    [
        ("linux", "libpango-1.0.so.0", True),
        ("linux", "libpango-1.0.dylib", False),
        ("darwin", "/opt/homebrew/lib/libpango-1.0.0.dylib", True),
        ("darwin", "libpango-1.0.dylib", True),
        ("darwin", "libpango-1.0.so.0", False),
    ],
)
def test_a_library_is_there_when_it_loads(
    system: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    there: str,
    loads: bool,  # noqa: FBT001  # pytest gives it by name
) -> None:
    def load(name: str) -> object:
        if name != there:
            raise OSError(name)
        return object()

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", load)
    assert system.library("pango-1.0")() is loads


@pytest.mark.parametrize(
    ("release", "fits"),
    [
        ('IMPLEMENTOR_VERSION="Temurin-25"\nJAVA_VERSION="25.0.1"\n', True),
        ('JAVA_VERSION="11"\n', True),
        ('JAVA_VERSION="1.8.0_402"\n', False),
        ("", False),
    ],
)
def test_java_tells_its_version_without_starting(
    system: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    release: str,
    fits: bool,  # noqa: FBT001  # pytest gives it by name
) -> None:
    (tmp_path / "release").write_text(release, "utf-8")
    monkeypatch.setattr(shutil, "which", lambda _: str(tmp_path / "bin" / "java"))
    monkeypatch.setattr(system, "run", lambda _: pytest.fail("Java was started"))
    assert system.has_java() is fits


def test_a_java_without_a_release_file_is_asked(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = iter(['openjdk version "17.0.15" 2025-04-15', "No Java runtime present"])

    def run(words: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 0, next(answers))

    monkeypatch.setattr(shutil, "which", lambda _: str(tmp_path / "bin" / "java"))
    monkeypatch.setattr(system, "run", run)
    assert system.has_java()
    assert not system.has_java()


# The pinned packages


def pins(name: str) -> set[str]:
    text = (ROOT / "setup" / name).read_text("utf-8")
    return set(re.findall(r"^\S+==\S+", text, re.MULTILINE))


def test_the_tests_run_on_the_packages_that_users_get() -> None:
    assert pins("requirements.txt") < pins("requirements-test.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_pins_are_hashed_and_name_no_host_and_no_machine(name: str) -> None:
    text = (ROOT / "setup" / name).read_text("utf-8")
    entries = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"://|--index|--find-links|\s/\w+", text) == []


# The Makefile


def make(*words: str, **environment: str) -> str:
    """Return what make says, without the traces of a make around the tests."""
    foreign = ("MAKE", "MFLAGS", "LANG", "LC_")
    around = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    return subprocess.run(
        [shutil.which("make") or "make", "--no-print-directory", *words],
        cwd=ROOT,
        env=around | environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def selected(said: str) -> list[str]:
    """Return the options that `make -n pdf` would give to `leaflet build`."""
    [line] = [line for line in said.splitlines() if "-m leaflet build" in line]
    words = shlex.split(line)
    return words[words.index("build") + 1 :]


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], ""),
        (["LANG=fr"], "--lang fr"),
        (["LANG=fr,pt_BR"], "--lang fr --lang pt_BR"),
        (["LEAFLET=a b"], "--leaflet a --leaflet b"),
        (["FORMAT=trifold", "PAPER=a4"], "--format trifold --paper a4"),
        (["LANG="], ""),
        (["DRAFT=1", "LANG=fr"], "--lang fr --draft"),
        (["DRAFT="], ""),
    ],
)
def test_the_command_line_selects(words: list[str], options: str) -> None:
    assert selected(make("-n", "pdf", *words)) == options.split()


def test_languages_to_begin_are_those_of_the_command_line() -> None:
    said = make("-n", "language", "LANG=de,pt_BR", "LEAFLET=a", LEAFLET="b")
    assert "leaflet messages add de pt_BR --leaflet a\n" in f"{said}\n"
    said = make("-n", "language", LANG="C.UTF-8")
    assert said.splitlines()[-1].split()[-2:] == ["messages", "add"]


def test_pdf_is_what_make_does_unasked() -> None:
    assert selected(make("-n", "LANG=fr")) == ["--lang", "fr"]


def test_the_environment_selects_nothing() -> None:
    said = make("-n", "pdf", LANG="C.UTF-8", LEAFLET="a", FORMAT="b", PAPER="a4")
    assert selected(said) == []


@pytest.mark.parametrize("environment", [{}, {"LANG": "de_DE"}, {"LC_ALL": "C"}])
def test_children_see_a_locale_and_no_selection(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    probe = tmp_path / "probe.mk"
    probe.write_text(
        "probe: ; @env\nagain: ; @$(MAKE) -f $(lastword $(MAKEFILE_LIST)) probe\n",
        "utf-8",
    )
    words = [
        "-f",
        "Makefile",
        "-f",
        str(probe),
        f"probe={probe}",
        "LANG=fr",
        "PAPER=a4",
    ]
    for target in ("probe", "again"):
        seen = make(*words, target, **environment).splitlines()
        assert {"LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PYTHONUTF8=1"} <= set(seen)
        assert [line for line in seen if "=fr" in line or "a4" in line] == []


def test_help_names_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    [targets] = re.findall(r"^\.PHONY: (pdf .*)", text, re.MULTILINE)
    said = make("help")
    assert [target for target in targets.split() if f"make {target} " not in said] == []


def test_the_pinned_packages_are_all_that_they_need() -> None:
    """pip installs the lists as they stand, so they must be whole."""
    checked = subprocess.run(
        [sys.executable, "-m", "pip", "check"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert checked.stdout == "No broken requirements found.\n"
