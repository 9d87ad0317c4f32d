"""Catalogs brought up to date: nothing that somebody translated is ever lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import pofile
from leaflet.messages.extract import Extracted
from leaflet.messages.merge import catalog, merged, template
from leaflet.pofile import PoFile

MSGFMT = shutil.which("msgfmt") or ""


def message(source: str, line: int = 1, context: str | None = None) -> Extracted:
    return Extracted(context, source, ("paragraph",), (f"a.md:{line}",))


def translated(po: PoFile, **translations: str) -> PoFile:
    """Give the catalog with translations by msgid."""
    edited = [
        pofile.with_msgstr(entry, translations[entry.msgid])
        for entry in po.entries
        if entry.msgid in translations
    ]
    return pofile.replaced(po, *edited)


def update(po: PoFile, *sources: str) -> PoFile:
    """Merge these messages, and read the catalog again as the next update will."""
    messages = [message(source, line) for line, source in enumerate(sources, start=1)]
    return pofile.parse(merged(po, "a 1.0", messages).encode(), "fr.po")


def rows(po: PoFile) -> list[tuple[str, str, str]]:
    """Give msgid, msgstr and state of each message."""
    return [
        (e.msgid, e.msgstr[0], "~" * e.obsolete + "fuzzy" * e.fuzzy)
        for e in po.entries
        if e.msgid
    ]


@pytest.fixture
def french() -> PoFile:
    return translated(
        update(catalog("fr", "a 1.0"), "one", "two"), one="un", two="deux"
    )


def test_what_is_new_is_empty_and_what_is_there_stays(french: PoFile) -> None:
    assert rows(update(french, "zero", "two", "one")) == [
        ("zero", "", ""),
        ("two", "deux", ""),
        ("one", "un", ""),
    ]


def test_what_is_gone_is_obsolete_and_comes_back_fuzzy(french: PoFile) -> None:
    without = update(french, "two")
    assert rows(without) == [("two", "deux", ""), ("one", "un", "~")]
    back = update(without, "one", "two")
    assert rows(back) == [("one", "un", "fuzzy"), ("two", "deux", "")]


def test_what_nobody_touched_goes_without_a_trace(french: PoFile) -> None:
    po = update(french, "one", "two", "three")
    noted = next(e for e in update(po, "one", "three").entries if e.msgid == "three")
    assert rows(update(po, "one")) == [("one", "un", ""), ("two", "deux", "~")]
    po = pofile.replaced(po, pofile.with_comments(noted, ["asked the author"]))
    assert rows(update(po, "one"))[1:] == [("two", "deux", "~"), ("three", "", "~")]


def test_places_kinds_and_flags_are_renewed(french: PoFile) -> None:
    new = Extracted(
        None, "one", ("label",), ("b.j2:7",), flags=("python-brace-format",)
    )
    entry = merged(french, "a 1.1", [new]).entries[1]
    assert entry.extracted == ("label",)
    assert entry.references == ("b.j2:7",)
    assert entry.flags == ("python-brace-format",)
    assert entry.msgstr == ("un",)


def test_the_header_names_the_version_and_keeps_the_rest(french: PoFile) -> None:
    named = pofile.with_header(french, {"Last-Translator": "Ada", "X-Mine": "1"})
    header = merged(named, "a 2.0", []).header
    assert header["Project-Id-Version"] == "a 2.0"
    assert (header["Last-Translator"], header["X-Mine"]) == ("Ada", "1")


def test_same_source_in_another_context_is_another_message() -> None:
    both = [message("Open"), message("Open", 2, "verb")]
    po = merged(catalog("fr", "a 1.0"), "a 1.0", both)
    assert [e.key for e in po.entries[1:]] == [(None, "Open"), ("verb", "Open")]


@pytest.mark.parametrize("language", ["fr", "ar", "ja", "pl", "zh_Hant", "fr_CA"])
def test_new_catalogs_please_msgfmt_without_a_warning(
    language: str, tmp_path: Path
) -> None:
    messages = [message("one"), message("Page {page}"), message("20% off\\\nnow")]
    new = merged(catalog(language, "a 1.0"), "a 1.0", messages)
    assert msgfmt(new, tmp_path) == (0, "")


def test_templates_please_msgfmt(tmp_path: Path) -> None:
    """A template has no language yet: msgfmt cannot but warn of that."""
    code, warnings = msgfmt(template("a 1.0", [message("one")]), tmp_path)
    assert code == 0
    assert "'Language' still has the initial default value" in warnings


def msgfmt(po: PoFile, folder: Path) -> tuple[int, str]:
    """Give what gettext's own judge says of a catalog: exit code and talk."""
    (folder / "new.po").write_bytes(po.encode())
    command = [MSGFMT, "--check", "--output-file=/dev/null", "new.po"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"),
    min_size=1,
)
SOURCES = st.lists(
    st.sampled_from(["a", "b", "c d", "e\\\nf", "«g»", "[@h]", "x" * 90, '"', "%s"]),
    unique=True,
)


@settings(deadline=None, max_examples=25)  # each reads up to six catalogs
@given(st.lists(st.tuples(SOURCES, TEXT), max_size=3), SOURCES)
def test_no_translation_is_ever_lost(
    history: list[tuple[list[str], str]], last: list[str]
) -> None:
    """Whatever comes and goes, each translation stands where it was made."""
    po = catalog("fr", "a 1.0")
    expected: dict[str, str] = {}
    for sources, text in history:
        po = update(po, *sources)
        new = {source: f"{text}{source}" for source in sources}
        expected |= new
        po = translated(po, **new)
    po = update(po, *last)
    assert {e.msgid: e.msgstr[0] for e in po.entries if e.msgid and e.msgstr[0]} == (
        expected
    )
    assert [e.msgid for e in po.entries if e.msgid and not e.obsolete] == last
    assert update(po, *last).encode() == po.encode()
