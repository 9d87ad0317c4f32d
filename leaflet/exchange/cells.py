"""A table as rows of cells, the way Word and spreadsheets have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from leaflet.exchange.rows import Row, Table, Verdict
from leaflet.problems import LeafletError, Location, Problem
from leaflet.source.files import INVISIBLE_HINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ID, WHERE, STATE, COMMENT = "id", "where", "state", "comment"
SOURCE, TRANSLATION = "source", "translation"
NAMES = (ID, WHERE, STATE, COMMENT)
_LANGUAGE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*\Z")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What no catalog can hold, or shows; what else is invisible, the checks tell."""
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a file: its number, its texts, and what cannot be taken for text.

    `comments` are those that a program keeps beside the cells. `strange` are the
    columns, from 0, of numbers, dates and formulas.
    """

    at: int
    texts: tuple[str, ...]
    comments: tuple[str, ...] = ()
    strange: frozenset[int] = frozenset()


def header(table: Table) -> tuple[str, ...]:
    """Give the names of the columns; those of the texts tell their languages."""
    source, target = map(_named, (table.source_language, table.language))
    return (ID, WHERE, source, target, STATE, COMMENT)


def cells(row: Row) -> tuple[str, ...]:
    """Give the texts of a row, in the order of the header."""
    where = [row.place, *row.notes]
    if row.previous:
        where.append(f"The text was: {row.previous}")
    comments = "\n".join(row.comments)
    texts = ("\n".join(where), row.source, row.translation, row.state.value, comments)
    return (row.id, *texts)


def bcp47(language: str) -> str:
    """Give the tag of RFC 5646 for a catalog's.

    >>> bcp47("zh_Hant")
    'zh-Hant'
    """
    return language.replace("_", "-")


def _named(language: str) -> str:
    try:
        name = Locale.parse(language).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name or language} ({bcp47(language)})"


def unfit(table: Table) -> Iterator[Problem]:
    """Tell of messages that no XML can hold (XML 1.0, 2.2), and so no such format."""
    for row in table.rows:
        for text in (*cells(row), row.previous):
            if found := _UNFIT.search(text):
                message = f"«{row.source[:60]}» has the character U+{ord(found[0]):04X}"
                hint = "take it out of the text or the translation"
                at = Location(f"{table.name} ({table.language})")
                yield Problem("exchange-character", at, message, hint)
                break


def read_table(rows: Iterable[Cells], path: str) -> Table:
    """Give the table that rows of cells are; a header may come again further down.

    Raises:
        LeafletError: no row names the columns, or two rows name other languages.
    """
    columns: Mapping[str, int] | None = None
    languages = ("", "")
    found: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        if named := _columns(row.texts):
            if columns is not None and named[1] != languages:
                message = "names other languages than the header before"
                raise _no_columns(Location(path, row.at), message)
            columns, languages = named
        elif columns is not None and any(row.texts):
            try:
                found.append(_row(row, columns, path))
            except LeafletError as error:
                problems += error.problems
    if columns is None:
        raise _no_columns(Location(path), "no row names the columns")
    return Table(path, *languages, tuple(found), tuple(problems))


def _no_columns(at: Location, message: str) -> LeafletError:
    hint = "keep the first row, such as: id, where, English (en), French (fr), state"
    return LeafletError(Problem("exchange-columns", at, message, hint))


def _columns(texts: Sequence[str]) -> tuple[dict[str, int], tuple[str, str]] | None:
    """Give the columns of a header, and the languages of its texts; None if none."""
    names = [text.strip().casefold() for text in texts]
    languages = [(i, m[1]) for i, t in enumerate(texts) if (m := _LANGUAGE.search(t))]
    if ID not in names or len(languages) < 2:  # noqa: PLR2004 (source, translation)
        return None
    (source, from_), (translation, to) = languages[:2]
    columns = {name: names.index(name) for name in NAMES if name in names}
    columns |= {SOURCE: source, TRANSLATION: translation}
    return columns, (from_.replace("-", "_"), to.replace("-", "_"))


def _row(row: Cells, columns: Mapping[str, int], path: str) -> Row:
    """Give a row of a table.

    Raises:
        LeafletError: a cell is no text or has a control character, or its state is
            none.
    """
    texts = {
        name: row.texts[column] if column < len(row.texts) else ""
        for name, column in columns.items()
    }
    made = Row(
        texts[ID].strip().casefold(),
        texts[SOURCE],
        texts[TRANSLATION],
        comments=(*texts.get(COMMENT, "").split("\n"), *row.comments),
        at=row.at,
    )
    if {columns[SOURCE], columns[TRANSLATION]} & row.strange:
        message = f"{made.id}: a cell holds a number, a date or a formula, not a text"
        hint = "set the format of the cell to Text, and type it again"
        raise refused("exchange-cell", path, made, message, hint)
    for name, text in texts.items():
        if found := _CONTROL.search(text):
            before = text[max(0, found.start() - 20) : found.start()]
            message = f"{made.id}: the {name} has the invisible character "
            message += f"U+{ord(found[0]):04X}, after «{before}»"
            raise refused("character-invisible", path, made, message, INVISIBLE_HINT)
    said = texts.get(STATE, "").strip().casefold()
    if said not in set(Verdict):
        message = f"{made.id}: {said!r} is no state"
        hint = "write done or review, or nothing"
        raise refused("exchange-state", path, made, message, hint)
    return replace(made, state=Verdict(said))


def refused(id_: str, path: str, row: Row, message: str, hint: str) -> LeafletError:
    """Give the error for a row that is not taken; it tells the row's comments too."""
    if told := " / ".join(line for line in row.comments if line.strip()):
        message = f"{message} (its comment: {told})"
    return LeafletError(Problem(id_, Location(path, row.at), message, hint))
