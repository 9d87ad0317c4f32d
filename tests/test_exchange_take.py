"""What is taken into a catalog, as what, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet import pofile
from leaflet.exchange import Row, Table, Verdict, known_ids, strangers, table, take
from leaflet.exchange.rows import as_typed, message_id
from leaflet.exchange.take import Fate, Taken
from leaflet.pofile import Entry, PoFile

CATALOG = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"Content-Type: text/plain; charset=UTF-8\n"

# a question
#. heading · Title
msgid "When"
msgstr "Quand"

#, fuzzy
#| msgid "Take 5 mg."
msgid "Take \"10 mg\"."
msgstr "Prenez 5 mg."

msgid "Ask\\\nus."
msgstr ""

msgid "one day"
msgid_plural "{n} days"
msgstr[0] "un jour"
msgstr[1] ""

#~ msgid "Gone"
#~ msgstr "Parti"
"""


def catalog() -> PoFile:
    return pofile.parse(CATALOG.encode(), "hours.po")


def row(source: str, translation: str = "", **others: object) -> Row:
    found = message_id("hours", (None, source))
    return replace(Row(found, source, translation, at=2), **others)  # type: ignore[arg-type]  # fields of a row


def taken(*rows: Row, po: PoFile | None = None, domain: str = "hours") -> Taken:
    return take(po or catalog(), domain, Table("a.docx", "en", "fr", rows))


def entry(found: Taken, msgid: str) -> Entry:
    return next(e for e in found.po.entries if e.msgid == msgid)


def fates(found: Taken) -> tuple[int, ...]:
    return tuple(found.fates[fate] for fate in Fate)


STALE, OPEN = 'Take "10 mg".', "Ask\\\nus."


def test_ids_hold_as_long_as_the_text_does() -> None:
    rows = table(catalog(), "hours", "en", "fr").rows
    assert [r.id for r in rows] == [
        message_id("hours", (None, "When")),
        message_id("hours", (None, STALE)),
        message_id("hours", (None, OPEN)),
        f"{message_id('hours', (None, 'one day'))}.0",
        f"{message_id('hours', (None, 'one day'))}.1",
    ]
    assert message_id("hours", (None, "When")) == "yxpywgnvrj"  # in files on their way
    others = {message_id("x", (None, "When")), message_id("hours", ("", "When"))}
    assert len(others | {"yxpywgnvrj"}) == 3
    assert known_ids(catalog(), "hours") == {r.id for r in rows}


def test_rows_tell_all_that_a_translator_needs() -> None:
    first, stale, open_, one, many = table(catalog(), "hours", "en", "fr").rows
    assert (first.place, first.comments, first.state) == (
        "1 · heading · Title",
        ("a question",),
        Verdict.DONE,
    )
    assert (stale.state, stale.previous) == (Verdict.REVIEW, "Take 5 mg.")
    assert (open_.state, open_.translation) == (Verdict.UNSAID, "")
    assert [(r.source, r.translation) for r in (one, many)] == [
        ("one day", "un jour"),
        ("{n} days", ""),
    ]


def test_only_what_is_open() -> None:
    rows = table(catalog(), "hours", "en", "fr", only_open=True).rows
    assert [r.source for r in rows] == [STALE, OPEN, "one day", "{n} days"]


def test_the_table_as_it_went_out_changes_no_byte() -> None:
    found = taken(*table(catalog(), "hours", "en", "fr").rows)
    assert found.po.encode() == CATALOG.encode()
    assert (fates(found), found.comments, found.problems) == ((0, 0, 4), 0, ())


@pytest.mark.parametrize(
    ("text", "verdict", "fuzzy"),
    [
        ("Prenez 5 mg.", Verdict.UNSAID, True),
        ("Prenez 5 mg.", Verdict.REVIEW, True),
        ("Prenez 5 mg.", Verdict.DONE, False),
        ("Prenez 10 mg.", Verdict.UNSAID, False),
        ("Prenez 10 mg.", Verdict.REVIEW, True),
        ("Prenez 10 mg.", Verdict.DONE, False),
        ("", Verdict.DONE, True),  # nothing is no translation
    ],
)
def test_the_state_tells_what_is_fuzzy(
    text: str, verdict: Verdict, *, fuzzy: bool
) -> None:
    found = entry(taken(row(STALE, text, state=verdict)), STALE)
    assert (found.msgstr, found.fuzzy) == ((text or "Prenez 5 mg.",), fuzzy)
    assert (found.previous is None) == (not fuzzy)


