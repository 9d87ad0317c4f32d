"""Say what this machine lacks for Leaflet, and install it where that may be done.

The Makefile runs this with the system's ``python3`` before anything else::

    python3 setup/system.py pdf     # what `make pdf` needs
    python3 setup/system.py test    # that, and what `make test` needs

Nothing missing: prints nothing. Where apt-get may be used (by root, or with a sudo
that asks no password) what is missing is installed; otherwise each system's command
is printed, and the exit code is 3. Python 3.8 must be able to read this file.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT
from typing import Callable, Iterable, NamedTuple  # noqa: UP035 (for Python 3.8)

OLDEST_PYTHON, OLDEST_JAVA = (3, 11), 11
SETUP_MISSING = 3

# Where Homebrew (Apple silicon, Intel) and MacPorts keep their libraries.
MAC_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/", "/opt/local/lib/")

# How each system installs packages.
SYSTEMS = (
    ("Debian, Ubuntu", "sudo apt-get install -y --no-install-recommends"),
    ("Fedora", "sudo dnf install -y"),
    ("macOS", "brew install"),
)


class Need(NamedTuple):
    """A thing the machine must have."""

    name: str
    is_met: Callable[[], bool]
    packages: str  # one for each of SYSTEMS


def module(name: str) -> Callable[[], bool]:
    """Test for a module of Python's own; Debian packs some of them apart."""
    return lambda: importlib.util.find_spec(name) is not None


def command(name: str) -> Callable[[], bool]:
    """Test for a command on the PATH."""
    return lambda: shutil.which(name) is not None


def library(stem: str, version: int = 0) -> Callable[[], bool]:
    """Test for a shared library by loading it, as WeasyPrint will."""
    names = [f"lib{stem}.so.{version}"]
    if sys.platform == "darwin":
        files = (f"lib{stem}.dylib", f"lib{stem}.{version}.dylib")
        names = [folder + file for folder in MAC_FOLDERS for file in files]

    def loads(name: str) -> bool:
        try:
            return bool(ctypes.CDLL(name))
        except OSError:
            return False

    return lambda: any(map(loads, names))


def office(part: str) -> Callable[[], bool]:
    """Test for a part of LibreOffice by its library; Linux packs them apart."""

    def is_there() -> bool:
        soffice = shutil.which("soffice")
        if soffice is None:
            return False
        library = Path(soffice).resolve().parent / f"lib{part}lo.so"
        return sys.platform == "darwin" or library.is_file()

    return is_there


def has_java() -> bool:
    """Test for a Java runtime that is new enough; starting one takes long."""
    java = shutil.which("java")
    if java is None:
        return False
    try:
        facts = (Path(java).resolve().parents[1] / "release").read_text("utf-8")
    except OSError:  # macOS: /usr/bin/java only knows where a Java might be
        facts = run([java, "-version"]).stdout
    found = re.search(r'version[ =]+"(?:1\.)?(\d+)', facts, re.IGNORECASE)
    return found is not None and int(found[1]) >= OLDEST_JAVA


# The packages that bring a need, for each of SYSTEMS; "-" where there is none.
VENV = "python{}.{}-venv python3 python".format(*sys.version_info)
FONTCONFIG = "libfontconfig1 fontconfig fontconfig"
SUBSETTER = "libharfbuzz-subset0 harfbuzz harfbuzz"
POPPLER = "poppler-utils poppler-utils poppler"
GETTEXT = "gettext gettext gettext"
GHOSTSCRIPT = "ghostscript ghostscript ghostscript"
WRITER = "libreoffice-writer-nogui libreoffice-writer libreoffice"
CALC = "libreoffice-calc-nogui libreoffice-calc libreoffice"
JAVA = "default-jre-headless java-latest-openjdk-headless openjdk"
JAXB = "libjaxb-java - -"  # veraPDF reads its rules with it, and comes without it
JAXB_JAR = Path("/usr/share/java/jaxb-runtime.jar")

