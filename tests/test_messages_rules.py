"""A change of the rules of extraction: no translation is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import pofile
from leaflet.messages.rules import (
    FIELD,
    RULES,
    STEPS,
    Step,
    migrated,
    other_rules,
    version,
)
from leaflet.pofile import PoFile
from leaflet.source.inline import normal
from tests.conftest import ROOT, Driver

OLD = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Leaflet-Rules: 1\\n"\n'
)
PO = "locales/fr/LC_MESSAGES/hours.po"


def read(text: str) -> PoFile:
    return pofile.parse((OLD + text).encode(), "fr.po")


def carried(text: str) -> str:
    """Give what becomes of entries, without the header."""
    po = migrated(read(text))
    assert pofile.parse(po.encode(), "fr.po") == po
    return po.encode().decode().partition(f'{RULES}\\n"\n')[2]


def test_only_the_msgid_changes() -> None:
    before = (
        "\n# leaflet: a waiver\n#. paragraph\n#: a.md:1\n#, fuzzy, x\n"
        '#| msgid "One.  Zwei."\nmsgid ""\n"One.  "\n"Two."\n'
        'msgstr ""\n"Un.  "\n"Deux."\n\n#~ msgid "a\tb  c"\n#~ msgstr "x"\n'
    )
    assert carried(before) == (
        "\n# leaflet: a waiver\n#. paragraph\n#: a.md:1\n#, fuzzy, x\n"
        '#| msgid "One. Zwei."\nmsgid "One. Two."\n'
        'msgstr ""\n"Un.  "\n"Deux."\n\n#~ msgid "a b c"\n#~ msgstr "x"\n'
    )


def test_what_the_rules_do_not_concern_keeps_its_bytes() -> None:
    text = '\nmsgid ""\n"One. "\n"Two."\nmsgstr   "Un."\n\nmsgid "`a  b`"\nmsgstr ""\n'
    assert carried(text) == text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ('msgid "a b"\nmsgstr "x"', 'msgid "a  b"\nmsgstr ""', 'msgstr "x"'),
        ('msgid "a  b"\nmsgstr ""', 'msgid "a b"\nmsgstr "x"', 'msgstr "x"'),
        (
            '#, fuzzy\nmsgid "a b"\nmsgstr "x"',
            'msgid "a  b"\nmsgstr "y"',
            '# another translation: x\nmsgid "a b"\nmsgstr "y"',
        ),
        (
            'msgid "a b"\nmsgstr "x"',
            '# waiver\n#~ msgid "a  b"\n#~ msgstr "y"',
            "# comment on another translation: waiver\n# another translation: y\n"
            'msgid "a b"\nmsgstr "x"',
        ),
        (
            'msgid "a b"\nmsgstr ""',
            '#~ msgid "a  b"\n#~ msgstr "y"',
            '#, fuzzy\nmsgid "a b"\nmsgstr "y"',
        ),
        (
            '# one\nmsgid "a b"\nmsgstr "x"',
            '# two\nmsgid "a  b"\nmsgstr "x"',
            '# one\n# two\nmsgid "a b"\nmsgstr "x"',
        ),
    ],
)
def test_two_messages_that_become_one(one: str, other: str, expected: str) -> None:
    text = carried(f"\n{one}\n\n{other}\n")
    assert text.strip().endswith(expected)
    assert text.count("msgid") == 1


texts = st.text(st.sampled_from("ab  \t`\\."), min_size=1, max_size=12)


@given(st.dictionaries(texts, st.tuples(texts, st.sampled_from(["", "f", "~"]))))
@settings(deadline=None, max_examples=60)
def test_no_translation_is_lost(
    messages: dict[str, tuple[str, str]],
) -> None:
    po = read("")
    entries = []
    for source, (text, state) in messages.items():
        one = pofile.with_msgstr(pofile.entry(po.style, source), text)
        one = pofile.with_fuzzy(one, fuzzy=state == "f")
        entries.append(pofile.obsoleted(one) if state == "~" else one)
    before = pofile.with_entries(po, [*po.entries, *entries])
    after = migrated(before)
    told = [form for e in after.entries for form in (*e.msgstr, *e.comments)]
    for text, _ in messages.values():
        assert any(text in one for one in told)
    live = {normal(e.msgid) for e in before.entries if not e.obsolete and e.msgid}
    assert {normal(e.msgid) for e in after.entries if not e.obsolete and e.msgid} == (
        live
    )
    assert migrated(after) == after


@given(texts)
@settings(max_examples=200)
def test_the_last_step_leads_to_what_is_extracted_now(text: str) -> None:
    """What is extracted today is as it is after every step."""
    source = normal(text)
    for step in STEPS:
        assert step.message(None, source) == (None, source)
        assert step.translation(source) == source


def test_a_step_may_change_contexts_and_translations() -> None:
    """As a change in the way of writing marks would."""
    loud = Step(
        lambda context, source: (context or "text", source.upper()), str.swapcase
    )
    steps = (*STEPS, loud)
    text = 'msgid "a  b"\nmsgid_plural "c"\nmsgstr[0] "Un"\nmsgstr[1] ""\n'
    po = migrated(read(text), steps)
    (entry,) = po.entries[1:]
    assert (entry.msgctxt, entry.msgid, entry.msgid_plural) == ("text", "A B", "c")
    assert entry.msgstr == ("uN", "")
    assert po.header[FIELD] == "3"
    assert migrated(po, steps) is po


@pytest.mark.parametrize(
    ("told", "expected"), [("", 1), ("X-Leaflet-Rules: 7\\n", 7), ("x: 2\\n", 1)]
)
def test_version_of_a_catalog(told: str, expected: int) -> None:
    po = pofile.parse(f'msgid ""\nmsgstr "{told}"\n'.encode(), "fr.po")
    assert version(po) == expected


def test_catalogs_of_newer_rules_are_left_alone() -> None:
    text = OLD.replace("Rules: 1", "Rules: 99") + '\nmsgid "a  b"\nmsgstr "x"\n'
    po = pofile.parse(text.encode(), "fr.po")
    assert migrated(po) is po
    problem = other_rules(po)
    assert problem
    assert (problem.id, problem.at.line) == ("catalog-rules", 2)
    assert "update yours" in problem.hint


def test_update_refuses_other_rules_and_migrate_helps(tiny: Driver) -> None:
    page = "content/hours/leaflet.md"
    tiny.replace(page, "open at", "open  at").replace(PO, "open at", "open  at")
    tiny.replace(PO, f"Rules: {RULES}", "Rules: 1")
    before = tiny.files("locales")
    tiny.run("messages", "update").exits(1)
    tiny.tells(f"{PO}:2: error[catalog-rules]", "`leaflet messages migrate`")
    assert tiny.files("locales") == before
    tiny.run("messages", "migrate").exits(0).prints(PO)
    assert 'msgid "We open at nine [@one]."\nmsgstr "Nous ouvrons' in tiny.read(PO)
    tiny.run("messages", "migrate").exits(0).prints().tells("nothing changed")
    tiny.run("messages", "update", "--leaflet", "hours").exits(0)
    tiny.prints("locales/hours.pot")
    tiny.run("check").exits(0)


def test_labels_are_carried_as_they_are(tiny: Driver) -> None:
    name = "locales/fr/LC_MESSAGES/templates.po"
    text = (ROOT / name).read_text("utf-8").replace(f"Rules: {RULES}", "Rules: 1")
    tiny.write(name, text + '\nmsgid "two  spaces"\nmsgstr "x"\n')
    tiny.run("messages", "migrate").exits(0).prints(name)
    assert 'msgid "two  spaces"' in tiny.read(name)
    assert f"Rules: {RULES}" in tiny.read(name)


def test_one_damaged_catalog_and_nothing_is_carried(tiny: Driver) -> None:
    tiny.replace(PO, f"Rules: {RULES}", "Rules: 1")
    tiny.write("locales/de/LC_MESSAGES/hours.po", "msgid 1")
    before = tiny.files("locales")
    tiny.run("messages", "migrate").exits(1).tells("locales/de/LC_MESSAGES/hours.po:1")
    assert tiny.files("locales") == before
