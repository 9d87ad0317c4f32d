"""A language's first catalog."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from gettext import c2py
from pathlib import Path

import pytest

from leaflet.messages.start import catalog, plural_forms

MSGINIT = shutil.which("msginit") or ""
GETTEXT = """
be bg cs da de el en eo es et fi fo fr ga he hr hu it ja ko lt lv nb nl nn pl pt pt_BR
ro ru sk sl sr sv tr uk vi
"""
"""The languages of gettext's own table of plural forms (plural-table.c, 0.21)."""


def forms(field: str) -> tuple[str, list[int]]:
    """Give the number of plural forms and the form of each number up to 220."""
    match = re.fullmatch(r"nplurals=(\d); plural=(.*?);", field)
    assert match, field
    form = c2py(match[2])
    return match[1], [int(form(n)) for n in range(220)]


@pytest.mark.parametrize("language", GETTEXT.split())
def test_plural_forms_are_those_of_gettext(language: str, tmp_path: Path) -> None:
    po = catalog(language, "en", "a 1.0")
    template = po.encode().replace(b"Plural-Forms", b"X-Plural-Forms")
    (tmp_path / "a.pot").write_bytes(
        template + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    command = [MSGINIT, "--no-translator", f"--locale={language}", "--output=-"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    flat = done.stdout.replace('"\n"', "")
    found = re.search(r"^(?:.*\\n)?Plural-Forms: (.*?)\\n", flat, re.MULTILINE)
    assert found, done.stdout
    assert forms(plural_forms(language)) == forms(found[1])


@pytest.mark.parametrize(
    ("language", "count"),
    [("id", "1"), ("zh_Hant", "1"), ("ms", "1"), ("mk", "2"), ("kw", "6"), ("ar", "6")],
)
def test_other_languages_have_forms_too(language: str, count: str) -> None:
    assert forms(plural_forms(language))[0] == count


def test_the_header_speaks_to_a_volunteer() -> None:
    po = catalog("pt_BR", "fr", "asthma 1.0")
    header = po.header_entry
    assert header
    assert header.comments[0] == ("Portuguese (Brazil) translation of «asthma».")
    assert any("Poedit" in line for line in header.comments)
    assert po.header["X-Source-Language"] == "fr"
    assert po.header["Language"] == "pt_BR"
    assert po.header["Plural-Forms"] == "nplurals=2; plural=(n > 1);"


def test_the_header_is_in_the_order_of_poedit() -> None:
    """Poedit 3.2.2 set it so at its first save; ours must not be noise in its diff."""
    assert list(catalog("fr", "en", "hours 1.0").header) == [
        "Project-Id-Version",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Plural-Forms",
        "X-Source-Language",
        "X-Leaflet-Rules",
    ]
