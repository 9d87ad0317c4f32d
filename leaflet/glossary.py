"""The project's words: what a term is called in each language, what stays as it is.

Words of scripts that put spaces between words match whole words; where a script has no
spaces, or grows words together, they match wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, TypeAlias

from msgspec import Meta

from leaflet.shapes import Name, Shape, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Words: TypeAlias = Annotated[
    tuple[Name, ...],
    Meta(min_length=1, description="Any of them will do; immun* is also immunity"),
]

_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces: Thai, Lao, Tibetan, Burmese, Khmer, Han and kana."""
_PREFIXED = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
"""Scripts whose prepositions and articles grow on to a word: Hebrew, Arabic."""
_SUFFIXED = _PREFIXED + "\u1100-\u11ff\uac00-\ud7a3"
"""Scripts whose particles grow on at its end: those, and Hangul."""
_BEFORE = re.compile(f"[^\\W_{_UNSPACED}{_PREFIXED}]")
_AFTER = re.compile(f"[^\\W_{_UNSPACED}{_SUFFIXED}]")
_LETTER = f"[^\\W_{_UNSPACED}]"
_QUOTES = str.maketrans("’ʼ\u00a0\u202f", "''  ")


class Term(Shape, frozen=True, kw_only=True):
    """One thing, and the words for it in each language."""

    words: Annotated[
        dict[Tag, Words], Meta(min_length=2, description="Words of each language")
    ]
    note: Annotated[str, Meta(description="For translators")] = ""


class Glossary(Shape, frozen=True, kw_only=True):
    """A whole glossary.yaml."""

    terms: tuple[Term, ...] = ()
    keep: Annotated[
        tuple[Name, ...], Meta(description="Names that stay as they are")
    ] = ()

    def between(self, source: str, target: str) -> Terms:
        """Give the terms that have words both in a source's locale and a target's."""
        pairs = [
            (words, wanted)
            for term in self.terms
            if (words := _spoken(term, source)) and (wanted := _spoken(term, target))
        ]
        return Terms(
            _Finder.of(words for words, _ in pairs),
            tuple(wanted for _, wanted in pairs),
            _Finder.of((name,) for name in self.keep),
            self.keep,
        )


def _spoken(term: Term, locale: str) -> tuple[str, ...]:
    """Give a term's words in the nearest language: fr for fr_CA."""
    parts = locale.split("_")
    tags = ("_".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((term.words[tag] for tag in tags if tag in term.words), ())


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds any of some sets of words; the longest where several begin at a place."""

    pattern: re.Pattern[str] | None = None
    sets: tuple[int, ...] = ()  # which set each group of the pattern belongs to

    @classmethod
    def of(cls, sets: Iterable[tuple[str, ...]]) -> _Finder:
        found = [(word, number) for number, words in enumerate(sets) for word in words]
        found.sort(key=lambda pair: -len(pair[0]))
        if not found:
            return cls()
        # Words with the same edges share them: each takes a millisecond to compile.
        runs = groupby((_normal(word) for word, _ in found), _edges)
        pattern = "|".join(
            f"{start}(?:{'|'.join(f'({_inside(word)})' for word in run)}){end}"
            for (start, end), run in runs
        )
        return cls(re.compile(pattern), tuple(number for _, number in found))

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Give the number of each set that a text has a word of, and that word."""
        if self.pattern:
            for match in self.pattern.finditer(_normal(text)):
                yield self.sets[(match.lastindex or 1) - 1], match[0]


@cache
def _finder(words: tuple[str, ...]) -> _Finder:
    """Give what finds any of these words; made when it is first needed."""
    return _Finder.of([words])


def _edges(word: str) -> tuple[str, str]:
    """Give the patterns of what may stand before and after a word."""
    body = word.strip("*")
    start = f"(?<!{_BEFORE.pattern})" if _BEFORE.match(body[:1]) else ""
    end = f"(?!{_AFTER.pattern})" if _AFTER.match(body[-1:]) else ""
    return start, end


def _inside(word: str) -> str:
    """Give the pattern of a word itself; one with capitals inside is written just so.

    A * at its end stands for any ending, one at its beginning for any beginning.
    """
    body = word.strip("*")
    start = f"{_LETTER}*" if word.startswith("*") else ""
    end = f"{_LETTER}*" if word.endswith("*") else ""
    inside = r"\s+".join(re.escape(part) for part in body.split())
    is_name = any(sign.isupper() for sign in body[1:])
    return start + (inside if is_name else f"(?i:{inside})") + end


@dataclass(frozen=True, slots=True)
class Terms:
    """The glossary between two languages."""

    sources: _Finder = _Finder()
    targets: tuple[tuple[str, ...], ...] = ()
    kept: _Finder = _Finder()
    names: tuple[str, ...] = ()

    def lost(
        self, source: str, translation: str
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give each term whose words a translation lacks: as it is said, as wanted."""
        for number, said in dict(self.sources.find(source)).items():
            wanted = self.targets[number]
            if not any(_finder(wanted).find(translation)):
                yield said, wanted

    def said(self, source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give each term that a source has: as it is said, and its translations."""
        for number, word in dict(self.sources.find(source)).items():
            yield word, self.targets[number]

    def changed(self, source: str, translation: str) -> Iterator[str]:
        """Give each name to keep that a source has and its translation has not."""
        there = {number for number, _ in self.kept.find(translation)}
        for number in dict(self.kept.find(source)):
            if number not in there:
                yield self.names[number]

    def unchanged(self, text: str) -> str:
        """Give a text without names to keep, and without terms that both say."""
        rest = _normal(text)
        for number, word in self.sources.find(text):
            if any(_finder(self.targets[number]).find(word)):
                rest = rest.replace(word, " ")
        return self.kept.pattern.sub(" ", rest) if self.kept.pattern else rest


NO_TERMS = Terms()
