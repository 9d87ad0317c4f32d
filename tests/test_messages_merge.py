"""Catalogs brought up to date: nothing that somebody translated is ever lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import pofile
from leaflet.messages.extract import Extracted
from leaflet.messages.merge import merged, template
from leaflet.messages.start import catalog
from leaflet.pofile import PoFile, Previous

MSGFMT = shutil.which("msgfmt") or ""


def message(
    source: str, line: int = 1, context: str | None = None, kind: str = "paragraph"
) -> Extracted:
    return Extracted(context, source, (f"{kind} · A",), (f"a.md:{line}",))


def translated(po: PoFile, **translations: str) -> PoFile:
    """Give the catalog with translations by msgid."""
    edited = [
        pofile.with_msgstr(entry, translations[entry.msgid])
        for entry in po.entries
        if entry.msgid in translations
    ]
    return pofile.replaced(po, *edited)


def update(po: PoFile, *sources: str, kind: str = "paragraph") -> PoFile:
    """Merge these messages, and read the catalog again as the next update will."""
    numbered = enumerate(sources, start=1)
    messages = [message(source, line, kind=kind) for line, source in numbered]
    return merged_again(po, *messages)


def merged_again(po: PoFile, *messages: Extracted) -> PoFile:
    """Merge twice, reading in between; the second time changes nothing."""
    once = merged(po, "a 1.0", "en", messages).encode()
    again = pofile.parse(once, "fr.po")
    assert merged(again, "a 1.0", "en", messages).encode() == once
    return again


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
        update(catalog("fr", "en", "a 1.0"), "one", "two"), one="un", two="deux"
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


def test_a_text_that_comes_back_tells_what_it_was_translated_from(
    french: PoFile,
) -> None:
    back = update(update(french, "two"), "one", "two").entries[1]
    assert (back.fuzzy, back.previous) == (True, Previous("one"))
    po = pofile.replaced(
        french,
        pofile.with_previous(
            pofile.with_fuzzy(french.entries[1], fuzzy=True), Previous("zero")
        ),
    )
    back = update(update(po, "two"), "one", "two").entries[1]
    assert (back.fuzzy, back.previous) == (True, Previous("zero"))


def test_an_empty_message_that_comes_back_is_not_fuzzy(french: PoFile) -> None:
    noted = pofile.with_comments(update(french, "three").entries[1], ["hm"])
    po = pofile.replaced(update(french, "three"), noted)
    back = update(update(po, "one"), "one", "three").entries[2]
    assert (back.msgid, back.fuzzy, back.comments) == ("three", False, ("hm",))


FIVE = "Take 5 mg in the morning, with a glass of water."
FIFTY = "Take 50 mg in the morning, with a glass of water."
CINQ = "Prenez 5 mg le matin, avec un verre d’eau."


@pytest.fixture
def dose() -> PoFile:
    return translated(update(catalog("fr", "en", "a 1.0"), FIVE), **{FIVE: CINQ})


def test_a_changed_text_keeps_its_translation_as_fuzzy_beside_its_source(
    dose: PoFile,
) -> None:
    po = update(dose, FIFTY)
    assert rows(po) == [(FIFTY, CINQ, "fuzzy"), (FIVE, CINQ, "~")]
    assert po.entries[1].previous == Previous(FIVE)
    assert f'#| msgid "{FIVE}"\nmsgid "{FIFTY}"'.encode() in po.encode()


def test_a_text_that_changes_twice_shows_what_was_translated(dose: PoFile) -> None:
    po = update(update(dose, FIFTY), f"{FIFTY} Rest.")
    assert po.entries[1].msgstr == (CINQ,)
    assert po.entries[1].previous == Previous(FIVE)
    assert rows(update(po, FIVE))[0] == (FIVE, CINQ, "fuzzy")


def test_a_new_context_of_the_same_text_is_a_change(dose: PoFile) -> None:
    po = merged_again(dose, message(FIVE, context="spoken"))
    assert po.entries[1].key == ("spoken", FIVE)
    assert (po.entries[1].fuzzy, po.entries[1].previous) == (True, Previous(FIVE))
    po = update(po, FIVE)
    assert po.entries[1].key == (None, FIVE)


@pytest.mark.parametrize("kind", ["heading 2", "list item", "table cell", "label"])
def test_no_guess_across_kinds(dose: PoFile, kind: str) -> None:
    assert rows(update(dose, FIFTY, kind=kind)) == [(FIFTY, "", ""), (FIVE, CINQ, "~")]


def test_headings_of_all_levels_are_of_one_kind() -> None:
    po = update(catalog("fr", "en", "a 1.0"), "Before it", kind="heading 2")
    po = translated(po, **{"Before it": "Avant"})
    assert rows(update(po, "Before it all", kind="heading 3"))[0][1:] == (
        "Avant",
        "fuzzy",
    )


def test_an_authors_note_is_no_kind() -> None:
    def noted(source: str, *comments: str) -> Extracted:
        return Extracted(None, source, (*comments, "Read aloud"), ("a.md:1",))

    po = merged_again(catalog("fr", "en", "a 1.0"), noted(FIVE, "paragraph · A"))
    po = translated(po, **{FIVE: CINQ})
    assert not merged_again(po, noted(FIFTY, "list item · A")).entries[1].fuzzy
    both = noted(FIFTY, "list item · A", "paragraph · B")
    assert merged_again(po, both).entries[1].fuzzy


def test_what_is_still_in_use_lends_nothing(dose: PoFile) -> None:
    assert rows(update(dose, FIVE, FIFTY)) == [(FIVE, CINQ, ""), (FIFTY, "", "")]


def test_nothing_is_guessed_from_what_has_no_translation_or_no_kind(
    dose: PoFile,
) -> None:
    empty = translated(dose, **{FIVE: ""})
    assert rows(update(empty, FIFTY)) == [(FIFTY, "", "")]
    bare = pofile.replaced(dose, pofile.with_extracted(dose.entries[1], []))
    assert rows(update(bare, FIFTY)) == [(FIFTY, "", ""), (FIVE, CINQ, "~")]


def test_a_waiver_stays_with_the_text_it_was_made_for(dose: PoFile) -> None:
    waived = pofile.with_comments(dose.entries[1], ["waived"])
    po = update(pofile.replaced(dose, waived), FIFTY)
    assert [e.comments for e in po.entries[1:]] == [(), ("waived",)]
    assert update(po, FIVE).entries[1].comments == ("waived",)


def test_only_the_lines_of_what_changed_change(dose: PoFile) -> None:
    before = update(dose, "a", FIVE, "b").encode().decode().splitlines()
    after = update(dose, "a", FIFTY, "b").encode().decode().splitlines()
    assert [line for line in before if line not in after] == [f'msgid "{FIVE}"']
    come = [line for line in after if line not in before]
    assert [line[:10] for line in come] == [
        "#, fuzzy",
        '#| msgid "',
        'msgid "Tak',
        '#~ msgid "',
        "#~ msgstr ",
    ]


def test_places_kinds_and_flags_are_renewed(french: PoFile) -> None:
    new = Extracted(
        None, "one", ("label",), ("b.j2:7",), flags=("python-brace-format",)
    )
    entry = merged(french, "a 1.1", "en", [new]).entries[1]
    assert entry.extracted == ("label",)
    assert entry.references == ("b.j2:7",)
    assert entry.flags == ("python-brace-format",)
    assert entry.msgstr == ("un",)


def test_the_header_names_version_and_language_and_keeps_the_rest(
    french: PoFile,
) -> None:
    named = pofile.with_header(
        french, {"Last-Translator": "Ada", "X-Mine": "1", "PO-Revision-Date": "?"}
    )
    before = named.encode().replace(b'"X-Source-Language: en\\n"\n', b"")
    po = merged(pofile.parse(before, "fr.po"), "a 2.0", "en", [])
    assert po.header.pop("X-Source-Language") == "en"
    expected = named.header | {"Project-Id-Version": "a 2.0"}
    assert po.header == expected
    kept = named.header_entry, po.header_entry
    assert kept[0]
    assert kept[1]
    assert kept[0].comments == kept[1].comments


def test_same_source_in_another_context_is_another_message() -> None:
    both = [message("Open"), message("Open", 2, "verb")]
    po = merged(catalog("fr", "en", "a 1.0"), "a 1.0", "en", both)
    assert [e.key for e in po.entries[1:]] == [(None, "Open"), ("verb", "Open")]


@pytest.mark.parametrize("language", ["fr", "ar", "ja", "pl", "zh_Hant", "fr_CA"])
def test_new_catalogs_please_msgfmt_without_a_warning(
    language: str, tmp_path: Path
) -> None:
    messages = [message("one"), message("Page {page}"), message("20% off\\\nnow")]
    new = merged(catalog(language, "en", "a 1.0"), "a 1.0", "en", messages)
    assert msgfmt(new, tmp_path) == (0, "")


def test_templates_please_msgfmt(tmp_path: Path) -> None:
    """A template has no language yet: msgfmt cannot but warn of that."""
    pot = template("a 1.0", "en", [message("one")])
    assert pot.header["X-Source-Language"] == "en"
    assert not any("Date" in field for field in pot.header)
    code, warnings = msgfmt(pot, tmp_path)
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
CHANGES = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.sampled_from(["one two three", "one two", "two three", "x", "y z"]),
                st.sampled_from(["", " four", " 5 mg", "  ", "\\\n."]),
                st.sampled_from([None, "verb"]),
                st.sampled_from(["paragraph", "heading 2", "label"]),
            ),
            unique_by=lambda drawn: (drawn[0] + drawn[1], drawn[2]),
            max_size=6,
        ),
        TEXT,
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=40)
@given(CHANGES)
def test_no_translation_is_ever_lost(
    history: list[tuple[list[tuple[str, str, str | None, str]], str, bool]],
) -> None:
    """Whatever comes, goes and changes, each translation stands where it was made.

    Between updates a translator works on every message; with `fuzzy`, on none of
    those that wait for it. msgcat, which Poedit saves with, changes nothing.
    """
    po = catalog("fr", "en", "a 1.0")
    for drawn, text, poedit in history:
        messages = [message(a + b, 1, c, kind) for a, b, c, kind in drawn]
        before = {e.key: e for e in po.entries if any(e.msgstr) and not e.is_header}
        po = merged_again(po, *messages)
        after = {e.key: e for e in po.entries}
        for key, entry in before.items():
            assert after[key].msgstr == entry.msgstr
            assert after[key].comments == entry.comments
        live = [e.key for e in po.entries if not e.obsolete and not e.is_header]
        assert live == [m.key for m in messages]
        edited = [
            pofile.with_comments(
                pofile.with_msgstr(e, f"{text}{e.msgid}".strip() + "."), ["note"]
            )
            for e in po.entries[1:]
            if not e.obsolete and not e.fuzzy
        ]
        po = pofile.replaced(po, *edited)
        if poedit:
            saved = pofile.parse(gnu("msgcat", po, "--force-po"), "fr.po")
            assert meaning(saved) == meaning(po)
            po = saved


def gnu(tool: str, po: PoFile, *options: str) -> bytes:
    """Give what a program of GNU gettext makes of a catalog."""
    command = [shutil.which(tool) or "", *options, "-"]
    return subprocess.run(
        command, input=po.encode(), capture_output=True, check=True
    ).stdout


def meaning(po: PoFile) -> dict[object, object]:
    """Give what msgcat keeps; it leaves kind and place of obsolete entries out."""
    return {
        e.key: (
            e.msgstr,
            e.comments,
            e.fuzzy,
            e.obsolete,
            e.previous,
            e.obsolete or (e.extracted, e.references),
        )
        for e in po.entries
        if not e.is_header
    }


def test_msgmerge_finds_nothing_to_add_and_loses_nothing(
    dose: PoFile, tmp_path: Path
) -> None:
    """A translator who merges by hand gets what we have made."""
    messages = [message(FIFTY), message("one", 2), message("two", 3, "verb")]
    po = merged(dose, "a 1.0", "en", messages)
    pot = template("a 1.0", "en", messages)
    (tmp_path / "a.pot").write_bytes(pot.encode())
    (tmp_path / "fr.po").write_bytes(po.encode())
    command = [shutil.which("msgmerge") or "", "--previous", "--quiet", "--force-po"]
    done = subprocess.run(
        [*command, "fr.po", "a.pot"], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stderr == b""
    theirs = pofile.parse(done.stdout, "fr.po")
    assert theirs.header == po.header  # in another order
    assert meaning(theirs) == meaning(po)
    assert gnu("msgfmt", po, "--check", "--output-file=/dev/null") == b""


def test_a_large_catalog_is_updated_in_time() -> None:
    """6,000 messages of which 150 changed, in 2 s; more where the machine is slow.

    A loop that takes a second tells how slow it is now.
    """
    kinds = ("paragraph", "list item", "table cell")
    sources = [
        f"{' '.join(WORDS[n % 97 : n % 97 + n % 40 + 2])} {n}." for n in range(6000)
    ]
    messages = [
        message(source, n, kind=kinds[n % 3]) for n, source in enumerate(sources)
    ]
    po = merged(catalog("fr", "en", "a 1.0"), "a 1.0", "en", messages)
    po = translated(po, **{source: f"«{source}»" for source in sources})
    changed = [
        replace(m, source=f"{m.source} New.") if n % 40 == 0 else m
        for n, m in enumerate(messages)
    ]
    start = process_time()
    for _ in range(20_000_000):
        pass
    loop = process_time() - start
    start = process_time()
    after = merged(po, "a 1.0", "en", changed)
    taken = process_time() - start
    assert sum(entry.fuzzy for entry in after.entries) == 150
    assert taken < 2 * max(1, loop)


WORDS = [f"{a}{b}{c}" for a in "abcdef" for b in "aeiou" for c in "lmnrs"]
