"""Dictionaries from the cache hyphenate as those that were read."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest

from leaflet.typeset.hyphenation import read_dictionaries

WORDS = {
    "fr": ("immunoglobuline", "fr"),
    "de-CH": ("Krankenschwester", "de_CH"),
    "hu": ("asszonnyal", "hu"),  # a hyphen that respells: asz-szony
}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyphen, "hdcache", {})


@pytest.mark.parametrize("language", WORDS)
def test_kept_and_read_are_the_same(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, known = WORDS[language]
    expected = list(pyphen.Pyphen(lang=known, cache=False).iterate(word))
    assert expected
    for _ in range(2):  # the second time it is kept
        pyphen.hdcache.clear()
        read_dictionaries([language], tmp_path)
        monkeypatch.setattr(pyphen.HyphDict, "__init__", refuse)
        assert list(pyphen.Pyphen(lang=known).iterate(word)) == expected


def refuse(*_: object) -> None:
    raise AssertionError


def test_a_language_without_a_dictionary_has_none(tmp_path: Path) -> None:
    read_dictionaries(["zh-Hant"], tmp_path)
    assert pyphen.hdcache == {}
    assert list(tmp_path.iterdir()) == []
