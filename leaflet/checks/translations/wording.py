"""Checks on what is said: numbers, words left untranslated, length, the glossary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaflet.checks.numbers import differences
from leaflet.checks.translations.markup import addresses
from leaflet.checks.translations.values import (
    HIDDEN,
    Check,
    Example,
    Finding,
    Form,
    Pair,
    seen,
    tags,
)
from leaflet.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")

# --- numbers


def _numbers(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source, pair.translation
    if any(map(str.isdigit, source.raw + target.raw)):
        found = differences(source.raw, target.raw, source.locale, target.locale)
        for one in found:
            yield Finding(one.message, one.hint, one.severity)


# --- nothing there, or not translated

_NOTHING = re.compile(rf"[\s\u00ad\u200b-\u200f\u2060-\u206f\ufeff{HIDDEN}*_]*")


def _empty(pair: Pair) -> Iterator[Finding]:
    if _NOTHING.fullmatch(pair.translation.text):
        yield Finding("there is nothing to read in the translation", "translate it")


NAMES = ("name of a person", "credentials")
"""Kinds of text that are often the same in every language."""
_ET = 2
"""Letters of the words that languages share: et al."""
_MANY = 4
_PASSAGE = 6
"""Words in a row that no translation has in common with its source by chance."""
_LETTERS = 20
"""Letters that they have together: fewer are variables, or options of a command."""


def _unchanged(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source, pair.translation
    if source.language == target.language or pair.kind in NAMES:
        return
    hint = _TRANSLATE if pair.form is Form.MARKDOWN else _TRANSLATE_PLAIN
    if _spaced(source.raw) == _spaced(target.raw):
        words = _translatable(pair)
        severity = Severity.ERROR if len(words) >= _MANY else Severity.WARNING
        if len(words) > 1 or (words and _other_script(words[0], target.language)):
            yield Finding("the text stands as in the source", hint, severity)
        return
    if passage := _passage(pair):
        message = f"a passage stands as in the source: «{passage}»"
        yield Finding(message, hint, Severity.WARNING)


_TRANSLATE = (
    "translate it, or write [name]{lang=en} for what stays; names go into glossary.yaml"
)
_TRANSLATE_PLAIN = "translate it, or waive this where it is a name"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _translatable(pair: Pair) -> list[str]:
    """Give the words that are not names by their capitals, addresses, or to be kept."""
    text = pair.terms.unchanged("".join(seen(pair.source.inlines)))
    for address in addresses(text):
        text = text.replace(address, " ")
    text = re.sub(r"\{[^{}]*\}|%\(\w+\)\w|%\w|<[^<>]*>|--?\w[\w-]*", " ", text)
    words = _WORD.findall(text)
    return [word for word in words if len(word) > _ET and word[1:].islower()]


def _passage(pair: Pair) -> str:
    """Give the first long run of words that both have in common, in their order."""
    before, after = (
        _WORD.findall("".join(seen(side.inlines, pair.source.language)))
        for side in (pair.source, pair.translation)
    )
    known = set(_runs(before))
    for at, run in enumerate(_runs(after)):
        if run in known and _is_prose(after[at : at + _PASSAGE]):
            return " ".join(after[at : at + _PASSAGE])
    return ""


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Give each run of words, whatever their case."""
    lower = [word.casefold() for word in words]
    return zip(*(lower[at:] for at in range(_PASSAGE)), strict=False)


def _is_prose(words: list[str]) -> bool:
    """Tell whether words are no list of variables or names, by length and case."""
    small = sum(map(str.islower, words))
    return small > _PASSAGE // 2 and sum(map(len, words)) >= _LETTERS


_LATIN = re.compile(r"[A-Za-z]")
_OTHER_SCRIPTS = tags(
    "am ar be bg bn dz el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or "
    "pa ps ru sa sd si sr ta te tg th ti ug uk ur yi yue zh"
)
"""Languages that are not written in Latin letters."""


def _other_script(word: str, language: str) -> bool:
    return bool(_LATIN.match(word)) and language in _OTHER_SCRIPTS


# --- length

