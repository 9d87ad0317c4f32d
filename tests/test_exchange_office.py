"""LibreOffice opens what we send and saves it again: nothing may get lost."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from docx import Document

from leaflet import exchange
from leaflet.exchange import Table
from tests.test_exchange import said, table

FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    # Comma, quotes only where needed, UTF-8; cells as they are shown.
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
}
LANGUAGES = ("fr", "ar")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def saved_again(folder: Path, profile: Path, format_: str) -> list[bytes]:
    """Give our files as LibreOffice saves them: one start for all of a format."""
    names = [f"{language}.{format_}" for language in LANGUAGES]
    for name, language in zip(names, LANGUAGES, strict=True):
        data = exchange.write(format_, table(language=language), "CA")
        (folder / name).write_bytes(with_comment(data) if format_ == "docx" else data)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--infilter=CSV:44,34,76,1"] if format_ == "csv" else []
    command += ["--convert-to", FILTERS[format_], "--outdir", "out", *names]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    return [(folder / "out" / name).read_bytes() for name in names]


def with_comment(data: bytes) -> bytes:
    document = Document(io.BytesIO(data))
    runs = document.tables[0].rows[1].cells[3].paragraphs[0].runs
    document.add_comment(runs, text="Which spoon?", author="Ada", initials="A")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("format_", FILTERS)
def test_a_round_trip_keeps_every_translation(
    tmp_path: Path, profile: Path, format_: str
) -> None:
    expected = said(table())
    if format_ == "docx":
        *first, comments = expected[0]
        assert isinstance(comments, tuple)
        expected[0] = (*first, (*comments, "Ada: Which spoon?"))
    for language, data in zip(
        LANGUAGES, saved_again(tmp_path, profile, format_), strict=True
    ):
        assert data != exchange.write(format_, table(language=language), "CA")
        returned: Table = exchange.read(data, f"a.{format_}")
        assert said(returned) == expected
        assert (returned.language, returned.problems) == (language, ())