PDF = (
    Need("Python's venv", module("venv"), VENV),
    Need("Python's ensurepip", module("ensurepip"), VENV),
    Need("Pango", library("pango-1.0"), "libpango-1.0-0 pango pango"),
    Need("PangoFT2", library("pangoft2-1.0"), "libpangoft2-1.0-0 pango pango"),
    Need("Fontconfig", library("fontconfig", 1), FONTCONFIG),
    Need("HarfBuzz", library("harfbuzz"), "libharfbuzz0b harfbuzz harfbuzz"),
    Need("HarfBuzz's subsetter", library("harfbuzz-subset"), SUBSETTER),
)
TEST = (
    *PDF,
    *(Need(n, command(n), POPPLER) for n in ("pdftoppm", "pdfinfo", "pdftotext")),
    *(Need(n, command(n), GETTEXT) for n in ("msgfmt", "msgcat")),
    Need("gs", command("gs"), GHOSTSCRIPT),
    Need("LibreOffice Writer", office("sw"), WRITER),
    Need("LibreOffice Calc", office("sc"), CALC),
    Need(f"Java {OLDEST_JAVA} or newer", has_java, JAVA),
    Need("JAXB 2", JAXB_JAR.is_file, JAXB),
)
NEEDS = {"pdf": PDF, "test": TEST}


def missing(needs: Iterable[Need]) -> list[Need]:
    """Return what the machine lacks of these."""
    importlib.invalidate_caches()
    return [need for need in needs if not need.is_met()]


def packages(needs: Iterable[Need], system: int) -> list[str]:
    """Return the names, each once, of the packages that bring these to a system."""
    names = (need.packages.split()[system] for need in needs)
    return list(dict.fromkeys(name for name in names if name != "-"))


def say(*lines: str) -> None:
    """Talk to the person."""
    sys.stderr.write("\n".join(lines) + "\n")


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command without input, keeping all it says."""
    return subprocess.run(
        words, check=False, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, errors="replace"
    )


def apt_get() -> list[str]:
    """Return the start of an apt-get command that may install; [] if none may."""
    # Debian must not ask questions, nor Ubuntu offer to restart services.
    words = ["env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_SUSPEND=1"]
    words += ["apt-get", "-o", "DPkg::Lock::Timeout=300"]
    if shutil.which("apt-get") is None:
        return []
    if os.geteuid() == 0:
        return words
    may = shutil.which("sudo") and run(["sudo", "-n", "true"]).returncode == 0
    return ["sudo", "-n", *words] if may else []


def install(apt: list[str], names: list[str]) -> None:
    """Install Debian packages; what apt-get says is shown only if it fails."""
    say(f"setup: installing with apt-get: {' '.join(names)}")
    # One bad package list of someone else's fails the update, not the installation.
    update = run([*apt, "update"])
    done = run([*apt, "install", "-y", "--no-install-recommends", *names])
    if done.returncode:
        say(update.stdout + done.stdout)


def hints(needs: list[Need]) -> list[str]:
    """Return the lines that tell how each system installs these."""
    lines = ["  hint: install it, then run make again:"]
    for system, (where, how) in enumerate(SYSTEMS):
        names = packages(needs, system)
        words = [how, *names] if names else []
        if any(need.packages.split()[system] == "-" for need in needs):
            words.append("(JAXB 2 has no package here: use a Debian container)")
        lines.append(f"    {where}: {' '.join(words)}")
    return lines


def main(arguments: list[str]) -> int:
    """Check, install what may be installed, and return the exit code."""
    if len(arguments) != 1 or arguments[0] not in NEEDS:
        say("usage: python3 setup/system.py pdf|test")
        return 2
    if sys.version_info < OLDEST_PYTHON:
        say(
            "error[setup-missing]: Python {}.{} is too old".format(*sys.version_info),
            "  hint: install 3.11 or newer, then name it: make pdf PYTHON=python3.12",
        )
        return SETUP_MISSING
    lacking = missing(NEEDS[arguments[0]])
    if lacking and (apt := apt_get()):
        install(apt, packages(lacking, 0))
        lacking = missing(lacking)
    if lacking:
        names = ", ".join(need.name for need in lacking)
        say(f"error[setup-missing]: this machine lacks {names}", *hints(lacking))
        return SETUP_MISSING
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