_LENGTHS = {
    "ar": 0.85, "bn": 0.98, "cs": 0.98, "da": 1.03, "de": 1.17, "el": 1.22, "en": 1.0,
    "es": 1.2, "et": 1.0, "fa": 0.92, "fi": 1.08, "fr": 1.22, "he": 0.8, "hi": 0.98,
    "hu": 1.12, "id": 1.1, "it": 1.18, "ja": 0.48, "ko": 0.55, "nb": 1.02, "nl": 1.13,
    "pa": 0.98, "pl": 1.12, "pt": 1.12, "ro": 1.15, "ru": 1.12, "sv": 1.02, "th": 0.9,
    "tl": 1.25, "tr": 1.07, "uk": 1.1, "ur": 0.98, "vi": 1.08, "yue": 0.32, "zh": 0.32,
}  # fmt: skip
"""Characters of a text in each language, for one of it in English."""
_SHORT, _SLACK = 30, 1.9


def _length(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source, pair.translation
    per = _LENGTHS.get(target.language, 1.1) / _LENGTHS.get(source.language, 1.1)
    expected = len(source.text) * per
    # A few words may well take twice their number; a paragraph does not.
    most, least = expected * _SLACK + _SHORT, (expected - _SHORT) / _SLACK
    if not least <= len(target.text) <= most:
        what = "long" if len(target.text) > most else "short"
        message = (
            f"{what} for its source: {len(target.text)} characters, "
            f"about {expected:.0f} were to be expected"
        )
        yield Finding(message, "see whether something is lost, or was added")


# --- the project's words


def _glossary(pair: Pair) -> Iterator[Finding]:
    for said, wanted in pair.terms.lost(pair.source.text, pair.translation.text):
        words = " or ".join(word.strip("*") for word in wanted)
        hint = "say so, or add the word that you use to glossary.yaml"
        yield Finding(f"«{said}» is «{words}» in the glossary", hint)


def _kept(pair: Pair) -> Iterator[Finding]:
    for name in pair.terms.changed(pair.source.text, pair.translation.text):
        message = f"«{name}» is not to be translated, and is not there"
        yield Finding(message, "write it as the source does")


WORDING: tuple[Check[Pair], ...] = (
    Check(
        "translation-numbers",
        Severity.ERROR,
        "Numbers, units and comparisons say the same",
        "5 mg that became 50 mg harms people, and no reader can see it. Each number is "
        "read in the notation of its own language (0.5 is 0,5 in French), with its "
        "unit.",
        "Correct it. Where another number is right, such as a temperature in another "
        "scale, waive this and say why.",
        _numbers,
        Example("Take 5 mg.", "Prenez 50 mg.", "Prenez 5 mg."),
    ),
    Check(
        "translation-empty",
        Severity.ERROR,
        "There is something to read",
        "A translation of blanks, marks or invisible characters counts as translated, "
        "and prints nothing.",
        "Translate it.",
        _empty,
        Example("Take care.", "\u200b", "Prenez soin de vous."),
        waivable=False,
    ),
    Check(
        "translation-unchanged",
        Severity.ERROR,
        "It is translated",
        "A text that stands as in the source was copied, and forgotten. A few words "
        "may be names, and a passage may be a title: of those this is a warning.",
        "Translate it. What stays by right belongs into `keep:` of glossary.yaml, or "
        "into `[name]{lang=en}`.",
        _unchanged,
        Example(
            "Ask your care team first.",
            "Ask your care team first.",
            "Demandez d'abord à votre équipe soignante.",
        ),
    ),
    Check(
        "translation-length",
        Severity.WARNING,
        "It is about as long as its source lets expect",
        "Half a paragraph may be lost, or the translation of the next one pasted too. "
        "What is to be expected depends on the two languages.",
        "Read both side by side.",
        _length,
        Example(
            "Tell your doctor about all the medicines that you take, also those that "
            "you buy without a prescription, and about vitamins and plants.",
            "Parlez à votre médecin.",
            "Informez votre médecin de tous les médicaments que vous prenez, même sans "
            "ordonnance, ainsi que des vitamines et des plantes.",
        ),
    ),
    Check(
        "translation-glossary",
        Severity.WARNING,
        "Terms are those of the glossary",
        "One thing has one name in all leaflets of an association: who reads of "
        "perfusion here and infusion there takes them for two.",
        "Use the glossary's word, or add yours to glossary.yaml.",
        _glossary,
        Example(
            "The infusion takes a day.",
            "L'injection prend une journée.",
            "La perfusion prend une journée.",
        ),
    ),
    Check(
        "translation-keep",
        Severity.ERROR,
        "Names that are not to be translated are there",
        "A drug, a hospital or an association is found by its name.",
        "Write the name as the source does.",
        _kept,
        Example(
            "Ask at the CHUM.",
            "Renseignez-vous à l'hôpital.",
            "Renseignez-vous au CHUM.",
        ),
    ),
)
