"""Pairs for the tests of checks on translations, and what the checks say of them."""

from __future__ import annotations

from functools import cache

from leaflet.checks.translations import CHECKS
from leaflet.checks.translations.values import Finding, Form, Pair, Wording
from leaflet.glossary import Glossary, Term, Terms
from leaflet.problems import Severity
from leaflet.source.inline import InlineReader

GLOSSARY = Glossary(
    terms=(
        Term(
            words={"en": ("infusion",), "fr": ("perfusion*",), "zh": ("输注", "输液")}
        ),
        Term(words={"en": ("placebo",), "fr": ("placebo",)}),
    ),
    keep=("CHUM", "Scleroderma Association of B.C."),
)
READER = InlineReader({"map": "https://example.org/map"})


def pair(  # noqa: PLR0913, PLR0917  # a row of a table
    source: str,
    translation: str,
    languages: str = "en fr",
    form: Form = Form.MARKDOWN,
    kind: str = "paragraph",
    flags: tuple[str, ...] = (),
) -> Pair:
    """Give a pair; `languages` are the two locales."""
    sides = [
        Wording.of(raw, READER.read(raw)[0] if form is Form.MARKDOWN else None, locale)
        for raw, locale in zip((source, translation), languages.split(), strict=True)
    ]
    terms = _terms(languages)
    return Pair(sides[0], sides[1], form, kind, frozenset(flags), terms)


@cache
def _terms(languages: str) -> Terms:
    return GLOSSARY.between(*languages.split())


def findings(id_: str, judged: Pair) -> list[Finding]:
    """Give what one check finds."""
    (check,) = (check for check in CHECKS if check.id == id_)
    return list(check.function(judged))


def ids(judged: Pair) -> set[str]:
    """Give the checks that find something."""
    return {check.id for check in CHECKS if any(check.function(judged))}


def severities(judged: Pair) -> dict[str, Severity]:
    """Give the worst that each check says."""
    return {
        check.id: min(found.severity or check.severity for found in all_found)
        for check in CHECKS
        if (all_found := list(check.function(judged)))
    }
