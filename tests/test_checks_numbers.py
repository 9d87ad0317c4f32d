"""Numbers of a translation against those of its source."""

from __future__ import annotations

import time

import pytest

from bench.numbers import cases
from leaflet.checks.numbers import Kind, differences
from leaflet.problems import Severity

CASES = list(cases())


def kinds(source: str, translation: str, *locales: str) -> list[Kind]:
    return [
        one.kind for one in differences(source, translation, *(locales or ("en", "fr")))
    ]


# --- the figures to reach


def test_every_wrong_number_of_the_reference_pairs_is_caught() -> None:
    wrong = [case for case in CASES if not case.right]
    assert len(wrong) >= 200
    assert [case for case in wrong if not case.alarms] == []


def test_right_pairs_raise_at_most_two_in_a_hundred_false_alarms() -> None:
    right = [case for case in CASES if case.right]
    assert len(right) >= 400
    assert sum(case.alarms for case in right) <= 0.02 * len(right)


# --- notation


@pytest.mark.parametrize(
    ("source", "translation", "locales"),
    [
        ("0.5 mL", "0,5 ml", ("en", "fr")),
        ("1,000 mg", "1\u202f000\u00a0mg", ("en", "fr")),
        ("1,000 mg", "1 000 mg", ("en", "fr_CA")),
        ("1,000 mg", "1.000 mg", ("en", "de")),
        ("1,000 mg", "1’000 mg", ("en", "de_CH")),
        ("1,000.5 mg", "1,000.5 mg", ("en", "es_MX")),
        ("100,000 people", "1,00,000 लोग", ("en", "hi")),
        ("1,234.5 mg", "١٬٢٣٤٫٥ ملغ", ("en", "ar")),
        ("2.5 mg", "۲٫۵ میلی‌گرم", ("en", "fa")),
        ("15 mg", "१५ मिलीग्राम", ("en", "hi")),
        ("15 mg", "੧੫ mg", ("en", "pa")),
        ("15 mg", "１５ｍｇ", ("en", "ja")),
        ("120,000 people", "12万人", ("en", "zh")),
        ("1.5 billion", "15亿", ("en", "zh")),
        ("2-5 days", "2 à 5 jours", ("en", "fr")),
        ("between 2 and 5 days", "2–5 Tage", ("en", "de")),
        ("20%", "20\u00a0%", ("en", "fr")),
        ("20%", "٢٠٪", ("en", "ar")),
        ("20%", "百分之二十的人", ("en", "zh")),
        ("20%", "%20", ("en", "tr")),
        ("½ tablet", "1/2 comprimé", ("en", "fr")),
        ("half an hour", "30 Minuten", ("en", "de")),
        ("≥ 5 mg", "au moins 5 mg", ("en", "fr")),
        ("65+ years", "65 ans et plus", ("en", "fr")),
        ("the 1st day", "le 1er jour", ("en", "fr")),
        ("the 3rd day", "el 3.er día", ("en", "es")),
        ("the first day", "der 1. Tag", ("en", "de")),
        ("two tablets", "2 comprimés", ("en", "fr")),
        ("2 tablets", "deux comprimés", ("en", "fr")),
        ("twenty-four hours", "vierundzwanzig Stunden", ("en", "de")),
        ("03/12/2023", "12 mars 2023", ("en", "fr")),
        ("2023-03-12", "12.03.2023", ("en", "de")),
        ("4:15 pm", "16\u00a0h\u00a015", ("en", "fr")),
        ("4 p.m.", "16 h", ("en", "fr")),
        ("9 a.m. to 5 p.m.", "9 h à 17 h", ("en", "fr_CA")),
        ("at 3 pm", "오후 3시에", ("en", "ko")),
        ("5 mL", "ml 5", ("en", "sw")),
        ("+33 1 44 12 34 56", "01 44 12 34 56", ("en", "fr")),
        ("10^9^ cells", "10⁹ cellules", ("en", "fr")),
        ("a tablet", "1 comprimé", ("en", "fr")),
        ("one tablet", "un comprimé", ("en", "fr")),
        ("[5 mg](https://a.org/1)", "[5 mg](https://a.org/2)", ("en", "fr")),
        ("5 mg [@lee2019] {n}", "5 mg [@lee2019] {n}", ("en", "fr")),
        ("take **5** mg", "nimm *5 mg*", ("en", "de")),
    ],
)
def test_each_languages_notation_is_read(
    source: str, translation: str, locales: tuple[str, str]
) -> None:
    assert differences(source, translation, *locales) == []
    before, after = locales
    assert differences(translation, source, after, before) == []


