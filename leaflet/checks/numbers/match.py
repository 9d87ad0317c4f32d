"""Which number of a translation stands for which of its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from leaflet.checks.numbers.units import agree, periods_clash, things
from leaflet.checks.numbers.values import Mention, Reading

Pair: TypeAlias = tuple[Mention, Mention]
Fit: TypeAlias = Callable[[Mention, Mention], bool]

SEEN = 40
"""Candidates that are tried for one number: a text of one number stays linear."""

ALIKE = frozenset(("month", "ordinal", "roman", "part"))
"""Kinds that may come and go, but may not become another of their kind."""


@dataclass(frozen=True, slots=True)
class Match:
    """Pairs that can mean the same, pairs of which one replaces the other, the rest."""

    pairs: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    lost: tuple[Mention, ...]
    gained: tuple[Mention, ...]


def match(source: Sequence[Mention], translation: Sequence[Mention]) -> Match:
    """Pair the numbers of two texts, the likeliest first."""
    places: dict[Reading, list[int]] = defaultdict(list)
    for at, mention in enumerate(translation):
        for reading in mention.readings:
            places[reading].append(at)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    needed_first = sorted(range(len(source)), key=lambda at: not source[at].needed)
    fits: tuple[Fit, ...] = (_twins, _like, _same, _unit_and_limit, same_unit, _any)
    for fit in fits:
        for at in needed_first:
            for found in _free(source[at], places, taken) if at not in chosen else ():
                if fit(source[at], translation[found]):
                    chosen[at] = found
                    taken.add(found)
                    break
    lost = [one for at, one in enumerate(source) if at not in chosen]
    gained = [one for at, one in enumerate(translation) if at not in taken]
    _resolve(lost, gained)
    _resolve(gained, lost)
    pairs = tuple((source[at], translation[chosen[at]]) for at in sorted(chosen))
    return Match(pairs, tuple(_changed(lost, gained)), tuple(lost), tuple(gained))


def same_unit(one: Mention, other: Mention) -> bool:
    """Whether two numbers can be of the same thing."""
    loose = one.loose or other.loose
    if not_numbers(one, other):
        return True
    alike = things(one.per) == things(other.per)
    counted = loose or (alike and not periods_clash(one.per, other.per))
    return counted and agree(one.unit, other.unit, loose=loose)


def not_numbers(one: Mention, other: Mention) -> bool:
    """Whether both say the same time, month or span, whose unit is said."""
    return any(isinstance(reading, str) for reading in one.readings & other.readings)


def _free(
    mention: Mention, places: dict[Reading, list[int]], taken: set[int]
) -> Iterator[int]:
    """Give the numbers, not yet taken, that can mean the same, in their order."""
    for reading in sorted(mention.readings, key=str):
        free = places.get(reading, [])
        if len(free) > SEEN:
            free = places[reading] = [at for at in free if at not in taken]
        yield from (at for at in free[:SEEN] if at not in taken)


def _twins(one: Mention, other: Mention) -> bool:
    alike = (one.needed, one.loose) == (other.needed, other.loose)
    return alike and _same(one, other)


def _like(one: Mention, other: Mention) -> bool:
    return one.needed == other.needed and _unit_and_limit(one, other)


def _same(one: Mention, other: Mention) -> bool:
    return (one.unit, one.per, one.signs) == (other.unit, other.per, other.signs)


def _unit_and_limit(one: Mention, other: Mention) -> bool:
    limits = bool(one.signs & other.signs) or not one.signs | other.signs
    return limits and same_unit(one, other)


def _any(one: Mention, other: Mention) -> bool:
    return True


def _resolve(parts: list[Mention], wholes: list[Mention]) -> None:
    """Take out 3/4 and the numbers of "three out of four", which say the same."""
    for part in list(parts):
        for reading in part.readings:
            if not isinstance(reading, Fraction) or reading.denominator == 1:
                continue
            needed = (Fraction(reading.numerator), Fraction(reading.denominator))
            found = [next((w for w in wholes if n in w.readings), None) for n in needed]
            if None not in found and found[0] is not found[1]:
                parts.remove(part)
                wholes[:] = [w for w in wholes if w not in found]
                break


def _changed(lost: list[Mention], gained: list[Mention]) -> Iterator[Pair]:
    """Take out what was lost with what came instead: first of the same unit."""
    for alike in (_replaces_in_unit, _replaces):
        for one in list(lost):
            other = next((o for o in gained[:SEEN] if alike(one, o)), None)
            if other:
                lost.remove(one)
                gained.remove(other)
                yield one, other


def _replaces_in_unit(one: Mention, other: Mention) -> bool:
    return one.unit == other.unit and _replaces(one, other)


def _replaces(one: Mention, other: Mention) -> bool:
    """Whether one may have been changed to the other: 5 to 50, first to second."""
    alike = one.kind == other.kind and one.kind in ALIKE
    return alike or (one.needed and other.needed)
