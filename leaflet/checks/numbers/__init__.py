"""Numbers, units and comparisons of a translation against those of its source.

No tool that we know catches "5 mg" that became "50 mg". This one reads the numbers of
both texts, each in its own language's notation, and compares what they say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from leaflet.checks.numbers.values import Difference, Kind

__all__ = ["Difference", "Kind", "differences"]

_ADDRESS = re.compile(r"\]\([^)\s]*\)|\w+://\S+|\[[@^][^\]]*\]|\{\w*\}")
_DIGITS = re.compile(r"\d(?:[.,'’٫٬ \u00a0\u202f\u2009]?\d)*")


def differences(
    source: str, translation: str, source_locale: str, locale: str
) -> list[Difference]:
    """Give every difference, in the order of the text; none where all is as it was.

    Both texts are raw inline Markdown; the locales are such as `fr`, `fr_CA` or `zh`.

    >>> differences("Take 5 mg", "Prenez 50 mg", "en", "fr")[0].message
    'the source has 5, the translation has not'
    """
    before, after = _digits(source), _digits(translation)
    lost = [
        Difference(
            Kind.MISSING, f"the source has {digits}, the translation has not", ""
        )
        for digits in (before - after).elements()
    ]
    return lost + [
        Difference(Kind.ADDED, f"the translation has {digits}, the source has not", "")
        for digits in (after - before).elements()
    ]


def _digits(text: str) -> Counter[str]:
    """Give the digits of each number, without what divides them."""
    runs = _DIGITS.findall(_ADDRESS.sub(" ", text))
    return Counter(
        "".join(str(unicodedata.digit(sign)) for sign in run if sign.isdigit())
        for run in runs
    )
