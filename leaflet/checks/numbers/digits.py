"""Numbers in digits: addresses of papers, telephones, fractions, and the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from leaflet.checks.numbers.lexicon import LETTER
from leaflet.checks.numbers.measure import exactly, measured, swallowed
from leaflet.checks.numbers.notation import SPACES, Value, value, whole
from leaflet.checks.numbers.prose import HIDDEN
from leaflet.checks.numbers.values import Mention, Readings, Scan

_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}/[!#-+\--;=?-~]{1,200}")
_PHONE = re.compile(
    r"""(?x)
      (?<![a-z\d+])\+\d(?:[ ().\-/\u00a0\u202f]{0,2}\d){6,14}(?!\d)
    | (?<![a-z\d.,])(?:1[ .\-\u00a0])?(?:\(\d{3}\)[ \u00a0]?|\d{3}[ .\-\u00a0])
          \d{3}[ .\-\u00a0]\d{4}(?![a-z\d])
    | (?<![a-z\d.,])0\d{0,4}(?:[ ./\-\u00a0]\d{2,4}){2,5}(?![a-z\d])
    """
)
_SLASH = re.compile(
    r"(?<![a-z\d/.,])(?:(\d{1,3})[ \u00a0])?(\d{1,5})/(\d{1,5})(?![a-z\d/])"
)
_VULGAR = re.compile(
    r"(?:(?<![\d.,])(\d{1,3})[ \u00a0]?)?([\u00bc-\u00be\u2150-\u215e])"
)
_NUMBER = re.compile(
    rf"(?:(?<!{LETTER})(?<![\d)\]%°\u0900-\u0963\u0a00-\u0a75{HIDDEN}])[-–](?=\d))?"
    rf"(\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,'٬٫·]\d+)*)"
    r"([⁰¹²³⁴-⁹⁻]{1,4})?"
)
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = re.compile(r"-?\d{1,2}")
SLASH_DECIMALS = ("fa", "ps", "ckb")
"""Languages that write 2/5 for two and a half, too."""
_FINEST = 16
"""The largest denominator after a whole number: 2 3/16."""


def identifiers(scan: Scan) -> Iterator[Mention]:
    """Give the DOIs, which are compared sign by sign."""
    for found in _DOI.finditer(scan.text):
        doi = found[0].rstrip(".,;:)'")
        start, end = found.start(), found.start() + len(doi)
        yield Mention(start=start, end=end, readings=frozenset((doi,)), kind="code")


def telephones(scan: Scan) -> Iterator[Mention]:
    """Give telephone numbers: their digits, with and without a country's."""
    for found in _PHONE.finditer(scan.text):
        digits = re.sub(r"\D", "", found[0])
        known = {digits}
        if found[0].startswith("+"):
            known |= {f"0{digits[size:]}" for size in (1, 2, 3)} | {digits[1:]}
        elif len(digits) == len("18005550199") and digits[0] == "1":
            known.add(digits[1:])
        readings: Readings = frozenset(f"telephone {number}" for number in known)
        start, end = found.span()
        yield Mention(start=start, end=end, readings=readings, kind="code")


def fractions(scan: Scan) -> Iterator[Mention]:
    """Give ½, 1½, 1/2 and 2 1/2; not 120/80, which is two numbers."""
    for found in _VULGAR.finditer(scan.text):
        part = Fraction(unicodedata.numeric(found[2])).limit_denominator(100)
        yield measured(scan, found.span(), exactly(int(found[1] or 0) + part))
    for found in _SLASH.finditer(scan.text):
        over, under = int(found[2]), int(found[3])
        if over < under or scan.lexicon.language in SLASH_DECIMALS:
            mixed = found[1] and under <= _FINEST
            start = found.start() if mixed else found.start(2)
            number = (int(found[1]) if mixed else 0) + Fraction(over, under)
            read = exactly(number)
            if scan.lexicon.language in SLASH_DECIMALS:
                decimal = over + Fraction(under, 10 ** len(found[3]))
                read = Value(frozenset((number, decimal)), frozenset())
            yield measured(scan, (start, found.end()), read)


def numbers(scan: Scan) -> Iterator[Mention]:
    """Give every other number in digits, with its unit."""
    for found in _NUMBER.finditer(scan.text):
        digits, start = found[1], found.start(1)
        read = value(digits, scan.lexicon.notation)
        space = digits.find(" ")
        if space > 0 and swallowed(
            scan, found.end()
        ):  # two of 500 mg: 2 500 mg tablets
            pieces = [digits[:space], digits[space + 1 :]]
        elif all(isinstance(one, str) for one in read.here) and not digits.isdigit():
            pieces = re.findall(r"\d+", digits)  # 1,2,3: as many numbers
        else:
            signed = _signed(read, found, scan.text)
            yield measured(scan, found.span(), signed)
            continue
        for piece in pieces:
            start = scan.text.index(piece, start)
            plain = whole(re.sub(r"\D", "", piece))
            yield measured(scan, (start, start + len(piece)), exactly(plain))
            start += len(piece)


def _signed(read: Value, found: re.Match[str], text: str) -> Value:
    """Give the value with the sign before it and the exponent of 10⁹."""
    ranged = text[max(0, found.start() - 2) : found.start()].rstrip()[-1:].isdigit()
    sign = -1 if found[0][0] in "-–" and not ranged else 1
    raised = (found[2] or "").translate(_POWERS)
    # Any other raised digit is only a note.
    power = int(raised) if found[1] == "10" and _RAISED.fullmatch(raised) else 1
    if sign == power == 1:
        return read
    here, elsewhere = (
        frozenset(one if isinstance(one, str) else sign * one**power for one in ones)
        for ones in (read.here, read.elsewhere)
    )
    if sign < 0 and "\u3040" <= text[found.start() - 1 : found.start()] <= "\u9fff":
        here |= read.here  # after a Chinese word, it may be a hyphen
    return replace(read, here=here, elsewhere=elsewhere)
