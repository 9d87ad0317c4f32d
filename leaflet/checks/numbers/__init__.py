"""Numbers, units and comparisons of a translation against those of its source.

No tool that we know catches "5 mg" that became "50 mg". This one reads the numbers of
both texts, each in its own language's notation, and compares what they say:

    prose --digits, numerals--> mentions --limits--> Text ─┐
                                                           ├ compare -> differences
    the same of the translation                            ┘

`languages/` holds the words of each language, `units` what all of them share. In a
language that has no module there, digits, symbols and signs are still compared.
"""

from __future__ import annotations

from leaflet.checks.numbers.compare import compare
from leaflet.checks.numbers.lexicon import lexicon
from leaflet.checks.numbers.read import read
from leaflet.checks.numbers.values import Difference, Kind

__all__ = ["Difference", "Kind", "differences"]


def differences(
    source: str, translation: str, source_locale: str, locale: str
) -> list[Difference]:
    """Give every difference; none where the translation says what its source does.

    Both texts are raw inline Markdown; the locales are such as `fr`, `fr_CA` or `zh`.
    Numbers in addresses and citation keys are not compared. Of a message with plural
    forms, the form for one may leave the digit out where its language has an article;
    every other form is compared with `msgid_plural`.

    >>> differences("Take 5 mg now", "Prenez 50 mg", "en", "fr")[0].message
    'the source has 5 mg, the translation 50 mg'
    """
    before, after = lexicon(source_locale), lexicon(locale)
    return list(compare(read(source, before), read(translation, after)))
