"""Catalogs as rendering needs them: what is wrong is told at the msgstr's line."""

from __future__ import annotations

import pytest

from leaflet.messages.read import read_catalog, read_labels
from leaflet.model import Citation, Plain
from leaflet.pofile import parse
from leaflet.problems import Problem

HEADER = (
    'msgid ""\nmsgstr "Last-Translator: Ada Roy <a@b.org>\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)


def told(text: str, definitions: dict[str, str] | None = None) -> list[Problem]:
    """Give the problems of a catalog whose first entry stands in line 5."""
    po = parse((HEADER + text).encode(), "fr.po")
    return read_catalog(po, "hours", "fr", "fr.po", definitions or {})[1]


def pair(msgid: str, msgstr: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


@pytest.mark.parametrize(
    ("msgstr", "expected"),
    [
        ("un <b>", "html"),
        ("**un", "markup-broken"),
        ("[un](ftp://x)", "link-address"),
        ("[un]{lang=F}", "span-language"),
    ],
)
def test_faults_stand_at_the_line_of_the_msgstr(msgstr: str, expected: str) -> None:
    text = 'msgid ""\n"o"\n"ne"\nmsgstr ""\n"' + msgstr + '"\n'
    problem = told(text)[0]
    assert (problem.id, str(problem.at)) == (expected, "fr.po:8")
    assert problem.hint


def test_what_is_not_printed_is_not_judged() -> None:
    assert told("#, fuzzy\n" + pair("a [@one]", "<b>")) == []
    assert told(pair("a [@one]", "")) == []
    assert told(pair("a [@one]", "  ")) == []
    assert told('#~ msgid "a [@one]"\n#~ msgstr "<b>"\n') == []


def test_addresses_are_judged_as_addresses() -> None:
    good = pair("https://a.org/__en__", "https://a.org/__fr__")
    assert told('msgctxt "link"\n' + good) == []
    bad = told('msgctxt "link"\n' + pair("https://a.org/en", "la carte"))
    assert [(p.id, str(p.at)) for p in bad] == [("link-address", "fr.po:7")]
    # An author's own context of that name makes no address of a text.
    assert told('msgctxt "link"\n' + pair("Chain", "Maillon")) == []


def test_messages_say_whether_they_may_be_printed() -> None:
    text = (
        pair("a [@one]", "un [@one]")
        + "#, fuzzy\n"
        + pair("b", "deux")
        + pair("c", " ")
    )
    po = parse((HEADER + text + '#~ msgid "d"\n#~ msgstr "x"\n').encode(), "fr.po")
    catalog, _ = read_catalog(po, "hours", "fr", "fr.po", {})
    done = {key[1]: message.done for key, message in catalog.messages.items()}
    assert done == {"a [@one]": True, "b": False, "c": False}
    message = catalog.messages[None, "a [@one]"]
    assert message.inlines == (Plain("un "), Citation(("one",)))
    assert catalog.translator == "Ada Roy"


def test_what_is_wrong_in_a_fuzzy_translation_is_known_and_not_told() -> None:
    text = "#, fuzzy\n" + pair("a", "<b>") + "#, fuzzy\n" + pair("b", "deux")
    po = parse((HEADER + text).encode(), "fr.po")
    catalog, problems = read_catalog(po, "hours", "fr", "fr.po", {})
    assert problems == []
    assert [m.sound for m in catalog.messages.values()] == [False, True]


def test_labels_are_plain_text() -> None:
    good = pair("{a} of {b}", "{b} **{a}**") + "#, fuzzy\n" + pair("{c}", "")
    po = parse((HEADER + good).encode(), "t.po")
    catalog = read_labels(po, "templates", "fr", "t.po")
    assert not catalog.messages[None, "{c}"].done
    assert catalog.messages[None, "{a} of {b}"].inlines == (Plain("{b} **{a}**"),)
