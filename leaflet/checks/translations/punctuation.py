"""Checks on spaces, brackets, quotes, on how a text ends, and on doubled words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from leaflet.checks.translations.values import (
    EN_DE,
    HIDDEN,
    LETTER,
    Check,
    Example,
    Finding,
    Form,
    Pair,
    tags,
)
from leaflet.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- doubled words

_DOUBLED = re.compile(
    rf"(?<![\w'’-])({LETTER}+)[ \u00a0\n]+\1(?!{LETTER}|[\w'’-])", re.IGNORECASE
)
_RIGHT = {
    "de": "die der das sie den dem",
    "en": "had that is",
    "fr": "nous vous",
    "it": "man mano pian piano",
    "nl": "die dat je u",
}
"""Words that may well stand twice in a row."""
_WRONG = {
    "fa": "و در به از که را",
    "hi": "के का की में है को से और",
    "id": "yang di dan untuk dengan ke dari ini itu",
    "ms": "yang di dan untuk dengan ke dari ini itu",
    "pa": "ਦੇ ਦਾ ਦੀ ਵਿੱਚ ਹੈ ਨੂੰ ਤੋਂ ਅਤੇ",
    "tl": "ang ng mga sa at",
    "tr": "ve bir bu için ile",
    "ur": "کے کا کی میں ہے کو سے اور",
    "vi": "và của là có cho",
}
"""Where words are doubled on purpose (yavaş yavaş, धीरे धीरे), those that never are."""
_DOUBLES = tags("af bn fa gu hi id jv ms mr ne pa sw ta te tl tr ur vi")


def _repeated(pair: Pair) -> Iterator[Finding]:
    language = pair.translation.language
    right, wrong = (words.get(language, "").split() for words in (_RIGHT, _WRONG))
    in_source = {match[1].casefold() for match in _DOUBLED.finditer(pair.source.text)}
    for match in _DOUBLED.finditer(pair.translation.text):
        word = match[1].casefold()
        is_meant = word not in wrong if language in _DOUBLES else word in right
        if not is_meant and not in_source and not _is_name(match[0]):
            yield Finding(f"a word stands twice: «{match[0]}»", "take one of them out")


def _is_name(words: str) -> bool:
    """Tell whether both begin with a capital: Sing Sing, Sie sie."""
    first, *_, last = words.split()
    return first != last or first[0].isupper()


# --- spaces

_SPACES = re.compile(r"\S[ \u00a0]{2,}(?=\S)")
_BEFORE = re.compile(
    r"[^\W_] ,(?!\d)|[^\W_] \.(?=\s|\Z)|[(\[] (?=[^\W\d_])|[^\W_] [)\]]"
)
_BEFORE_TALL = re.compile(r"[^\W_] [;:?!](?=\s|\Z)")
_AFTER = re.compile(
    r"[^\W\d_]{2}[,;][^\W\d_]{2}|[a-zà-ÿа-яα-ω]{2}[.?!][A-ZÀ-ÞА-ЯΑ-Ω][a-zà-ÿа-яα-ω]"
)
_TALL_SPACED = frozenset({"fr", "br", "oc"})
"""Languages that put a space before ; : ? !"""
_CLOSE = tags("bo dz ja km lo my th yue zh")
"""Languages that set their punctuation without spaces."""


def _spaces(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source, pair.translation
    if pair.form is not Form.MARKDOWN:  # there spaces at the ends are not printed
        for place, end in (("beginning", _first), ("end", _last)):
            if end(source.raw) != end(target.raw):
                message = f"the {place} has not the blanks of the source's"
                yield Finding(message, "blanks there may join two texts: keep them")
    patterns = [_SPACES]
    if target.language not in _CLOSE:
        patterns += [_BEFORE, _AFTER]
        patterns += [] if target.language in _TALL_SPACED else [_BEFORE_TALL]
    for pattern in patterns:
        found = pattern.search(target.text)
        if found and not pattern.search(source.text):
            around = target.text[max(found.start() - 9, 0) : found.end() + 9]
            message = (
                f"a space too many, or too few: «{' '.join(around.split(chr(10)))}»"
            )
            yield Finding(message, "put one space after a mark, none before it")


def _first(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _last(text: str) -> str:
    return text[len(text.rstrip()) :]


# --- brackets and quotes

_BRACKETS = str.maketrans("（）［］｛｝", "()[]{}")
_PAIRS = ("()", "[]", "{}", "«»", "‹›", "「」", "『』", "【】", "《》", "〈〉")
_ENUMERATED = re.compile(r"^\W*(?:[^\W\d_]|\d{1,2})\)|[:;]-?[()]", re.MULTILINE)
_QUOTES = re.compile('(?<!\\d)["“”„‟«»「」『』]')


def _brackets(pair: Pair) -> Iterator[Finding]:
    before, after = (
        Counter(_ENUMERATED.sub("", side.text).translate(_BRACKETS))
        for side in (pair.source, pair.translation)
    )
    for opening, closing in map(tuple, _PAIRS):
        if before[opening] == before[closing] and after[opening] != after[closing]:
            message = f"{after[opening]} × {opening} and {after[closing]} × {closing}"
            yield Finding(message, "close what is open, open what is closed")


def _quotes(pair: Pair) -> Iterator[Finding]:
    before, after = (
        len(_QUOTES.findall(side.text)) for side in (pair.source, pair.translation)
    )
    if after % 2 and not before % 2:
        message = "a quotation has no end, or no beginning"
        yield Finding(message, "put the other quotation mark")


# --- how a text ends

_ENDS = {
    "a full stop": ".。．｡।॥։۔።။།",
    "a question mark": "?？؟՞፧",
    "an exclamation mark": "!！՜",
    "a colon": ":：፥",
    "a semicolon": ";；؛",
    "three dots": "…",
    "a comma": ",，、،",
}
_NAMES = {mark: name for name, marks in _ENDS.items() for mark in marks}
_GREEK = {";": "a question mark", "\u037e": "a question mark", "·": "a semicolon",
          "\u0387": "a semicolon"}  # fmt: skip
_WITHOUT = {"a full stop": frozenset({"th", "lo"}),
            "a semicolon": frozenset({"th", "lo"}),
            "a question mark": frozenset({"th", "lo", "km", "hy"}),
            "an exclamation mark": frozenset({"hy"})}  # fmt: skip
"""Languages that have no such mark, or put it inside the sentence."""
_CLOSERS = f" \u00a0\u202f\n»”“\"'’‘」』)）]］*{HIDDEN}\u200e\u200f\u2069"
_ABBREVIATION = re.compile(
    r"(?:\.\s?[^\W\d_]{1,3}|(?<!\w)(?:[^\W\d_]|al|approx|Dr|etc|ex|Inc|Ltd|max|min|no|St|vs))"
    r"\.\Z",
    re.IGNORECASE,
)
_OWN = {"ar": ("?", "؟"), "fa": ("?", "؟"), "ur": ("?", "؟"), "ckb": ("?", "؟")}
_UNENDED = ("name of a person", "credentials", "keyword")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff][.,?!]\Z")


def _ends(pair: Pair) -> Iterator[Finding]:
    source, target = (
        side.text.rstrip(_CLOSERS) for side in (pair.source, pair.translation)
    )
    if pair.kind in _UNENDED or not source or not target:
        return
    language = pair.translation.language
    before, after = _end(source, pair.source.language), _end(target, language)
    is_abbreviation = {before, after} == {"", "a full stop"} and (
        _ABBREVIATION.search(source) or _ABBREVIATION.search(target)
    )
    if (
        before != after
        and not is_abbreviation
        and language not in _WITHOUT.get(before, ())
    ):
        message = f"ends with {after or 'no mark'}, the source with {before or 'none'}"
        yield Finding(message, "end as the source does, by the mark of your language")
    elif after and (hint := _own_mark(target, language)):
        yield Finding(f"ends with {target[-1]}", hint)


def _end(text: str, language: str) -> str:
    """Give the name of the mark that a text ends with; "" where it ends with none."""
    if text.endswith("..."):
        return "three dots"
    if language == "el" and text[-1] in _GREEK:
        return _GREEK[text[-1]]
    return _NAMES.get(text[-1], "")


def _own_mark(text: str, language: str) -> str:
    """Give what to write instead of a mark that is of another script."""
    foreign, own = _OWN.get(language, ("", ""))
    if foreign and text.endswith(foreign):
        return f"your language has {own}"
    if language in {"zh", "yue", "ja"} and _HAN.search(text):
        return "after Han and kana stand 。、，？！"
    return ""


_OPENED = {"?": "¿", "!": "¡"}


def _opened(pair: Pair) -> Iterator[Finding]:
    if pair.translation.language not in {"es", "gl", "ast"}:
        return
    if pair.translation.language == "es":
        text = pair.translation.text
        for closing, opening in _OPENED.items():
            ends = len(re.findall(rf"[^\W_]{re.escape(closing)}(?!\w)", text))
            if ends and opening not in text:
                message = f"{closing} without {opening}"
                yield Finding(message, f"put {opening} where it begins")


def _endings(pair: Pair) -> Iterator[Finding]:
    yield from _ends(pair)
    yield from _opened(pair)


PUNCTUATION: tuple[Check[Pair], ...] = (
    Check(
        "translation-repeated",
        Severity.WARNING,
        "No word stands twice in a row",
        "It comes from an edit that was half done. What a language doubles on purpose "
        "(nous nous, yavaş yavaş) is not told of.",
        "Take one of them out.",
        _repeated,
        Example("Ask the team.", "Demandez à à l'équipe.", "Demandez à l'équipe."),
    ),
    Check(
        "translation-space",
        Severity.WARNING,
        "Spaces stand where they should",
        "Two in a row, one before a comma, none after a full stop: an edit left them. "
        "The finer spaces of each language, such as those before a French colon, are "
        "set when the sheet is typeset.",
        "Put one space after a mark, and none before it.",
        _spaces,
        Example(
            "Rest, then eat.",
            "Reposez-vous ,puis mangez.",
            "Reposez-vous, puis mangez.",
        ),
    ),
    Check(
        "translation-brackets",
        Severity.WARNING,
        "Brackets are closed",
        "Where one is missing, half a remark may be missing too.",
        "Close what is open.",
        _brackets,
        Example("Eat (a little).", "Mangez (un peu.", "Mangez (un peu)."),
    ),
    Check(
        "translation-quotes",
        Severity.WARNING,
        "Quotation marks come in pairs",
        "Typesetting turns plain marks into those of the language, by pairs.",
        "Put the other mark, or take the one out.",
        _quotes,
        Example('Say "no".', 'Dites "non.', 'Dites "non".'),
    ),
    Check(
        "translation-ending",
        Severity.WARNING,
        "It ends as the source does",
        "A full stop that is lost may be a sentence that is lost, and a statement is "
        "no question. Each language has its own marks: 。 ؟ । and, in Greek, ; for ?.",
        "End with your language's mark of the same meaning.",
        _endings,
        Example("Are you well?", "Geht es Ihnen gut.", "Geht es Ihnen gut?", EN_DE),
    ),
)
