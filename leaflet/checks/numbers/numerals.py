"""Numbers in words: two, deux, 两."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from leaflet.checks.numbers.lexicon import LETTER, Lexicon, Word
from leaflet.checks.numbers.measure import exactly, measured
from leaflet.checks.numbers.notation import Value
from leaflet.checks.numbers.values import Mention, Scan

TOKEN = re.compile(rf"(?:{LETTER}|[\u0900-\u0963\u0a00-\u0a75])+")
_ROMAN = re.compile(r"(?<![\w'])(X{0,3}(?:IX|IV|V?I{0,3}))(?![A-Z\d'-]|[a-z]{3})")
_HAN = "〇零一二两兩三四五六七八九十百千"
_PARTS = re.compile(rf"([{_HAN}]+|\d+)分之([{_HAN}]+|\d+(?:\.\d+)?)")
_NUMERAL = re.compile(rf"(第?)([{_HAN}]+)")
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2, "兩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_WEEK, _TO = ("周", "週", "期", "拜"), ("至", "到", "或", "、", "~")
NO_NUMBER = "IV"
"""Roman figures that are more often something else: intravenous."""
LONG_ENOUGH = 5
"""Letters of an Arabic word whose ending may be the dual."""
MONTHS, TWENTY, HUNDRED = 12, 20, 100
OVER_TWENTY = (60, 80)
"""French tens that take 10 to 19: soixante-douze."""


def phrases(scan: Scan) -> Iterator[Mention]:
    """Give number words that are two words, and Chinese parts."""
    for found in scan.lexicon.phrases.finditer(scan.text):
        yield _mention(scan, found.span(), scan.lexicon.numerals[found[0]])
    if scan.lexicon.words.counted:
        yield from _parts(scan)


def words(scan: Scan) -> Iterator[Mention]:
    """Give the number words; ten and unit, number and part are one: two thirds."""
    if scan.lexicon.words.counted:
        yield from _counted(scan)
        return
    start = end = 0
    held: Word | None = None
    for token in TOKEN.finditer(scan.text) if scan.lexicon.numerals else ():
        word = _word(token[0], scan.lexicon)
        name = word and scan.shown[token.start() : token.end()].isupper()
        if word is None or (name and len(token[0]) > 1 and not scan.shown.isupper()):
            continue  # ELF is no eleven
        between = scan.text[end : token.start()]
        joined = held and _joined(held, word, between, scan.lexicon)
        if held and not joined:
            yield _mention(scan, (start, end), held)
        start, end = (start if joined else token.start()), token.end()
        held = joined or word
    if held:
        yield _mention(scan, (start, end), held)


def romans(scan: Scan) -> Iterator[Mention]:
    """Give Roman figures of two signs and more; any may be something else."""
    for found in _ROMAN.finditer(scan.shown):
        if len(found[1]) > 1 and found[1] != NO_NUMBER:
            number = frozenset((Fraction(roman(found[1])),))
            start, end = found.span(1)
            yield Mention(start=start, end=end, readings=number, kind="roman")


def roman(figures: str) -> int:
    """Give the number of Roman figures.

    >>> roman("XIV")
    14
    """
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in figures]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value
        for value, after in zip(values, following, strict=True)
    )


def _word(token: str, lexicon: Lexicon) -> Word | None:
    """Give what a word says of a number, without what is written together with it."""
    word = lexicon.numerals.get(token)
    if word or not lexicon.prefixes:
        return word
    for size in (1, 2, 3):
        if token[:size] in lexicon.prefixes and token[size:] in lexicon.numerals:
            return lexicon.numerals[token[size:]]
    for number, endings in lexicon.words.hint_endings.items():
        if len(token) >= LONG_ENOUGH and token.endswith(tuple(endings.split(", "))):
            return Word(frozenset((Fraction(number),)), "hint")
    return None


def _joined(first: Word, second: Word, between: str, lexicon: Lexicon) -> Word | None:
    """Give the one number that two words make, or None."""
    gap = between.strip(" \u00a0-")
    if gap and gap not in lexicon.words.tens_link.split(", "):
        return None
    a, b = min(first.values), min(second.values)
    if (
        not gap
        and second.kind in ("half", "maybe half", "part")
        and first.kind in ("one", "number")
    ):
        whole = first.kind == "one" and second.kind != "part"
        return second if whole else Word(frozenset((a * b,)), "number")
    if not gap and first.kind == "half" and second.kind == "one":
        return first  # half an hour
    tens = a >= TWENTY and a % 10 == 0 and b < (TWENTY if a in OVER_TWENTY else 10)
    if tens and first.kind == "number" and second.kind in ("number", "one"):
        return Word(frozenset((a + b,)), "number")
    return None


def _mention(scan: Scan, span: tuple[int, int], word: Word) -> Mention:
    """Give the number that a word says, with its unit where it may have one."""
    if word.unit or word.kind in ("hint", "ordinal", "part"):
        start, end = span
        values, kind, unit = frozenset(word.values), word.kind, word.unit
        return Mention(start=start, end=end, readings=values, kind=kind, unit=unit)
    value = Value(frozenset(word.values), frozenset())
    found = measured(scan, span, value, word.kind)
    if found.kind == "maybe half":
        return replace(found, kind="half" if found.unit else "part")
    if found.kind == "one" and Fraction(1) not in found.readings:
        return replace(found, kind="number")  # a million, an hour and a half
    return found


def _parts(scan: Scan) -> Iterator[Mention]:
    """Give 三分之一, and 百分之二十 as 20 %."""
    for found in _PARTS.finditer(scan.text):
        under, over = (_number(group) for group in found.groups())
        percent = under == HUNDRED
        value = over if percent else over / (under or 1)
        start, end = found.span()
        readings, unit = frozenset((value,)), "%" if percent else ""
        yield Mention(start=start, end=end, readings=frozenset(readings), unit=unit)


def _counted(scan: Scan) -> Iterator[Mention]:
    """Give Chinese numerals that something is counted by."""
    for found in scan.lexicon.numeral.finditer(scan.text):
        yield _mention(scan, found.span(), scan.lexicon.numerals[found[0]])
    for found in _NUMERAL.finditer(scan.text):
        (start, end), numeral = found.span(2), found[2]
        if not found[1] and not _counts(scan, start, end):
            continue
        if len(numeral) > 1 and not _PLACES.keys() & set(numeral[:2]):
            for sign in numeral[:-1] if len(numeral) == len("两三") else "":
                yield measured(scan, (start, start + 1), exactly(_number(sign)), "one")
                start, numeral = start + 1, numeral[1:]
        number = _number(numeral)
        kind = "ordinal" if found[1] else "one" if number == 1 else "number"
        if scan.text[end : end + 1] == "月" and number <= MONTHS:
            month = frozenset((f"month {number}",))
            yield Mention(start=start, end=end + 1, readings=month, kind="month")
            continue
        yield measured(scan, (start, end), exactly(number), kind)


def _counts(scan: Scan, start: int, end: int) -> bool:
    """Whether something is counted by a numeral: 两片; not 周五至, a weekday."""
    after, before = scan.text[end : end + 1], scan.text[start - 1 : start]
    if before in _WEEK and after in _TO:
        return False
    if after == "分":  # 分钟 are minutes, 二分 is to halve
        return scan.text[end + 1 : end + 2] in ("钟", "鐘")
    return after in scan.lexicon.measures or bool(
        scan.lexicon.multiples.at(scan.text, end)
    )


def _number(numeral: str) -> Fraction:
    """Give the number of Chinese numerals, or of digits.

    >>> int(_number("二十四")), int(_number("二〇二三"))
    (24, 2023)
    """
    if numeral.replace(".", "").isascii():
        return Fraction(numeral)
    if not _PLACES.keys() & set(numeral):
        return Fraction(int("".join(str(_DIGITS[sign]) for sign in numeral)))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[sign], 0
        else:
            digit = _DIGITS[sign]
    return Fraction(total + digit)
