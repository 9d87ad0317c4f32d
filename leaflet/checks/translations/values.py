"""What checks look at and what they find: pairs of wordings, findings, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from leaflet.catalog import LABELS
from leaflet.glossary import NO_TERMS, Terms
from leaflet.model import (
    Break,
    Citation,
    FootnoteMark,
    Foreign,
    Inlines,
    Plain,
)
from leaflet.problems import Severity

if TYPE_CHECKING:
    from leaflet.pofile import PoFile

HIDDEN = "\ufffc"
"""Stands in a wording's text for a mark that is no text: a citation, a footnote."""


class Form(Enum):
    """How the messages of a catalog are written."""

    MARKDOWN = "a leaflet's texts: our inline Markdown"
    LABEL = "labels of templates: plain, with {words} to fill in"
    PLAIN = "another program's: plain text, of which we know nothing"

    @classmethod
    def of(cls, domain: str) -> Form:
        """Give the form of a domain; "" is none of ours."""
        if not domain:
            return cls.PLAIN
        return cls.LABEL if domain == LABELS else cls.MARKDOWN


@dataclass(frozen=True, slots=True)
class Languages:
    """The locales of a catalog's sources and of its translations: en, fr_CA."""

    source: str
    target: str


def tags(words: str) -> frozenset[str]:
    """Give a set of languages or words, written with spaces between them."""
    return frozenset(words.split())


LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff"
    r"\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b4-\u17d3\u200c\u200d])"
)
"""A pattern for a letter, or a sign on one: Python takes vowel signs for no letters."""
EN_FR = Languages("en", "fr")
EN_DE = Languages("en", "de")


@dataclass(frozen=True, slots=True)
class Wording:
    """One side of a pair: as it is written, as it was read, as a reader sees it.

    `text` has `HIDDEN` for each citation and footnote, a newline for a break, and
    nothing of the addresses of links.
    """

    raw: str
    inlines: Inlines
    text: str
    locale: str

    @classmethod
    def of(cls, raw: str, inlines: Inlines | None, locale: str) -> Wording:
        """Give a wording; `inlines` of None say that it is plain text."""
        if inlines is None:
            return cls(raw, (Plain(raw),), raw, locale)
        return cls(raw, inlines, "".join(seen(inlines)), locale)

    @property
    def language(self) -> str:
        """The language without script and territory: zh for zh_Hant_TW."""
        return self.locale.partition("_")[0]


def seen(inlines: Inlines, without: str = "") -> Iterator[str]:
    """Give what a reader sees, piece by piece; no span in the language `without`."""
    for inline in inlines:
        foreign = inline.language if isinstance(inline, Foreign) else ""
        if isinstance(inline, Break):
            yield "\n"
        elif isinstance(inline, Citation | FootnoteMark) or (
            foreign and foreign == without
        ):
            yield HIDDEN
        else:
            yield getattr(inline, "text", "")
            yield from seen(getattr(inline, "children", ()), without)


@dataclass(frozen=True, slots=True)
class Pair:
    """One form of a message and its translation.

    `kind` is what the text is ("list item"), as extraction tells it; `flags` are the
    entry's; `terms` are the project's words in the two languages.
    """

    source: Wording
    translation: Wording
    form: Form = Form.MARKDOWN
    kind: str = ""
    flags: frozenset[str] = frozenset()
    terms: Terms = NO_TERMS
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A catalog as a whole: what its header says, what it should say.

    `expected` is the language that its path, or whoever asks, tells; "" is unknown.
    """

    po: PoFile
    expected: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; its own severity, where that is not the check's."""

    message: str
    hint: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A pair that a check tells of, and the same pair as it should be."""

    source: str
    wrong: str
    right: str
    languages: Languages = EN_FR
    form: Form = Form.MARKDOWN


T = TypeVar("T", Pair, Header)


@dataclass(frozen=True, slots=True)
class Check(Generic[T]):
    """One thing that can be wrong, as data: docs/checks.md is made from it.

    `severity` is the worst that it tells. What is not `waivable` would be unsafe or
    unreadable in print.
    """

    id: str
    severity: Severity
    title: str
    rationale: str
    advice: str
    function: Callable[[T], Iterator[Finding]]
    example: Example | None = None
    waivable: bool = True
