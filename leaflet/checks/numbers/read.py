"""A text's numbers, with their units and comparisons, in one locale's notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaflet.checks.numbers import digits, numerals, times
from leaflet.checks.numbers.lexicon import Lexicon
from leaflet.checks.numbers.limits import limited
from leaflet.checks.numbers.measure import shared
from leaflet.checks.numbers.prose import HIDDEN, prose
from leaflet.checks.numbers.units import WORDS
from leaflet.checks.numbers.values import Mention, Scan, Stage, Text

_DIGITS: tuple[Stage, ...] = (
    digits.identifiers,
    times.dates,
    digits.telephones,
    times.months,
    times.times,
    numerals.phrases,
    digits.fractions,
    digits.numbers,
)
_WORDS: tuple[Stage, ...] = (numerals.romans, numerals.words)
_ANY_DIGIT = re.compile(r"[\d\u00bc-\u00be\u2150-\u215e]")
_OUT_OF = ("sur", "/", "su", "sobre")
_APART = 20
"""Characters between 48 and 5 of "48 महिलाओं में से 5"."""


def read(markdown: str, lexicon: Lexicon) -> Text:
    """Give what a text says in numbers; each stage hides what it has read."""
    shown, folded = prose(markdown)
    text, found = folded, list[Mention]()
    has_digits = _ANY_DIGIT.search(text)
    for stage in (*(_DIGITS if has_digits else (numerals.phrases,)), *_WORDS):
        taken = _apart(stage(Scan(shown, text, lexicon)))
        text = _without(text, taken)
        found += taken
    found.sort(key=lambda mention: mention.start)
    alone = shared(list(_alone(found, folded)), folded)
    mentions, signs = limited(Scan(shown, folded, lexicon), alone)
    return Text(
        shown=shown,
        lexicon=lexicon,
        mentions=tuple(_ordered(mentions, folded, lexicon)),
        signs=tuple(signs),
        periods=_periods(folded, lexicon),
        per=frozenset(_per(folded, lexicon)),
    )


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Give mentions that do not overlap; of two, the one that begins first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.start):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _without(text: str, mentions: list[Mention]) -> str:
    """Give the text with what was read hidden, every place where it was."""
    parts, done = [""], 0
    for mention in mentions:
        parts += (text[done : mention.start], HIDDEN * (mention.end - mention.start))
        done = mention.end
    return "".join([*parts, text[done:]]) if mentions else text


def _alone(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """Give what counts: not the second of "24 heures sur 24", nor "un" of "un 5 %"."""
    for before, one, after in zip(
        [None, *mentions], mentions, [*mentions[1:], None], strict=False
    ):
        again = before and before.readings & one.readings
        if again and before and text[before.end : one.start].strip() in _OUT_OF:
            continue
        article = after and one.kind == "one" and after.kind == "digits"
        if article and after and not text[one.end : after.start].strip():
            continue
        yield one


def _ordered(mentions: list[Mention], text: str, lexicon: Lexicon) -> list[Mention]:
    """Give the numbers in the order of "1 in 10", also where 10 is said first."""
    between = tuple(filter(None, lexicon.words.whole_first.split(", ")))
    ordered, at = list(mentions), 0
    while between and at < len(ordered) - 1:
        one, following = ordered[at], ordered[at + 1]
        gap = text[one.end : following.start].strip()
        if len(gap) < _APART and gap.endswith(between):
            ordered[at : at + 2] = following, one
            at += 1
        at += 1
    return ordered


def _periods(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Give the periods that are named, and by which word."""
    if lexicon.period:
        return {lexicon.periods[word]: word for word in lexicon.period.findall(text)}
    found = {}
    for token in numerals.TOKEN.findall(text):
        period = lexicon.periods.get(token)
        for size in (1, 2, 3) if lexicon.prefixes and not period else ():
            if token[:size] in lexicon.prefixes:
                period = period or lexicon.periods.get(token[size:])
        if period:
            found[period] = token
    return found


def _per(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Give what things are counted by anywhere: kg of 每公斤15毫克."""
    for joint in lexicon.per.finditer(text):
        found = lexicon.units.at(text, joint.end())
        if found and found[0] not in WORDS:
            yield found[0]
