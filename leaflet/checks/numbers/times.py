"""Dates, by their parts, and times of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from leaflet.checks.numbers.notation import whole
from leaflet.checks.numbers.values import Mention, Reading, Scan

_ISO = re.compile(r"(?<![a-z\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_NUMERIC = re.compile(r"(?<![a-z\d.,/-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d/-])")
_EAST = re.compile(
    r"(?:(?<!\d)(\d{4}) ?[年년] ?)?"
    r"(?<!\d)(\d{1,2}) ?[月월](?: ?(\d{1,2})(?= ?[日号號일]))?"
)
_EAST_YEAR = re.compile(r"(?<!\d)(\d{4})(?=[年년])")
_VIETNAMESE = re.compile(
    r"(?<=ngày )(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?|"
    r"(?<=tháng )(\d{1,2})(?=[ /](?:năm )?\d{4})"
)
_DAY_BEFORE = re.compile(
    r"(?<![a-z\d.,/:])(\d{1,2})(?:er|st|nd|rd|th|re|\.?[ºª°]|\.)?[ \u00a0]?"
    r"(?:de |of |d')?\Z"
)
_AFTER = re.compile(
    r"\.?,?[ \u00a0]?(?:de |del |of )?"
    r"(?:(\d{1,2})(?!\d|[.,:/]\d|[ \u00a0]?%)(?:st|nd|rd|th|er)?,?[ \u00a0]?)?"
    r"(?:(?:de |del |of )?(\d{4})(?!\d))?"
)
_CLOCK = re.compile(
    r"(?<![a-z\d:.,/])(\d{1,2})(?::|[ \u00a0\u202f]?h[ \u00a0\u202f]?)"
    r"([0-5]\d)(?::[0-5]\d)?(?![\d:])"
)
_POINT = re.compile(r"(?<![a-z\d:.,/])(\d{1,2})\.([0-5]\d)(?!\d)")
_HOUR = re.compile(r"(?<![a-z\d:.,/-])(\d{1,2})(?!\d|[:.,/]\d)")
_EAST_HOUR = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[点點时時]|시(?!간))(?: ?(\d{1,2})[分분]|(半))?"
)

NEAR = 14
"""Characters within which a word says that an hour is in the morning."""
DAYS, MONTHS, HOURS, NOON, HOUR = 31, 12, 24, 12 * 60, 60


def dates(scan: Scan) -> Iterator[Mention]:
    """Give the parts of each date: they stand in another order in each language."""
    text = scan.text
    for found in _ISO.finditer(text):
        yield from _date(found, 1, (3,), (4,))
    for found in _NUMERIC.finditer(text):
        either = scan.lexicon.language == "en" and found[2] != "."
        yield from _date(
            found, 4, (1, 3) if either else (3,), (1, 3) if either else (1,)
        )
    for found in _EAST.finditer(text):
        yield from _date(found, 1, (2,), (3,))
    for found in _VIETNAMESE.finditer(text):
        parts = (3, (2,), (1,)) if found[1] else (3, (4,), ())
        yield from _date(found, *parts)
    for found in _EAST_YEAR.finditer(text):
        yield _part(found, 1, {whole(found[1])})


def months(scan: Scan) -> Iterator[Mention]:
    """Give the months that stand beside a day or a year, and these."""
    text, names = scan.text, scan.lexicon.months
    for found in scan.lexicon.month.finditer(text):
        if scan.lexicon.language == "en" and not scan.shown[found.start()].isupper():
            continue  # "may" is mostly no month
        offset = max(0, found.start() - NEAR)
        before = _DAY_BEFORE.search(text[offset : found.start()])
        after = _AFTER.match(text, found.end())
        spans = [(before.start(1) + offset, before.end(1) + offset)] if before else []
        if after and after[1] and not (before and not after[2]):
            spans.append(after.span(1))  # but not the 2 of "5 mars 2 fois"
        if after and after[2]:
            spans.append(after.span(2))
        if spans:
            month = frozenset((f"month {names[found[0]]}",))
            start, end = found.span()
            yield Mention(start=start, end=end, readings=month, kind="month")
        for start, end in spans:
            number = frozenset((whole(text[start:end]),))
            yield Mention(start=start, end=end, readings=number, kind="date")


def times(scan: Scan) -> Iterator[Mention]:
    """Give times of the day, in minutes from midnight."""
    for found in _CLOCK.finditer(scan.text):
        yield from _time(scan, found, int(found[2]))
    for found in _EAST_HOUR.finditer(scan.text):
        yield from _time(scan, found, 30 if found[3] else int(found[2] or 0))
    for found in _POINT.finditer(scan.text):
        if _said(scan, found.span()):
            yield from _time(scan, found, int(found[2]))
    for found in _HOUR.finditer(scan.text):
        if _said(scan, found.span()):
            yield from _time(scan, found, 0)


def moments(
    scan: Scan, span: tuple[int, int], hour: int, minutes: int
) -> frozenset[Reading]:
    """Give the minutes of the day that an hour can mean where it stands."""
    at = hour % HOURS * HOUR + minutes
    if hour > HOURS // 2:
        return frozenset((f"time {at}",))
    early = _gap(scan.text, span, scan.lexicon.morning)
    late = _gap(scan.text, span, scan.lexicon.evening)
    if min(early, late) <= NEAR:
        return frozenset((f"time {at % NOON + NOON * (late < early)}",))
    if scan.lexicon.twelve_hours:
        return frozenset((f"time {at}", f"time {(at + NOON) % (2 * NOON)}"))
    return frozenset((f"time {at}",))


def _date(
    found: re.Match[str], year: int, months: tuple[int, ...], days: tuple[int, ...]
) -> Iterator[Mention]:
    """Give year, month and day of a date; a number may be either of two."""
    days = tuple(group for group in days if found[group])
    if any(int(found[group]) > DAYS for group in (*months, *days)):
        return
    if found[year]:
        yield _part(found, year, {whole(found[year])})
    fit = [group for group in months if int(found[group]) <= MONTHS]
    if len(fit) > 1:  # 03/12/2023: each is a day or a month
        numbers = [int(found[group]) for group in fit]
        either = {f"month {n}" for n in numbers} | {Fraction(n) for n in numbers}
        for group in fit:
            yield _part(found, group, either, "digits")
        return
    (month, *_) = fit or months
    yield _part(found, month, {f"month {int(found[month])}"}, "month")
    for day in days:
        if day != month:
            yield _part(found, day, {whole(found[day])})


def _part(
    found: re.Match[str], group: int, readings: set[Reading], kind: str = "date"
) -> Mention:
    start, end = found.span(group)
    return Mention(start=start, end=end, readings=frozenset(readings), kind=kind)


def _time(scan: Scan, found: re.Match[str], minutes: int) -> Iterator[Mention]:
    hour = int(found[1])
    if hour > HOURS or minutes >= HOUR:
        return
    start, end = found.span()
    readings = moments(scan, (start, end), hour, minutes)
    if not minutes and f"time {hour % HOURS * HOUR}" in readings:
        readings |= {Fraction(hour)}
    after = scan.lexicon.clock.match(scan.text, scan.follows(end))
    end = after.end() if after else end
    yield Mention(start=start, end=end, readings=readings, kind="date")


def _said(scan: Scan, span: tuple[int, int]) -> bool:
    """Whether a word beside a number says that it is an hour."""
    start, end = span
    words = scan.lexicon
    after = scan.follows(end)
    if any(
        p.match(scan.text, after) for p in (words.clock, words.morning, words.evening)
    ):
        return True
    return _gap(scan.text, (start, start), words.clock_before) <= 1


def _gap(text: str, span: tuple[int, int], pattern: re.Pattern[str]) -> int:
    """Give the distance of the nearest word of a kind, before or after."""
    start, end = span
    after = pattern.search(text, end, end + 2 * NEAR)
    gaps = [
        start - one.end() for one in pattern.finditer(text, max(0, start - NEAR), start)
    ]
    gaps += [after.start() - end] if after else []
    return min(gaps, default=NEAR + 1)
