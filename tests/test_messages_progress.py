"""How far a catalog is: each message in one state."""

from __future__ import annotations

import pytest

from leaflet.messages.progress import Count, counted, number_of_words
from leaflet.pofile import parse

PO = b"""\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "one two three"
msgstr "x"

#, fuzzy
msgid "one"
msgstr "x"

#, fuzzy
#| msgid "same as now"
msgid "same as now"
msgstr "x"

#, fuzzy
#| msgid "take 5 mg"
msgid "take 50 mg"
msgstr "x"

#, fuzzy
#| msgid "take"
msgctxt "verb"
msgid "take"
msgstr "x"

msgid "none"
msgstr " "

msgid "a box"
msgid_plural "boxes"
msgstr[0] "x"
msgstr[1] ""

#~ msgid "gone"
#~ msgstr "x"
"""


def test_each_message_is_in_one_state() -> None:
    assert counted(parse(PO, "fr.po")) == {
        "done": Count(1, 3),
        "stale": Count(2, 4),
        "fuzzy": Count(2, 4),
        "missing": Count(2, 3),
        "failing": Count(0, 0),
    }


def test_marks_are_counted_beside_the_states() -> None:
    keys = {(None, "one two three"), (None, "gone"), (None, "")}
    counts = counted(parse(PO, "fr.po"), marks={"signed": keys})
    assert counts["signed"] == Count(1, 3)
    assert list(counts)[-1] == "signed"


def test_a_message_that_fails_a_check_is_not_done() -> None:
    failing = {(None, "one two three"), (None, "one"), (None, "none")}
    counts = counted(parse(PO, "fr.po"), failing)
    assert counts["done"] == Count(0, 0)
    assert counts["failing"] == Count(1, 3)
    assert counts["fuzzy"] == Count(2, 4)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("We open at **nine** [@one].", 5),
        ("Don’t take 1,000.5 mg – ever", 5),
        ("静脈から薬", 5),
        ("snake_case", 2),
    ],
)
def test_words(text: str, number: int) -> None:
    assert number_of_words(text) == number
