"""Languages that nobody speaks: a leaflet as a long or a right-to-left one would be.

Made from any leaflet on the fly, to see what a layout does before a translation is
there: `xx` is about a third longer, has accents, and brackets that show a cut; `xr`
is written from right to left. Marks, links, citations, numbers and what belongs to
a number stay as they are, so that every check passes.
"""

from __future__ import annotations

import re

LONG, RIGHT_TO_LEFT = "xx", "xr"
DIRECTIONS = {LONG: "ltr", RIGHT_TO_LEFT: "rtl"}
"""The languages, and how each is written; only one who names them gets them."""
BEGIN, END = "⟦", "⟧"
_OVERRIDE, _POP = "\u202e", "\u202c"  # RLO and PDF (UAX #9, 2.2)
_VOWELS = str.maketrans("aeiouyAEIOUY", "áêïöüÿÁÊÏÖÜÝ")
_CONSONANTS = str.maketrans("cgjlnrszCGJLNRSZ", "çğĵłñřšžÇĞĴŁÑŘŠŽ")
_UNITS = (
    *("kg", "g", "mg", "mcg", "µg", "ng", "l", "L", "dl", "dL", "ml", "mL", "IU", "UI"),
    *("km", "m", "cm", "mm", "h", "min", "s", "kcal", "mmol", "mmHg", "°C", "°F"),
)
_PART = re.compile(
    r"""
      (?P<kept>
        (?<!`)(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)
      | \\.
      | \[[@^][^\[\]]*\]                        # citation, footnote
      | \]\([^()\s]*\) | \]\[[^\[\]]*\]         # where a link leads
      | \{[^{}]*\}                              # placeholder, language of a part
      | &\#?\w+; | https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+
      | \d[\d.,]*(?:[ \u00a0\u202f]?(?:UNITS)(?:/[^\W\d_]+)?(?!\w))?
      )
    | (?P<word> [^\W\d_]+ (?:['’][^\W\d_]+)* )
    """.replace("UNITS", "|".join(_UNITS)),
    re.VERBOSE | re.DOTALL,
)


def pseudo(text: str, language: str) -> str:
    """Give a text, or a message's raw Markdown, in a pseudo-language.

    >>> pseudo("Take **5 mg** of it [@one].", "xx")
    '⟦Táakêe **5 mg** öof ïit [@one].⟧'
    """
    if language not in DIRECTIONS or not text:
        return text
    made = _long if language == LONG else _reversed

    def part(match: re.Match[str]) -> str:
        return match["kept"] or made(match["word"])

    return f"{BEGIN}{_PART.sub(part, text)}{END}"


def _long(word: str) -> str:
    """Give a word with every vowel twice."""
    doubled = re.sub("[aeiouyAEIOUY]", _twice, word)
    return doubled.translate(_CONSONANTS)


def _twice(vowel: re.Match[str]) -> str:
    return vowel[0].translate(_VOWELS) + vowel[0].lower()


def _reversed(word: str) -> str:
    """Give a word that is shown from right to left, also where a line begins with it.

    The engine forgets at a line's end what was opened before it, so each word is
    opened and closed.
    """
    return f"{_OVERRIDE}{word}{_POP}"
