"""Checks on characters: those that nobody sees, and those that a paste has damaged."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from leaflet.checks.translations.lost import lost_letters
from leaflet.checks.translations.values import (
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

# --- invisible

_RTL = tags("ar arc ckb dv fa he ps sd ug ur yi")
_INDIC = tags("as bn gu hi kn kok mai ml mr ne or pa sa si ta te")
_UNSPACED = tags("bo dz ja km lo my th")
_ALLOWED = {
    "\u200b": _UNSPACED,
    "\u200c": _RTL | _INDIC | {"ku", "az"},
    "\u200d": _RTL | _INDIC,
    "\u2060": _UNSPACED,
    **dict.fromkeys(
        "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069", _RTL
    ),
}
"""Invisible characters, and the languages that need them (Unicode 23.2, UAX #9)."""
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\ue000-\uf8ff\U000e0000-\U000e007f]"
)
_DIRECTIONS = (("\u2066\u2067\u2068", "\u2069"), ("\u202a\u202b", "\u202c"))
"""What begins a passage of another direction, and what ends it (UAX #9, 2)."""
_OVERRIDES = "\u202d\u202e"
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


def _invisible(pair: Pair) -> Iterator[Finding]:
    source, text = pair.source.raw, pair.translation.raw
    language = pair.translation.language
    for sign in sorted(set(_INVISIBLE.findall(text))):
        allowed = language in _ALLOWED.get(sign, ()) or (
            sign not in _OVERRIDES
            and (sign in source or (sign == "\t" and pair.form is Form.PLAIN))
        )
        if not allowed and not (sign == "\u200d" and _EMOJI.search(text)):
            name = unicodedata.name(sign, "a control character")
            message = f"an invisible character, U+{ord(sign):04X} ({name.lower()})"
            yield Finding(
                message, "delete it; copied text brings such characters along"
            )
    for opening, closing in _DIRECTIONS:
        if sum(map(text.count, opening)) != text.count(closing):
            message = "a change of direction has no end, or no beginning"
            hint = "close U+2066-2068 with U+2069, U+202A and U+202B with U+202C"
            yield Finding(message, hint)


# --- what was read in a wrong charset

_TAIL = "".join(
    bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)
)
_BYTES = {sign: byte for byte, sign in enumerate(_TAIL, start=0x80)}
_MOJIBAKE = re.compile(f"[\xc2-\xdf][{_TAIL}]|[\xe0-\xef][{_TAIL}]{{2}}")
_UMLAUTS = tags("da de et fi fo is nb nn no sk sl sv tk")
_FOREIGN = re.compile(r"[\u0370-\u1fff\u2e80-\uffff]")


def _encoding(pair: Pair) -> Iterator[Finding]:
    text = pair.translation.raw
    if "\ufffd" in text and "\ufffd" not in pair.source.raw:
        message = "U+FFFD stands where a character was lost"
        yield Finding(message, "write the character again; see the file's charset")
    for match in _MOJIBAKE.finditer(text):
        meant = _meant(match[0])
        if _is_likely(meant, pair) and match[0] not in pair.source.raw:
            message = f"{match[0]} was {meant} before it was read in a wrong charset"
            yield Finding(message, f"write {meant}")
            return  # one tells of all


def _meant(garbled: str) -> str:
    """Give the character whose UTF-8 was read as Windows-1252; "" where none was."""
    try:
        return bytes(_BYTES.get(sign, ord(sign)) for sign in garbled).decode()
    except UnicodeDecodeError:
        return ""


def _is_likely(meant: str, pair: Pair) -> bool:
    """Tell whether a character may be meant; É» is É and », no sign of phonetics."""
    if not meant:
        return False
    language = pair.translation.language
    if "\xa0" <= meant <= "\u017f":  # a quotation mark may well stand after Ä
        return meant <= "\xff" or language not in _UMLAUTS
    is_mark = "\u2010" <= meant <= "\u203a"
    return is_mark or bool(language in _OTHER and _FOREIGN.match(meant))