# --- what is found, and how bad it is


@pytest.mark.parametrize(
    ("source", "translation", "kind"),
    [
        ("5 mg", "50 mg", Kind.CHANGED),
        ("two tablets", "trois comprimés", Kind.CHANGED),
        ("on March 12", "le 12 mai", Kind.CHANGED),
        ("the first day", "le deuxième jour", Kind.CHANGED),
        ("5 mg and 6 mg", "5 mg", Kind.MISSING),
        ("5 mg", "5 mg et 6 mg", Kind.ADDED),
        ("5 mg", "5 g", Kind.UNIT),
        ("5 mg", "5", Kind.UNIT),
        ("5 mg/kg", "5 mg", Kind.UNIT),
        ("2 days", "2 semaines", Kind.UNIT),
        ("every day", "chaque semaine", Kind.UNIT),
        ("once a week for 4 days", "une fois par jour, 4 jours", Kind.UNIT),
        ("at least 5", "au plus 5", Kind.COMPARISON),
        ("at least 5", "5", Kind.COMPARISON),
        ("5", "au moins 5", Kind.COMPARISON),
        ("≥ 5", "> 5", Kind.COMPARISON),
        ("100.4 °F", "38 °C", Kind.CONVERTED),
        ("1,000 mg", "1,000 mg", Kind.AMBIGUOUS),
        ("1,000 mg", "1.000 mg", Kind.AMBIGUOUS),
    ],
)
def test_each_kind_of_error_is_named(source: str, translation: str, kind: Kind) -> None:
    found = differences(source, translation, "en", "fr")
    assert [one.kind for one in found] == [kind]
    assert found[0].severity is Severity.ERROR
    assert found[0].hint


@pytest.mark.parametrize(
    ("source", "translation", "kind"),
    [
        ("chapters 3 and 5", "chapitres 5 et 3", Kind.ORDER),
        ("0.5 mg", "0.5 mg", Kind.NOTATION),
        ("vitamin B12", "cette vitamine", Kind.MISSING),
    ],
)
def test_what_may_be_meant_is_a_warning(
    source: str, translation: str, kind: Kind
) -> None:
    found = differences(source, translation, "en", "fr")
    assert [(one.kind, one.severity) for one in found] == [(kind, Severity.WARNING)]


def test_the_message_quotes_both_texts_as_they_are_written() -> None:
    (found,) = differences("Take **5** mg", "تناول ٥٠ ملغ", "en", "ar")
    assert found.message == "the source has 5 mg, the translation ٥٠ ملغ"


def test_a_language_without_a_module_is_read_by_digits_and_symbols() -> None:
    assert differences("Take 5 mg", "Chukua 5 mg", "en", "sw") == []
    assert kinds("Take 5 mg", "Chukua 50 mg", "en", "sw") == [Kind.CHANGED]
    assert kinds("Take 5 mg", "Chukua 5 g", "en", "sw") == [Kind.UNIT]
    assert kinds("for 2 days", "i 2 veckor", "en", "sv") == [Kind.UNIT]  # by CLDR
    assert differences("1,000.5 mg", "1.000,5 mg", "en", "xx") == []
    (small,) = differences("for 3 days", "siku tatu", "en", "sw")
    assert small.severity is Severity.WARNING


# --- robust


@pytest.mark.parametrize("text", ["", " ", "1" * 5000, "1." * 2000, "5 mg " * 300])
@pytest.mark.parametrize("locale", ["en", "fr", "zh", "ar", "hi", "xx", "no such"])
def test_any_text_is_equal_to_itself(text: str, locale: str) -> None:
    assert differences(text, text, locale, locale) == []


def test_a_long_text_takes_linear_time() -> None:
    """A quadratic step would take minutes."""
    text = "Take at most 5 mg, or 2 tablets, 3 times a day. " * 5000
    start = time.process_time()
    assert differences(text, text, "en", "en") == []
    assert time.process_time() - start < 30
