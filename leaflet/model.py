"""What an author wrote: a leaflet, its blocks, and each text with its place."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from leaflet.problems import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leaflet.shapes import FieldPath, FrontMatter

# --- inline: the inside of a paragraph -------------------------------------


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters, as typed; typography is applied to these and no others."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Characters that no rule of typography may touch."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*text*`."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """`**text**`."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters, such as the end of a French ordinal (1er)."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Foreign:
    """`[text]{lang=fr}`: a part in another language than the text around it."""

    language: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class LeftToRight:
    """A number with its unit, or a telephone number, in a text from right to left."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Marked:
    """A number with its unit, which a proof marks for the eye that compares."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """`[text](address)`, or `[text][label]` with the address as its own message."""

    href: str
    children: Inlines
    label: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@key]` or `[@a; @b]`: keys of references.yaml, in the order given."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """`[^label]`: the place that a footnote belongs to."""

    label: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is in an edition: number, key and own anchor of each work.

    `spoken` is what a screen reader says for `{number}`, in the edition's language.
    """

    works: tuple[tuple[int, str, str], ...]
    spoken: str = "{number}"


@dataclass(frozen=True, slots=True)
class Note:
    """What a footnote mark is in an edition: the footnote, at its place."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A passage of a draft that nobody stands by.

    `state` says what it lacks, `tag` the same in the words of the edition. `language`
    and `direction` are those of the text that is shown; both are empty where that is
    the edition's own.
    """

    state: str
    language: str
    direction: str
    tag: Inlines
    children: Inlines


Inline: TypeAlias = (
    Plain
    | Code
    | Break
    | Emphasis
    | Strong
    | Superscript
    | Foreign
    | LeftToRight
    | Marked
    | Link
    | Citation
    | FootnoteMark
    | Cited
    | Note
    | Unfinished
)
Inlines: TypeAlias = tuple[Inline, ...]


def walk(inlines: Inlines) -> Iterator[Inline]:
    """Give every inline in reading order, parents before their children."""
    for inline in inlines:
        yield inline
        yield from walk(getattr(inline, "children", ()))


def plain(inlines: Inlines) -> str:
    """Give the characters alone, as a reader without any markup has them."""
    return "".join(
        " " if isinstance(inline, Break) else getattr(inline, "text", "")
        for inline in walk(inlines)
    )


def exchange(inlines: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Give inlines with `change` applied to each, children before their parents."""
    return tuple(change(_inside(inline, change)) for inline in inlines)


def _inside(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    children: Inlines | None = getattr(inline, "children", None)
    if children is None:
        return inline
    made = exchange(children, change)
    return replace(inline, children=made)  # type: ignore[arg-type]  # it has children


# --- texts and blocks ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """One message: what a translator sees at once.

    `source` is the raw inline Markdown and thereby the msgid. `kind` is the word
    shown to translators ("paragraph"), `path` the headings above, outermost first.
    """

    source: str
    inlines: Inlines
    at: Location
    kind: str
    path: tuple[str, ...] = ()
    note: str = ""
    context: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What makes it one message: context and source."""
        return self.context, self.source


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 2 to 4, since level 1 is the leaflet's title."""

    level: int
    text: Text
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Text


@dataclass(frozen=True, slots=True)
class ListItem:
    """The blocks of one item; a tight item is one paragraph set without space."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List:
    """A list; `start` is the first number of an ordered one."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what it means."""

    text: Text
    definitions: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms and their definitions."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one row of column headings, then rows of equally many cells.

    `row_headings` says that the first cell of each row is a heading too (the
    author left the corner cell empty).
    """

    caption: Text | None
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    alignments: tuple[str, ...] = ()
    row_headings: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; `path` is relative to the project's root."""

    path: str
    alternative: Text
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """`::: summary Title`: a box of one of the known kinds."""

    kind: str
    title: Text | None
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Quote:
    """`> text`."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class PageBreak:
    """`::: page-break` or `::: panel-break`; `kind` is "page" or "panel"."""

    kind: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """The body of a footnote, one paragraph."""

    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Definition:
    """`[label]: address`; the address is a message, so a language may differ."""

    label: str
    address: Text


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | DefinitionList
    | Table
    | Figure
    | Box
    | Quote
    | PageBreak
)
Blocks: TypeAlias = tuple[Block, ...]
T = TypeVar("T")


def rewrite(value: T, change: Callable[[Text], Text]) -> T:
    """Give the same value with `change` applied to each Text inside it."""
    result: Any = value
    if isinstance(value, Text):
        result = change(value)
    elif isinstance(value, tuple):
        result = tuple(rewrite(item, change) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: rewrite(getattr(value, field.name), change)
            for field in fields(value)
        }
        result = replace(value, **changed)
    return result  # type: ignore[no-any-return]  # same shape in, same shape out


def texts(value: object) -> Iterator[Text]:
    """Give every Text inside a value, in the order in which it was written."""
    yield from parts(value, Text)


def parts(value: object, kind: type[T]) -> Iterator[T]:
    """Give everything of a kind inside a value, outermost first, in reading order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from parts(getattr(value, field.name), kind)


# --- the whole ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One document, complete and sound: each citation, anchor and image exists.

    `fields` holds the translatable front matter by its path in the YAML, such as
    `("authors", 0, "role")`.
    """

    slug: str
    path: str
    front: FrontMatter
    fields: tuple[tuple[FieldPath, Text], ...]
    blocks: Blocks
    footnotes: tuple[Footnote, ...] = ()
    definitions: tuple[Definition, ...] = ()

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.front.language

    def texts(self) -> Iterator[Text]:
        """Give every message: front matter, blocks, footnotes, addresses."""
        front = tuple(text for _, text in self.fields)
        yield from texts((front, self.blocks, self.footnotes, self.definitions))

    @property
    def messages(self) -> list[Text]:
        """Each message once, where it stands first; an empty cell is none."""
        first: dict[tuple[str | None, str], Text] = {}
        for text in self.texts():
            if text.source:
                first.setdefault(text.key, text)
        return [*first.values()]
