"""An entry while it is being read: its fields, what is wrong in them, its value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaflet.pofile.values import Entry, Previous, Raw, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = tuple[int, int]
"""Line and column."""
Fault = tuple[str, Place, str]
"""A problem's id, place and message."""

_SOURCE = ("msgctxt", "msgid", "msgid_plural")
FOLLOWS = {
    "msgctxt": (),
    "msgid": ("msgctxt",),
    "msgid_plural": ("msgid",),
    "msgstr": _SOURCE,
    "msgstr[]": (*_SOURCE, "msgstr[]"),
}
"""What each keyword may follow in an entry; after any other it begins a new entry."""

_REFERENCE = re.compile("(?:\u2068[^\u2069]*\u2069|\\S)+")
_ISOLATES = {0x2068: None, 0x2069: None}


@dataclass(slots=True)
class Field:
    """A keyword with its strings, and the bytes of both."""

    keyword: str
    at: Place
    index: int = 0
    strings: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The strings, joined."""
        return "".join(self.strings)


@dataclass(slots=True)
class Gap:
    """What stands since the last string: blank lines, comments, previous msgids."""

    raw: list[bytes] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    previous: list[Field] = field(default_factory=list)
    at: Place = (0, 0)
    """Where the first comment or previous msgid is."""
    marks: set[bool] = field(default_factory=set)
    """Whether previous msgids are obsolete: `#~|` or `#|`."""

    @property
    def is_blank(self) -> bool:
        """Whether there are only blank lines in it."""
        return not self.comments and not self.previous


@dataclass(slots=True)
class Draft:
    """An entry as far as it has been read."""

    above: Gap
    fields: list[Field] = field(default_factory=list)
    marks: set[bool] = field(default_factory=set)
    """Whether its lines are obsolete: with `#~` or without."""

    @property
    def forms(self) -> list[Field]:
        """The fields of msgstr."""
        return [one for one in self.fields if one.keyword not in _SOURCE]

    def faults(self, *, at_end: bool) -> Iterator[Fault]:
        """Tell what is missing in the entry, or too much."""
        yield from self._missing_fields(at_end=at_end)
        for one in (*self.above.previous, *self.fields):
            if not one.strings:
                yield "po-missing-text", one.at, f"no text follows {one.keyword}"
        if len(self.marks | self.above.marks) > 1:
            message = "only some lines of the entry are marked as obsolete"
            yield "po-mixed-obsolete", self.fields[0].at, message
        yield from _wrong_previous(self.above.previous)

    def _missing_fields(self, *, at_end: bool) -> Iterator[Fault]:
        first, last = self.fields[0], self.fields[-1]
        if "msgid" not in {one.keyword for one in self.fields}:
            message = f"no msgid stands before this {last.keyword}"
            yield "po-missing-msgid", first.at, message
        elif last.keyword in _SOURCE:
            found = "po-truncated" if at_end else "po-missing-msgstr"
            yield found, last.at, f"no msgstr follows this {last.keyword}"
        else:
            yield from self._wrong_forms()

    def _wrong_forms(self) -> Iterator[Fault]:
        forms, plural = self.forms, self.fields[-1].keyword == "msgstr[]"
        if plural != any(one.keyword == "msgid_plural" for one in self.fields):
            message = "msgid_plural and msgstr[0] go together, one of them is missing"
            yield "po-plural-forms", forms[0].at, message
        for expected, form in enumerate(forms):
            if form.index != expected:
                message = f"msgstr[{form.index}] stands where msgstr[{expected}] should"
                yield "po-plural-forms", form.at, message
                return

    def entry(self, style: Style) -> Entry:
        """Give the entry that a draft without faults is."""
        texts = {one.keyword: one.text for one in self.fields}
        forms, comments = self.forms, _by_kind(self.above.comments)
        msgid = next(one for one in self.fields if one.keyword == "msgid")
        source = self.fields[: -len(forms)]
        return Entry(
            texts.get("msgctxt"),
            texts["msgid"],
            texts.get("msgid_plural"),
            tuple(form.text for form in forms),
            True in self.marks,
            _previous(self.above.previous),
            _flags(comments[","] + comments["="]),
            tuple(comments[""]),
            tuple(comments["."]),
            _references(comments[":"]),
            Raw(
                b"".join(self.above.raw),
                b"".join(part for one in source for part in one.raw),
                tuple(b"".join(form.raw) for form in forms),
            ),
            style,
            *msgid.at,
            *forms[0].at,
        )


def _wrong_previous(previous: Sequence[Field]) -> Iterator[Fault]:
    names = [one.keyword for one in previous]
    right = [name for name in _SOURCE if name in names]
    if names and (names != right or "msgid" not in names):
        message = "the previous message has no msgid, or in the wrong place"
        yield "po-previous", previous[0].at, message


def _previous(fields: Sequence[Field]) -> Previous | None:
    if not fields:
        return None
    texts = {one.keyword: one.text for one in fields}
    return Previous(texts["msgid"], texts.get("msgid_plural"), texts.get("msgctxt"))


def comment_kind(comment: str) -> str:
    """Give the mark after the `#`; empty for a translator's comment."""
    return comment[1:2] if comment[1:2] in (".", ":", ",", "=") else ""


def _by_kind(comments: Sequence[str]) -> dict[str, list[str]]:
    """Give the texts of the comments of each kind, without mark and first space."""
    kinds: dict[str, list[str]] = {"": [], ".": [], ":": [], ",": [], "=": []}
    for comment in comments:
        kind = comment_kind(comment)
        kinds[kind].append(comment[1 + len(kind) :].removeprefix(" "))
    return kinds


def _flags(lines: Sequence[str]) -> tuple[str, ...]:
    flags = (flag.strip() for line in lines for flag in line.split(","))
    return tuple(flag for flag in flags if flag)


def _references(lines: Sequence[str]) -> tuple[str, ...]:
    """Give the references; names with spaces stand between U+2068 and U+2069."""
    found = (word for line in lines for word in _REFERENCE.findall(line))
    return tuple(reference.translate(_ISOLATES) for reference in found)
