"""Micro-typography: quotes, dashes and spaces as each language sets them.

The rules are data, `styles/typography/<locale>.yaml`; `setter` compiles them to
steps. A step reads all the text of a paragraph as one string and gives small
edits; an edit belongs to the node in which it starts, so a rule sees across
`**x** :` and the tree stays as it was. What no rule may touch (code, an address,
a telephone number) stands in that string as U+FFFC: context, never prey.

What is right already stays: setting a text twice is setting it once. A narrow
no-break space (U+202F) was typed on purpose and is never changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Annotated, Any, TypeAlias, TypeGuard

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from msgspec import Meta

from leaflet import model
from leaflet.model import Inline, Inlines, Plain

Setter: TypeAlias = Callable[[Inlines], Inlines]
Edit: TypeAlias = tuple[int, int, str]  # start, end, what stands there instead
Step: TypeAlias = Callable[[str], Iterable[Edit]]
Path: TypeAlias = tuple[tuple[int, Inline], ...]  # number and node, outermost first
Cells: TypeAlias = list[tuple[str, Path]]  # each character, and where it stands
Pairs: TypeAlias = tuple[tuple[str, str], ...]
Words: TypeAlias = tuple[str, ...]

HIDDEN, NO_BREAK = "\ufffc", "\u00a0"


class Hyphenation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fewest characters of a word that may be divided, and of its parts."""

    word: Annotated[int, Meta(ge=2)]
    before: Annotated[int, Meta(ge=1)]
    after: Annotated[int, Meta(ge=1)]


class Dash(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ` - ` or ` -- ` between words becomes, with the spaces around it."""

    opening: Annotated[str, Meta(description="The first of two in a sentence.")]
    closing: Annotated[str, Meta(description="The second of two in a sentence.")]
    alone: Annotated[str, Meta(description="Any other; empty: as typed.")] = ""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The typography of one locale; by default all is as typed, or never broken."""

    quotes: Annotated[Pairs, Meta(description="Outermost first, with spaces.")] = ()
    apostrophe: str = "'"
    ellipsis: str = "..."
    dash: Dash | None = None
    range_dash: Annotated[str, Meta(description="Between two numbers, as 2-5.")] = "-"
    before: Annotated[
        dict[str, str], Meta(description="Space before punctuation.")
    ] = {}
    signs: Annotated[dict[str, str], Meta(description="Space after a number.")] = {}
    units: Annotated[Words, Meta(description="Bound to the number before.")] = ()
    digit_space: Annotated[str, Meta(description="Inside 4 000.")] = NO_BREAK
    abbreviations: Annotated[Words, Meta(description="Bound to what follows.")] = ()
    numbered: Annotated[Words, Meta(description="Bound to a number after.")] = ()
    months: Annotated[Words, Meta(description="Bound to the day before.")] = ()
    hours: Annotated[Words, Meta(description="The h of 16 h 15, set spaced.")] = ()
    ordinals: Annotated[Words, Meta(description="Raised after digits: er, e.")] = ()
    first_day: Annotated[str, Meta(description="Added to day 1: er.")] = ""
    hyphenation: Annotated[Hyphenation | None, Meta(description="Null: none.")] = None


def lineage(locale: str) -> Words:
    """Give the files that make a locale's rules, nearest first: fr_CA, fr, und."""
    parts = locale.replace("-", "_").split("_")
    names = ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]
    return tuple(dict.fromkeys([*names, "und"]))


