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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, groupby
from typing import Annotated, Any, TypeAlias, TypeGuard

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers
from msgspec import Meta

from leaflet import model
from leaflet.model import Inline, Inlines, Plain

Setter: TypeAlias = Callable[[Inlines], Inlines]
Edit: TypeAlias = tuple[int, int, str]  # start, end, what stands there instead
Step: TypeAlias = Callable[[str], Iterable[Edit]]
Cells: TypeAlias = list[tuple[str, int]]  # character, number of its leaf (~: raised)
Pairs: TypeAlias = tuple[tuple[str, str], ...]
Spaces: TypeAlias = dict[str, str]
Words: TypeAlias = tuple[str, ...]

HIDDEN = "\ufffc"
NO_BREAK = "\u00a0"


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
    before: Annotated[Spaces, Meta(description="Space before a punctuation mark.")] = {}
    signs: Annotated[Spaces, Meta(description="Space between number and sign.")] = {}
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
    """Give the names of the files that make a locale's rules, nearest first.

    >>> lineage("fr_CA")
    ('fr_CA', 'fr', 'und')
    """
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


def setter(rules: Rules) -> Setter:
    """Give the function that sets inlines by these rules: make it once per locale.

    >>> setter(Rules(apostrophe="’"))((Plain("it's"),))
    (Plain(text='it’s'),)
    """
    months, endings = _any(rules.months), _any(rules.ordinals)
    first = rf"(?<!\w)(?<!\w[.,/-])1([ \u00a0])(?:{months})(?!\w)"
    first_day = _gaps(first, rules.first_day + NO_BREAK)
    ordinal = re.compile(rf"(?<!\w)(?<!\d[.,])(\d{{1,4}})({endings})(?!\w|-\d)")
    steps = tuple(_steps(rules))

    def set_type(inlines: Inlines) -> Inlines:
        shown = list(_shown(inlines))
        cells = [(char, number) for number, part in enumerate(shown) for char in part]
        typed = _PROTECTED.sub(lambda it: HIDDEN * len(it[0]), "".join(shown))
        text, cells = _edited(typed, cells, first_day(typed))
        for found in ordinal.finditer(text):
            for at in range(*found.span(2)):
                cells[at] = (cells[at][0], ~cells[at][1])
        text = ordinal.sub(lambda it: it[1] + HIDDEN * len(it[2]), text)
        for step in steps:
            text, cells = _edited(text, cells, step(text))
        if text == typed:
            return inlines
        made: dict[int, list[Inline]] = defaultdict(list)
        for number, run in groupby(cells, key=lambda cell: cell[1]):
            piece = Plain("".join(char for char, _ in run))
            raised = number < 0
            made[~number if raised else number].append(
                model.Superscript((piece,)) if raised else piece
            )
        return tuple(_rebuilt(inlines, made, count()))

    return set_type


# What looks like prose but is not. Repeats are bounded or begin where nothing that
# they could take stands before them, so that the search takes linear time.
_PROTECTED = re.compile(
    r"""
      (?:\b[a-z]{2,10}://|\bwww\.|\bmailto:|\b10\.\d{4,9}/)          # URL, DOI
          [^\s<>"«»“”„–—…]*[\w/=&\#-]
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w                         # e-mail
    | \{\w*\} | %\(\w+\)[a-z]                                        # placeholder
    | \+\d[\d\ ().\u00a0-]{5,18}\d                                   # telephone ...
    | (?<!\w)(?:1[\ .-])?(?:\(\d{3}\)\ ?|\d{3}[\ .-])\d{3}[\ .-]\d{4}(?!\w)
    | (?<![\w.,])0\d{0,4}(?:[\ ./-]\d{2,4}){2,}
    | (?<![\w-])\d{3}-\d{4}(?![\w-])
    | (?:(?<=ISSN\ )|(?<=ISSN:\ ))\d{4}-\d{3}[\dX]
    | \d['′]\ ?\d+["″]                                               # 5'10"
    """,
    re.VERBOSE,
)


def _is_open(inline: Inline) -> TypeGuard[model.Emphasis | model.Strong | model.Link]:
    """Whether rules apply inside; not in a link that shows its own address."""
    if isinstance(inline, model.Link):
        address = inline.href.startswith("tel:")
        return not (address or inline.href.endswith(model.plain(inline.children)))
    return isinstance(inline, model.Emphasis | model.Strong)


def _shown(inlines: Inlines) -> Iterator[str]:
    """Give what the rules see of each leaf."""
    for inline in inlines:
        if _is_open(inline):
            yield from _shown(inline.children)
        elif isinstance(inline, Plain):
            yield inline.text
        else:
            yield "\n" if isinstance(inline, model.Break) else HIDDEN


