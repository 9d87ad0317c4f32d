"""Checks on translations: a wrong one must not reach paper.

Each check is a small generator over a pair, a message's source and its translation;
its words (title, rationale, advice, example) stand beside it as data, and the page
docs/checks.md is made from them.

    values       pairs, findings, checks
    wording      numbers, what is untranslated, length, the glossary
    markup       citations, links, marks, placeholders, addresses
    characters   invisible ones, and damage; `lost` has the words that PDFs damage
    punctuation  spaces, brackets, quotes, ends
    header       the file as a whole
    registry     all of them
    waivers      a translator's word that a finding is right
    judge        a catalog -> problems
"""

from leaflet.checks.translations.judge import catalog_problems
from leaflet.checks.translations.registry import CATALOG_CHECKS, CHECKS
from leaflet.checks.translations.values import Languages

__all__ = ["CATALOG_CHECKS", "CHECKS", "Languages", "catalog_problems"]