def test_doubts_make_a_done_message_fuzzy() -> None:
    found = taken(row("When", "Quand", state=Verdict.REVIEW))
    assert entry(found, "When").fuzzy
    assert fates(found) == (0, 1, 0)


def test_new_translations_have_line_breaks_as_catalogs_do() -> None:
    found = taken(row(OPEN, " Demandez\\\r\n   nous.\n"))
    assert entry(found, OPEN).msgstr == ("Demandez\\\nnous.",)
    assert fates(found) == (1, 0, 0)


def test_labels_are_no_markdown() -> None:
    po = pofile.parse(CATALOG.encode(), "templates.po")
    one = replace(row("When", "a  b\\"), id=message_id("templates", (None, "When")))
    found = taken(one, po=po, domain="templates")
    assert entry(found, "When").msgstr == ("a  b\\",)


def test_plural_forms_come_each_in_its_row() -> None:
    one = row("one day", "un jour")
    many = replace(row("{n} days", "{n} jours"), id=f"{one.id}.1")
    found = taken(many)
    assert entry(found, "one day").msgstr == ("un jour", "{n} jours")
    assert fates(found) == (0, 1, 0)


def test_nothing_is_emptied_and_no_comment_lost() -> None:
    found = taken(row("When", "", comments=("", "a question", "new: why?", "second")))
    assert entry(found, "When").comments == ("a question", "new: why?", "second")
    assert entry(found, "When").msgstr == ("Quand",)
    assert (fates(found), found.comments) == ((0, 0, 1), 2)
    again = taken(row("When", "", comments=("new: why?",)), po=found.po)
    assert again.po.encode() == found.po.encode()


def test_comments_are_only_comments() -> None:
    found = taken(row("When", "Quand", comments=(", fuzzy", "| msgid", "~ x", "\\")))
    read = pofile.parse(found.po.encode(), "a.po")
    assert not next(e for e in read.entries if e.msgid == "When").fuzzy
    assert len(next(e for e in read.entries if e.msgid == "When").comments) == 5


@pytest.mark.parametrize(
    "source",
    ["Take “10\u00a0mg”.", "Take «\u202f10 mg\u202f». ", 'Take  "10 mg\u200b".\n'],
)
def test_what_word_does_by_itself_is_no_change(source: str) -> None:
    found = taken(replace(row(STALE, "Prenez 10 mg."), source=source))
    assert entry(found, STALE).msgstr == ("Prenez 10 mg.",)


@pytest.mark.parametrize(
    "source", ["Take 10 mg.", 'Take "100 mg".', 'Take "10 mg"', 'Take "1 0 mg".', ""]
)
def test_another_source_is_refused(source: str) -> None:
    one = replace(row(STALE, "Prenez 10 mg."), source=source, comments=("sure?",))
    found = taken(one)
    assert found.po.encode() == CATALOG.encode()
    assert [(p.id, str(p.at)) for p in found.problems] == [
        ("exchange-source", "a.docx:2")
    ]
    assert "(its comment: sure?)" in found.problems[0].message


def test_as_typed_keeps_what_matters() -> None:
    kept = "10² ≤ 5 µg −3 x_1 №"
    assert as_typed(kept) == kept
    assert as_typed("5–10 … ½ ©") == "5-10 ... 1/2 (c)"


def test_two_translations_of_one_message() -> None:
    found = taken(row("When", "Quand?"), row("When", "Lorsque", at=7))
    assert entry(found, "When").msgstr == ("Quand?",)
    assert [(p.id, p.at.line) for p in found.problems] == [("exchange-duplicate", 7)]
    same = row("When", "Q", comments=("one",)), row("When", "Q", comments=("two",))
    assert entry(taken(*same), "When").comments == ("a question", "one", "two")
    assert taken(*same).problems == ()
    assert taken(*same).changed == {(None, "When"): 2}


def test_rows_of_no_message_are_told_unless_they_say_nothing() -> None:
    rows = (
        row("Gone", "Parti"),
        row("Empty"),
        row("Silent", comments=("but this",)),
    )
    found = strangers(Table("a.csv", "en", "fr", rows), known_ids(catalog(), "hours"))
    problems = list(found)
    assert [p.id for p in problems] == ["exchange-unknown"] * 2
    assert "«Gone»" in problems[0].message
    assert "(its comment: but this)" in problems[1].message
    assert fates(taken(*rows)) == (0, 0, 0)
