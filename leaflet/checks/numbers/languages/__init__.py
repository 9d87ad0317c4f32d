"""The words of each language that we know; a language more is a module more."""

from leaflet.checks.numbers.languages import (
    ar,
    de,
    en,
    es,
    fa,
    fr,
    hi,
    it,
    nl,
    pa,
    pl,
    pt,
    ru,
    tl,
    vi,
    zh,
)
from leaflet.checks.numbers.languages.words import Words

LANGUAGES: dict[str, Words] = {
    "ar": ar.WORDS,
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fa": fa.WORDS,
    "fil": tl.WORDS,
    "fr": fr.WORDS,
    "hi": hi.WORDS,
    "it": it.WORDS,
    "nl": nl.WORDS,
    "pa": pa.WORDS,
    "pl": pl.WORDS,
    "pt": pt.WORDS,
    "ru": ru.WORDS,
    "tl": tl.WORDS,
    "vi": vi.WORDS,
    "zh": zh.WORDS,
}