def inherit(child: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """Give the parent's rules with the child's over them; mappings are merged."""
    merged = {**parent, **child}
    for key in parent.keys() & child.keys():
        if isinstance(parent[key], Mapping) and isinstance(child[key], Mapping):
            merged[key] = {**parent[key], **child[key]}
    return merged


def setter(rules: Rules, direction: str = "ltr") -> Setter:
    """Give the function that sets inlines by these rules: make it once per locale.

    In a text from right to left it keeps numbers and what belongs to them in order.
    It can be sent to another process, which makes its own from the rules.

    >>> setter(Rules(apostrophe="’"))((Plain("it's"),))
    (Plain(text='it’s'),)
    """
    return _Setter(rules, direction)


class _Setter:
    """The rules, compiled."""

    def __init__(self, rules: Rules, direction: str) -> None:
        self._rules, self._direction = rules, direction
        first = rf"(?<!\w)(?<!\w[.,/-])1([ \u00a0])(?:{_any(rules.months)})(?!\w)"
        self._first_day = _gaps(first, rules.first_day + NO_BREAK)
        digits, endings = r"(?<!\w)(?<!\d[.,])(\d{1,4})", _any(rules.ordinals)
        self._ordinal = re.compile(rf"{digits}({endings})(?!\w|-\d)")
        self._steps = tuple(_steps(rules))

    def __reduce__(self) -> tuple[Callable[[Rules, str], Setter], tuple[Rules, str]]:
        return setter, (self._rules, self._direction)

    def __call__(self, inlines: Inlines) -> Inlines:
        said = self._set(inlines)
        return tuple(_ordered(said)) if self._direction == "rtl" else said

    def _set(self, inlines: Inlines) -> Inlines:
        cells = list(_cells(inlines, ()))
        shown = "".join(char for char, _ in cells)
        typed = _PROTECTED.sub(lambda found: HIDDEN * len(found[0]), shown)
        text, cells = _edited(typed, cells, self._first_day(typed))
        for found in self._ordinal.finditer(text):
            for at in range(*found.span(2)):
                char, (*outer, (number, leaf)) = cells[at]
                raised = (number, model.Superscript(()))
                cells[at] = (char, (*outer, raised, (0, leaf)))
        text = self._ordinal.sub(lambda found: found[1] + HIDDEN * len(found[2]), text)
        for step in self._steps:
            text, cells = _edited(text, cells, step(text))
        return inlines if text == typed else tuple(_tree(cells, 0))


# A number with more than digits in it, or with a unit: 2 g/kg, 5–10, 604-371-1005. Of
# a text from right to left, its parts would change places (UAX #9, W4 to N2).
_NUMBER = re.compile(
    r"""(?x) (?<![\w.,/-])
      (?: [+±−-]?[0-9] | \([0-9])
      (?: [0-9⁰¹²³⁴⁵⁶⁷⁸⁹]
        | [ \u00a0\u202f.,:/×–-]{1,2}(?=[0-9(]) | \((?=[0-9]) | \)(?=[ ]?[0-9-])
        | [ \u00a0\u202f]?[×^⁻][ \u00a0\u202f-]?(?=[0-9⁰¹²³⁴⁵⁶⁷⁸⁹])
      )*
      (?: [ \u00a0\u202f]?
        (?: % | (?: [A-Za-zµ°]{1,4}[²³]? | (?=/) ) (?:/[A-Za-zµ]{1,6}[²³]?){0,3}(?!\w) )
      )?
    """
)


def _ordered(inlines: Inlines) -> Iterator[Inline]:
    """Give inlines with each number of several parts in its own order."""
    for inline in inlines:
        if isinstance(inline, Plain):
            yield from _numbers(inline.text)
        elif _is_open(inline):
            yield replace(inline, children=tuple(_ordered(inline.children)))
        else:
            yield inline


def _numbers(text: str) -> Iterator[Inline]:
    done = 0
    for found in _NUMBER.finditer(text):
        if not found[0].isdecimal():
            if before := text[done : found.start()]:
                yield Plain(before)
            yield model.LeftToRight((Plain(found[0]),))
            done = found.end()
    if rest := text[done:]:
        yield Plain(rest)


# What looks like prose but is not. Repeats are bounded or begin where nothing that
# they could take stands before them, so that the search takes linear time.
_PROTECTED = re.compile(r"""(?x)
      (?:\b[a-z]{2,10}://|\bwww\.|\bmailto:|\b10\.\d{4,9}/)          # URL, DOI
          [^\s<>"«»“”„–—…]*[\w/=&\#-]
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w                         # e-mail
    | \{\w*\} | %\(\w+\)[a-z]                                        # placeholder
    | \+\d[\d\ ().\u00a0-]{5,18}\d                                   # telephone ...
    | (?<!\w)(?:1[\ .-])?(?:\(\d{3}\)\ ?|\d{3}[\ .-])\d{3}[\ .-]\d{4}(?!\w)
    | (?<![\w.,])(?:0\d{0,4}(?:[\ ./-]\d{2,4}){2,}|\d{2,3}(?:\ \d{3})?(?:\ \d\d){2,})
    | (?<![\w-])\d{3}-\d{4}(?![\w-])
    | (?:(?<=ISSN\ )|(?<=ISSN:\ ))\d{4}-\d{3}[\dX]
    | \d['′]\ ?\d+["″]                                               # 5'10"
    """)


def _is_open(
    inline: Inline,
) -> TypeGuard[model.Emphasis | model.Strong | model.Marked | model.Link]:
    """Whether rules apply inside; not in a link that shows its own address."""
    if isinstance(inline, model.Link):
        return not inline.href.endswith(model.plain(inline.children))
    return isinstance(inline, model.Emphasis | model.Strong | model.Marked)


def _cells(inlines: Inlines, path: Path) -> Iterator[tuple[str, Path]]:
    """Give each character that the rules see, and its path in the tree."""
    for number, inline in enumerate(inlines):
        here = (*path, (number, inline))
        if _is_open(inline):
            yield from _cells(inline.children, here)
        elif isinstance(inline, Plain):
            yield from ((char, here) for char in inline.text)
        else:
            yield "\n" if isinstance(inline, model.Break) else HIDDEN, here


def _tree(cells: Iterable[tuple[str, Path]], depth: int) -> Iterator[Inline]:
    """Give the inlines whose characters these are: `_cells` the other way round."""
    for (_, inline), run in groupby(cells, key=lambda cell: cell[1][depth]):
        inside = list(run)
        if len(inside[0][1]) > depth + 1:
            yield replace(inline, children=tuple(_tree(inside, depth + 1)))
        elif isinstance(inline, Plain):
            yield Plain("".join(char for char, _ in inside))
        else:
            yield inline


def _edited(text: str, cells: Cells, edits: Iterable[Edit]) -> tuple[str, Cells]:
    """Give text and cells after edits: new characters join the leaf they start in."""
    parts, kept, done = [""], cells[:0], 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        kept += cells[done:start] + [(char, cells[start][1]) for char in new]
        done = end
    return "".join([*parts, text[done:]]), kept + cells[done:]


def _any(words: Iterable[str]) -> str:
    """Give a pattern for any of the words; no words match nothing."""
    return "|".join(map(re.escape, words)) or "(?!)"


def _gaps(pattern: str, *news: str) -> Step:
    """Give the step that puts one of `news` into each group of a pattern."""
    compiled = re.compile(pattern)

    def step(text: str) -> Iterator[Edit]:
        for found in compiled.finditer(text):
            for group, new in enumerate(news, start=1):
                yield (*found.span(group), new)

    return step


def _steps(rules: Rules) -> Iterator[Step]:
    """Give the steps in order: each reads the spaces that those before it left."""
    yield _gaps(r"(?<!\.)(\.{3})(?!\.)", rules.ellipsis)
    if rules.quotes:
        yield from _quotes(rules.quotes)
    # In a word, or for the missing part of '90s.
    word = r"(?<=[^\W\d_])|(?<=\ufffc)|(?=.[^\W\d_])|(?<!\w)(?=.\d\d)"
    yield _gaps(rf"(?:{word})(')", rules.apostrophe)
    for mark, space in rules.before.items():  # only before the first of `?!`
        end = r"(?=[\s)\]»”’\"'?!.…,;:\ufffc]|\Z)"
        yield _gaps(rf"(?<=[^\s(\[«“:;!?])([ \u00a0]*){re.escape(mark)}{end}", space)
    yield _ranges(rules.range_dash)
    for sign, space in rules.signs.items():  # but not in a German "8%ige"
        yield _gaps(rf"(?<=\d)([ \u00a0]*){re.escape(sign)}(?![^\W\d_])", space)
    hour = rf"([ \u00a0]?)(?:{_any(rules.hours)})([ \u00a0]?)[0-5]\d(?!\w)"
    yield _gaps(rf"(?<![\w.,])\d{{1,2}}{hour}", NO_BREAK, NO_BREAK)
    yield _gaps(rf"\d\.?\ufffc*( )(?:{_any(rules.months)})(?!\w)", NO_BREAK)
    yield _gaps(rf"[\d½¼¾]( )(?:{_any(rules.units)})[²³]?(?!\w)", NO_BREAK)
    yield _gaps(rf"(?<!\w)(?:{_any(rules.abbreviations)})( )(?=\S)", NO_BREAK)
    yield _gaps(rf"(?<!\w)(?:{_any(rules.numbered)})( )(?=\d)", NO_BREAK)
    # One initial alone could as well end a sentence: "vitamin D. Take it ..."
    yield _gaps(r"(?<=\b[A-Z]\.)( )(?=[A-Z]\.)", NO_BREAK)
    yield _gaps(r"(?<=\b[A-Z]\.[ \u00a0-][A-Z]\.)( )(?=[A-Z])", NO_BREAK)
    yield _gaps(r"(?<!\d{4})(?<=\d)( )(?=\d{3}(?!\d))", rules.digit_space)
    if rules.dash:
        yield from _dashes(rules.dash)


def _quotes(pairs: Pairs) -> Iterator[Step]:
    """Give the steps for quotes: straight double, then single, then their spaces."""
    left, right = ([pair[side].strip() for pair in pairs] for side in (0, 1))
    boundary = ["", *"([{-–—/¿¡'’", *(mark for mark in left if mark not in right)]

    def double(text: str) -> Iterator[Edit]:
        depth = 0
        for at in (found.start() for found in re.finditer('"', text)):
            before, after = text[at - 1 : at].strip(), text[at + 1 : at + 2].strip()
            if before in boundary and (after or not depth):
                yield at, at + 1, left[depth % len(left)]
                depth += 1
            elif depth:  # what closes nothing stays: it may stand for inches
                depth -= 1
                yield at, at + 1, right[depth % len(right)]

    yield double
    # 'x', but not '90s; what lies between has no quote but those within a word.
    inside = rf"(?:[^'’\n{left[-1]}{right[-1]}]|(?<=\w)['’](?=\w))*"
    opening, last = r"(?<![\w'’])(')(?=[\w\ufffc])(?!\d\d)", r"(?<=[\w\ufffc.,!?…%])"
    yield _gaps(rf"{opening}{inside}{last}(')(?!\w)", left[-1], right[-1])
    for start, end in pairs:
        if start + end != start.strip() + end.strip():
            yield _gaps(rf"({start.strip()}[ \u00a0]*)(?=\S)", start)
            yield _gaps(rf"(?<=\S)([ \u00a0]*){end.strip()}", end[: -len(end.strip())])


def _dashes(dash: Dash) -> Iterator[Step]:
    """Give the steps for dashes: two in a sentence stand around a parenthesis."""
    # No number after it: "9 a.m. - 5 p.m." is a range, not a parenthesis.
    mark = rf"(?<=\S)( (?:--?|{re.escape(dash.opening.strip())}) )(?=[^\s\d])"
    between = rf"(?:(?!{mark.replace('( ', '(?: ')})[^.!?…\n]|[.!?…](?!\s))*"
    yield _gaps(mark + between + mark, dash.opening, dash.closing)
    if dash.alone:
        yield _gaps(mark, dash.alone)


def _ranges(dash: str) -> Step:
    """Give the step for ranges: two numbers that stand alone and increase."""
    number = r"(\d{1,4}(?:[.,]\d{1,3})?)"
    alone = re.compile(rf"(?<![\w.,:/+#−–-]){number}-{number}(?![\w:/–-]|[.,]\d)")

    def step(text: str) -> Iterator[Edit]:
        for found in alone.finditer(text):
            low, high = (float(digits.replace(",", ".")) for digits in found.groups())
            if low < high:
                yield found.end(1), found.start(2), dash

    return step


def decimal(value: float, locale: str) -> str:
    """Give a number in a locale's notation, with two decimals at most.

    >>> decimal(93.6625, "fr_CA")
    '93,66'
    """
    known = Locale.negotiate(lineage(locale), locale_identifiers())
    rounded = round(value + 1e-9, 2)  # 3.175, which no float is, is 3.18
    return format_decimal(rounded, "#,##0.##", locale=known or "en")


def month_and_year(date: str, locale: str) -> str:
    """Give the month and year of `YYYY-MM` or `YYYY-MM-DD` in words: mars 2023."""
    return full_date(date[: len("YYYY-MM")], locale)


def full_date(date: str, locale: str) -> str:
    """Give `YYYY-MM-DD` in words; `YYYY-MM`, which has no day, as month and year.

    >>> full_date("2023-03-01", "fr_CA")
    '1er mars 2023'
    """
    known = Locale.negotiate(lineage(locale), locale_identifiers())
    if known is None:  # a language that CLDR lacks
        return date
    day = dt.date.fromisoformat(f"{date}-01"[: len("YYYY-MM-DD")])
    if len(date) == len("YYYY-MM"):
        return format_skeleton("yMMMM", day, locale=known)
    text = format_date(day, "long", locale=known)
    # CLDR has "1 mars"; French says "premier mars".
    return re.sub("^1 ", "1er ", text) if known.language == "fr" else text
