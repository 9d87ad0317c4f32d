"""Two texts' numbers side by side: what is not the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from leaflet.checks.numbers.match import Match, Pair, match, not_numbers
from leaflet.checks.numbers.units import (
    PERIODS,
    PORTIONS,
    WORDS,
    agree,
    periods_clash,
    things,
)
from leaflet.checks.numbers.values import Difference, Kind, Mention, Text
from leaflet.problems import Severity

CORRECT = "write the number of the source, as the language writes it"
DIVIDE = "divide the digits as the language of the translation does"
SMALL = 12
"""Numbers that texts write in words."""
_PLACELESS = frozenset(("date", "month", "name", "code"))
"""Kinds whose place says nothing."""


def compare(source: Text, translation: Text) -> Iterator[Difference]:
    """Give each difference: numbers, then units, comparisons, notation and order."""
    found = match(source.mentions, translation.mentions)
    for one, other in found.changed:
        yield _changed(one, other, source, translation)
    yield from _one_sided(found, source, translation)
    units = list(_units(found, source, translation))
    yield from units
    if not units and not found.changed:
        yield from _periods(found, source, translation)
    for one, other in found.pairs:
        yield from _limits(one, other, source, translation)
        yield from _notation(other, translation)
    yield from _order(found, source, translation)


def _said(one: Mention, other: Mention, source: Text, translation: Text) -> str:
    was, now = source.quote(one), translation.quote(other)
    return f"the source has {was}, the translation {now}"


def _changed(
    one: Mention, other: Mention, source: Text, translation: Text
) -> Difference:
    """Give what happened to a number."""
    said = _said(one, other, source, translation)
    if one.readings & other.elsewhere:
        text = f"{said}, which in its language is another number"
        return Difference(Kind.AMBIGUOUS, text, DIVIDE)
    if _converted(one, other):
        hint = "let somebody check the conversion, and say so in a waiver"
        return Difference(Kind.CONVERTED, f"{said}: converted", hint)
    return Difference(Kind.CHANGED, said, CORRECT)


def _converted(one: Mention, other: Mention) -> bool:
    """Whether one is the other in °C or °F, to half a degree."""
    if {one.unit, other.unit} != {"°c", "°f"}:
        return False
    warm, cold = (one, other) if one.unit == "°f" else (other, one)
    return any(
        abs((f - 32) * 5 / 9 - c) <= Fraction(1, 2)
        for f in warm.readings
        for c in cold.readings
        if isinstance(f, Fraction) and isinstance(c, Fraction)
    )


def _one_sided(found: Match, source: Text, translation: Text) -> Iterator[Difference]:
    """Give the numbers that only one side has."""
    for one in found.lost:
        if severity := _severity(one, translation):
            text = f"the source has {source.quote(one)}, the translation has not"
            yield Difference(Kind.MISSING, text, CORRECT, severity)
    for one in found.gained:
        if severity := _severity(one, source):
            text = f"the translation has {translation.quote(one)}, the source has not"
            hint = "take the number out, or say in a waiver why it is there"
            yield Difference(Kind.ADDED, text, hint, severity)


def _severity(one: Mention, other: Text) -> Severity | None:
    """Give how bad it is that the other text has no such number; None: it may be."""
    lexicon, word = other.lexicon, not one.unit or one.unit in WORDS
    if not one.needed:
        return None
    if not lexicon.known and word:  # we do not know how that language says it
        small = any(isinstance(n, Fraction) and 0 < n <= SMALL for n in one.readings)
        if one.kind in ("number", "half"):
            return None
        return Severity.WARNING if small else Severity.ERROR
    if one.readings == {Fraction(1)} and lexicon.words.bare_one:
        return None if one.unit in WORDS else Severity.WARNING
    return Severity.WARNING if one.kind == "name" else Severity.ERROR


def _units(found: Match, source: Text, translation: Text) -> Iterator[Difference]:
    """Give the numbers that are now of something else."""
    for one, other in found.pairs:
        loose = one.loose or other.loose
        if not _tells(one, other) or not_numbers(one, other):
            continue
        if not agree(one.unit, other.unit, loose=loose) or (
            not loose and _per_differs(one, other, source, translation)
        ):
            text = _said(one, other, source, translation)
            yield Difference(Kind.UNIT, text, "write the unit of the source")


def _tells(one: Mention, other: Mention) -> bool:
    """Whether the units of two numbers matter; of "a spoon", "a week" they do."""
    if one.needed or other.needed or periods_clash(one.per, other.per):
        return True
    return any(one.unit in kind and other.unit in kind for kind in (PERIODS, PORTIONS))


def _per_differs(one: Mention, other: Mention, source: Text, translation: Text) -> bool:
    """Whether mg/kg lost its kg, and nothing else in the text says it."""
    was, now = things(one.per), things(other.per)
    lost, gained = was - now - translation.per, now - was - source.per
    return bool(lost or gained) or periods_clash(one.per, other.per)


def _periods(found: Match, source: Text, translation: Text) -> Iterator[Difference]:
    """Give the period that became another: daily, hebdomadaire."""
    told = {"hour", "minute"} if any(not_numbers(*pair) for pair in found.pairs) else ()
    lost, gained = (
        [name for name in here if name not in there and name not in told]
        for here, there in (
            (source.periods, translation.periods),
            (translation.periods, source.periods),
        )
    )
    if lost and gained:
        was, now = source.periods[lost[0]], translation.periods[gained[0]]
        text = f"the source says {was}, the translation {now}"
        yield Difference(Kind.UNIT, text, "write the period of the source")


def _limits(
    one: Mention, other: Mention, source: Text, translation: Text
) -> Iterator[Difference]:
    """Give a number whose at least, at most, more or less is not the same."""
    if one.signs & other.signs or not (one.sure or other.sure):
        return
    conflict = bool(one.signs and other.signs)
    if not (one.needed or other.needed) and not (one.sure and other.sure):
        return
    if not conflict and _said_elsewhere(one, other, source, translation):
        return
    known = source.lexicon.known and translation.lexicon.known
    if not (known or conflict or _written(one, source) or _written(other, translation)):
        return  # it may be said in words that we do not know
    was, now = _with_sign(one, source), _with_sign(other, translation)
    yield Difference(
        Kind.COMPARISON,
        f"the source has {was}, the translation {now}",
        "compare as the source does: at least, at most, more than, less than",
        Severity.ERROR if conflict or known else Severity.WARNING,
    )


def _said_elsewhere(
    one: Mention, other: Mention, source: Text, translation: Text
) -> bool:
    """Whether the side without a comparison has it beside another number."""
    signs = one.signs or other.signs
    here, there = (source, translation) if one.signs else (translation, source)
    said, says = (sum(bool(s & signs) for s in text.signs) for text in (here, there))
    return says >= said


def _written(mention: Mention, text: Text) -> bool:
    """Whether a number's comparison is a sign, not a word."""
    return text.shown[: mention.start].rstrip()[-1:] in tuple("<>≤≥")


