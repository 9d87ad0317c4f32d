"""All checks on translations, in the order in which they are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaflet.checks.translations.characters import CHARACTERS
from leaflet.checks.translations.header import HEADER
from leaflet.checks.translations.markup import MARKUP
from leaflet.checks.translations.punctuation import PUNCTUATION
from leaflet.checks.translations.wording import WORDING

if TYPE_CHECKING:
    from leaflet.checks.translations.values import Check, Header, Pair

CHECKS: tuple[Check[Pair], ...] = (*WORDING, *MARKUP, *CHARACTERS, *PUNCTUATION)
CATALOG_CHECKS: tuple[Check[Header], ...] = HEADER
WAIVABLE = frozenset(check.id for check in CHECKS if check.waivable)
