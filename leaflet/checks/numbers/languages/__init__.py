"""The words of each language that we know; a language more is a module more."""

from leaflet.checks.numbers.languages import ar, de, en, es, fr, hi, zh
from leaflet.checks.numbers.languages.words import Words

LANGUAGES: dict[str, Words] = {
    "ar": ar.WORDS,
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "hi": hi.WORDS,
    "zh": zh.WORDS,
}
