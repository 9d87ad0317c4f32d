"""Units: what they are called everywhere, and which may stand for which."""

from __future__ import annotations

SYMBOLS = {
    "mg": "mg, ㎎, мг",
    "µg": "µg, mcg, ug, ㎍, мкг",
    "ng": "ng",
    "g": "g, gr, г",
    "kg": "kg, kgs, ㎏, кг",
    "l": "l, ℓ, л",
    "dl": "dl",
    "cl": "cl",
    "ml": "ml, ㎖, мл",
    "µl": "µl",
    "mol": "mol",
    "mmol": "mmol, ммоль",
    "µmol": "µmol",
    "meq": "meq",
    "iu": "iu, ui",
    "u": "u",
    "m": "m",
    "cm": "cm, ㎝, см",
    "mm": "mm, ㎜, мм",
    "km": "km",
    "m²": "m²",
    "cm²": "cm²",
    "mm²": "mm²",
    "mmhg": "mmhg, mm hg, mm de hg",
    "%": "%, ٪",
    "‰": "‰",
    "°c": "°c, ° c, ℃, º c, ºc",
    "°f": "°f, ° f, ℉, º f, ºf",
    "kcal": "kcal, cal",
    "kj": "kj",
    "gy": "gy",
    "hz": "hz",
    "lb": "lb",
    "oz": "oz",
    "$": "$, usd, cad",
    "€": "€, eur",
    "£": "£",
    "¥": "¥",
    "₹": "₹",
    "second": "s, sec",
    "minute": "min",
    "hour": "h",
}
"""By unit, what every language may write for it, in small letters."""

BEFORE = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "%": "%", "٪": "%"}
"""What stands before its number: $12, %20 in Turkish."""

PERIODS = ("second", "minute", "hour", "day", "week", "month", "year")
PORTIONS = (
    *("tablet", "capsule", "pill", "drop", "puff", "sachet"),
    *("spoon", "teaspoon", "tablespoon"),
)
WORDS = frozenset(("times", *PERIODS, *PORTIONS))
"""Units that a language need not put beside their number."""

KINDS = {
    "pill": {"tablet", "capsule", "drop", "sachet"},
    "spoon": {"teaspoon", "tablespoon"},
    "u": {"iu"},
}
"""What a general word may stand for."""

UNKNOWN = "?"
"""A word after the number, in a script in which we know no units."""


def things(per: tuple[str, ...]) -> frozenset[str]:
    """Give what a number is counted by, but periods: kg of mg/kg/day."""
    return frozenset(unit for unit in per if unit not in WORDS)


def periods_clash(per: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is per day and the other per week; per day may stand elsewhere."""
    days, weeks = (set(PERIODS).intersection(units) for units in (per, other))
    return bool(days and weeks) and days.isdisjoint(weeks)


def agree(unit: str, other: str, *, loose: bool = False) -> bool:
    """Whether one unit may translate the other; none says as much as a word does.

    `loose`: none says as much as any, since a neighbour's unit may hold for it.
    """
    if unit == other or UNKNOWN in (unit, other):
        return True
    if not unit or not other:
        return loose or unit + other in WORDS
    if loose and (unit in WORDS or other in WORDS):
        return True
    return other in KINDS.get(unit, ()) or unit in KINDS.get(other, ())
