"""The prose of a message: without marks and addresses, its letters folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

HIDDEN = "\ufffc"
"""Stands for what is no prose, and for what has been read."""

# What is not prose: each becomes one HIDDEN. Repeats are bounded or exclude what
# follows them, so that the search takes linear time.
_HIDDEN = re.compile(
    r"""(?x)
      (?<=\])\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?
          (?:\s"[^"\n]{0,300}")?\)                                # [text](address)
    | \[@[^\[\]]{1,300}\] | (?<![\w])@[\w:.-]*\d[\w:.-]*          # citations
    | \[\^[^\[\]\s]{1,100}\]                                      # footnotes
    | \{[^{}\s]{0,60}\}                                          # placeholders
    | (?<![\d%])%(?:\(\w{1,40}\)|\d{1,2}\$)?[-+#0']{0,4}(?:\d{1,4}|\*)?
          (?:\.(?:\d{1,4}|\*))?(?:hh?|ll?|[jz])?[a-zA-Z](?![a-zA-Z])
    | <(?:https?|mailto|tel):[^<>\s]{0,2000}>
    | \b(?:https?|ftp)://[^\s<>"«»“”]{1,2000} | \bwww\.[^\s<>"«»]{1,2000}
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,100}        # e-mail
    | </?[a-zA-Z][^<>]{0,200}>                                       # HTML
    """
)
_MARKS = re.compile(
    r"(?<!\d)\*|\*(?!\d)|~~|[_`\[\]\\\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"
    r"\u0640\u064b-\u0652\u0670\u093c\u0a3c]"
)
_RAISED = re.compile(r"\^(\d{1,3})\^|~(\d{1,3})~|\^([-−]\d{1,3})\^")
_SUPERSCRIPTS = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_LIKE = {
    "’": "'",
    "ʼ": "'",
    "‘": "'",
    "μ": "µ",
    "ـ": "",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ँ": "ं",
    "\u2044": "/",
    "\u2215": "/",
    "，": ",",
    "：": ":",
    "∶": ":",
    "％": "%",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "／": "/",
    "＋": "+",
    "－": "-",
    "−": "-",
    "‑": "-",
    "‐": "-",
    "（": "(",
    "）": ")",
    "．": ".",
    "＜": "<",
    "＞": ">",
    "⩽": "≤",
    "⩾": "≥",
    "≦": "≤",
    "≧": "≥",
    "\t": " ",
    "\n": " ",
}


@cache
def _folded() -> dict[int, str]:
    """Give what each character folds to, where one stands for one."""
    table = {ord(sign): like for sign, like in _LIKE.items() if like}
    for code in range(0x660, 0x1FBFA):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            table[code] = str(value)
    return table


def prose(markdown: str) -> tuple[str, str]:
    """Give the prose of an inline text as written, and folded: of the same length.

    Folded are letters to small ones, digits of any script to 0 to 9, and signs that
    mean the same to one of them.

    >>> prose("**٥** mg [@lee2019]")[1]
    '5 mg \ufffc'
    """
    raised = "^" in markdown or "~" in markdown
    text = _RAISED.sub(_raised, markdown) if raised else markdown
    # NFC takes nukta letters apart, so that the nukta can be dropped with the marks.
    composed = unicodedata.normalize("NFC", _HIDDEN.sub(HIDDEN, text))
    shown = _MARKS.sub("", composed)
    small = shown.lower()
    if len(small) != len(shown):  # İ alone becomes two
        small = "".join(sign.lower()[:1] for sign in shown)
    return shown, small.translate(_folded())


def fold(phrase: str) -> str:
    """Give a word of our tables as `prose` gives it."""
    return (
        _MARKS.sub("", unicodedata.normalize("NFC", phrase))
        .lower()
        .translate(_folded())
    )


def _raised(found: re.Match[str]) -> str:
    if found[2]:
        return found[2].translate(_SUBSCRIPTS)
    return (found[1] or found[3]).translate(_SUPERSCRIPTS)