def _with_sign(mention: Mention, text: Text) -> str:
    """Quote a number with its comparison as a sign."""
    signs = "".join(sorted(mention.signs, key="<≤≥>".index))
    return f"{signs} {text.quote(mention)}".strip()


def _notation(other: Mention, translation: Text) -> Iterator[Difference]:
    """Give a number that is not written as the language writes them."""
    if not other.foreign or not translation.lexicon.notation.known:
        return
    now = translation.quote(other)
    if len(other.readings) > 1:
        text = f"{now} can be read as two numbers in the translation's language"
        yield Difference(Kind.AMBIGUOUS, text, DIVIDE)
    elif other.unit and other.unit not in WORDS:
        text = f"{now} is not how the translation's language divides digits"
        yield Difference(Kind.NOTATION, text, DIVIDE, Severity.WARNING)


def _order(found: Match, source: Text, translation: Text) -> Iterator[Difference]:
    """Give, per unit, two numbers that changed places while the others stayed."""
    ranks = {id(one): at for at, one in enumerate(translation.mentions)}
    units: dict[str, list[Pair]] = defaultdict(list)
    for one, other in found.pairs:
        if one.needed and other.needed and not {one.kind, other.kind} & _PLACELESS:
            units[one.unit or other.unit].append((one, other))
    for same in units.values():
        there = sorted(same, key=lambda pair: ranks[id(pair[1])])
        moved = [
            source.quote(pair[0])
            for pair, now in zip(same, there, strict=True)
            if pair[0].readings.isdisjoint(now[0].readings)
        ]
        if len(moved) == len(("first", "second")):
            text = f"{' and '.join(moved)} have changed places in the translation"
            hint = "see that each number still belongs to what it belonged to"
            yield Difference(Kind.ORDER, text, hint, Severity.WARNING)
