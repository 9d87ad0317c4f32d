"""Pseudo-languages: longer, or from right to left, and otherwise the same message."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.checks.numbers import differences
from leaflet.messages.read import read_catalog
from leaflet.model import plain
from leaflet.pofile import parse
from leaflet.pseudo import BEGIN, DIRECTIONS, END, pseudo
from leaflet.source.files import Files
from leaflet.source.inline import InlineReader
from leaflet.source.project import read_sources
from tests.conftest import ROOT

SAMPLES = read_sources(Files(ROOT)).leaflets
TEXTS = [text.source for leaflet in SAMPLES for text in leaflet.messages]
KEPT = [
    "**5 mg** a day",
    "`co de`",
    r"\*no mark",
    "[@one; @two]",
    "[^1]",
    "{number}",
    "www.example.org",
    "+1 604-371-1005",
    "1,000 mg/day",
    "37.5 °C",
]


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("kept", KEPT)
def test_what_is_no_word_stays(kept: str, language: str) -> None:
    made = pseudo(f"Take {kept} now", language)
    bare = re.sub("[\u202e\u202c]", "", made)
    assert (
        (kept in bare)
        if language == "xr"
        else all(mark in made for mark in re.findall(r"[\d.,@^{}`*\\/:+-]+", kept))
    )
    assert made.startswith(BEGIN)
    assert made.endswith(END)
    assert "Take" not in made or language == "xr"


def test_addresses_stay() -> None:
    text = "See [our *page*](https://example.org/ab) or [a][SITE], [un mot]{lang=fr}."
    for language in DIRECTIONS:
        made = pseudo(text, language)
        for kept in ("](https://example.org/ab)", "][SITE]", "]{lang=fr}"):
            assert kept in made


def test_other_languages_are_left_alone() -> None:
    assert pseudo("Take 5 mg", "fr") == "Take 5 mg"
    assert pseudo("", "xx") == ""


def test_it_is_about_a_third_longer() -> None:
    before = sum(map(len, TEXTS))
    assert 1.3 < sum(len(pseudo(text, "xx")) for text in TEXTS) / before < 1.45


@pytest.mark.parametrize("language", DIRECTIONS)
def test_the_samples_pass_the_checks(language: str) -> None:
    entries = "".join(
        f"msgid {_quoted(text)}\nmsgstr {_quoted(pseudo(text, language))}\n\n"
        for text in dict.fromkeys(TEXTS)
        if not text.startswith("http")
    )
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po = parse((head + entries).encode(), "xx.po")
    catalog, problems = read_catalog(po, "a", language, "xx.po", {})
    assert problems == []
    assert all(message.done for message in catalog.messages.values())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@pytest.mark.parametrize("text", [text for text in TEXTS if re.search(r"\d", text)])
def test_numbers_stay(text: str) -> None:
    for language in DIRECTIONS:
        digits = re.findall(r"\d+", text)
        assert re.findall(r"\d+", pseudo(text, language)) == digits


MARKS = st.sampled_from(
    ["word", " ", "*", "**", "`", "[", "](a)", "\\", "[@x]", "{n}", "5 mg", "é", "\n"]
)


@given(st.lists(MARKS, max_size=12).map("".join))
def test_no_text_is_lost(text: str) -> None:
    """Whatever is not a letter is there once more, in the same order."""

    def others(said: str) -> str:
        return re.sub(r"[^\W\d_]|[⟦⟧\u202e\u202c]", "", said)

    for language in DIRECTIONS:
        assert others(pseudo(text, language)) == others(text)


def test_words_from_right_to_left_are_the_same_words() -> None:
    for text in TEXTS:
        inlines, faults = InlineReader().read(pseudo(text, "xr"))
        before, _ = InlineReader().read(text)
        said = re.sub("[⟦⟧\u202e\u202c]", "", plain(inlines))
        assert (said, faults) == (plain(before), [])


def test_the_check_of_numbers_passes_on_what_has_no_number_words() -> None:
    text = "Take 5 mg or 1,000.5 ml, 37 °C, at 9:30, for 2–5 days."
    for language in DIRECTIONS:
        assert differences(text, pseudo(text, language), "en", "en") == []