def _edited(text: str, cells: Cells, edits: Iterable[Edit]) -> tuple[str, Cells]:
    """Give text and cells after edits: new characters join the leaf they start in."""
    parts: list[str] = []
    kept: Cells = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        kept += cells[done:start] + [(char, cells[start][1]) for char in new]
        done = end
    return "".join([*parts, text[done:]]), kept + cells[done:]


def _rebuilt(
    inlines: Inlines, made: Mapping[int, list[Inline]], numbers: Iterator[int]
) -> Iterator[Inline]:
    """Give the tree as it was, with each leaf of plain text as it was made."""
    for inline in inlines:
        if _is_open(inline):
            children = tuple(_rebuilt(inline.children, made, numbers))
            yield replace(inline, children=children)
        else:
            pieces = made[next(numbers)]
            yield from pieces if isinstance(inline, Plain) else [inline]


def _any(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first; none matches nothing."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or "(?!)"


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
    for mark, space in rules.before.items():
        # After text, and before the first only of several marks: `?!`.
        end = r"(?=[\s)\]»”’\"'?!.…,;:\ufffc]|\Z)"
        yield _gaps(rf"(?<=[^\s(\[«“:;!?])([ \u00a0]*){re.escape(mark)}{end}", space)
    yield _ranges(rules.range_dash)
    for sign, space in rules.signs.items():
        # Not in a German "8%ige".
        yield _gaps(rf"(?<=\d)([ \u00a0]*){re.escape(sign)}(?![^\W\d_])", space)
    after = r"(?!\w)"
    hour = rf"([ \u00a0]?)(?:{_any(rules.hours)})([ \u00a0]?)[0-5]\d"
    yield _gaps(rf"(?<![\w.,])\d{{1,2}}{hour}{after}", NO_BREAK, NO_BREAK)
    yield _gaps(rf"\d\.?\ufffc*( )(?:{_any(rules.months)}){after}", NO_BREAK)
    yield _gaps(rf"[\d½¼¾]( )(?:{_any(rules.units)})[²³]?{after}", NO_BREAK)
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
    any_quote = re.compile(rf'["{"".join(left)}]|[{"".join(right)}](?!\w)')
    boundary = ["", *"([{-–—/¿¡'’", *left]

    def double(text: str) -> Iterator[Edit]:
        levels: list[int] = []  # of the quotes that are open, straight or curly
        seen = False  # before any other quote, one after a digit is for inches
        for found in any_quote.finditer(text):
            quote, at = found[0], found.start()
            before, after = text[at - 1 : at].strip(), text[at + 1 : at + 2].strip()
            starts = before in boundary and bool(after or not levels)
            if quote == '"' and starts:
                quote = left[(levels[-1] + 1) % len(left) if levels else 0]
            elif quote == '"' and seen:
                quote = right[levels[-1] if levels else 0]
            if quote in left and (starts or quote not in right):
                levels.append(left.index(quote))
            elif levels and quote == right[levels[-1]]:
                levels.pop()
            seen = seen or quote in (left[0], right[0]) or quote != found[0]
            yield at, at + 1, quote

    yield double
    # 'x', but not '90s; what lies between has no quote but those within a word.
    inside = rf"(?:[^'’\n{left[-1]}{right[-1]}]|(?<=\w)['’](?=\w))*"
    opening, closing = r"(?<![\w'’])(')(?=[\w\ufffc])(?!\d\d)", r"(')(?!\w)"
    single = rf"{opening}{inside}(?<=[\w\ufffc.,!?…%]){closing}"
    yield _gaps(single, left[-1], right[-1])
    for start, end in (
        pair for pair in pairs if pair != (pair[0].strip(), pair[1].strip())
    ):
        yield _gaps(rf"({start.strip()}[ \u00a0]*)(?=\S)", start)
        yield _gaps(rf"(?<=\S)([ \u00a0]*{end.strip()})", end)


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


def month_and_year(date: str, locale: str) -> str:
    """Give the month and year of `YYYY-MM` or `YYYY-MM-DD` in words.

    >>> month_and_year("2023-03", "es")
    'marzo de 2023'
    """
    known, day = _known(locale), dt.date.fromisoformat(f"{date[:7]}-01")
    return format_skeleton("yMMMM", day, locale=known) if known else date[:7]


def full_date(date: str, locale: str) -> str:
    """Give `YYYY-MM-DD` in words; `YYYY-MM`, which has no day, as month and year.

    >>> full_date("2023-03-01", "fr_CA")
    '1er mars 2023'
    """
    if len(date) == len("YYYY-MM"):
        return month_and_year(date, locale)
    known, day = _known(locale), dt.date.fromisoformat(date)
    text = format_date(day, "long", locale=known) if known else date
    # CLDR has "1 mars"; French says "premier mars".
    return re.sub("^1 ", "1er ", text) if known and known.language == "fr" else text


def _known(locale: str) -> Locale | None:
    """Give the nearest locale of CLDR; a language that it lacks keeps ISO dates."""
    return Locale.negotiate(lineage(locale), locale_identifiers())
