"""A driver for tests: a project in a folder of its own, changed, built, judged."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest
from hypothesis import settings

from leaflet import cli
from leaflet.source.files import Files as SourceFiles
from leaflet.typeset.fonts import read_fonts
from leaflet.typeset.pages import Typesetter

if TYPE_CHECKING:
    from tests.sheets import Sheets

# A busy machine is no fault of ours: no test is judged by how long it takes.
settings.register_profile("leaflet", deadline=None)
settings.load_profile("leaflet")

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("leaflet.yaml", "glossary.yaml", "content", "locales", "templates", "styles")
Files = dict[str, tuple[bytes, int]]


class Driver:
    """A project; each method gives the driver back, so that calls make a story."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.code, self.out, self.err = -1, "", ""

    def write(self, name: str, data: str | bytes) -> Self:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return self

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def append(self, name: str, text: str) -> Self:
        return self.write(name, self.read(name) + text)

    def replace(self, name: str, old: str, new: str) -> Self:
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        return self.write(name, text.replace(old, new))

    def remove(self, name: str) -> Self:
        path = self.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return self

    def run(self, *arguments: str) -> Self:
        """Run a command in this process, on this project."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.code = cli.run([*arguments, "--project", str(self.root)])
        self.out, self.err = out.getvalue(), err.getvalue()
        return self

    def process(self, *arguments: str, **environment: str) -> Self:
        """Run a command in a process of its own, with the project as its folder."""
        return self.python("-m", "leaflet", *arguments, **environment)

    def python(self, *arguments: str, **environment: str) -> Self:
        """Run Python in a process of its own, with the project as its folder."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            check=False,
        )
        self.code = done.returncode
        self.out = done.stdout.decode(errors="replace")
        self.err = done.stderr.decode(errors="replace")
        return self

    def exits(self, code: int) -> Self:
        assert self.code == code, f"exit code {self.code}\n{self.out}{self.err}"
        return self

    def tells(self, *parts: str) -> Self:
        """The talk on stderr has each of these in it."""
        for part in parts:
            assert part in self.err, f"{part!r} is not in:\n{self.err}"
        return self

    def prints(self, *lines: str) -> Self:
        """The data on stdout are these lines."""
        assert self.out.splitlines() == list(lines)
        return self

    def writes(self, *names: str) -> Self:
        for name in names:
            assert (self.root / name).is_file(), f"there is no {name}"
        return self

    def files(self, folder: str = ".") -> Files:
        """Give each file's bytes and time; what the build notes is left out."""
        paths = (p for p in (self.root / folder).rglob("*") if p.is_file())
        return {
            path.relative_to(self.root).as_posix(): (
                path.read_bytes(),
                path.stat().st_mtime_ns,
            )
            for path in sorted(paths)
            if not path.name.startswith((".lock", "manifest."))
        }


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Leave the cache of whoever runs the tests alone."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Path], Driver]:
    """Give a copy of a project folder."""

    def copy(source: Path) -> Driver:
        for part in PARTS:
            if (source / part).is_dir():
                shutil.copytree(source / part, tmp_path / part)
            elif (source / part).exists():
                shutil.copy(source / part, tmp_path / part)
        return Driver(tmp_path)

    return copy


@pytest.fixture
def tiny(tmp_path: Path) -> Driver:
    """Give a project of one short English leaflet, `hours`, in English and French."""
    driver = Driver(tmp_path)
    for name, text in TINY.items():
        driver.write(name, text)
    return driver


TINY = {
    "leaflet.yaml": """\
association:
  name: {en: Our Group, fr: Notre groupe}
  language: en
  website: www.example.org
  email: us@example.org
territory: CA
colours:
  ink:    {rgb: "#1d2528", cmyk: [0, 0, 0, 100]}
  muted:  {rgb: "#4a565a", cmyk: [0, 0, 0, 78]}
  accent: {rgb: "#0b5563", cmyk: [90, 45, 45, 30]}
  tint:   {rgb: "#eaf3f4", cmyk: [8, 1, 4, 0]}
  paper:  {rgb: "#ffffff", cmyk: [0, 0, 0, 0]}
fonts: {text: Source Sans 3, headings: Source Sans 3}
""",
    "content/references.yaml": """\
one: {type: article, language: en, title: A title, journal: A Journal, date: 2021}
""",
    "content/hours/leaflet.md": """\
---
title: Opening hours
language: en
version: "1.0"
published: 2026-11-23
disclaimer: Ask your care team.
languages: [en, fr]
formats: [screen]
---

## When

We open at nine [@one].
""",
    "locales/fr/LC_MESSAGES/hours.po": """\
msgid ""
msgstr ""
"Project-Id-Version: hours 1.0\\n"
"PO-Revision-Date: \\n"
"Last-Translator: Ada Roy <ada@example.org>\\n"
"Language: fr\\n"
"X-Source-Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Leaflet-Rules: 2\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#. title
#: content/hours/leaflet.md:2
msgid "Opening hours"
msgstr "Horaires"

#. disclaimer
#: content/hours/leaflet.md:6
msgid "Ask your care team."
msgstr "Demandez à votre équipe soignante."

#. heading 2 · Opening hours
#: content/hours/leaflet.md:11
msgid "When"
msgstr "Quand"

#. paragraph · Opening hours › When
#: content/hours/leaflet.md:13
msgid "We open at nine [@one]."
msgstr "Nous ouvrons à neuf heures [@one]."
""",
}


@pytest.fixture(scope="session")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    """One engine with the shipped fonts for all tests that typeset HTML."""
    files = SourceFiles(ROOT)
    return Typesetter(files, read_fonts(files), tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """The sample leaflets in every format."""
    from tests.sheets import Sheets

    return Sheets(tmp_path_factory.mktemp("sheets"))
