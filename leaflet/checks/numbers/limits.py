"""Comparisons: what says at least, at most, more or less than the number beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from leaflet.checks.numbers.lexicon import Lexicon, Limit
from leaflet.checks.numbers.values import Mention, Scan

_SIGN = re.compile(
    r"(?<![-=<>])(<=|>=|=<|[<>≤≥])(?![-<>])[ \u00a0\u202f]?(?=[\d.+\u00bc-\u00be-])"
)
_SIGNS = {"<=": "≤", "=<": "≤", ">=": "≥"}
_PLUS = re.compile(r"(?<=\d)\+(?![\w+])")
_STOP = re.compile(r"[.;:!?؟؛](?:\s|\Z)|[。；：！？।()]")
_OPPOSITE = {">": "≤", "<": "≥"}
BEFORE, AFTER, WINDOW = 12, 18, 45
"""Characters that may stand between a phrase and its number; and to look for "not"."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A comparison, and where it stands."""

    start: int
    end: int
    limit: Limit


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Where the numbers are that a comparison may be about."""

    at: list[int]  # their indices among the mentions
    hints: list[bool]  # whether one may be no number: then only right beside it
    starts: list[int]
    ends: list[int]


def limited(
    scan: Scan, mentions: list[Mention]
) -> tuple[list[Mention], list[frozenset[str]]]:
    """Give the numbers with the comparisons that hold for them; and all of these."""
    found, signs = list(mentions), list[frozenset[str]]()
    at = [n for n, mention in enumerate(mentions) if mention.kind != "month"]
    starts, ends = [mentions[n].start for n in at], [mentions[n].end for n in at]
    hints = [mentions[n].kind == "hint" for n in at]
    numbers = _Numbers(at, hints, starts, ends)
    for place in _places(scan.text, scan.lexicon):
        about = _about(place, numbers, scan)
        if about is None:
            continue
        limit = _negated(place, scan)
        signs.append(limit.signs)
        if not found[about].sure:
            found[about] = replace(found[about], signs=limit.signs, sure=limit.sure)
    return found, signs


def _places(text: str, lexicon: Lexicon) -> list[_Place]:
    """Give the signs and phrases of comparison, in the order of the text."""
    more = Limit(frozenset(">≥"), after=True, sure=True)
    places = [_Place(*one.span(), _limit(one[1])) for one in _SIGN.finditer(text)]
    places += [_Place(*one.span(), more) for one in _PLUS.finditer(text)]  # 65+
    places += [
        _Place(*one.span(), lexicon.limits[one[0]])
        for one in lexicon.limit.finditer(text)
    ]
    return sorted(places, key=lambda place: place.start)


def _limit(sign: str) -> Limit:
    return Limit(frozenset(_SIGNS.get(sign, sign)), after=False, sure=True)


def _about(place: _Place, numbers: _Numbers, scan: Scan) -> int | None:
    """Give the index of the number that a comparison is about, or None."""
    previous = bisect_right(numbers.ends, place.start) - 1
    following = bisect_left(numbers.starts, place.end)
    while previous >= 0 and numbers.hints[previous]:
        previous -= 1
    while (
        following < len(numbers.at)
        and numbers.hints[following]
        and numbers.starts[following] > place.end + 1
    ):
        following += 1
    left = right = None
    if previous >= 0:
        left = _gap(scan.text[numbers.ends[previous] : place.start], AFTER)
    if following < len(numbers.at):
        right = _gap(scan.text[place.end : numbers.starts[following]], BEFORE)
    phrase = scan.text[place.start : place.end]
    if left in (0, 1) and right in (0, 1) and phrase in scan.lexicon.ranges:
        return None
    if right is not None and not place.limit.after:
        return numbers.at[following]
    # "8 Tabletten maximal", but not "5 mg unter die Haut".
    either = place.limit.after or place.limit.signs in ({"≥"}, {"≤"})
    return numbers.at[previous] if left is not None and either else None


def _gap(between: str, most: int) -> int | None:
    """Give the length of what stands between, if it is short and no sentence ends."""
    return None if len(between) > most or _STOP.search(between) else len(between)


def _negated(place: _Place, scan: Scan) -> Limit:
    """Give what a comparison says under a "not": do not take more than."""
    limit, phrase = place.limit, scan.text[place.start : place.end]
    if not limit.sure or limit.signs not in ({">"}, {"<"}) or phrase[0] in "<>":
        return limit
    nots = scan.lexicon.nots
    before = _STOP.split(scan.text[max(0, place.start - WINDOW) : place.start])[-1]
    after = _STOP.split(scan.text[place.end : place.end + WINDOW])[0]
    behind = nots.search(after)
    # Hindi says "not" behind; German does at the end: "Überschreiten Sie 5 mg nicht."
    closes = behind and (limit.after or not after[behind.end() :].strip())
    if nots.search(before) or closes:
        (sign,) = limit.signs
        return replace(limit, signs=frozenset((sign, _OPPOSITE[sign])))
    return limit