_OTHER = tags("ar be bg el fa he hi hy ja ka kk ko mk pa ru sr th uk ur yue zh")

# --- what a paste from a PDF leaves

_LIGATURE = re.compile("[\ufb00-\ufb17]")
_PRESENTED = re.compile(
    "[\ufb50-\ufd3d\ufd40-\ufdef\ufdf0\ufdf1\ufdf3-\ufdf9\ufe70-\ufefc]"
)
_DIVIDED = re.compile(r"[^\W\d_]{2}- (?=([^\W\d_]{2,}))")
_CONJUNCTIONS = tags(
    "and or to und oder bzw bis sowie als aber en of tot och eller og ja tai ou et que "
    "vagy és illetve și sau nor but through via versus"
)
"""Words after the hyphen of a word that another one ends: Vor- und Nachteile."""
_DECOMPOSED = re.compile(
    "[A-Za-zͰ-ӿ][\u0300-\u036f]|[\u1100-\u11ff]{2}|[か-ヿ][\u3099\u309a]"
)


def _pasted(pair: Pair) -> Iterator[Finding]:
    text = pair.translation.raw
    for sign, hint in _odd_signs(text):
        if sign not in pair.source.raw:
            message = f"{sign} ({' '.join(f'U+{ord(part):04X}' for part in sign)})"
            yield Finding(message, hint, Severity.WARNING)
    divided = _DIVIDED.search(text)
    if (
        divided
        and divided[1].casefold() not in _CONJUNCTIONS
        and not _DIVIDED.search(pair.source.raw)
    ):
        message = f"a word is divided: «{divided[0]}{divided[1]}»"
        yield Finding(message, "join it", Severity.WARNING)
    for broken, whole in lost_letters(text, pair.translation.language):
        if broken not in pair.source.raw:
            yield Finding(f"«{broken}» has lost letters", f"write {whole}…")


def _odd_signs(text: str) -> Iterator[tuple[str, str]]:
    """Give the signs that only a paste brings, one of each kind, and what to do."""
    for found in (_LIGATURE.search(text), _PRESENTED.search(text)):
        if found:
            plain = unicodedata.normalize("NFKC", found[0])
            yield found[0], f"it is one sign for {plain}: write these letters"
    if _SOFT_HYPHEN in text:
        yield _SOFT_HYPHEN, "delete it: words are divided when the sheet is typeset"
    for found in _DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if len(composed) == 1:
            yield found[0], f"a letter and its accent apart: write {composed}"
            return


CHARACTERS: tuple[Check[Pair], ...] = (
    Check(
        "translation-invisible",
        Severity.ERROR,
        "No invisible characters but those that the language needs",
        "They came with copied text. Some turn the direction of what follows, so that "
        "a reader sees another order of digits than stands there. Joiners are right in "
        "Persian and in India's scripts, direction marks where one writes from the "
        "right.",
        "Delete it.",
        _invisible,
        Example("Take 10 mg.", "Prenez \u202e10 mg.", "Prenez 10 mg."),
    ),
    Check(
        "translation-encoding",
        Severity.ERROR,
        "No character was read in a wrong charset",
        "A text that went through a program with other settings has Ã© for é, and "
        "nobody can read what is lost.",
        "Write the characters again.",
        _encoding,
        Example("Summer", "Ã‰tÃ©", "Été"),
    ),
    Check(
        "translation-pasted",
        Severity.ERROR,
        "No damage from a pasted PDF",
        "PDFs lose the letters of a ligature (“ef cace”), divide words, and take "
        "accents from their letters. It looks right where it was pasted. Lost letters "
        "are an error, the rest a warning.",
        "Write the word again.",
        _pasted,
        Example(
            "an effective treatment", "un traitement ef cace", "un traitement efficace"
        ),
    ),
)
